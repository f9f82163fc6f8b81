"""Draw the marks on the lanes: dots and bars of statements, ties of meetings, brackets of announcements, spans of uncertain days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from timeline import describe
from timeline.models import Announcement, Event, Meeting

from .axis import text_width
from .canvas import Box, Canvas
from .hints import hint
from .layout import (
    ABOVE_LINE,
    BRACKET_STEP,
    LATE,
    NUMBER_HEIGHT,
    Bundle,
    Layout,
    Stack,
    Stretch,
    Tie,
    number_width,
)
from .links import Links
from .scale import Scale
from .svg import tag
from .values import Item, Promise, count

KNOT = 3.7
CROSS = 3.5
BELOW_LINE = 5.5  # where the first bracket hangs
BADGE = 13.0  # the height of a knot with a number
NARROWEST_PLACE = 6.0  # that can be pointed at
ARROW = ("m", -3, -3, "l", 3, 3, -3, 3)
STRIKE = ("l", 6, -6)
HAPPENED = (Meeting.Status.HELD, Meeting.Status.ONGOING)
NOT_YET = (Meeting.Status.PLANNED, Meeting.Status.PROPOSED)


@dataclass(frozen=True)
class Marks:
    """What is needed to draw marks."""

    layout: Layout
    scale: Scale
    names: dict[str, str]  # of the lanes
    links: Links
    canvas: Canvas
    numbers: float  # where the numbers above the lanes stand

    def draw(self) -> None:
        """Draw all marks; what is drawn later is what a pointer meets first."""
        for span in self.layout.spans:
            self._span(span)
        for bracket in self.layout.brackets:
            self._bracket(bracket)
        for stack in self.layout.stacks:
            self._stack(stack)
        for tie in sorted(self.layout.ties, key=lambda tie: count(tie.items)):
            self._tie(tie)
        for bundle in self.layout.bundles:
            self._bundle(bundle)

    def _stack(self, stack: Stack) -> None:
        line = self.layout.line(stack.lane) - ABOVE_LINE
        if stack.is_bar:
            self._bar(stack, line)
        else:
            self._dots(stack, line)
        if any(item.number > 1 for item in stack.items) or stack.is_bar:
            href = self.links.to_counted(stack.items, stack.cell, [stack.lane])
        else:
            href = self.links.to_items(stack.items, stack.cell.first, stack.cell.last)
        left = stack.x if stack.is_bar else stack.x - stack.step / 2
        height = max(stack.height, NARROWEST_PLACE)
        box = left, line - height, max(stack.width, NARROWEST_PLACE), height
        self.canvas.lead(stack.items, href, hint(stack.items, self.names[stack.lane], stack.cell), box)

    def _dots(self, stack: Stack, line: float) -> None:
        checked = [item for item in stack.items if item.is_checked]
        unchecked = stack.items[len(checked) :]
        for group, items, skipped in (("said", checked, 0), ("said unchecked", unchecked, count(checked))):
            for x, row in stack.dots(items, skipped):
                y = line - stack.step / 2 - row * stack.step
                self.canvas.draw("dots", group, stack.items, "M", x, y, "h", 0.1)

    def _bar(self, stack: Stack, line: float) -> None:
        group = _group("said", "", stack.items)
        steps = ("M", stack.x, line, "v", -stack.height, "h", stack.width, "v", stack.height, "z")
        self.canvas.draw("bar", group, stack.items, *steps)
        if stack.has_number:
            number = describe.format_number(count(stack.items))
            x = self.canvas.at(stack.x + stack.width / 2)
            self.canvas.write(tag("text", number, x=x, y=line - stack.height - 2, class_="above"))

    def _tie(self, tie: Tie) -> None:
        heights = [self.layout.line(lane) for lane in tie.lanes]
        group = _group("met", tie.status, tie.items)
        if len(heights) > 1:
            self.canvas.draw("tie", group, tie.items, "M", tie.x, heights[0], "V", heights[-1])
        for y in heights:
            self._knot(tie, group, y)
        number = count(tie.items)
        if number > 1:
            self._badge(tie, group, heights[0])
        if any(item.number > 1 for item in tie.items) or (number > 1 and not self.links.lists(tie.items)):
            href = self.links.to_counted(tie.items, tie.cell, tie.lanes, status=tie.status)
        else:
            href = self.links.to_items(tie.items, tie.cell.first, tie.cell.last)
        half = max(KNOT, number_width(number) / 2) if number > 1 else KNOT
        box = tie.x - half, heights[0] - KNOT, 2 * half, heights[-1] - heights[0] + 2 * KNOT
        self.canvas.lead(tie.items, href, hint(tie.items, cell=tie.cell), box)

    def _knot(self, tie: Tie, group: str, y: float) -> None:
        if tie.status == Meeting.Status.CANCELLED:
            there, back = ("l", 2 * CROSS, 2 * CROSS), ("m", 0, -2 * CROSS, "l", -2 * CROSS, 2 * CROSS)
            self.canvas.draw("cross", group, tie.items, "M", tie.x - CROSS, y - CROSS, *there, *back)
            return
        self.canvas.draw("knot", group, tie.items, "M", tie.x, y, "h", 0.1)
        if tie.status in NOT_YET:
            self.canvas.draw("hollow", group, tie.items, "M", tie.x, y, "h", 0.1)

    def _badge(self, tie: Tie, group: str, y: float) -> None:
        """Draw a knot that is wide enough for the number of meetings."""
        number = count(tie.items)
        length = max(0.1, number_width(number) + 2 - BADGE)
        self.canvas.draw("badge", group, tie.items, "M", tie.x - length / 2, y, "h", length)
        standing = ""
        if tie.status not in HAPPENED:
            standing = " ahead"
            self.canvas.draw("core", group, tie.items, "M", tie.x - length / 2, y, "h", length)
        text = describe.format_number(number)
        self.canvas.write(tag("text", text, x=self.canvas.at(tie.x), y=y + 3.2, class_=f"number{standing}"))

    def _bundle(self, bundle: Bundle) -> None:
        number, words = count(bundle.items), describe.count_events(Event.Kind.MEETING, count(bundle.items))
        has_room = text_width(words) <= bundle.room / 2
        text = tag(
            "text",
            words if has_room else describe.format_number(number),
            x=self.canvas.at(bundle.x),
            y=self.numbers + bundle.level * NUMBER_HEIGHT,
            class_="times",
        )
        note = gettext("%(number)s davon gezeichnet") % {"number": describe.format_number(bundle.drawn)}
        href = self.links.to_counted(bundle.items, bundle.cell)
        self.canvas.lead_by_words(bundle.items, href, hint(bundle.items, note, bundle.cell), text)

    def _span(self, stretch: Stretch) -> None:
        first = stretch.items[0]
        line = self.layout.line(stretch.lane)
        self.canvas.draw(
            "span", f"perhaps {first.kind}", stretch.items, "M", stretch.x1, line, "H", stretch.x2
        )
        days = first.earliest or first.day, first.latest or first.day
        box = stretch.x1, line - 3, stretch.x2 - stretch.x1, 6.0
        self.canvas.lead(stretch.items, self.links.to_items(stretch.items, *days), hint(stretch.items), box)

    def _bracket(self, stretch: Stretch) -> None:
        item = stretch.items[0]
        promise = item.promise or Promise()
        y = self.layout.line(stretch.lane) + BELOW_LINE + stretch.level * BRACKET_STEP
        has_days = bool(promise.earliest or promise.latest)
        box = (self._promised_days if has_days else self._diamond)(stretch, y, promise.outcome)
        if any(item.number > 1 for item in stretch.items):
            href = self.links.to_counted(stretch.items, self.scale.cell(item.day), [stretch.lane])
        else:
            href = self.links.to_items(stretch.items, item.day, item.day)
        cell = self.scale.cell(item.day) if item.number > 1 else None
        self.canvas.lead(stretch.items, href, hint(stretch.items, cell=cell), box)

    def _promised_days(self, stretch: Stretch, y: float, outcome: str) -> Box:
        """Draw the days, with a line from where the promise was made; what is overdue runs on, what is moot is struck out.

        It has no end where it goes on before or after the picture.
        """
        group = _group("promised", outcome, stretch.items)
        x1, x2 = stretch.x1, stretch.x2
        left = min(stretch.origin, x1)
        if x1 - stretch.origin > 4:
            leader = ("M", stretch.origin, y + 0.5, "v", 5, "m", 0, -2.5, "H", x1)
            self.canvas.draw("leader", group, stretch.items, *leader)
        if x2 <= x1:  # promised for days beyond the picture's last
            self.canvas.draw("bracket", group, stretch.items, "M", x1, y + 3, *ARROW)
            return left, y, x1 - left, 6.0
        before, after = stretch.is_open
        start: Sequence[str | float] = ("M", x1, y + 4) if before else ("M", x1 + 1, y, "v", 4)
        end: tuple[str | float, ...] = ("H", x2) if after else ("H", x2 - 1, "v", -4)
        if outcome == Announcement.Outcome.OVERDUE and not after:
            end = ("H", x2 + LATE, *ARROW)
        if outcome == Announcement.Outcome.MOOT:
            end += ("M", (x1 + x2) / 2 - 3, y + 7, *STRIKE)
        self.canvas.draw("bracket", group, stretch.items, *start, *end)
        return left, y - 1, x2 - left, 6.0

    def _diamond(self, stretch: Stretch, y: float, outcome: str) -> Box:
        x = stretch.origin
        steps: tuple[str | float, ...] = ("M", x - 3, y + 2, "l", 3, -3, 3, 3, -3, 3, "z")
        if outcome == Announcement.Outcome.OVERDUE:
            steps += ("M", x + 3, y + 2, "h", LATE, *ARROW)
        if outcome == Announcement.Outcome.MOOT:
            steps += ("M", x - 3, y + 5, *STRIKE)
        self.canvas.draw("bracket", _group("promised", outcome, stretch.items), stretch.items, *steps)
        if (number := count(stretch.items)) > 1 and any(item.number > 1 for item in stretch.items):
            text = describe.format_number(number)
            self.canvas.write(tag("text", text, x=self.canvas.at(x + 16), y=y + 5, class_="above"))
        return x - 4, y - 2, 8.0, 8.0


def _group(kind: str, standing: str, items: Iterable[Item]) -> str:
    unchecked = "" if all(item.is_checked for item in items) else "unchecked"
    return " ".join(filter(None, [kind, standing, unchecked]))
