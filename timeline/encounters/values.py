"""Meetings and words as the view of two actors needs them: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

HAPPENED = ("held", "ongoing")
AHEAD = ("planned", "proposed")
SURE = timedelta(days=6)  # a meeting that may have been on any day of a week still says when the two met
Way = Literal["together", "round", "from_a", "from_b"]


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting with the keys of all who take part."""

    pk: int
    day: date
    earliest: date | None
    latest: date | None
    format: str
    status: str
    people: tuple[str, ...]

    @property
    def first(self) -> date:
        """Return the first day on which it may have been."""
        return self.earliest or self.day

    @property
    def last(self) -> date:
        """Return the last day on which it may have been."""
        return self.latest or self.day

    @property
    def is_dated(self) -> bool:
        """Say whether the day is known to a week."""
        return bool(self.earliest and self.latest) and self.last - self.first <= SURE

    def has_happened(self, until: date) -> bool:
        """Say whether it is reported to have taken place by that day."""
        return self.status in HAPPENED and self.first <= until


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting of two actors, alone or in a larger round."""

    met: Met
    is_alone: bool

    @property
    def pk(self) -> int:
        """Return the event's key."""
        return self.met.pk

    @property
    def day(self) -> date:
        """Return the day under which a list has it."""
        return self.met.day


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement or announcement of one of the two that is addressed to the other, or names it."""

    pk: int
    day: date
    kind: str
    way: Way
    is_addressed: bool
