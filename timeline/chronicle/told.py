"""What a report says of an event, as plain values that can be compared and hashed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

COMPARED = {  # the values by which reports of a kind are compared
    "meeting": ("format", "status"),
    "statement": ("words",),
    "troop_figure": ("low", "high", "unit", "change", "qualifier"),
    "announcement": ("what", "due_earliest", "due_latest"),
}
OPEN_SIDE = timedelta(
    days=14
)  # "from Monday on", "in the coming days": how far an open range is taken to reach

Span = tuple[date, date]


@dataclass(frozen=True)
class Told:
    """What a report says, in a form that can be compared."""

    kind: str
    earliest: date | None
    latest: date | None
    day: date  # the report's place in time: its first day, else the day of publication
    place: str | None
    place_is_exact: bool  # a town: two different ones contradict each other
    roles: frozenset[tuple[str, str]]  # (role, entity key)
    facts: tuple[tuple[str, Any], ...]  # the values that COMPARED names for the kind
    pinned_to: int | None = None  # the event to which an editor has assigned the report
    place_lies_in: frozenset[str] = frozenset()  # the states that the place belongs to
    behalf: frozenset[tuple[str, str]] = field(
        default=frozenset()
    )  # (actor, body it holds office for or belongs to)

    def fact(self, slot: str) -> Any:
        """Return the value of a slot, None where the report has none."""
        return dict(self.facts).get(slot)

    def cast(self, role: str) -> frozenset[str]:
        """Return the keys of the entities in that role."""
        return frozenset(key for part, key in self.roles if part == role)

    @property
    def span(self) -> Span | None:
        """Return the range of days that the text gave, an open side cut off; None where it gave none."""
        if self.earliest and self.latest:
            return (self.earliest, self.latest)
        if self.earliest:
            return (self.earliest, self.earliest + OPEN_SIDE)
        return (self.latest - OPEN_SIDE, self.latest) if self.latest else None
