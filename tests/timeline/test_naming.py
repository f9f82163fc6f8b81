"""English names of what the lexicon knows by German ones."""

import pytest

from timeline.chronicle.naming import english_name
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.lexicon import load_rows


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("russland", "Russia"),
        ("usa", "USA"),
        ("genf", "Geneva"),
        ("sergej-lawrow", "Sergey Lavrov"),
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
