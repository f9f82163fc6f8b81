"""Write the picture as SVG. Positions are attributes and colours are classes, as the content security policy asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from timeline import describe
from timeline.models import Announcement, Event, Meeting

from .axis import Axis, text_width
from .chart import draw_ground, draw_lines
from .claims import Chart
from .hints import standing
from .lanes import Lanes
from .layout import (
    BLOCK_ROWS,
    BRACKET_STEP,
    DOT_STEP,
    LATE,
    LINE_HEIGHT,
    NUMBER_HEIGHT,
    Bundle,
    Layout,
    Row,
    Stack,
    Stretch,
    Tie,
    number_width,
)
from .links import Links
from .scale import Hours, Scale
from .strips import here
from .svg import join, path, tag
from .values import Item, Promise, count

WIDTH = 1120.0
NARROW = 760.0  # where the picture is one thing among others: embedded, or on a card of a social network
LEFT = 140.0
MARGIN = 8.0  # to the right of the last day
AXIS = 42.0  # the height of the time axis
KNOT = 3.6
CROSS = 3.5
ABOVE_LINE = 8.5  # where the lowest dot stands, free of the knots
BELOW_LINE = 8.0  # where the first bracket hangs
BADGE = 13.0  # the height of a knot with a number
ARROW = ("m", -3, -3, "l", 3, 3, -3, 3)
STRIKE = ("l", 6, -6)


@dataclass(frozen=True)
class Plan:
    """All that is drawn."""

    scale: Scale
    axis: Axis
    layout: Layout
    chart: Chart | None
    bounds: tuple[date | None, date | None]  # to which the view is narrowed down
    today: date | None
    today_label: str
    earlier: int  # events before the picture's first day
    later: int
    loose: tuple[Item, ...]  # which may lie on more days than the picture has
    names: dict[str, str]
    lanes: Lanes
    name: Callable[[str], str]  # of any actor


def draw(plan: Plan, links: Links) -> SafeString:
    """Return the picture."""
    bottom = plan.chart.bottom + 8 if plan.chart else plan.layout.bottom
    width = plan.scale.right + MARGIN
    # What moves when the picture is dragged.
    marks = tag("g", join(_marks(plan, links)), class_="plane close" if plan.scale.is_close else "plane")
    return tag(
        "svg",
        join(_time(plan, bottom)),
        join(_lane(row, plan.scale) for row in plan.layout.rows.values()),
        here(
            plan.scale.first, plan.scale.days, "x", x=plan.scale.left, width=plan.scale.width, height=bottom
        ),
        join(draw_ground(plan.chart, plan.name(plan.chart.whose), plan.scale) if plan.chart else ()),
        tag("g", marks, class_="window"),
        viewBox=f"0 0 {width:.0f} {bottom:.0f}",
        width=f"{width:.0f}",
        height=f"{bottom:.0f}",
        aria_hidden="true",  # its words stand beside it, and the list says what the marks show
    )


def _marks(plan: Plan, links: Links) -> Iterator[SafeString]:
    layout = plan.layout
    yield from (_span(stretch, plan, links) for stretch in layout.spans)
    yield from (_bracket(stretch, plan, links) for stretch in layout.brackets)
    yield from (_stack(stack, plan, links) for stack in layout.stacks if not stack.is_block)
    yield from (_tie(tie, plan, links) for tie in sorted(layout.ties, key=lambda tie: count(tie.items)))
    yield from (_stack(stack, plan, links) for stack in layout.stacks if stack.is_block)
    yield from (_bundle(bundle, links) for bundle in layout.bundles)
    if plan.chart:
        yield from draw_lines(plan.chart, links)


def hint(items: Sequence[Item], where: str = "") -> str:
    """Return what a pointer that rests on a mark is told."""
    first = items[0]
    days = (
        describe.format_days(first.earliest, first.latest)
        if first.is_span
        else describe.format_day(first.day)
    )
    if first.begins_at and count(items) == 1:
        days = f"{days}, {describe.format_clock(first.begins_at)}"
    if count(items) > 1:
        kinds = {item.kind for item in items}
        number = describe.count_events(first.kind, count(items)) if len(kinds) == 1 else str(count(items))
        return f"{days}: {number}" + (f", {where}" if where else "")
    return f"{days}: {first.note or Event.Kind(first.kind).label}" + standing(first)


def _link(
    items: Sequence[Item], href: str, links: Links, name: str, *shapes: str, where: str = ""
) -> SafeString:
    unchecked = "" if all(item.is_checked for item in items) else " unchecked"
    return tag(
        "a",
        tag("title", hint(items, where)),
        *shapes,
        href=href,
        class_=name + unchecked,
        tabindex=-1,
        data_events=links.marks(items),
    )


def _time(plan: Plan, bottom: float) -> Iterator[SafeString]:
    """Draw the axis, its strokes, today, and what lies beyond the edges."""
    base = AXIS - 8
    months = [step for tick in plan.axis.large for step in ("M", tick.x, 8.0, "V", bottom)]
    strokes = [step for tick in plan.axis.small for step in ("M", tick.x, base, "v", 5)]
    yield from _outside(plan, base, bottom)
    yield tag("path", d=path(*months), class_="grid")
    yield tag("path", d=path("M", plan.scale.left, base, "H", plan.scale.right, *strokes), class_="axis")
    yield join(tag("text", tick.label, x=tick.x + 5, y=17.0, class_="large") for tick in plan.axis.large)
    yield join(tag("text", tick.label, x=tick.x + 2, y=base - 4) for tick in plan.axis.small)
    if plan.today and plan.scale.shows(plan.today) and not isinstance(plan.scale, Hours):
        x = plan.scale.x(plan.today) + plan.scale.day_width / 2
        yield tag("path", d=path("M", x, base, "V", bottom), class_="today")
        is_at_end = x > plan.scale.right - text_width(plan.today_label)
        place: dict[str, str | float] = {"x": x - 4, "text_anchor": "end"} if is_at_end else {"x": x + 4}
        yield tag("text", plan.today_label, y=base + 12, class_="today", **place)


def _outside(plan: Plan, top: float, bottom: float) -> Iterator[SafeString]:
    """Shade the days that the view leaves out, so that they do not look as if nothing had happened."""
    scale, (since, until) = plan.scale, plan.bounds
    if isinstance(scale, Hours):
        return
    for x1, x2 in (
        (scale.left, scale.x(since or scale.first)),
        (scale.end(until or scale.last), scale.right),
    ):
        if x2 > x1:
            yield tag("rect", x=x1, y=top, width=x2 - x1, height=bottom - top, class_="outside")


def _lane(row: Row, scale: Scale) -> SafeString:
    lines = row.lane.lines
    top = row.line - (len(lines) - 1) * LINE_HEIGHT / 2 + 4
    texts = (
        tag("text", text, x=0, y=top + index * LINE_HEIGHT, class_="lane") for index, text in enumerate(lines)
    )
    return join([tag("path", d=path("M", scale.left, row.line, "H", scale.right), class_="line"), *texts])


def _stack(stack: Stack, plan: Plan, links: Links) -> SafeString:
    line = plan.layout.line(stack.lane)
    shapes = _block(stack, line) if stack.is_block else _dots(stack, line)
    if stack.is_block or _are_counted(stack.items):
        href = links.to_counted(stack.items, stack.cell, [stack.lane])
    else:
        href = links.to_items(stack.items, stack.cell.first, stack.cell.last)
    return _link(stack.items, href, links, "said", *shapes, where=plan.names[stack.lane])


def _are_counted(items: Iterable[Item]) -> bool:
    return any(item.number > 1 for item in items)


def _dots(stack: Stack, line: float) -> Iterator[SafeString]:
    """Draw the dots; around the first ones runs an outline that is not to be seen, but easier to point at."""
    checked = [item for item in stack.items if item.is_checked]
    unchecked = stack.items[len(checked) :]
    reach = _reach_of(stack)
    for name, places in (("dots", stack.dots(checked)), ("dots open", stack.dots(unchecked, count(checked)))):
        if places:
            (x, row), *others = places
            steps: list[str | float] = ["M", x, _height(line, row, stack), *reach]
            steps += [step for x, row in others for step in ("M", x, _height(line, row, stack), "h", 0.1)]
            yield tag("path", d=path(*steps), class_=f"reach {name}" if reach else name)
            reach = []


def _reach_of(stack: Stack) -> list[str | float]:
    """Return the outline of all dots, from the middle of the first one on."""
    columns = -(-count(stack.items) // stack.rows)
    width, half = columns * stack.step, stack.step / 2
    return ["h", -half, "v", half, "h", width, "v", -stack.height, "h", -width, "z"]


def _height(line: float, row: float, stack: Stack) -> float:
    return line - ABOVE_LINE - (stack.step - DOT_STEP) / 2 - row * stack.step


def _block(stack: Stack, line: float) -> Iterator[SafeString]:
    """Draw a block with its number, or a narrow one below its number."""
    number = describe.format_number(count(stack.items))
    left, height = stack.x - stack.step / 2, BLOCK_ROWS * DOT_STEP
    top, middle = line - ABOVE_LINE + DOT_STEP / 2 - height, left + stack.width / 2
    yield tag("rect", x=left, y=top, width=stack.width, height=height, rx=2, class_="block")
    if stack.holds_number:
        yield tag("text", number, x=middle, y=top + height / 2 + 3, class_="number")
    else:
        yield tag("text", number, x=middle, y=top - 2, class_="above middle")


def _tie(tie: Tie, plan: Plan, links: Links) -> SafeString:
    heights = [plan.layout.line(lane) for lane in tie.lanes]
    shapes = []
    if len(heights) > 1:
        shapes.append(tag("path", d=path("M", tie.x, heights[0], "V", heights[-1]), class_="tie"))
    shapes += _knots(tie, heights)
    if count(tie.items) > 1:
        shapes += _badge(tie, heights[0])
    if _are_counted(tie.items):
        href = links.to_counted(tie.items, tie.cell, tie.lanes, status=tie.status)
    else:
        href = links.to_items(tie.items, tie.cell.first, tie.cell.last)
    return _link(tie.items, href, links, f"met {tie.status}", *shapes)


def _knots(tie: Tie, heights: Sequence[float]) -> Iterator[SafeString]:
    """Draw the knots; around them and the tie runs an outline that is not to be seen, but easier to point at."""
    height = heights[-1] - heights[0] + 2 * KNOT
    edge: tuple[str | float, ...] = ("M", tie.x, heights[0], "h", -KNOT, "v", -KNOT, "h", 2 * KNOT)
    outline = (*edge, "v", height, "h", -2 * KNOT, "z")
    if tie.status == Meeting.Status.CANCELLED:
        yield tag("path", d=path(*outline), class_="reach")
        yield tag("path", d=_crosses(tie.x, heights), class_="cross")
        return
    steps: list[str | float] = [step for y in heights[1:] for step in ("M", tie.x, y, "h", 0.1)]
    yield tag("path", d=path(*outline, *steps), class_="reach knot")
    if tie.status in (Meeting.Status.PLANNED, Meeting.Status.PROPOSED):
        yield tag("path", d=path("M", tie.x, heights[0], "h", 0.1, *steps), class_="hollow")


def _badge(tie: Tie, y: float) -> Iterator[SafeString]:
    """Draw a knot that is wide enough for the number of meetings."""
    number = count(tie.items)
    width = max(BADGE, number_width(number) + 2)
    yield tag(
        "rect", x=tie.x - width / 2, y=y - BADGE / 2, width=width, height=BADGE, rx=BADGE / 2, class_="count"
    )
    yield tag("text", describe.format_number(number), x=tie.x, y=y + 3.2, class_="number")


def _crosses(x: float, heights: Iterable[float]) -> str:
    steps = [
        step
        for y in heights
        for step in (
            "M",
            x - CROSS,
            y - CROSS,
            "l",
            2 * CROSS,
            2 * CROSS,
            "m",
            0,
            -2 * CROSS,
            "l",
            -2 * CROSS,
            2 * CROSS,
        )
    ]
    return path(*steps)


def _bundle(bundle: Bundle, links: Links) -> SafeString:
    number, words = count(bundle.items), describe.count_events(Event.Kind.MEETING, count(bundle.items))
    text = tag(
        "text",
        words if text_width(words) <= bundle.room else describe.format_number(number),
        x=bundle.x,
        y=AXIS + 5 + bundle.level * NUMBER_HEIGHT,
        class_="times middle",
    )
    href = links.to_counted(bundle.items, bundle.cell)
    note = gettext("%(number)s davon gezeichnet") % {"number": describe.format_number(bundle.drawn)}
    return _link(bundle.items, href, links, "met", text, where=note)


def _span(stretch: Stretch, plan: Plan, links: Links) -> SafeString:
    first = stretch.items[0]
    line = plan.layout.line(stretch.lane)
    shape = tag(
        "rect", x=stretch.x1, y=line - 3, width=stretch.x2 - stretch.x1, height=6, rx=3, class_="span"
    )
    days = first.earliest or first.day, first.latest or first.day
    return _link(stretch.items, links.to_items(stretch.items, *days), links, f"perhaps {first.kind}", shape)


def _bracket(stretch: Stretch, plan: Plan, links: Links) -> SafeString:
    item = stretch.items[0]
    y = plan.layout.line(stretch.lane) + BELOW_LINE + stretch.level * BRACKET_STEP
    promise = item.promise or Promise()
    has_days = bool(promise.earliest or promise.latest)
    shape = _promised_days if has_days else _diamond
    if _are_counted(stretch.items):
        href = links.to_counted(stretch.items, plan.scale.cell(item.day), [stretch.lane])
    else:
        href = links.to_items(stretch.items, item.day, item.day)
    return _link(
        stretch.items, href, links, f"promised {promise.outcome}", *shape(stretch, y, promise.outcome)
    )


def _promised_days(stretch: Stretch, y: float, outcome: str) -> Iterator[SafeString]:
    """Draw the days, with a line from where the promise was made; what is overdue runs on, what is moot is struck out."""
    if stretch.x1 - stretch.origin > 4:
        leader = path("M", stretch.origin, y + 1, "v", 6, "m", 0, -3, "H", stretch.x1)
        yield tag("path", d=leader, class_="leader")
    if stretch.x2 <= stretch.x1:  # promised for days beyond the picture's last
        yield tag("path", d=path("M", stretch.x1, y + 4, *ARROW), class_="bracket")
        return
    end: tuple[str | float, ...] = ("H", stretch.x2 - 1, "v", -4)
    if outcome == Announcement.Outcome.OVERDUE:
        end = ("H", stretch.x2 + LATE, *ARROW)
    if outcome == Announcement.Outcome.MOOT:
        end += ("M", (stretch.x1 + stretch.x2) / 2 - 3, y + 7, *STRIKE)
    yield tag("path", d=path("M", stretch.x1 + 1, y, "v", 4, *end), class_="bracket")


def _diamond(stretch: Stretch, y: float, outcome: str) -> Iterator[SafeString]:
    x = stretch.origin
    steps: tuple[str | float, ...] = ("M", x - 3, y + 2, "l", 3, -3, 3, 3, -3, 3, -3, -3)
    if outcome == Announcement.Outcome.OVERDUE:
        steps += ("m", 6, 0, "h", LATE, *ARROW)
    if outcome == Announcement.Outcome.MOOT:
        steps += ("m", 0, 3, *STRIKE)
    yield tag("path", d=path(*steps), class_="bracket")
    if _are_counted(stretch.items):
        yield tag("text", describe.format_number(count(stretch.items)), x=x + 16, y=y + 5, class_="above")


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
