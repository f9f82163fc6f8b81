"""The links that narrow a timeline down, each with the number of events behind it."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date

from . import describe
from .filters import Filters
from .models import Event
from .selection import Selection

MOST_ACTIVE = 12


@dataclass(frozen=True)
class Facet:
    """A link to a view close by; following it again leads back."""

    key: str
    label: str
    query: str
    count: int
    is_active: bool


def kind_facets(selection: Selection) -> list[Facet]:
    """Return a link for each kind of event."""
    filters, counts = selection.filters, selection.by_kind()
    return [
        Facet(kind, str(label), filters.toggling_kind(kind).query, counts[kind], kind in filters.kinds)
        for kind, label in Event.Kind.choices
    ]


def entity_facets(selection: Selection) -> list[Facet]:
    """Return links for the most active entities, after those that are chosen."""
    filters = selection.filters
    chosen = {entity.pk for entity in filters.entities}
    free = [member for member in selection.cast if member.number and member.pk not in chosen]
    active = sorted(free, key=lambda member: (-member.number, member.name))[:MOST_ACTIVE]
    return [
        Facet(
            member.key,
            member.local_name,
            filters.toggling_entity(member.as_entity()).query,
            member.number,
            is_active=False,
        )
        for member in active
    ]


def month_facets(selection: Selection) -> list[Facet]:
    """Return a link for each month in which something happened."""
    filters = selection.filters
    months: Counter[date] = Counter()
    for day, number in selection.by_day().items():
        months[day.replace(day=1)] += number
    facets = []
    for first, number in sorted(months.items()):
        count = number + selection.reaching_into(first)
        span = {"since": first, "until": first.replace(day=monthrange(first.year, first.month)[1])}
        is_active = (filters.since, filters.until) == (span["since"], span["until"])
        target = filters.but(since=None, until=None) if is_active else filters.but(**span)
        facets.append(Facet(f"{first:%Y-%m}", describe.format_month(first), target.query, count, is_active))
    return facets


def chosen_facets(filters: Filters) -> list[Facet]:
    """Return a link for each filter in force, which lifts it."""
    return [Facet(part.key, part.label, part.lifted.query, 0, is_active=True) for part in filters.parts]
