"""Where the marks of the picture lead: into the list below, or to the view of their days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from timeline.filters import Filters

from .marks import Mark
from .scale import Cell
from .values import Item, count


@dataclass(frozen=True)
class Links:
    """The addresses around a view; `shown` are the events that its list holds."""

    base: str
    filters: Filters
    shown: Collection[int]
    pages: Mapping[int, int] = field(
        default_factory=dict, repr=False
    )  # of the list, by the events that they hold
    lanes: tuple[str, ...] = ()  # of the picture
    days: int = 0  # that it shows
    known: dict[tuple[date | None, date | None], str] = field(default_factory=dict, repr=False, compare=False)

    def to_items(self, items: Sequence[Item], first: date, last: date) -> str:
        """Return the place in the list where the events stand, on another page perhaps, or the view of their days."""
        place = f"#event-{items[0].pk}" if items else ""
        if all(item.number == 1 and item.pk in self.shown for item in items):
            return place
        if all(item.pk in self.pages for item in items):
            return self._to_page(self.pages[items[0].pk]) + place
        return self.to_days(first, last) + (place if count(items) == 1 else "")

    def lists(self, items: Iterable[Item]) -> bool:
        """Say whether all the events stand in the list, on this page of it or another."""
        return all(item.number == 1 and (item.pk in self.shown or item.pk in self.pages) for item in items)

    def _to_page(self, number: int) -> str:
        query = self.filters.query
        return f"{self.base}{query}{'&' if query else '?'}page={number}"

    def to_counted(
        self, items: Sequence[Item], cell: Cell, on: Iterable[str] | None = None, *, status: str = ""
    ) -> str:
        """Return the view of just the events that a number counts; within it, their place in the list.

        They stand on these lanes, on others too unless all have a status, or on any lane at all.
        """
        lanes = () if on is None else self.lanes
        mark = Mark(self.days, tuple(filter(None, on or ())), lanes, bool(status))
        opened = self.filters.but(
            kinds=(items[0].kind,), since=cell.first, until=cell.last, mark=self.filters.mark
        )
        if self.filters.mark and opened == self.filters:
            return self.to_items(items, cell.first, cell.last)
        status = status or self.filters.status
        return self.base + opened.but(mark=mark, status=status, by_hours=False).query

    def to_days(self, first: date | None, last: date | None) -> str:
        """Return the view of these days, otherwise narrowed down as now."""
        if (first, last) not in self.known:
            self.known[first, last] = (
                self.base + self.filters.but(since=first, until=last, by_hours=False, mark=None).query
            )
        return self.known[first, last]

    def to_hours(self, day: date) -> str:
        """Return the view of the day, drawn by its hours."""
        return self.base + self.filters.but(since=day, until=day, by_hours=True, mark=None).query

    def marks(self, items: Sequence[Item]) -> str | None:
        """Return the keys by which the list finds the mark, as far as it shows the events."""
        return " ".join(str(item.pk) for item in items if item.pk in self.shown) or None
