"""The dossiers that only measure (tests/benchmarks/score_coreference.py): their gold lists fit their articles."""

import json
import tomllib
from pathlib import Path

import pytest

from articles.reading.plaintext import read_text

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["third", "fourth"])
def test_every_gold_sentence_stands_in_its_article(name):
    folder = HERE / f"{name}_dossier"
    entries = tomllib.loads((folder / "dossier.toml").read_text())["articles"]
    texts = {
        entry["url"]: read_text((folder / "dossier" / entry["file"]).read_text()).text for entry in entries
    }
    events = json.loads((folder / "events.json").read_text())["events"]
    pieces = [piece for event in events for piece in event["evidence"]]
    assert pieces
    assert [piece["sentence"] for piece in pieces if piece["sentence"] not in texts[piece["url"]]] == []
