"""The offices that editors know, read once for all pictures."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from timeline.extraction.entities.editors import read_office
from timeline.extraction.entities.knowledge import Office


@lru_cache(maxsize=1_000)
def known_offices(title: str, since: str | None, until: str | None) -> tuple[Office, ...]:
    """Return what the title of an office says, from one day to another, as JSON writes them."""
    return tuple(read_office(title, read_day(since), read_day(until)))


def read_day(text: str | date | None) -> date | None:
    """Return the day that JSON holds."""
    return date.fromisoformat(text) if isinstance(text, str) else text
