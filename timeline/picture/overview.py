"""The whole crisis at a glance: how much happened when, with a link to each stretch of days; across, and upright for phones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

from .scale import GRAINS, Cell, unit_around, units_between

MOST_LINKS = 40  # links in the strip; more would be too narrow for a finger
MOST_DAYS = 400  # with a step for each; longer crises have one for each week
MOST_ROWS = 130  # of knots, one below the other


@dataclass(frozen=True)
class Bar:
    """A stretch of days, as shares of the whole."""

    cell: Cell
    count: int
    start: float
    width: float
    is_active: bool


@dataclass(frozen=True)
class Overview:
    """The density over all days, with the bars that are links; all measures are shares of the whole."""

    first: date
    last: date
    heights: tuple[tuple[float, float], ...]  # where each step begins, and its height
    meetings: tuple[tuple[float, float], ...]  # the same of meetings alone, on the same scale
    met: tuple[tuple[float, int], ...]  # the middle of each row of days with meetings, and how many these are
    bars: tuple[Bar, ...]
    window: tuple[float, float] | None  # what the picture shows, as shares of the whole


def oversee(
    density: Mapping[date, int],
    meetings: Mapping[date, int],
    span: tuple[date, date],
    window: tuple[date, date],
    reaching_into: Callable[[date], int] = lambda _day: 0,
) -> Overview:
    """Return the density over the span; `window` is what the picture shows of it.

    `reaching_into` says how many events that began before a day may lie on it or later, since the views of its bar show these too.
    """
    first, last = span
    grain = next((grain for grain in GRAINS if _fits(first, last, grain)), "year")
    days = (last - first).days + 1
    bars = tuple(
        _bar(cell, density, first, days, window, reaching_into) for cell in units_between(first, last, grain)
    )
    start = max(0.0, (window[0] - first).days / days), min(1.0, ((window[1] - first).days + 1) / days)
    counts, meeting_counts = _counts(density, first, last), _counts(meetings, first, last)
    highest = max((count for _start, count in counts), default=0) or 1
    return Overview(
        first,
        last,
        _heights(counts, highest),
        _heights(meeting_counts, highest),
        tuple(_rows(meetings, first, last)),
        bars,
        None if start == (0.0, 1.0) else start,
    )


def _fits(first: date, last: date, grain: str) -> bool:
    if (last - first).days > 2 * MOST_LINKS * GRAINS[grain]:  # far too many to be listed
        return False
    return len(units_between(first, last, grain)) <= MOST_LINKS


def _bar(
    cell: Cell,
    density: Mapping[date, int],
    first: date,
    days: int,
    window: tuple[date, date],
    reaching_into: Callable[[date], int],
) -> Bar:
    count = sum(number for day, number in density.items() if cell.first <= day <= cell.last)
    count += reaching_into(cell.first)
    start = (cell.first - first).days / days
    return Bar(
        cell, count, start, ((cell.last - cell.first).days + 1) / days, (cell.first, cell.last) == window
    )


def _counts(density: Mapping[date, int], first: date, last: date) -> list[tuple[float, int]]:
    """Return where each step begins and how many events it stands for."""
    grain = "day" if (last - first).days <= MOST_DAYS else "week"
    days = (last - first).days + 1
    counts: Counter[date] = Counter()
    for day, number in density.items():
        if first <= day <= last:
            counts[max(first, unit_around(day, grain)[0])] += number
    return [
        ((cell.first - first).days / days, counts[cell.first]) for cell in units_between(first, last, grain)
    ]


def _rows(meetings: Mapping[date, int], first: date, last: date) -> Iterator[tuple[float, int]]:
    days = (last - first).days + 1
    grain = next((grain for grain, length in GRAINS.items() if days <= MOST_ROWS * length), "year")
    for cell in units_between(first, last, grain):
        number = sum(count for day, count in meetings.items() if cell.first <= day <= cell.last)
        if number:
            yield ((cell.first - first).days + (cell.last - first).days + 1) / 2 / days, number


def _heights(counts: list[tuple[float, int]], highest: int) -> tuple[tuple[float, float], ...]:
    """Return the steps' heights; the root keeps quiet days visible beside loud ones."""
    return tuple((start, sqrt(count / highest)) for start, count in counts)
