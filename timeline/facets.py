"""The links that narrow a timeline down, each with the number of events behind it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncMonth

from . import describe
from .filters import Filters
from .models import Crisis, Entity, Event

MOST_ACTIVE = 12


@dataclass(frozen=True)
class Facet:
    """A link to a view close by; following it again leads back."""

    key: str
    label: str
    query: str
    count: int
    is_active: bool


def kind_facets(crisis: Crisis, filters: Filters) -> list[Facet]:
    """Return a link for each kind of event."""
    events = filters.but(kinds=()).apply(Event.objects.of_crisis(crisis)).order_by()
    counts = dict(events.values_list("kind").annotate(Count("pk")))
    return [
        Facet(kind, str(label), filters.toggling_kind(kind).query, counts.get(kind, 0), kind in filters.kinds)
        for kind, label in Event.Kind.choices
    ]


def total_of(kinds: list[Facet], filters: Filters) -> int:
    """Return how many events pass all filters, out of the counts of all kinds."""
    return sum(facet.count for facet in kinds if facet.is_active or not filters.kinds)


def entity_facets(crisis: Crisis, filters: Filters) -> list[Facet]:
    """Return links for the most active entities, after those that are chosen."""
    events = filters.apply(Event.objects.of_crisis(crisis)).order_by()
    active = (
        Entity.objects.filter(participations__event__in=events)
        .exclude(pk__in=[entity.pk for entity in filters.entities])
        .annotate(event_count=Count("participations__event", distinct=True))
        .order_by("-event_count", "name")[:MOST_ACTIVE]
    )
    return [
        Facet(
            entity.key,
            entity.local_name,
            filters.toggling_entity(entity).query,
            entity.event_count,
            is_active=False,
        )
        for entity in active
    ]


def month_facets(crisis: Crisis, filters: Filters) -> list[Facet]:
    """Return a link for each month in which something happened."""
    events = filters.but(since=None, until=None).apply(Event.objects.of_crisis(crisis)).order_by()
    months = (
        events.annotate(month=TruncMonth("day")).values_list("month").annotate(Count("pk")).order_by("month")
    )
    facets = []
    for first, count in months:
        span = {"since": first, "until": first.replace(day=monthrange(first.year, first.month)[1])}
        is_active = (filters.since, filters.until) == (span["since"], span["until"])
        target = filters.but(since=None, until=None) if is_active else filters.but(**span)
        facets.append(Facet(f"{first:%Y-%m}", describe.format_month(first), target.query, count, is_active))
    return facets


def chosen_facets(filters: Filters) -> list[Facet]:
    """Return a link for each filter in force, which lifts it."""
    return [Facet(part.key, part.label, part.lifted.query, 0, is_active=True) for part in filters.parts]
