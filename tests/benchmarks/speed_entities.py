"""Measure how fast entities are found, with the lexicon and with ten times its entries.

    python tests/benchmarks/speed_entities.py TEXTS.jsonl

TEXTS holds one article a line with `text`. Printed are the time to load the lexicon, megabytes of text a second (processor time
of one core) over the single articles and over all of them as one document, each with the lexicon as it is and ten times as large.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from time import process_time

from ahocorasick import Automaton

sys.path.insert(0, str(Path(__file__).parents[2]))

from timeline.extraction.entities import KnownEntity
from timeline.extraction.entities.editors import knowledge_with
from timeline.extraction.entities.forms import lexicon_automaton
from timeline.extraction.entities.gathering import gather
from timeline.extraction.entities.knowledge import Knowledge, load_knowledge
from timeline.extraction.text import Document

DAY = date(2015, 6, 1)
TIMES = 10


def enlarged() -> tuple[KnownEntity, ...]:
    """Return nine invented entities for each known one, with names alike in length and letters."""
    return tuple(
        KnownEntity(f"{entry.key}-{number}", entry.kind, _altered(entry.name, number))
        for entry in load_knowledge().entries.values()
        for number in range(1, TIMES)
    )


def _altered(name: str, number: int) -> str:
    """Return a name that begins like the given one and ends as no name does."""
    return f"{name}{'bcdfghjkl'[number - 1]}qu"


def megabytes_a_second(texts: list[str], knowledge: Knowledge, automaton: Automaton) -> float:
    """Return the speed over the texts."""
    gather(Document(texts[0]), DAY, knowledge, automaton)
    start = process_time()
    for text in texts:
        gather(Document(text), DAY, knowledge, automaton)
    return sum(map(len, texts)) / 1e6 / (process_time() - start)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    lines = parser.parse_args().texts.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    start = process_time()
    lexicon_automaton()
    print(f"loading {process_time() - start:.3f} s, {len(lexicon_automaton())} written forms")
    for label, known in (("lexicon", ()), (f"{TIMES} times", enlarged())):
        ready = knowledge_with(known)
        single, whole = megabytes_a_second(texts, *ready), megabytes_a_second(["\n\n".join(texts)], *ready)
        print(f"{label}: articles {single:.2f} MB/s, one document {whole:.2f} MB/s")


if __name__ == "__main__":
    main()
