"""Write the overview as SVG: a strip across above the picture, and one upright beside the list on phones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from timeline import describe

from .axis import label_units
from .links import Links
from .overview import Bar, Overview, Share, Step
from .scale import Scale
from .svg import Value, join, path, percent, tag

HEIGHT = 30.0  # of the strip across, without the names of months below it
NAMES = 15.0
LENGTH = 1000.0  # units, along a strip that is stretched to any length
GUTTER, UPRIGHT = 14, 40  # pixels: for the names of months beside the upright strip, and for all of it
KNOTS, FIRST_KNOT, KNOT = 5, 10, 20  # side by side in the upright strip, in hundredths of its width
KEY_COLUMN, KEY_LINE = 69, 15
WHOLE = (0.0, 1.0)
THINNEST = 0.004  # share of the strip; so that the frame around a day is seen
YEAR_NAMED = 0.08  # share of the upright strip that a month takes so that its year is named, too


def draw_across(overview: Overview, links: Links, width: float, left: float) -> SafeString:
    """Return the strip under which the picture's days stand, as wide as these, with its key to the left of it."""
    names = label_units(
        Scale(overview.first, overview.last, 0.0, width),
        [first for _share, first in overview.months],
        describe.babel_locale(),
        by_year=overview.is_long,
    )
    is_whole = overview.window == WHOLE
    layers = [_density(steps, f"density {name}".strip()) for name, steps in _layers(overview)]
    return tag(
        "svg",
        *(_across(share, HEIGHT + NAMES, class_="page") for share in (overview.page,) if share),
        _plane((LENGTH, HEIGHT), *layers, *_today(overview, across=True), height=HEIGHT),
        join(
            tag("text", tick.label, x=percent(tick.x / width), y=HEIGHT + 12, class_=tick.room or None)
            for tick in names
        ),
        here(overview.first, overview.days, "x", width="100%", height=HEIGHT),
        join(
            _link(bar, links, _across(bar.share, HEIGHT + NAMES), "across")
            for bar in overview.bars
            if bar.count
        ),
        _across(overview.window, HEIGHT, class_="window all" if is_whole else "window"),
        join(_key(overview, left)),
        width="100%",
        height=HEIGHT + NAMES,
    )


def _key(overview: Overview, left: float) -> Iterator[SafeString]:
    """Explain what is drawn of the strip, one line below the other."""
    signs = [("density", gettext("Ereignisse")), ("density met", gettext("Treffen"))]
    signs += (
        [("density ahead", gettext("geplant"))] if any(height for _share, height in overview.ahead) else []
    )
    signs += [("page", gettext("diese Seite"))] if overview.page else []
    for place, (name, meaning) in enumerate(signs):
        x, y = -left + place % 2 * KEY_COLUMN, place // 2 * KEY_LINE
        yield tag("rect", x=x, y=y + 3, width=8, height=8, class_=name)
        yield tag("text", meaning, x=x + 11, y=y + 11, class_="sign")


def draw_upright(overview: Overview, links: Links) -> SafeString:
    """Return the strip that runs down beside the list, and as the list does; it fills any height, and its words keep their size."""
    is_turned = links.filters.newest_first
    shown = overview.turned() if is_turned else overview
    layers = [
        _density_down(steps, f"density {name}".strip())
        for name, steps in _layers(shown)
        if name in ("", "whole")
    ]
    place: dict[str, Value] = {"x": GUTTER, "width": UPRIGHT - GUTTER, "height": "100%"}
    return tag(
        "svg",
        *(_down(share, class_="page") for share in (shown.page,) if share),
        _plane((100.0, LENGTH), *layers, *_knots(shown), *_today(shown, across=False), **place),
        join(_names_of_months(shown)),
        join(_link(bar, links, _down(bar.share), "down") for bar in shown.bars if bar.count),
        here(
            overview.first,
            overview.days,
            "y",
            width="100%",
            height="100%",
            data_turned="yes" if is_turned else None,
        ),
        width="100%",
        height="100%",
    )


def here(first: date, days: int, along: str, **place: Value) -> SafeString:
    """Return a line, not to be seen yet, that scripts move to the day that is being read in the list."""
    ends: dict[str, float | str] = {"x1": -9999, "x2": -9999, "y1": 0, "y2": "100%"}
    if along == "y":
        ends = {"x1": 0, "x2": "100%", "y1": -9999, "y2": -9999}
    line = tag("line", **ends, class_="here")
    return tag(
        "svg", line, **place, class_="time", data_first=first.isoformat(), data_days=days, data_along=along
    )


