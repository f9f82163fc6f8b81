"""Write the overview as SVG: a strip across above the picture, and one upright beside the list on phones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from timeline import describe

from .links import Links
from .overview import Bar, Overview
from .scale import units_between
from .svg import join, path, tag

HEIGHT = 30.0
KNOTS, FIRST_KNOT, KNOT = 5, 10, 19  # side by side in the upright strip, in hundredths of its width
Steps = Sequence[tuple[float, float]]


def draw_across(overview: Overview, links: Links, left: float, right: float, total: float) -> SafeString:
    """Return the strip under which the picture's days stand."""
    width = right - left
    bars = (_across(bar, links, left, width) for bar in overview.bars if bar.count)
    return tag(
        "svg",
        _density_across(overview.heights, left, width, "density"),
        _density_across(overview.meetings, left, width, "density met"),
        *_window(overview, left, width),
        here(overview.first, _days(overview), "x", x=left, width=width, height=HEIGHT),
        join(bars),
        viewBox=f"0 0 {total:.0f} {HEIGHT:.0f}",
        width=f"{total:.0f}",
        height=f"{HEIGHT:.0f}",
    )


def _density_across(heights: Steps, left: float, width: float, name: str) -> SafeString:
    steps: list[str | float] = ["M", left, HEIGHT]
    for start, height in heights:
        steps += ["H", left + start * width, "V", HEIGHT - height * (HEIGHT - 3)]
    return tag("path", d=path(*steps, "H", left + width, "V", HEIGHT) + "z", class_=name)


def _across(bar: Bar, links: Links, left: float, width: float) -> SafeString:
    shape = tag("rect", x=left + bar.start * width, y=0, width=bar.width * width, height=HEIGHT)
    return _link(bar, links, shape, "across")


def _window(overview: Overview, left: float, width: float) -> Iterator[SafeString]:
    if overview.window:
        start, end = (left + share * width for share in overview.window)
        yield tag("rect", x=start, y=0, width=max(end - start, 3), height=HEIGHT, class_="window")


def draw_upright(overview: Overview, links: Links) -> SafeString:
    """Return the strip that runs down beside the list; it fills any height, and its words keep their size."""
    return tag(
        "svg",
        tag(
            "svg",
            _density_down(overview.heights, "density"),
            _knots(overview),
            viewBox="0 0 100 1000",
            preserveAspectRatio="none",
            width="100%",
            height="100%",
        ),
        join(_month_labels(overview)),
        join(_down(bar, links) for bar in overview.bars if bar.count),
        here(overview.first, _days(overview), "y", width="100%", height="100%"),
        width="100%",
        height="100%",
    )


def here(first: date, days: int, along: str, **place: float | str) -> SafeString:
    """Return a line, not to be seen yet, that scripts move to the day that is being read in the list."""
    ends: dict[str, float | str] = {"x1": -9999, "x2": -9999, "y1": 0, "y2": "100%"}
    if along == "y":
        ends = {"x1": 0, "x2": "100%", "y1": -9999, "y2": -9999}
    line = tag("line", **ends, class_="here")
    return tag(
        "svg", line, **place, class_="time", data_first=first.isoformat(), data_days=days, data_along=along
    )


def _days(overview: Overview) -> int:
    return (overview.last - overview.first).days + 1


def _density_down(heights: Steps, name: str) -> SafeString:
    steps: list[str | float] = ["M", 0, 0]
    for start, height in heights:
        steps += ["V", start * 1000, "H", height * 100]
    return tag("path", d=path(*steps, "V", 1000, "H", 0) + "z", class_=name)


def _knots(overview: Overview) -> SafeString:
    """Return a row of knots for the meetings of each day, or of as many days as find room; few days have more than there is room for."""
    steps: list[str | float] = []
    for middle, number in overview.met:
        for place in range(min(number, KNOTS)):
            steps += ["M", FIRST_KNOT + place * KNOT, middle * 1000, "h", 0]
    return tag("path", d=path(*steps), class_="knots")


def _month_labels(overview: Overview) -> Iterator[SafeString]:
    days = _days(overview)
    grain = "month" if days <= 500 else "year"
    for cell in units_between(overview.first, overview.last, grain):
        if (cell.last - cell.first).days * 25 >= days:
            label = describe.format_short_month(cell.first) if grain == "month" else str(cell.first.year)
            share = (cell.first - overview.first).days / days
            yield tag("text", label, x="100%", y=f"{share * 100:.1f}%", dy="1em", text_anchor="end")


def _down(bar: Bar, links: Links) -> SafeString:
    shape = tag("rect", x=0, y=f"{bar.start * 100:.2f}%", width="100%", height=f"{bar.width * 100:.2f}%")
    return _link(bar, links, shape, "down")


def _link(bar: Bar, links: Links, shape: SafeString, strip: str) -> SafeString:
    days = describe.format_days(bar.cell.first, bar.cell.last)
    number = ngettext("%(number)s Ereignis", "%(number)s Ereignisse", bar.count)
    label = f"{days}: {number % {'number': describe.format_number(bar.count)}}"
    current = "true" if bar.is_active else None
    return tag(
        "a",
        tag("title", label),
        shape,
        id=f"{strip}-{bar.cell.first}",  # by which it keeps the focus when the view is swapped
        href=links.to_days(bar.cell.first, bar.cell.last),
        aria_label=label,
        aria_current=current,
    )
