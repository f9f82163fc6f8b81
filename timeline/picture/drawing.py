"""Write the picture as SVG. Positions are attributes and colours are classes, as the content security policy asks.

Days are drawn on a plane that fills any width; the names of the lanes stand to the left of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from timeline import describe

from .axis import Axis, Tick, text_width
from .canvas import Canvas
from .chart import draw_ground, draw_lines, write_ground
from .claims import Chart
from .lanes import Lanes
from .layout import LINE_HEIGHT, Layout, Row
from .links import Links
from .scale import Hours, Scale
from .shapes import Marks
from .strips import here
from .svg import Value, join, path, percent, tag
from .values import Item, count

WIDTH = 1120.0
NARROW = 760.0  # where the picture is one thing among others: embedded, or on a card of a social network
LEFT = 140.0  # of it for the names of the lanes
MARGIN = 8.0  # to the right of the last day
BASE = 29.0  # where the time axis runs, below its labels
AXIS = 33.0  # where the first lane begins
LARGE, SMALL = 11.0, 25.0  # where the labels of the axis stand
NUMBERS = BASE + 11  # where the numbers of meetings stand


@dataclass(frozen=True)
class Plan:
    """All that is drawn."""

    scale: Scale
    axis: Axis
    layout: Layout
    chart: Chart | None
    bottom: float
    bounds: tuple[date | None, date | None]  # to which the view is narrowed down
    today: date | None
    today_label: str
    earlier: int  # events before the picture's first day
    later: int
    loose: tuple[Item, ...]  # which may lie on more days than the picture has
    names: dict[str, str]
    lanes: Lanes
    name: Callable[[str], str]  # of any actor
    subject: tuple[int, ...] = ()  # events that are to stand out


def draw(plan: Plan, links: Links) -> SafeString:
    """Return the picture."""
    width, bottom = plan.scale.width, plan.bottom
    canvas = Canvas(width, links, plan.subject)
    Marks(plan.layout, plan.scale, plan.names, links, canvas, NUMBERS).draw()
    chart = [draw_ground(plan.chart, width), draw_lines(plan.chart, links, canvas)] if plan.chart else []
    plane = tag(
        "svg",
        *_ground(plan),
        canvas.places(),
        *chart,
        canvas.paths(),
        viewBox=f"0 0 {width:.0f} {bottom:.0f}",
        preserveAspectRatio="none",
        width="100%",
        height="100%",
        overflow="visible",
        class_="plane close" if plan.scale.is_close else "plane",
    )
    return tag(
        "svg",
        here(plan.scale.first, plan.scale.days, "x", width="100%", height=bottom),
        plane,
        join(_labels(plan)),
        join(text for row in plan.layout.rows.values() for text in _name(row)),
        join(write_ground(plan.chart, plan.name(plan.chart.whose), LEFT) if plan.chart else ()),
        canvas.words(),
        width="100%",
        height=f"{bottom:.0f}",
        data_width=f"{width:.0f}",
        aria_hidden="true",  # its words stand beside it, and the list says what the marks show
    )


def _ground(plan: Plan) -> Iterator[SafeString]:
    """Draw what the marks stand on: the days left out, months, lanes, the axis, and today."""
    scale = plan.scale
    months = [step for tick in plan.axis.large for step in ("M", tick.x, 6.0, "V", plan.bottom)]
    lines = [step for row in plan.layout.rows.values() for step in ("M", 0, row.line, "H", scale.width)]
    strokes = [step for tick in plan.axis.small for step in ("M", tick.x, BASE, "v", 4)]
    yield from _outside(plan)
    yield tag("path", d=path(*months), class_="grid")
    yield tag("path", d=path(*lines), class_="line")
    yield tag("path", d=path("M", 0, BASE, "H", scale.width, *strokes), class_="axis")
    if (x := _today(plan)) is not None:
        yield tag("path", d=path("M", x, BASE - 12, "V", plan.bottom), class_="today")


def _outside(plan: Plan) -> Iterator[SafeString]:
    """Shade the days that the view leaves out, so that they do not look as if nothing had happened."""
    scale, (since, until) = plan.scale, plan.bounds
    if isinstance(scale, Hours):
        return
    for x1, x2 in ((0.0, scale.x(since or scale.first)), (scale.end(until or scale.last), scale.width)):
        if x2 > x1:
            yield tag("rect", x=x1, y=BASE, width=x2 - x1, height=plan.bottom - BASE, class_="outside")


def _today(plan: Plan) -> float | None:
    """Return where today ends: what lies before is what has happened by then."""
    if plan.today and plan.scale.shows(plan.today) and not isinstance(plan.scale, Hours):
        return plan.scale.end(plan.today)
    return None


def _labels(plan: Plan) -> Iterator[SafeString]:
    """Write the labels of the axis, and today in the place of those that it would cover."""
    width, x = plan.scale.width, _today(plan)
    for tick in plan.axis.large:
        yield _label(tick, width, 5, y=LARGE, class_="large")
    covered = _label_of_today(plan, x) if x is not None else None
    for tick in plan.axis.small:
        if not covered or tick.end + 2 < covered[0] or covered[1] < tick.x:
            yield _label(tick, width, 2, y=SMALL)
    if x is not None and covered:
        is_left = covered[0] < x - 4
        anchor: dict[str, Value] = {"dx": -4, "text_anchor": "end"} if is_left else {"dx": 4}
        yield tag("text", plan.today_label, x=percent(x / width), y=SMALL, class_="today", **anchor)


def _label_of_today(plan: Plan, x: float) -> tuple[float, float]:
    """Return from where to where the label runs, to the left of its line at the end of the picture; twice as wide where all is narrow."""
    length = 2 * text_width(plan.today_label) + 8
    return (x - length, x) if x + length > plan.scale.width else (x, x + length)


def _label(tick: Tick, width: float, shift: float, *, y: float, class_: str = "") -> SafeString:
    name = " ".join(filter(None, [class_, tick.room]))
    return tag("text", tick.label, x=percent(tick.x / width), dx=shift, y=y, class_=name or None)


def _name(row: Row) -> Iterator[SafeString]:
    lines = row.lane.lines
    top = row.line - (len(lines) - 1) * LINE_HEIGHT / 2 + 4
    for index, text in enumerate(lines):
        yield tag("text", text, x=-LEFT, y=top + index * LINE_HEIGHT, class_="lane")


def edges(plan: Plan, links: Links) -> list[SafeString]:
    """Return links to what lies before and after the picture's days."""
    day = plan.scale.first.toordinal() - 1, plan.scale.last.toordinal() + 1
    found = []
    if plan.earlier:
        text = ngettext("%(number)s früher", "%(number)s früher", plan.earlier) % {"number": plan.earlier}
        found.append(
            format_html('<a href="{}">← {}</a>', links.to_days(None, date.fromordinal(day[0])), text)
        )
    if plan.later:
        text = ngettext("%(number)s später", "%(number)s später", plan.later) % {"number": plan.later}
        found.append(
            format_html('<a href="{}">{} →</a>', links.to_days(date.fromordinal(day[1]), None), text)
        )
    if plan.loose:
        number = describe.format_number(count(plan.loose))
        text = gettext("%(number)s ohne genauen Tag") % {"number": number}
        place = links.to_items(plan.loose, plan.scale.first, plan.scale.last)
        found.append(format_html('<a href="{}">{}</a>', place, text))
    return found
