"""On whose behalf people act and where places lie, as far as the lexicon knows."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.lexicon import load_rows

TOWNS = frozenset({"city", "place"})
SEATS = frozenset({"government", "parliament", "ministry"})  # organisations that lie in the capital


@lru_cache(maxsize=20_000)
def bodies_of(key: str, day: date) -> frozenset[str]:
    """Return the states and organisations for which the actor stood on that day.

    A minister stands for the state, a ministry's spokesperson for the ministry and the state, a government for its state, an organ for
    the organisation.
    """
    entries = load_knowledge().entries
    entry = entries.get(key)
    if entry is None or entry.kind not in ("person", "organisation"):
        return frozenset()
    bodies = {office.body for office in entry.offices if office.held_on(day)}
    states = {entries[body].state for body in bodies if body in entries}
    own = {entry.state, _wholes().get(key, "")} if entry.kind == "organisation" or not bodies else set()
    return frozenset((bodies | states | own) - {"", key})


def members_of(key: str) -> frozenset[str]:
    """Return who sits in a format of diplomacy that is named instead of its members."""
    return _members().get(key, frozenset())


def is_body(key: str) -> bool:
    """Tell whether the actor is an organisation, which meets by itself."""
    return _kind(key) == "organisation"


def is_state(key: str) -> bool:
    """Tell whether the actor is a state, which may stand for anybody who acts for it."""
    return _kind(key) == "state"


@lru_cache(maxsize=20_000)
def _kind(key: str) -> str:
    entry = load_knowledge().entries.get(key)
    return entry.kind if entry else ""


@lru_cache(maxsize=5_000)
def states_around(place: str) -> frozenset[str]:
    """Return the state in which the place lies, if the lexicon knows it."""
    entry = load_knowledge().entries.get(place)
    return frozenset({entry.state} if entry and entry.kind == "place" and entry.state else ())


def is_town(place: str) -> bool:
    """Tell whether the place is a town: of two towns a meeting can only be in one."""
    entry = load_knowledge().entries.get(place)
    return bool(entry and entry.kind == "place" and entry.type in TOWNS)


@lru_cache(maxsize=5_000)
def town_of(place: str) -> str:
    """Return the town in which a building or a seat of government lies; any other place is its own."""
    knowledge = load_knowledge()
    entry = knowledge.entries.get(place)
    seat = knowledge.seat(entry.state) if entry and entry.type in SEATS and entry.state else None
    return _towns().get(place) or (seat.key if seat else place)


@cache
def _members() -> dict[str, frozenset[str]]:
    return {row["format"]: frozenset(row["members"].split()) for row in load_rows("chronicle/members.csv")}


@cache
def _wholes() -> dict[str, str]:
    return {row["organ"]: row["whole"] for row in load_rows("chronicle/organs.csv")}


@cache
def _towns() -> dict[str, str]:
    return {row["venue"]: row["town"] for row in load_rows("chronicle/venues.csv")}