def _layers(overview: Overview) -> Iterator[tuple[str, Sequence[Step]]]:
    """Yield what lies over one another: the whole crisis palest, what is planned as an outline on what took place."""
    yield "whole", overview.whole
    yield "", overview.every
    yield "ahead", overview.ahead
    yield "met", overview.held


def _plane(size: tuple[float, float], *shapes: str, **place: Value) -> SafeString:
    """Return a drawing that is stretched to fill its place."""
    box = f"0 0 {size[0]:.0f} {size[1]:.0f}"
    place = {"width": "100%", **place}
    return tag("svg", *shapes, **place, viewBox=box, preserveAspectRatio="none", class_="plane")


def _density(steps: Iterable[Step], name: str) -> SafeString | str:
    """Return the outline of the steps, those that follow one another in one."""
    written: list[str | float] = []
    last: float | None = None  # where an outline ends that may go on
    for (start, end), height in steps:
        if not height:
            continue
        if start != last:
            written += [] if last is None else ["V", HEIGHT]
            written += ["M", start * LENGTH, HEIGHT]
        written += ["V", HEIGHT - height * (HEIGHT - 3), "H", end * LENGTH]
        last = end
    return tag("path", d=path(*written, "V", HEIGHT), class_=name) if written else ""


def _density_down(steps: Iterable[Step], name: str) -> SafeString | str:
    written: list[str | float] = []
    for (start, end), height in steps:
        if height:
            written += ["M", 0, start * LENGTH, "H", height * 100, "V", end * LENGTH, "H", 0, "z"]
    return tag("path", d=path(*written), class_=name) if written else ""


def _knots(overview: Overview) -> Iterator[SafeString]:
    """Yield a row of knots for the meetings of each day, or of as many days as find room; those ahead are hollow."""
    knots: list[str | float] = []
    hollow: list[str | float] = []
    for row in overview.rows:
        for place in range(min(row.held + row.ahead, KNOTS)):
            step = ("M", FIRST_KNOT + place * KNOT, row.middle * LENGTH, "h", 0)
            knots += step
            hollow += step if place >= row.held else ()
    yield tag("path", d=path(*knots), class_="knots")
    if hollow:
        yield tag("path", d=path(*hollow), class_="knots hollow")


def _today(overview: Overview, *, across: bool) -> Iterator[SafeString]:
    if overview.today is not None:
        place = overview.today * LENGTH
        yield tag(
            "path",
            d=path("M", place, 0, "V", HEIGHT) if across else path("M", 0, place, "H", 100),
            class_="today",
        )


def _names_of_months(overview: Overview) -> Iterator[SafeString]:
    for (start, end), first in overview.months:
        name = str(first.year) if overview.is_long else describe.format_short_month(first)
        if not overview.is_long and first.month in (1, overview.first.month) and end - start > YEAR_NAMED:
            name += f" {first.year}"
        yield tag("text", name, x=6, y=percent(start))


def _across(share: Share, height: float, **attributes: Value) -> SafeString:
    start, end = share
    width = max(end - start, THINNEST)
    return tag(
        "rect", x=percent(min(start, 1 - width)), y=0, width=percent(width), height=height, **attributes
    )


def _down(share: Share, **attributes: Value) -> SafeString:
    start, end = share
    return tag("rect", x=0, y=percent(start), width="100%", height=percent(end - start), **attributes)


def _link(bar: Bar, links: Links, shape: SafeString, strip: str) -> SafeString:
    days = describe.format_days(bar.cell.first, bar.cell.last)
    number = ngettext("%(number)s Ereignis", "%(number)s Ereignisse", bar.count)
    label = f"{days}: {number % {'number': describe.format_number(bar.count)}}"
    return tag(
        "a",
        shape,
        id=f"{strip}-{bar.cell.first}",  # by which it keeps the focus when the view is swapped
        href=links.to_days(bar.cell.first, bar.cell.last),
        aria_label=label,
        aria_current="true" if bar.is_active else None,
        **{"xlink:title": label},
    )
