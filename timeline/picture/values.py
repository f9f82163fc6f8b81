"""Events and actors as the picture needs them: plain values, however they were stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from timeline.extraction.entities.knowledge import Office


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever takes part in events; `position` is the lane that editors gave it."""

    key: str
    name: str
    position: int | None = None
    offices: tuple[Office, ...] = ()  # those that editors know
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """The days for which something is announced, and whether it came about."""

    earliest: date | None = None
    latest: date | None = None
    outcome: str = "open"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of troops: whose they are, who says so."""

    low: int
    high: int
    qualifier: str
    is_strength: bool  # people who stand somewhere, comparable from day to day
    words: str
    whose: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    where: str = ""  # the state in which they stand, or the place
    place: str = ""  # its name
    part: str = ""  # what part of the forces is counted
    is_share: bool = False  # of another number


class Item(NamedTuple):  # made by the hundred for each picture; a dataclass would take four times as long
    """One event, or several that are drawn alike; `pk` is then one of them."""

    pk: int
    kind: str
    day: date
    earliest: date | None = None
    latest: date | None = None
    is_checked: bool = False
    actors: tuple[str, ...] = ()  # on whose lanes it stands
    note: str = ""
    status: str = "held"
    promise: Promise | None = None
    claim: Claim | None = None
    number: int = 1
    begins_at: str = ""  # the hour of a meeting, "11:00"

    @property
    def is_span(self) -> bool:
        """Say whether the event may lie on any of several days."""
        return self.earliest is not None and self.latest is not None and self.earliest < self.latest


def count(items: Iterable[Item]) -> int:
    """Return how many events the items stand for."""
    return sum(item.number for item in items)
