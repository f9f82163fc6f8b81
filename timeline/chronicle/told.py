"""What a report says of an event, as plain values that can be compared and hashed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from .behalf import bodies_of, is_town, members_of, states_around, town_of

COMPARED = {  # the values by which reports of a kind are compared
    "meeting": ("format", "status"),
    "statement": ("words",),
    "troop_figure": ("low", "high", "unit", "change", "qualifier"),
    "announcement": ("what", "due_earliest", "due_latest"),
}
FAR_FROM_THEIR_DAYS = ("proposed", "cancelled")  # of these, news often names the day of the news instead
NEWS_OF_IT = timedelta(days=10)  # how long news of a proposal or a cancellation keeps naming its day
OPEN_SIDE = timedelta(
    days=14
)  # "from Monday on", "in the coming days": how far an open range is taken to reach
SLACK = timedelta(
    days=7
)  # by how much a plan for "some time in the spring" may slip without being another one

Span = tuple[date, date]
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Told:
    """What a report says, in a form that can be compared."""

    kind: str
    earliest: date | None
    latest: date | None
    day: date  # the report's place in time: its first day, else the day of publication
    place: str | None  # for a building the town that it stands in
    place_is_exact: bool  # a town: two different ones contradict each other
    roles: frozenset[tuple[str, str]]  # (role, entity key)
    facts: tuple[tuple[str, Any], ...]  # the values that COMPARED names for the kind
    pinned_to: int | None = None  # the event to which an editor has assigned the report
    place_lies_in: frozenset[str] = frozenset()  # the states that the place belongs to
    behalf: frozenset[tuple[str, str]] = frozenset()  # (actor, body it holds office for or belongs to)

    def fact(self, slot: str) -> Any:
        """Return the value of a slot, None where the report has none."""
        return self._facts.get(slot)

    def cast(self, role: str) -> frozenset[str]:
        """Return the keys of the entities in that role."""
        return self._casts.get(role, frozenset())

    @cached_property
    def span(self) -> Span | None:
        """Return the range of days that the text gave, None where it gave none: an open side cut off, a vague plan a little longer."""
        if self.earliest and self.latest:
            length = self.latest - self.earliest
            is_vague_plan = self.fact("status") == "planned" and length >= OPEN_SIDE
            return (self.earliest, self.latest + min(length / 4, SLACK) * is_vague_plan)
        if self.earliest:
            return (self.earliest, self.earliest + OPEN_SIDE)
        return (self.latest - OPEN_SIDE, self.latest) if self.latest else None

    @cached_property
    def _facts(self) -> dict[str, Any]:
        return dict(self.facts)

    @cached_property
    def _casts(self) -> dict[str, frozenset[str]]:
        return {role: frozenset(key for part, key in self.roles if part == role) for role, _ in self.roles}

    @cached_property
    def _hash(self) -> int:
        return hash((self.kind, self.earliest, self.latest, self.day, self.place, self.roles, self.facts))

    def __hash__(self) -> int:
        return self._hash


def account(
    kind: str,
    days: Days,
    published: date,
    *,
    place: str | None,
    roles: Iterable[tuple[str, str]],
    values: Mapping[str, Any],
    pinned_to: int | None = None,
) -> Told:
    """Return what a report of that kind says, with all that follows from it.

    A building stands for its town, a format of diplomacy for its members, people for their states.
    """
    first, last = days if _are_its_own(days, values.get("status"), published) else (None, None)
    day = first or last or published
    town = town_of(place) if place else None
    parts = frozenset((role, actor) for role, key in roles for actor in members_of(key) or {key})
    return Told(
        kind=kind,
        earliest=first,
        latest=last,
        day=day,
        place=town,
        place_is_exact=bool(town and is_town(town)),
        roles=parts,
        facts=tuple((slot, values.get(slot)) for slot in COMPARED[kind]),
        pinned_to=pinned_to,
        place_lies_in=states_around(town) if town else frozenset(),
        behalf=frozenset((key, body) for _, key in parts for body in bodies_of(key, day)),
    )


def _are_its_own(days: Days, status: str | None, published: date) -> bool:
    """Tell whether the days can be the event's: what is proposed or just called off lies ahead; a day gone by is that of the news of it."""
    last = days[1] or days[0]
    if last is None or status not in FAR_FROM_THEIR_DAYS or published - last > NEWS_OF_IT:
        return True
    return last > published if status == "cancelled" else last >= published
