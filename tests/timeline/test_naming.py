"""English names of what the lexicon knows by German ones."""

import pytest
from django.utils.translation import override

from timeline.cards import make_actor
from timeline.chronicle.naming import english_name
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.lexicon import load_rows
from timeline.models import Entity


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("russland", "Russia"),
        ("usa", "USA"),
        ("genf", "Geneva"),
        ("sergej-lawrow", "Sergei Lavrov"),
        ("tuerkei", "Turkey"),
        ("abchasien", "Abkhazia"),
        ("grossbritannien-aussenministerium", "Foreign Office"),
        ("polen-armee", "Poland's army"),
        ("vereinte-nationen", "United Nations"),
        ("antony-blinken", ""),
        ("", ""),
    ],
)
def test_known_entities_have_english_names_where_these_differ(key: str, name: str) -> None:
    assert english_name(key) == name


def test_every_english_name_belongs_to_a_known_entity() -> None:
    keys = [row["key"] for row in load_rows("names.csv", language="en")]
    assert keys == sorted(keys)
    assert not set(keys) - load_knowledge().entries.keys()


def test_what_the_lexicon_knows_needs_no_coined_name() -> None:
    keys = [row["key"] for row in load_rows("coined.csv", language="en")]
    assert keys == sorted(keys)
    assert not set(keys) & load_knowledge().entries.keys()


def test_every_usage_is_of_a_name_that_there_is() -> None:
    names = {row["name"] for file in ("names.csv", "coined.csv") for row in load_rows(file, language="en")}
    known = names | {english_name(key) for key in load_knowledge().entries}
    known |= {entry.name for entry in load_knowledge().entries.values()}
    assert not {row["name"] for row in load_rows("usage.csv", language="en")} - known


@pytest.mark.parametrize(
    ("language", "name_en", "expected"),
    [("de", "", "ukrainische Grenze"), ("en", "", "Ukrainian border"), ("en", "The border", "The border")],
)
def test_everybody_is_called_the_same_wherever_a_name_stands(
    language: str, name_en: str, expected: str
) -> None:
    entity = Entity(key="ukrainische-grenze", name="ukrainische Grenze", name_en=name_en)
    with override(language):
        assert entity.local_name == expected
        assert make_actor(entity).name == expected
