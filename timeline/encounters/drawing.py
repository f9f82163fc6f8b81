"""Draw what passed between two actors over time: meetings on a line, the words of the one above it, of the other below."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from timeline import describe
from timeline.picture.fluid import axis_strip, bar, grid, middle, share, strip, stroke
from timeline.picture.scale import Cell, Scale
from timeline.picture.svg import join, tag

from . import wording
from .values import HAPPENED, Contact, Spoken

HEIGHT = 128
LINE = 64  # where the meetings stand
REACH = 40  # of the columns of words
FULL = 4  # words in a cell that fill a column, unless there are more
STEP = 11  # between meetings of one cell
MOST = 3  # meetings of one cell that are drawn
CROSS = 4.0


@dataclass(frozen=True)
class Drawing:
    """The strip and its axis."""

    strip: SafeString
    axis: SafeString


def draw(
    contacts: Iterable[Contact], words: Iterable[Spoken], scale: Scale, address: Callable[[int], str]
) -> Drawing:
    """Return the strip; `address` is where an event stands in the list."""
    locale = describe.babel_locale()
    shapes = [
        grid(scale, locale, HEIGHT),
        stroke(0, scale.width, LINE, LINE, class_="line"),
        join(_columns(words, scale)),
        join(_marks(contacts, scale, address)),
    ]
    return Drawing(strip(HEIGHT, *shapes, class_="strip exchange"), axis_strip(scale, locale))


def draw_row(contacts: Sequence[Contact], scale: Scale) -> SafeString:
    """Return a small strip that shows only when two met."""
    line = stroke(0, scale.width, 8, 8, class_="line")
    alone = {scale.cell(contact.met.first): contact.is_alone for contact in sorted(contacts, key=_weight)}
    dots = (
        tag("circle", cx=share(_center(scale, cell)), cy=8, r=3.5, class_="alone" if is_alone else "round")
        for cell, is_alone in alone.items()
    )
    return strip(16, line, join(dots), class_="strip when")


def _weight(contact: Contact) -> bool:
    return contact.is_alone


def _columns(words: Iterable[Spoken], scale: Scale) -> Iterator[SafeString]:
    counts = Counter((one.way, scale.cell(one.day)) for one in words)
    full = max(FULL, *counts.values()) if counts else FULL
    for (way, cell), number in counts.items():
        height = REACH * number / full
        top = LINE - 18 - height if way == "from_a" else LINE + 18
        yield bar(scale.x(cell.first) + 1, scale.end(cell.last) - 1, top, height, class_=f"words {way}")


def _marks(contacts: Iterable[Contact], scale: Scale, address: Callable[[int], str]) -> Iterator[SafeString]:
    cells: dict[Cell, list[Contact]] = defaultdict(list)
    for contact in contacts:
        cells[scale.cell(contact.met.first)].append(contact)
    for cell, same in cells.items():
        shown = sorted(same, key=_weight, reverse=True)[:MOST]
        for place, contact in enumerate(shown):
            y = LINE + STEP * (place - (len(shown) - 1) / 2)
            yield _mark(contact, _center(scale, cell), y, address(contact.met.pk))
        if len(same) > MOST:
            left = tag(
                "text", f"+{len(same) - MOST}", x=share(_center(scale, cell)), y=LINE - 20, class_="more"
            )
            yield left


def _center(scale: Scale, cell: Cell) -> float:
    return (middle(scale, cell.first) + middle(scale, cell.last)) / 2


def _mark(contact: Contact, x: float, y: float, url: str) -> SafeString:
    title = tag("title", wording.contact(contact))
    return tag("a", title, _shape(contact, x, y), href=url, tabindex=-1)


def _shape(contact: Contact, x: float, y: float) -> SafeString:
    if contact.met.status == "cancelled":
        ends = ((-CROSS, -CROSS, CROSS, CROSS), (-CROSS, CROSS, CROSS, -CROSS))
        lines = (tag("line", x1=x1, y1=y1, x2=x2, y2=y2) for x1, y1, x2, y2 in ends)
        return tag("svg", *lines, x=share(x), y=y, class_="cancelled", overflow="visible")
    name = "alone" if contact.is_alone else "round"
    ahead = "" if contact.met.status in HAPPENED else " ahead"
    return tag("circle", cx=share(x), cy=y, r=4.5 if contact.is_alone else 3.5, class_=name + ahead)
