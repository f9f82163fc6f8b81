"""Everything that the timeline page shows of the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from timeline import describe
from timeline.chronicle.naming import english_name
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.ledger import wording
from timeline.listing import Paging
from timeline.models import Crisis
from timeline.selection import AHEAD, Selection

from .axis import Axis, hour_axis, time_axis
from .claims import HEIGHT, chart_claims
from .drawing import AXIS, LEFT, MARGIN, WIDTH, Plan, draw, edges
from .fetching import Material, fetch
from .figures import Figures, figures_of
from .lanes import OTHERS
from .layout import PITCH, lay_out
from .links import Links
from .overview import Numbers, oversee
from .scale import NARROWEST_CELL, Hours, Scale, choose_days
from .strips import draw_across, draw_upright
from .values import Item, count
from .whole import Whole, whole_of
from .zoom import Zoom, zoom_steps

CHART_GAP = 36.0
CHART_FOOT = 8.0
MANY = 1_200  # events; of more the picture shows numbers
WIDE_CELL = 28.0  # units; where there are so many, so that the numbers can be read
CLOSEST_LANES = 19.0  # units from one to the next, where there is little height
LEVELS_OF_THEN = 2  # of numbers above the lanes: room for both is kept while what is known grows


@dataclass(frozen=True)
class Picture:
    """The picture with what stands around it."""

    drawing: SafeString
    across: SafeString
    upright: SafeString
    zoom: Zoom
    edges: list[SafeString]
    summary: str
    figures: Figures


@dataclass(frozen=True)
class Shown:
    """What the list beside the picture shows."""

    events: Collection[int] = ()
    days: tuple[date, date] | None = None  # of these events, where the list has other pages, too
    paging: Paging | None = None  # how the list is spread over pages, where marks are to lead to the others


@dataclass(frozen=True)
class Frame:
    """Where the picture is shown: its width, and how it fits in."""

    width: float = WIDTH
    is_frozen: bool = False  # names the day of today, which will be another one when somebody looks at it
    is_alone: bool = False  # whoever looks at it sees no other view of the crisis
    height: float | None = None  # for the lanes, where there is no more
    subject: tuple[int, ...] = ()  # events that are to stand out


def picture_of(
    selection: Selection, today: date, shown: Shown = Shown(), frame: Frame = Frame()
) -> Picture | None:
    """Return the picture of the view; None where the crisis has no events at all.

    A picture of what was known on an earlier day names that day, and is otherwise as large as today's.
    """
    crisis, filters = selection.crisis, selection.filters
    whole = whole_of(selection)
    span = whole.days(crisis, _going_on(crisis, today))
    if span is None or not whole.density:
        return None
    if filters.moment:
        today = timezone.localdate(filters.moment)
    day_of_picture = today if filters.moment else _going_on(crisis, today)
    days = _days_of(selection, span)
    narrowest = WIDE_CELL if selection.total > MANY else NARROWEST_CELL
    scale = Scale(*days, 0.0, frame.width - MARGIN - LEFT, narrowest)
    material = fetch(selection, whole, scale, today)
    timed = Counter(item.day for item in material.items if item.begins_at and not item.is_span)
    if filters.by_hours and filters.since == filters.until and timed[filters.since or today]:
        scale = Hours(filters.since or today, filters.since or today, 0.0, scale.width)
    is_dated = bool(filters.moment) or frame.is_frozen
    label = describe.format_day(today) if is_dated else gettext("heute")
    plan = _plan(material, whole, scale, selection, (day_of_picture, label), frame)
    overview = oversee(
        _numbers(selection, whole),
        span,
        (scale.first, scale.last),
        page=shown.days,
        today=day_of_picture,
        reaching_into=selection.reaching_into,
    )
    links = Links(
        crisis.get_absolute_url(),
        filters,
        frozenset(shown.events),
        _pages(material, shown.paging),
        tuple(key for key in plan.names if key != OTHERS),
        scale.days,
    )
    return Picture(
        drawing=draw(plan, links),
        across=draw_across(overview, links, scale.width, LEFT),
        upright=draw_upright(overview, links),
        zoom=zoom_steps(links, selection.by_day(), timed, day_of_picture),
        edges=edges(plan, links),
        summary=_summary(material.items, plan),
        figures=figures_of(material.figures, plan.lanes, plan.name, crisis, filters),
    )


def _days_of(selection: Selection, span: tuple[date, date]) -> tuple[date, date]:
    """Return the days of the view: the whole crisis, or what is asked for; an open end reaches as far as there are events."""
    since, until = selection.filters.since, selection.filters.until
    if not since and not until:
        return span
    inside = choose_days(selection.by_day_inside(), (since, until)) or (since or span[0], until or span[1])
    first = since or (span[0] if until and until >= span[0] else inside[0])
    last = until or (span[1] if since and since <= span[1] else inside[1])
    return first, max(first, last)


def _numbers(selection: Selection, whole: Whole) -> Numbers:
    every = selection.by_day()
    return Numbers(
        every,
        selection.meetings_by_day(),
        selection.meetings_by_day(AHEAD),
        {} if every == whole.density else whole.density,
    )


def _pages(material: Material, paging: Paging | None) -> dict[int, int]:
    if paging is None or not material.is_listed:
        return {}
    pages = ((item.pk, paging.page_of(place)) for place, item in enumerate(material.items))
    return {pk: page for pk, page in pages if page}


def _going_on(crisis: Crisis, today: date) -> date | None:
    return today if crisis.last_day is None or crisis.last_day >= today else None


def _plan(
    material: Material,
    whole: Whole,
    scale: Scale,
    selection: Selection,
    today: tuple[date | None, str],
    frame: Frame,
) -> Plan:
    lanes = material.lanes
    name = partial(_name_of, material=material)
    names = {**{key: name(key) for key in lanes.keys}, OTHERS: gettext("Weitere")}
    inside = [item for item in material.items if _touches(item, scale)]
    is_then = bool(selection.filters.moment)
    layout = lay_out(
        inside,
        lanes,
        names,
        scale,
        AXIS,
        pitch=_pitch(frame, len(names)),
        levels=LEVELS_OF_THEN if is_then else 0,
        has_others=whole.has_others and not frame.is_alone,
        keeps_empty=not frame.is_alone,
    )
    figures = [item for item in material.figures if _touches(item, scale)]
    chart = chart_claims(figures, lanes, partial(wording.line, name=name), scale, layout.bottom + CHART_GAP)
    bottom = chart.bottom + CHART_FOOT if chart else layout.bottom
    if is_then and whole.has_figures and not chart:
        bottom += CHART_GAP + HEIGHT + CHART_FOOT  # so that the list stays where it is once there are figures
    loose = tuple(item for item in material.items if _is_loose(item, scale))
    outside = [item for item in material.items if not _touches(item, scale) and item not in loose]
    earlier = count(item for item in outside if item.day < scale.first)
    return Plan(
        scale,
        _axis(scale),
        layout,
        chart,
        bottom,
        (selection.filters.since, selection.filters.until),
        *today,
        earlier,
        count(outside) - earlier,
        loose,
        names,
        lanes,
        name,
        frame.subject,
    )


def _pitch(frame: Frame, lanes: int) -> float:
    """Return how far apart lanes are: closer where their height is bounded."""
    return PITCH if frame.height is None else min(PITCH, max(CLOSEST_LANES, (frame.height - AXIS) / lanes))


def _axis(scale: Scale) -> Axis:
    if isinstance(scale, Hours):
        names = gettext("ohne Uhrzeit"), describe.format_day(scale.first)
        return hour_axis(scale, names, describe.format_clock)
    return time_axis(scale, describe.babel_locale())


def _name_of(key: str, material: Material) -> str:
    """Return an actor's name; a state that only its people brought into the picture is not among the actors."""
    if key in material.actors:
        return material.actors[key].name
    entry = load_knowledge().entries.get(key)
    return (english_name(key) if get_language() == "en" else "") or (entry.name if entry else key)


def _touches(item: Item, scale: Scale) -> bool:
    """Say whether the event can be drawn; what may lie on more days than there are says nothing about any of them."""
    if item.earliest and item.latest:
        return not _is_loose(item, scale) and item.earliest <= scale.last and scale.first <= item.latest
    return scale.shows(item.day)


def _is_loose(item: Item, scale: Scale) -> bool:
    return (
        item.earliest is not None
        and item.latest is not None
        and (item.latest - item.earliest).days >= scale.days
    )


def _summary(items: list[Item], plan: Plan) -> str:
    number = ngettext("%(number)s Ereignis", "%(number)s Ereignisse", count(items))
    lanes = describe.join_names(row.lane.name for row in plan.layout.rows.values())
    return gettext(
        "%(number)s, %(days)s, auf den Bahnen %(lanes)s. Die Liste darunter nennt jedes einzeln."
    ) % {
        "number": number % {"number": describe.format_number(count(items))},
        "days": describe.format_days(plan.scale.first, plan.scale.last),
        "lanes": lanes,
    }
