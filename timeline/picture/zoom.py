"""Move closer and along: links to the whole crisis, a month, a week, a day, and to the stretches before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext

from timeline import describe

from .links import Links
from .scale import unit_around


@dataclass(frozen=True)
class Step:
    """A link to more or fewer days; the key tells it from the others of the view."""

    key: str
    label: str
    url: str
    is_active: bool = False


@dataclass(frozen=True)
class Zoom:
    """All such links of a view."""

    grains: tuple[Step, ...]
    before: Step | None = None
    after: Step | None = None


def zoom_steps(
    links: Links, density: Mapping[date, int], timed: Mapping[date, int], today: date | None = None
) -> Zoom:
    """Return the links; from the whole crisis they lead to now, while it goes on, and else to where most happened.

    `timed` are the days of the view with meetings whose hour is known; without any there is nothing to see by hours.
    """
    since, until = links.filters.since, links.filters.until
    anchor = _anchor(since, until, density, today)
    whole = Step("whole", gettext("Ganze Zeit"), links.to_days(None, None), not (since or until))
    if anchor is None:
        return Zoom((whole,))
    names = {"month": gettext("Monat"), "week": gettext("Woche"), "day": gettext("Tag")}
    names = {grain: capfirst(name) for grain, name in names.items()}
    is_by_hours = links.filters.by_hours and bool(timed.get(anchor))
    grains = [
        _grain(links, grain, name, _within(grain, anchor, (since, until))) for grain, name in names.items()
    ]
    if is_by_hours:
        grains[-1] = replace(grains[-1], is_active=False)
    if timed:
        day = anchor if anchor in timed else max(timed, key=lambda day: (timed[day], day))
        grains.append(Step("hour", gettext("Stunde"), links.to_hours(day), is_by_hours))
    if since is None or until is None or since > until:
        return Zoom((whole, *grains))
    days = sorted(density)
    before, after = _before(links, (since, until), days), _after(links, (since, until), days)
    return Zoom((whole, *grains), before, after)


def _anchor(
    since: date | None, until: date | None, density: Mapping[date, int], today: date | None
) -> date | None:
    """Return the day of the view nearest to today, where it shows today; else that on which most happened, or else its middle."""
    first, last = since or date.min, until or date.max
    inside = [day for day in density if first <= day <= last]
    if today and inside and first <= today <= last:
        return min(inside, key=lambda day: (abs(day - today), day))
    middle = since + (until - since) // 2 if since and until else since or until
    return max(inside, key=lambda day: (density[day], day), default=middle)


def _within(grain: str, anchor: date, view: tuple[date | None, date | None]) -> date:
    """Return a day of the unit to lead to: the view's own middle for a longer unit, and none that reaches out of it for a shorter."""
    since, until = view
    if since is None or until is None:
        return anchor
    first, last = unit_around(anchor, grain)
    if last - first >= until - since:
        return since + (until - since) // 2
    if first < since:
        return last + timedelta(days=1)
    return first - timedelta(days=1) if last > until else anchor


def _grain(links: Links, grain: str, name: str, anchor: date) -> Step:
    first, last = unit_around(anchor, grain)
    active = (links.filters.since, links.filters.until) == (first, last)
    return Step(grain, name, links.to_days(first, last), active)


def _before(links: Links, view: tuple[date, date], days: Sequence[date]) -> Step | None:
    """Return the nearest stretch before this one in which anything happened: a month before a month, or else as many days."""
    place = bisect_left(days, view[0])
    return _stretch(links, "before", view, days[place - 1]) if place else None


def _after(links: Links, view: tuple[date, date], days: Sequence[date]) -> Step | None:
    place = bisect_right(days, view[1])
    return _stretch(links, "after", view, days[place]) if place < len(days) else None


def _stretch(links: Links, key: str, view: tuple[date, date], day: date) -> Step | None:
    """Return the stretch as long as the view that holds the day, counted from the view on."""
    since, until = view
    if view == unit_around(since, "month"):
        first, last = unit_around(day, "month")
        return Step(key, describe.format_days(first, last), links.to_days(first, last))
    length = (until - since).days + 1
    moved = timedelta(days=(day - since).days // length * length)
    try:
        first, last = since + moved, until + moved
    except OverflowError:  # beyond the calendar's ends
        return None
    return Step(key, describe.format_days(first, last), links.to_days(first, last))
