"""Everything that the timeline page shows of the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from timeline import describe
from timeline.chronicle.naming import english_name
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.filters import Filters
from timeline.ledger import wording
from timeline.listing import Paging
from timeline.models import Crisis, Event
from timeline.selection import Selection

from .axis import Axis, hour_axis, time_axis
from .claims import chart_claims
from .drawing import AXIS, LEFT, MARGIN, WIDTH, Plan, draw, edges
from .fetching import FEW, Material, fetch
from .figures import Figures, figures_of
from .lanes import OTHERS, Lanes, choose_lanes
from .layout import lay_out
from .links import Links
from .overview import oversee
from .scale import NARROWEST_CELL, Hours, Scale, choose_days
from .strips import draw_across, draw_upright
from .values import Item, count
from .zoom import Zoom, zoom_steps

CHART_GAP = 48.0
WIDE_CELL = 28.0  # units; where there are many events, so that their numbers can be read


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


def picture_of(
    crisis: Crisis,
    filters: Filters,
    shown: Collection[int],
    today: date,
    *,
    width: float = WIDTH,
    is_frozen: bool = False,
    selection: Selection | None = None,
    paging: Paging | None = None,
) -> Picture | None:
    """Return the picture of the view whose list shows these events; None where there is nothing to draw.

    A frozen picture names the day of today, which will be another one when somebody looks at it. So does one that
    shows what was known on an earlier day. `selection` is what the filters let pass, where that has been counted already,
    `paging` how the list is spread over pages, where marks are to lead to the others, too.
    """
    selection = selection or Selection(crisis, filters)
    if filters.moment:
        today, is_frozen = timezone.localdate(filters.moment), True
    density = selection.by_day()
    whole = choose_days(density, (crisis.first_day, crisis.last_day), _going_on(crisis, today))
    days = choose_days(
        selection.by_day_inside(),
        (filters.since or crisis.first_day, filters.until or crisis.last_day),
        _going_on(crisis, today) if not filters.until else None,
    )
    if not selection.total or whole is None or days is None:
        return None
    narrowest = WIDE_CELL if selection.total > FEW else NARROWEST_CELL
    scale = Scale(*days, LEFT, width - MARGIN - LEFT, narrowest)
    label = describe.format_day(today) if is_frozen else gettext("heute")
    material = fetch(selection, scale, today)
    if promised := [] if filters.until else _promised(material.items):
        days = choose_days(
            selection.by_day_inside(),
            (filters.since or crisis.first_day, crisis.last_day),
            _going_on(crisis, today),
            promised,
        )
        scale = Scale(*(days or (scale.first, scale.last)), scale.left, scale.width, narrowest)
        whole = whole if filters.since else (scale.first, scale.last)
    timed = Counter(item.day for item in material.items if item.begins_at and not item.is_span)
    if filters.by_hours and filters.since == filters.until and timed[filters.since or today]:
        scale = Hours(filters.since or today, filters.since or today, scale.left, scale.width)
    bounds = filters.since, filters.until
    plan = _plan(material, scale, bounds, (_going_on(crisis, today), label))
    overview = oversee(
        density,
        selection.by_day(Event.Kind.MEETING),
        whole,
        (scale.first, scale.last),
        selection.reaching_into,
    )
    links = Links(
        crisis.get_absolute_url(),
        filters,
        frozenset(shown),
        _pages(material, paging),
        tuple(key for key in plan.names if key != OTHERS),
        scale.days,
    )
    return Picture(
        drawing=draw(plan, links),
        across=draw_across(overview, links, plan.scale.left, plan.scale.right, plan.scale.right + MARGIN),
        upright=draw_upright(overview, links),
        zoom=zoom_steps(links, density, timed),
        edges=edges(plan, links),
        summary=_summary(material.items, plan),
        figures=figures_of(material.figures, plan.lanes, plan.name, crisis, filters),
    )


def _pages(material: Material, paging: Paging | None) -> dict[int, int]:
    if paging is None or not material.is_listed:
        return {}
    pages = ((item.pk, paging.page_of(place)) for place, item in enumerate(material.items))
    return {pk: page for pk, page in pages if page}


def _promised(items: Iterable[Item]) -> list[date]:
    days = (item.promise and (item.promise.latest or item.promise.earliest) for item in items)
    return [day for day in days if day]


def _going_on(crisis: Crisis, today: date) -> date | None:
    return today if crisis.last_day is None or crisis.last_day >= today else None


def _plan(
    material: Material,
    scale: Scale,
    bounds: tuple[date | None, date | None],
    today: tuple[date | None, str],
) -> Plan:
    lanes = material.lanes or choose_lanes(material.items, material.actors)
    name = partial(_name_of, material=material)
    names = _names(lanes, name)
    inside = [item for item in material.items if _touches(item, scale)]
    layout = lay_out(inside, lanes, names, scale, AXIS)
    figures = [item for item in material.figures if _touches(item, scale)]
    chart = chart_claims(figures, lanes, partial(wording.line, name=name), scale, layout.bottom + CHART_GAP)
    loose = tuple(item for item in material.items if _is_loose(item, scale))
    outside = [item for item in material.items if not _touches(item, scale) and item not in loose]
    earlier = count(item for item in outside if item.day < scale.first)
    later = count(outside) - earlier
    return Plan(scale, _axis(scale), layout, chart, bounds, *today, earlier, later, loose, names, lanes, name)


def _axis(scale: Scale) -> Axis:
    if isinstance(scale, Hours):
        names = gettext("ohne Uhrzeit"), describe.format_day(scale.first)
        return hour_axis(scale, names, describe.format_clock)
    return time_axis(scale, describe.babel_locale())


def _names(lanes: Lanes, name: Callable[[str], str]) -> dict[str, str]:
    return {**{key: name(key) for key in lanes.keys}, OTHERS: gettext("Weitere")}


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
