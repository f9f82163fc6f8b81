"""Draw the chart of troop figures below the lanes: its axis, and a line with its marks and its label for each claimant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from timeline import describe

from .canvas import Canvas
from .claims import Chart, Line, Point
from .hints import standing
from .links import Links
from .svg import join, path, tag

REACH = 6.0  # around a mark, where it can be pointed at
NARROWEST_BAND = 12.0  # so that it is seen around its mark
TITLE = 13  # above the highest stroke


def draw_ground(chart: Chart, width: float) -> SafeString:
    """Draw the strokes of the axis of numbers."""
    strokes = [step for _value, y in chart.strokes for step in ("M", 0, y, "H", width)]
    return tag("path", d=path(*strokes), class_="line")


def write_ground(chart: Chart, whose: str, left: float) -> Iterator[SafeString]:
    """Write whose forces are counted, and the numbers."""
    title = gettext("Soldaten: %(whose)s") % {"whose": whose}
    note = gettext("nach Angaben der Genannten")
    yield tag("text", tag("tspan", title, class_="lane"), f", {note}", x=-left, y=chart.top - TITLE)
    for value, y in chart.strokes:
        yield tag("text", describe.format_number(value), x=-8, y=y + 4, class_="end")


def draw_lines(chart: Chart, links: Links, canvas: Canvas) -> SafeString:
    """Return all lines; their marks' places, and their labels, are the canvas's."""
    for line in chart.lines:
        for point in line.points:
            _lead(line, point, links, canvas)
        canvas.write(_label(line, canvas))
    return join(
        tag("g", join(_line(line.points)), class_=f"claims line-{line.colour}") for line in chart.lines
    )


def _label(line: Line, canvas: Canvas) -> SafeString:
    label = line.label
    return tag(
        "text",
        tag("title", line.name) if label.text != line.name else "",
        label.text,
        x=canvas.at(label.x),
        y=label.y,
        text_anchor=None if label.anchor == "start" else label.anchor,
        class_=f"claimant line-{line.colour}",
    )


def _line(points: Sequence[Point]) -> Iterator[SafeString]:
    """Draw the bands from low to high, the days on which a figure may lie, the steps, and the marks."""
    shapes = {
        "band": [step for point in points if point.low - point.high >= 1 for step in _band(point)],
        "when": [
            step
            for point in points
            if point.item.is_span
            for step in ("M", point.days[0], point.middle, "H", point.days[1])
        ],
        "steps": _steps([point for point in points if not point.is_alone]),
        "figure": [
            step for point in points if not point.direction and not point.is_share for step in _dot(point)
        ],
        "figure part": [
            step for point in points if not point.direction and point.is_share for step in _dot(point)
        ],
        "pointer up": [step for point in points if point.direction == "up" for step in _pointer(point, -6.5)],
        "pointer down": [
            step for point in points if point.direction == "down" for step in _pointer(point, 6.5)
        ],
    }
    yield from (tag("path", d=path(*steps), class_=name) for name, steps in shapes.items() if steps)


def _band(point: Point) -> tuple[str | float, ...]:
    x = point.x - NARROWEST_BAND / 2 if point.until <= point.x else point.x
    width, height = max(point.until - point.x, NARROWEST_BAND), point.low - point.high
    return "M", x, point.high, "h", width, "v", height, "h", -width, "z"


def _steps(points: Sequence[Point]) -> list[str | float]:
    """Return the way from each figure to the one that takes its place."""
    if len(points) < 2:
        return []
    first, *others = points
    steps: list[str | float] = ["M", first.x, first.middle, "H", first.until]
    return steps + [step for point in others for step in ("V", point.middle, "H", point.until)]


def _dot(point: Point) -> tuple[str | float, ...]:
    return "M", point.x, point.middle, "h", 0.1


def _pointer(point: Point, height: float) -> tuple[str | float, ...]:
    """Return a triangle that points to where the number may lie."""
    return "M", point.x - 4, point.middle - height / 3, "h", 8, "l", -4, height, "z"


def _lead(line: Line, point: Point, links: Links, canvas: Canvas) -> None:
    item = point.item
    note = f"{line.name}: {item.claim.words}" if item.claim else line.name
    days = describe.format_days(item.earliest, item.latest) if item.is_span else describe.format_day(item.day)
    box = point.x - REACH, point.middle - REACH, 2 * REACH, 2 * REACH
    canvas.lead([item], links.to_items([item], item.day, item.day), f"{days}: {note}{standing(item)}", box)
