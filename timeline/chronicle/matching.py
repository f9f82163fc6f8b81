"""Decide whether two reports tell of the same event: pure functions on what the reports say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rapidfuzz import fuzz

NEAR = timedelta(days=4)  # how far the day of an undated report may lie from the event that it tells of
RETOLD = timedelta(days=7)  # for how long a figure is repeated as news before it counts as a new claim
SAME_WORDS = 80  # per cent of shared words from which two wordings are one statement
SAME_PROMISE = 65  # announcements are retold more freely than speech

COMPARED = {  # the values by which reports of a kind are compared
    "meeting": ("format",),
    "statement": ("words",),
    "troop_figure": ("low", "high", "unit", "change"),
    "announcement": ("what", "due_earliest", "due_latest"),
}


@dataclass(frozen=True)
class Told:
    """What a report says, in a form that can be compared."""

    kind: str
    earliest: date | None
    latest: date | None
    day: date  # the report's place in time: its first day, else the day of publication
    place: str | None
    place_is_exact: bool
    roles: frozenset[tuple[str, str]]  # (role, entity key)
    facts: tuple[tuple[str, Any], ...]  # the values that COMPARED names for the kind
    pinned_to: int | None = None  # the event to which an editor has assigned the report

    def fact(self, slot: str) -> Any:
        """Return the value of a slot, None where the report has none."""
        return dict(self.facts).get(slot)

    def cast(self, role: str) -> frozenset[str]:
        """Return the keys of the entities in that role."""
        return frozenset(key for part, key in self.roles if part == role)

    @property
    def is_dated(self) -> bool:
        """Tell whether the text gave a day."""
        return self.earliest is not None or self.latest is not None


def likeness(a: Told, b: Told) -> float:
    """Return how surely two reports tell of the same event, from 0 (not at all, or contradicting) to 1.

    Where editors have assigned both, their word counts: 2 for the same event, 0 for different ones.
    """
    if a.pinned_to and b.pinned_to:
        return 2.0 if a.pinned_to == b.pinned_to else 0.0
    if a.kind != b.kind or _places_differ(a, b):
        return 0.0
    return LIKENESS[a.kind](a, b)


def _meetings(a: Told, b: Told) -> float:
    closeness = _closeness(a, b, NEAR)
    together = _overlap(a.cast("participant"), b.cast("participant"))
    if not closeness or together < 0.5 or _formats_differ(a, b):
        return 0.0
    shared = len(a.cast("participant") & b.cast("participant"))
    same_place = a.place is not None and a.place == b.place
    if shared < 2 and not (same_place or a.fact("format") == b.fact("format")):
        return 0.0
    return 0.5 * together + 0.4 * closeness + 0.1 * same_place


def _statements(a: Told, b: Told) -> float:
    if not a.cast("speaker") & b.cast("speaker"):
        return 0.0
    closeness = _closeness(a, b, timedelta(days=1))
    alike = fuzz.token_set_ratio(a.fact("words"), b.fact("words"))
    shorter, longer = sorted((len(a.fact("words").split()), len(b.fact("words").split())))
    if not closeness or alike < SAME_WORDS or (shorter < 4 and shorter != longer):
        return 0.0
    return closeness * alike / 100


def _figures(a: Told, b: Told) -> float:
    same_number = all(a.fact(slot) == b.fact(slot) for slot in ("low", "high", "unit", "change"))
    if not same_number or _casts_differ(a, b, "actor") or a.cast("claimant") != b.cast("claimant"):
        return 0.0
    return _closeness(a, b, RETOLD)


def _announcements(a: Told, b: Told) -> float:
    if not a.cast("announcer") & b.cast("announcer") or _spans_differ(_due(a), _due(b)):
        return 0.0
    alike = fuzz.token_set_ratio(a.fact("what"), b.fact("what"))
    return _closeness(a, b, NEAR) * alike / 100 if alike >= SAME_PROMISE else 0.0


LIKENESS: dict[str, Callable[[Told, Told], float]] = {
    "meeting": _meetings,
    "statement": _statements,
    "troop_figure": _figures,
    "announcement": _announcements,
}


def _closeness(a: Told, b: Told, reach: timedelta) -> float:
    """Return 1 for the same days down to 0 for contradicting ones or ones out of reach."""
    if a.is_dated and b.is_dated and a.kind != "troop_figure":
        return 0.0 if _spans_differ((a.earliest, a.latest), (b.earliest, b.latest)) else 1.0
    distance = abs(a.day - b.day)
    return 0.0 if distance > reach else 1.0 - distance / (reach + timedelta(days=1)) / 2


def _spans_differ(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool:
    """Tell whether two ranges of days have none in common; an open side reaches everywhere."""
    return bool((a[1] and b[0] and a[1] < b[0]) or (b[1] and a[0] and b[1] < a[0]))


def _due(told: Told) -> tuple[date | None, date | None]:
    first, last = (told.fact(slot) for slot in ("due_earliest", "due_latest"))
    return (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of the smaller cast that is in both."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _places_differ(a: Told, b: Told) -> bool:
    return bool(a.place and b.place and a.place_is_exact and b.place_is_exact and a.place != b.place)


def _casts_differ(a: Told, b: Told, role: str) -> bool:
    return bool(a.cast(role) and b.cast(role) and a.cast(role) != b.cast(role))


def _formats_differ(a: Told, b: Told) -> bool:
    """Tell whether one was a call and the other was not."""
    formats = {a.fact("format"), b.fact("format")}
    return len(formats) == 2 and "call" in formats
