"""Whatever the text is, entities are found without an error, inside the text, and the same each time."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.extraction.entities import KnownEntity, entity_at, find_entities
from timeline.extraction.text import Document

PUBLISHED = datetime.fromisoformat("2022-01-21T17:04:00+01:00")
WORDS = st.sampled_from(
    [
        "Russland",
        "Moskau",
        "Blinken",
        "Antony",
        "Lawrow",
        "Präsident",
        "Außenminister",
        "der",
        "die",
        "das",
        "er",
        "sie",
        "US-",
        "EU-",
        "Nato",
        "UN",
        "des",
        "von",
        "in",
        "nach",
        "Genf",
        "russische",
        "Regierung",
        "Kiew",
        "Parlament",
        "„",
        "“",
        "(",
        ")",
        ".",
        ",",
        ":",
        "–",
        ";",
        "\n\n",
        "beide",
        "beiden",
        "Seiten",
        "Minister",
        "sagte",
        "habe",
        "sein",
        "Seine",
        "Amtskollege",
        "al-Assad",
        "bin",
        "von",
        "der",
        "Leyen",
        "I.",
        "X",
        "Ä",
        "ß",
        "3",
        "62-Jährige",
        "Grenze",
        "zur",
        "Ukraine",
        "ADF",
        "Stadt",
        "Zeitung",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))


@given(TEXTS)
def test_every_mention_lies_in_the_text(text):
    for entity in find_entities(Document(text), PUBLISHED):
        assert entity.mentions
        for mention in entity.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
            assert mention.entity == entity.id


@given(TEXTS)
def test_the_same_text_has_the_same_entities(text):
    assert find_entities(Document(text), PUBLISHED) == find_entities(Document(text), PUBLISHED)


@given(TEXTS)
def test_ids_and_keys_are_unique(text):
    entities = find_entities(Document(text), PUBLISHED)
    keys = [entity.key for entity in entities if entity.key]
    assert len({entity.id for entity in entities}) == len(entities)
    assert len(set(keys)) == len(keys)


@given(TEXTS, st.integers(0, 300), st.integers(0, 300))
def test_any_span_can_be_looked_up(text, start, length):
    entities = find_entities(Document(text), PUBLISHED)
    found = entity_at(entities, (start, start + length))
    assert found is None or found in {entity.id for entity in entities}


@settings(max_examples=20)  # each one builds an automaton
@given(st.text(min_size=1, max_size=30), st.lists(st.text(max_size=20), max_size=3).map(tuple))
def test_editors_may_know_anything(name, aliases):
    offices = tuple((alias, None, None) for alias in aliases)
    known = [KnownEntity("their-key", "person", name, aliases, offices)]
    find_entities(Document(f"Da kam {name} und {' '.join(aliases)}."), PUBLISHED, known)


@pytest.mark.parametrize(
    "piece", ["US-", "A", "al-", "(NSA) ", "Er ", "„", "Präsident ", "von der ", "Anna "]
)
def test_a_piece_repeated_without_end_is_survived(piece):
    find_entities(Document(piece * 4000), PUBLISHED)
