"""The whole crisis at a glance: how much happened when, with a link to each stretch of days; across, and upright for phones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import sqrt

from .scale import GRAINS, Cell, unit_around, units_between

MOST_LINKS = 40  # links in the strip; more would be too narrow for a finger
MOST_DAYS = 400  # with a step for each; longer crises have one for each week
MOST_ROWS = 130  # of knots, one below the other
MOST_MONTHS = 500  # days whose months are labelled; of more only the years
Days = tuple[date, date]
Share = tuple[float, float]  # from where to where, as shares of the whole
Step = tuple[Share, float]  # and its height


@dataclass(frozen=True)
class Numbers:
    """How many events there are on each day."""

    every: Mapping[date, int]
    held: Mapping[date, int] = field(default_factory=dict)  # meetings that took place
    ahead: Mapping[date, int] = field(default_factory=dict)  # those that are planned or proposed
    whole: Mapping[date, int] = field(
        default_factory=dict
    )  # events of the crisis, where not all pass the filters


@dataclass(frozen=True)
class Bar:
    """A stretch of days that a link leads to."""

    cell: Cell
    count: int
    share: Share
    is_active: bool


@dataclass(frozen=True)
class Row:
    """The meetings of a day, or of as many days as find room: the middle, and how many took place and are yet to."""

    middle: float
    held: int
    ahead: int


@dataclass(frozen=True)
class Overview:
    """The density over all days, with the bars that are links; all measures are shares of the whole."""

    first: date
    last: date
    whole: tuple[Step, ...]  # of all events, where the view is narrowed down; else nothing
    every: tuple[Step, ...]
    held: tuple[Step, ...]  # of meetings alone, on the same scale
    ahead: tuple[Step, ...]  # of these with the planned ones on top, on days that have any
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    months: tuple[tuple[Share, date], ...]  # or years, with their first days
    window: Share  # what the picture shows
    page: Share | None  # what the shown page of the list holds, if not everything
    today: float | None

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.last - self.first).days + 1

    @property
    def is_long(self) -> bool:
        """Say whether there are so many months that only the years are named."""
        return self.days > MOST_MONTHS

    def turned(self) -> Overview:
        """Return the same with the last day first."""
        return replace(
            self,
            whole=_turned_steps(self.whole),
            every=_turned_steps(self.every),
            held=_turned_steps(self.held),
            ahead=_turned_steps(self.ahead),
            rows=tuple(replace(row, middle=1 - row.middle) for row in self.rows),
            bars=tuple(replace(bar, share=_turned(bar.share)) for bar in self.bars),
            months=tuple((_turned(share), first) for share, first in self.months),
            window=_turned(self.window),
            page=_turned(self.page) if self.page else None,
            today=None if self.today is None else 1 - self.today,
        )


def oversee(
    numbers: Numbers,
    span: Days,
    window: Days,
    *,
    page: Days | None = None,
    today: date | None = None,
    reaching_into: Callable[[date], int] = lambda _day: 0,
) -> Overview:
    """Return the density over the span; `window` is what the picture shows of it, `page` what a page of the list holds.

    `reaching_into` says how many events that began before a day may lie on it or later, since the views of its bar show these too.
    """
    first, last = span
    grain = next((grain for grain in GRAINS if _fits(first, last, grain)), "year")
    counts = {name: _counts(getattr(numbers, name), span) for name in ("whole", "every", "held", "ahead")}
    highest = max((count for steps in counts.values() for _share, count in steps), default=0) or 1
    stacked = [
        (share, held + ahead if ahead else 0)
        for (share, held), (_share, ahead) in zip(counts["held"], counts["ahead"], strict=True)
    ]
    bars = (
        _bar(cell, numbers.every, span, window, reaching_into) for cell in units_between(first, last, grain)
    )
    return Overview(
        first,
        last,
        whole=_heights(counts["whole"], highest) if numbers.whole else (),
        every=_heights(counts["every"], highest),
        held=_heights(counts["held"], highest),
        ahead=_heights(stacked, highest),
        rows=tuple(_rows(numbers, span)),
        bars=tuple(bars),
        months=tuple(_months(span)),
        window=_share(window, span),
        page=_share(page, span) if page else None,
        today=_share((today, today), span)[1] if today and first <= today <= last else None,
    )


def _share(days: Days, span: Days) -> Share:
    length = (span[1] - span[0]).days + 1
    start, end = ((days[0] - span[0]).days, (days[1] - span[0]).days + 1)
    return min(max(start / length, 0.0), 1.0), min(max(end / length, 0.0), 1.0)


def _fits(first: date, last: date, grain: str) -> bool:
    if (last - first).days > 2 * MOST_LINKS * GRAINS[grain]:  # far too many to be listed
        return False
    return len(units_between(first, last, grain)) <= MOST_LINKS


def _bar(
    cell: Cell, density: Mapping[date, int], span: Days, window: Days, reaching_into: Callable[[date], int]
) -> Bar:
    count = sum(number for day, number in density.items() if cell.first <= day <= cell.last)
    count += reaching_into(cell.first)
    days = cell.first, cell.last
    return Bar(cell, count, _share(days, span), days == window)


def _turned(share: Share) -> Share:
    return 1 - share[1], 1 - share[0]


def _turned_steps(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple((_turned(share), height) for share, height in reversed(steps))


def _counts(density: Mapping[date, int], span: Days) -> list[tuple[Share, int]]:
    """Return where each step is and how many events it stands for."""
    first, last = span
    grain = "day" if (last - first).days <= MOST_DAYS else "week"
    counts: Counter[date] = Counter()
    for day, number in density.items():
        if first <= day <= last:
            counts[max(first, unit_around(day, grain)[0])] += number
    cells = units_between(first, last, grain)
    return [(_share((cell.first, cell.last), span), counts[cell.first]) for cell in cells]


def _heights(counts: list[tuple[Share, int]], highest: int) -> tuple[Step, ...]:
    """Return the steps' heights; the root keeps quiet days visible beside loud ones."""
    return tuple((share, sqrt(count / highest)) for share, count in counts)


def _rows(numbers: Numbers, span: Days) -> Iterator[Row]:
    first, last = span
    days = (last - first).days + 1
    grain = next((grain for grain, length in GRAINS.items() if days <= MOST_ROWS * length), "year")
    for cell in units_between(first, last, grain):
        held, ahead = (
            sum(count for day, count in density.items() if cell.first <= day <= cell.last)
            for density in (numbers.held, numbers.ahead)
        )
        if held or ahead:
            middle = ((cell.first - first).days + (cell.last - first).days + 1) / 2 / days
            yield Row(middle, held, ahead)


def _months(span: Days) -> Iterator[tuple[Share, date]]:
    """Yield each month, or year; not the rest of one at an end, which has no room for its name."""
    first, last = span
    days = (last - first).days + 1
    for cell in units_between(first, last, "month" if days <= MOST_MONTHS else "year"):
        if ((cell.last - cell.first).days + 1) * 30 >= days:
            yield _share((cell.first, cell.last), span), cell.first
