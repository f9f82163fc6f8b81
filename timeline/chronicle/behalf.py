"""On whose behalf people act and where places lie, as far as the lexicon knows."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from timeline.extraction.entities.knowledge import load_knowledge

TOWNS = frozenset({"city"})


@lru_cache(maxsize=20_000)
def bodies_of(key: str, day: date) -> frozenset[str]:
    """Return the states and organisations for which the actor stood on that day.

    A minister stands for the state, a ministry's spokesperson for the ministry and the state, a government for its state.
    """
    entries = load_knowledge().entries
    entry = entries.get(key)
    if entry is None or entry.kind not in ("person", "organisation"):
        return frozenset()
    bodies = {office.body for office in entry.offices if office.held_on(day)}
    states = {entries[body].state for body in bodies if body in entries}
    own = {entry.state} if entry.kind == "organisation" or not bodies else set()
    return frozenset((bodies | states | own) - {"", key})


@lru_cache(maxsize=5_000)
def states_around(place: str) -> frozenset[str]:
    """Return the state in which the place lies, if the lexicon knows it."""
    entry = load_knowledge().entries.get(place)
    return frozenset({entry.state} if entry and entry.kind == "place" and entry.state else ())


def is_town(place: str) -> bool:
    """Tell whether the place is a town: of two towns a meeting can only be in one."""
    entry = load_knowledge().entries.get(place)
    return bool(entry and entry.kind == "place" and entry.type in TOWNS)
