"""Time runs across: which days the picture shows, where each stands, and how they are counted together."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

STILL_GOING_ON = 45  # days without news after which today no longer belongs into the picture
AHEAD = 42  # days after today that are shown where something is to happen, however short the past
CLOSE_CELL = 48.0  # units; cells so wide have larger marks
NARROWEST_CELL = 7.0  # units; narrower days are counted together by weeks, narrower weeks by months
GRAINS = {"day": 1, "week": 7, "month": 28, "year": 365}  # with the days that they have at least
WITHOUT_HOUR = 0.2  # of the width of a day that is drawn by hours
NEARBY = 14  # days that an event may lie apart from all others and still count as part of the crisis


@dataclass(frozen=True)
class Cell:
    """Days whose events stand together."""

    first: date
    last: date


@dataclass(frozen=True)
class Scale:
    """Days and where they stand."""

    first: date
    last: date
    left: float
    width: float
    narrowest: float = NARROWEST_CELL

    @property
    def days(self) -> int:
        """Return how many days there are."""
        return (self.last - self.first).days + 1

    @property
    def day_width(self) -> float:
        """Return how wide a day is."""
        return self.width / self.days

    @property
    def right(self) -> float:
        """Return where the last day ends."""
        return self.left + self.width

    def x(self, day: date) -> float:
        """Return where the day begins, or the edge that it lies beyond."""
        return self.left + min(max((day - self.first).days, 0), self.days) * self.day_width

    def end(self, day: date) -> float:
        """Return where the day ends, or the edge that it lies beyond."""
        return self.left + min(max((day - self.first).days + 1, 0), self.days) * self.day_width

    def begin_of(self, day: date) -> float:
        """Return where the stretch of a promise begins that is for this day on."""
        return self.x(day)

    def end_of(self, day: date) -> float:
        """Return where the stretch of a promise ends that is up to this day."""
        return self.end(day)

    def shows(self, day: date) -> bool:
        """Say whether the day lies in the picture."""
        return self.first <= day <= self.last

    @property
    def is_coarse(self) -> bool:
        """Say whether there are so many events that only their numbers can be told."""
        return self.narrowest > NARROWEST_CELL

    @property
    def is_close(self) -> bool:
        """Say whether the cells are so wide that their marks may be larger."""
        return self.day_width * GRAINS[self.grain] >= CLOSE_CELL and not self.is_coarse

    @cached_property
    def grain(self) -> str:
        """Return what a cell is: the shortest of `GRAINS` that is wide enough."""
        wide = (grain for grain, days in GRAINS.items() if self.day_width * days >= self.narrowest)
        return next(wide, "year")

    def cell(self, day: date) -> Cell:
        """Return the cell in which the day lies, or the outermost if it lies beyond."""
        first, last = unit_around(min(max(day, self.first), self.last), self.grain)
        return Cell(max(first, self.first), min(last, self.last))


@dataclass(frozen=True)
class Hours(Scale):
    """One day by the hours of its meetings; whatever has no hour stands in the first part."""

    @property
    def day_width(self) -> float:
        """Return how wide the part is in which events without an hour stand."""
        return self.width * WITHOUT_HOUR

    def begin_of(self, day: date) -> float:
        """Return where the stretch of a promise begins, which is for whole days."""
        return self.right if day > self.last else self.left

    def end_of(self, day: date) -> float:
        """Return where the stretch of a promise ends, which is for whole days."""
        return self.left if day < self.first else self.right

    def at(self, clock: str) -> float:
        """Return where the hour stands: "09:30"."""
        hour, minute = map(int, clock.split(":"))
        start = self.left + self.day_width
        return start + (hour + minute / 60) / 24 * (self.right - start)


def unit_around(day: date, grain: str) -> tuple[date, date]:
    """Return the day itself, its week from Monday, its month, or its year."""
    if grain == "day":
        return day, day
    if grain == "week":
        monday = day - timedelta(days=min(day.weekday(), (day - date.min).days))
        return monday, monday + timedelta(days=min(6, (date.max - monday).days))
    if grain == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def units_between(first: date, last: date, grain: str) -> list[Cell]:
    """Return the days, weeks, months or years that the span touches, cut off at its ends."""
    cells, day = [], first
    while day <= last:
        end = min(unit_around(day, grain)[1], last)
        cells.append(Cell(day, end))
        if end == date.max:
            break
        day = end + timedelta(days=1)
    return cells


def choose_days(
    days: Iterable[date] | Mapping[date, int],
    bounds: tuple[date | None, date | None] = (None, None),
    today: date | None = None,
    promised: Iterable[date] = (),
) -> tuple[date, date] | None:
    """Return the first and last day to show: the bounds where there are any, or else where the events lie.

    `days` are those of the events, or the number of events on each. `today` is given while the crisis goes on: then
    what is planned or promised for the near future is shown too. Without bounds and without events there is nothing to show.
    """
    numbers = Counter(days)
    core = _core(numbers)
    first, last = bounds[0] or (core and core[0]) or bounds[1], bounds[1] or (core and core[1]) or bounds[0]
    if first is None or last is None:
        return None
    if today and bounds[1] is None and (today - last).days <= STILL_GOING_ON:
        last = max(last, today, *_ahead([*numbers, *promised], first, today))
    return first, max(first, last)


def _ahead(days: Iterable[date], first: date, today: date) -> list[date]:
    """Return the days of the near future; they take a third of the picture at most, unless the past is short."""
    reach = max(AHEAD, (today - first).days // 2)
    return [day for day in days if 0 < (day - today).days <= reach]


def _core(numbers: Counter[date]) -> tuple[date, date] | None:
    """Return the days between which nearly all events lie; one that somebody recalls from 1989 counts for nothing."""
    if not numbers:
        return None
    days, beyond = sorted(numbers), numbers.total() // 40
    first, last = _after(beyond, days, numbers), _after(beyond, days[::-1], numbers)
    reach = timedelta(days=max(NEARBY, (last - first).days // 4))
    near = [day for day in days if first - day <= reach and day - last <= reach]
    return near[0], near[-1]


def _after(skipped: int, days: list[date], numbers: Mapping[date, int]) -> date:
    """Return the day of the event that follows so many others."""
    reached = accumulate(numbers[day] for day in days)
    return next(day for day, number in zip(days, reached, strict=True) if number > skipped)
