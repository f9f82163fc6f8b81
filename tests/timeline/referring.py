"""Ask whom some words of a text mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from timeline.extraction.entities import find_entities
from timeline.extraction.text import Document

PUBLISHED = "2022-01-21T17:04:00+01:00"


def meant(text: str, words: str, published: str = PUBLISHED) -> list[set[str]]:
    """Return the names of all whom these words mean, each time they stand in the text."""
    entities = find_entities(Document(text), datetime.fromisoformat(published))
    return [
        {
            entity.name
            for entity in entities
            for mention in entity.mentions
            if (mention.start, mention.end) == (start, start + len(words))
        }
        for start in _places(text, words)
    ]


def _places(text: str, words: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text))
