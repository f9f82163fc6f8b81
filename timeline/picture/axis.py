"""The labels of the time axis, by span: days, weeks, months or years; no two ever overlap, however narrow the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor, log10

from babel import Locale
from babel.dates import format_date, format_skeleton

from .scale import Cell, Hours, Scale, units_between

CHARACTER = 6.8  # units; the widest an average character of the axis gets
GAP = 8.0  # units between two labels
WITH_WEEKDAY = 60.0  # units; days so wide are labelled with their weekday too
ROOMS = {"": 430.0, "mid": 750.0, "wide": 972.0}  # units of an axis that has room for such labels


@dataclass(frozen=True)
class Tick:
    """A place on the axis with its label; `room` says on which screens there is room for it, nothing means on all."""

    x: float
    label: str
    room: str = ""

    @property
    def end(self) -> float:
        """Return where the label ends."""
        return self.x + text_width(self.label)


@dataclass(frozen=True)
class Axis:
    """Two rows of labels: the large units above, the small ones below."""

    large: tuple[Tick, ...]
    small: tuple[Tick, ...]


def text_width(text: str) -> float:
    """Return at least as much room as the text takes."""
    return len(text) * CHARACTER


def time_axis(scale: Scale, locale: Locale | str) -> Axis:
    """Return the labels that fit the scale."""
    week, month = scale.day_width * 7, scale.day_width * 30.4
    if scale.day_width >= 26:
        return Axis(_months(scale, locale), _days(scale, locale))
    if week >= 26:
        return Axis(_months(scale, locale), _mondays(scale, locale))
    if month >= 40:
        return Axis(_years(scale), _months_of_year(scale, locale))
    return Axis(_years(scale), ())


def hour_axis(scale: Hours, names: tuple[str, str], clock: Callable[[str], str]) -> Axis:
    """Return the hours of a day, every third with its label; `names` are those of what has no hour, and of the day."""
    hours = [f"{hour:02}:00" for hour in range(0, 24, 3)]
    large = (Tick(scale.left, names[0]), Tick(scale.at(hours[0]), names[1]))
    return Axis(large, _apart(scale, (Tick(scale.at(hour), clock(hour)) for hour in hours)))


def label_units(
    scale: Scale, starts: Sequence[date], locale: Locale | str, *, by_year: bool
) -> tuple[Tick, ...]:
    """Return the short names of the months that begin there, or those of the years, as far as they have room."""
    names = (
        str(start.year) if by_year else _short_month(index, start, locale)
        for index, start in enumerate(starts)
    )
    return _apart(scale, (Tick(scale.x(start), name) for start, name in zip(starts, names, strict=True)))


def _short_month(index: int, start: date, locale: Locale | str) -> str:
    return format_date(start, "MMM y" if index == 0 or start.month == 1 else "MMM", locale=locale)


def number_axis(highest: int, strokes: int = 3) -> list[int]:
    """Return round numbers from 0 to at least the highest."""
    rough = max(highest, 1) / strokes
    power = 10 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    step = max(1, round(step))
    return list(range(0, max(highest, 1) + step, step))


def _months(scale: Scale, locale: Locale | str) -> tuple[Tick, ...]:
    cells = _without_rest(scale, "month", len("September 2022"))
    return _apart(
        scale,
        (
            Tick(
                scale.x(cell.first), format_date(cell.first, _month_pattern(index, cell.first), locale=locale)
            )
            for index, cell in enumerate(cells)
        ),
    )


def _month_pattern(index: int, day: date) -> str:
    return "LLLL y" if index == 0 or day.month == 1 else "LLLL"


def _months_of_year(scale: Scale, locale: Locale | str) -> tuple[Tick, ...]:
    cells = _without_rest(scale, "month", len("Sept."))
    return _apart(
        scale, (Tick(scale.x(cell.first), format_date(cell.first, "MMM", locale=locale)) for cell in cells)
    )


def _years(scale: Scale) -> tuple[Tick, ...]:
    years = range(scale.first.year, scale.last.year + 1)
    return _apart(scale, (Tick(scale.x(max(date(year, 1, 1), scale.first)), str(year)) for year in years))


def _mondays(scale: Scale, locale: Locale | str) -> tuple[Tick, ...]:
    cells = units_between(scale.first, scale.last, "week")
    return _apart(scale, _numbered(scale, [cell for cell in cells if cell.first.weekday() == 0], locale))


def _days(scale: Scale, locale: Locale | str) -> tuple[Tick, ...]:
    return _apart(scale, _numbered(scale, units_between(scale.first, scale.last, "day"), locale))


def _numbered(scale: Scale, cells: Iterable[Cell], locale: Locale | str) -> Iterable[Tick]:
    dot = "." if "d." in Locale.parse(locale).date_formats["long"].pattern else ""
    for cell in cells:
        weekday = format_skeleton("Ed", cell.first, locale=locale)
        label = weekday if scale.day_width >= WITH_WEEKDAY else f"{cell.first.day}{dot}"
        yield Tick(scale.x(cell.first), label)


def _without_rest(scale: Scale, grain: str, characters: int) -> list[Cell]:
    """Return the units; a first one cut so short that its label does not fit is left to the next."""
    cells = units_between(scale.first, scale.last, grain)
    room = scale.end(cells[0].last) - scale.left
    return cells[1:] if len(cells) > 1 and room < characters * CHARACTER + GAP else cells


def _apart(scale: Scale, ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Return the ticks without those whose labels would run into the one before, each with the room that it needs."""
    kept = list(ticks)
    rooms: dict[Tick, str] = {}
    for room, width in reversed(ROOMS.items()):
        kept = _apart_at(min(1.0, width / scale.width), kept)
        rooms |= dict.fromkeys(kept, room)
    return tuple(replace(tick, room=room) for tick, room in rooms.items())


def _apart_at(share: float, ticks: Iterable[Tick]) -> list[Tick]:
    kept: list[Tick] = []
    for tick in ticks:
        if not kept or tick.x * share >= kept[-1].x * share + text_width(kept[-1].label) + GAP:
            kept.append(tick)
    return kept
