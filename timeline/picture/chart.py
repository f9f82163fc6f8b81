"""Draw the chart of troop figures below the lanes: its axis, and a line with its marks and its label for each claimant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from timeline import describe

from .claims import Chart, Line, Point
from .hints import standing
from .links import Links
from .scale import Scale
from .svg import join, path, tag

MARK = 3.2
NARROWEST_BAND = 12.0  # so that it is seen around its mark


def draw_ground(chart: Chart, whose: str, scale: Scale) -> Iterator[SafeString]:
    """Draw what the chart's lines stand on: whose forces they are, and the numbers."""
    title = gettext("Soldaten: %(whose)s") % {"whose": whose}
    note = gettext("nach Angaben der Genannten")
    yield tag("text", tag("tspan", title, class_="lane"), f", {note}", x=0, y=chart.top - 18)
    for value, y in chart.strokes:
        yield tag("path", d=path("M", scale.left, y, "H", scale.right), class_="line")
        yield tag("text", describe.format_number(value), x=scale.left - 8, y=y + 4, class_="end")


def draw_lines(chart: Chart, links: Links) -> Iterator[SafeString]:
    """Draw all lines, and their labels above them."""
    for line in chart.lines:
        yield tag("g", join(_line(line, chart.bottom, links)), class_=f"claims line-{line.colour}")
    for line in chart.lines:
        yield _label(line)


def _label(line: Line) -> SafeString:
    label = line.label
    return tag(
        "text",
        tag("title", line.name) if label.text != line.name else "",
        label.text,
        x=label.x,
        y=label.y,
        text_anchor=label.anchor,
        class_=f"claimant line-{line.colour}",
    )


def _line(line: Line, bottom: float, links: Links) -> Iterator[SafeString]:
    """Draw the bands from low to high, the steps, and a link for each figure."""
    for point in line.points:
        if point.low - point.high >= 1:
            x = point.x - NARROWEST_BAND / 2 if point.until <= point.x else point.x
            width, height = max(point.until - point.x, NARROWEST_BAND), point.low - point.high
            yield tag("rect", x=x, y=point.high, width=width, height=height, class_="band")
    if steps := [*_steps(line.points), *_strokes(line.points, bottom)]:
        yield tag("path", d=path(*steps), class_="steps")
    yield from (_figure(line, point, links) for point in line.points)


def _steps(points: Sequence[Point]) -> list[str | float]:
    """Return the way from each figure to the one that takes its place."""
    successive = [point for point in points if not point.is_alone]
    if len(successive) < 2:
        return []
    first, *others = successive
    steps: list[str | float] = ["M", first.x, first.middle, "H", first.until]
    return steps + [step for point in others for step in ("V", point.middle, "H", point.until)]


def _strokes(points: Sequence[Point], bottom: float) -> list[str | float]:
    """Return a stroke for each figure that stands alone."""
    alone = [point for point in points if point.is_alone]
    return [step for point in alone for step in ("M", point.x, bottom, "V", point.middle)]


def _figure(line: Line, point: Point, links: Links) -> SafeString:
    item = point.item
    note = f"{line.name}: {item.claim.words}" if item.claim else line.name
    return tag(
        "a",
        tag("title", f"{describe.format_day(item.day)}: {note}{standing(item)}"),
        tag("path", d=_pointer(point.x, point.middle, point.direction), class_="figure"),
        href=links.to_items([item], item.day, item.day),
        tabindex=-1,
        data_events=links.marks([item]),
    )


def _pointer(x: float, y: float, direction: str) -> str:
    """Return a dot, or a triangle that points to where the number may lie."""
    if not direction:
        dot = (0, 1, 0, 2 * MARK, 0, "a", MARK, MARK, 0, 1, 0, -2 * MARK, 0)
        return path("M", x - MARK, y, "a", MARK, MARK, *dot) + "z"
    height = -6.5 if direction == "up" else 6.5
    return path("M", x - 4, y - height / 3, "h", 8, "l", -4, height) + "z"
