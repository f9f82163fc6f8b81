"""Strips as wide as the page: places are shares of the width, so that words and marks keep their size on every screen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from babel import Locale
from django.utils.safestring import SafeString

from .axis import Axis, Tick, time_axis
from .scale import Scale
from .svg import Value, join, tag

WIDE, NARROW = 1000.0, 288.0  # pixels that a strip has at least on desks, and on phones
AXIS_HEIGHT = 34


def wide(first: date, last: date) -> Scale:
    """Return the scale of a strip, as a desk shows it."""
    return Scale(first, last, 0.0, WIDE)


def share(x: float) -> str:
    """Return the place on a wide strip as its share of the width."""
    return f"{x / WIDE:.2%}"


def middle(scale: Scale, day: date) -> float:
    """Return where the middle of the day is."""
    return (scale.x(day) + scale.end(day)) / 2


def strip(height: int, *shapes: str, class_: str = "strip") -> SafeString:
    """Return the drawing; its words stand beside it, so that it is hidden from screen readers."""
    return tag("svg", *shapes, class_=class_, width="100%", height=height, aria_hidden="true")


def grid(scale: Scale, locale: Locale, height: int) -> SafeString:
    """Return a stroke at each month, or year, of the axis."""
    ticks = time_axis(scale, locale).large[1:]
    return join(
        tag("line", x1=share(tick.x), x2=share(tick.x), y1=0, y2=height, class_="grid") for tick in ticks
    )


def axis_strip(scale: Scale, locale: Locale, room: float = NARROW) -> SafeString:
    """Return the labelled time axis, once as phones, whose `room` may be less, and once as desks have room for it."""
    narrow = Scale(scale.first, scale.last, 0.0, room)
    groups = (
        tag("g", _labels(time_axis(sized, locale), sized.width), class_=name)
        for sized, name in ((narrow, "narrow"), (scale, "wide"))
    )
    return strip(AXIS_HEIGHT, *groups, class_="strip time-axis")


def bar(x1: float, x2: float, top: float, height: float, **attributes: Value) -> SafeString:
    """Return a rectangle between two places on the strip."""
    return tag("rect", x=share(x1), width=share(x2 - x1), y=top, height=height, **attributes)


def stroke(x1: float, x2: float, y1: float, y2: float, **attributes: Value) -> SafeString:
    """Return a line between two places on the strip."""
    return tag("line", x1=share(x1), x2=share(x2), y1=y1, y2=y2, **attributes)


def _labels(axis: Axis, width: float) -> SafeString:
    return join([*_row(axis.large, width, 12, "large"), *_row(axis.small, width, 28, "small")])


def _row(ticks: Iterable[Tick], width: float, y: int, name: str) -> Iterable[SafeString]:
    for tick in ticks:
        if tick.end <= width or not tick.x:
            yield tag("text", tick.label, x=f"{tick.x / width:.2%}", y=y, class_=name)
