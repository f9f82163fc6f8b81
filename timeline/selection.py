"""The events of a crisis that pass some filters, fetched and counted once for all that a page shows of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Max, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from .chronicle.naming import name_in
from .filters import Filters
from .models import Crisis, Entity, EntryQuerySet, Event, EventQuerySet, Meeting, touching
from .order import Order

WEIGHTS = {
    kind: weight for weight, kind in enumerate(["meeting", "announcement", "troop_figure", "statement"])
}
BY_WEIGHT: tuple[Any, ...] = (  # on a day what is certain comes first, what nobody dates last
    Case(When(latest__isnull=True, then=2), When(earliest=F("latest"), then=0), default=1),
    "latest",
    Case(*(When(kind=kind, then=weight) for kind, weight in WEIGHTS.items())),
    "first_reported_at",
    "event",
)
AHEAD, CANCELLED = "ahead", "cancelled"  # meetings that have not taken place
STANDING = Case(
    When(
        kind=Event.Kind.MEETING,
        status__in=(Meeting.Status.PLANNED, Meeting.Status.PROPOSED),
        then=Value(AHEAD),
    ),
    When(kind=Event.Kind.MEETING, status=Meeting.Status.CANCELLED, then=Value(CANCELLED)),
    default=Value(""),
)
MOST_CAST = 250  # of a view's entities; the others have a part in hardly any event

# The entities of the chosen entries by the number of their events, and those with a lane of their own.
CAST = """
    SELECT * FROM (
    WITH chosen AS ({chosen}),
    counted AS (
        SELECT entity, count(*) AS number FROM (SELECT unnest(entities) AS entity FROM chosen) AS named
        GROUP BY entity ORDER BY number DESC, entity LIMIT %s
    ),
    lane AS (SELECT entity_id AS entity, position FROM timeline_crisisactor WHERE crisis_id = %s)
    SELECT one.id, one.key, one.kind, one.name, one.name_en, coalesce(counted.number, 0), lane.position,
        (SELECT coalesce(jsonb_agg(jsonb_build_array(title, since, until) ORDER BY since), '[]')
         FROM timeline_office WHERE entity_id = one.id)
    FROM counted FULL JOIN lane USING (entity) JOIN timeline_entity AS one ON one.id = entity
    ) AS counted
"""


class Tally(NamedTuple):
    """How many events there are of a kind and standing on a day."""

    day: date
    kind: str
    is_inside: bool  # of the days to which the view is narrowed down
    last: date  # the last day on which they may lie
    standing: str  # `AHEAD` or `CANCELLED`, of meetings; else nothing
    number: int
    due: date | None  # the last day for which any of them announces something


@dataclass(frozen=True)
class Member:
    """An entity that has a part in the events."""

    pk: int
    key: str
    kind: str
    name: str
    name_en: str
    number: int  # of events
    position: int | None  # the lane that editors gave it
    offices: tuple[tuple[str, str | None, str | None], ...]  # those that editors know: title, since, until

    def as_entity(self) -> Entity:
        """Return the entity with its key and names, enough for an address and a label."""
        return Entity(pk=self.pk, key=self.key, name=self.name, name_en=self.name_en)

    @property
    def local_name(self) -> str:
        """Return the name in the reader's language."""
        return name_in(get_language(), self.key, self.name, self.name_en)


class Selection:
    """The events of a crisis that pass the filters, as they are or as they were known."""

    def __init__(self, crisis: Crisis, filters: Filters) -> None:
        self.crisis = crisis
        self.filters = filters

    @property
    def entries(self) -> EntryQuerySet:
        """Return the events' rows, in no order."""
        return self.filters.entries(self.crisis)

    @property
    def listed(self) -> EntryQuerySet:
        """Return the rows in the order of the list, the weightiest of a day first."""
        return self.entries.order_by(*self._by_days(), *BY_WEIGHT)

    @property
    def order(self) -> Order:
        """Return in which order the list goes through the days."""
        return Order(self.filters.newest_first, self.filters.since, self.today)

    @cached_property
    def today(self) -> date | None:
        """Return the day from which what happened is told from what lies ahead; none of a crisis that is over."""
        if self.filters.moment:
            return timezone.localdate(self.filters.moment)
        today = timezone.localdate()
        return today if self.crisis.goes_on(today) else None

    def _by_days(self) -> Iterator[Any]:
        """Yield what sorts rows as their order places days."""
        since, today = self.filters.since, self.today
        if not self.filters.newest_first:
            if since:
                yield Case(When(day__lt=since, then=1), default=0)
            yield "day"
            return
        if today:
            yield Case(When(day__gt=today, then=F("day"))).asc(nulls_last=True)
        yield "-day"

    def events(self, *places: range) -> EventQuerySet:
        """Return the events at these places in the order, with all that a list shows of them; without places all."""
        keys = [one for place in places for one in self._keys_at(place)] or [self.entries.values("event")]
        found = Event.objects.filter(reduce(or_, (Q(pk__in=one) for one in keys)))
        found.as_of = self.filters.moment
        if found.as_of is None:
            found = self.filters.sort(found)
        return found.with_details()

    def _keys_at(self, place: range) -> Iterator[Any]:
        """Yield the keys of the events there; what lies ahead and what does not apart, each in the order that an index has."""
        if not (self.filters.newest_first and self.today):
            yield self.listed.values("event")[place.start : place.stop]
            return
        number = sum(number for day, number in self.by_day_inside().items() if day > self.today)
        ahead = self.entries.filter(day__gt=self.today).order_by("day", *BY_WEIGHT)
        others = self.entries.filter(day__lte=self.today).order_by("-day", *BY_WEIGHT)
        yield ahead.values("event")[min(place.start, number) : min(place.stop, number)]
        yield others.values("event")[max(place.start - number, 0) : max(place.stop - number, 0)]

    @cached_property
    def tallies(self) -> tuple[Tally, ...]:
        """Return the number of events by day and kind; of other kinds and days, too, than those that are chosen."""
        filters = self.filters
        days = touching(filters.since, filters.until)
        inside = Case(When(days, then=True), default=False) if days else Value(True)
        rows = (
            filters.but(kinds=(), since=None, until=None)
            .entries(self.crisis)
            .values_list(
                "day", "kind", ExpressionWrapper(inside, BooleanField()), Coalesce("latest", "day"), STANDING
            )
        )
        return tuple(Tally(*row) for row in rows.annotate(number=Count("*"), last_due=Max("due")))

    @cached_property
    def cast(self) -> tuple[Member, ...]:
        """Return the most active entities of the events, and those for whom there are lanes."""
        chosen, parameters = self.entries.values("entities").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(CAST.format(chosen=chosen), [*parameters, MOST_CAST, self.crisis.pk])
            rows = cursor.fetchall()
        return tuple(_member(row) for row in rows)

    @cached_property
    def total(self) -> int:
        """Return how many events pass the filters."""
        return sum(tally.number for tally in self._chosen if tally.is_inside)

    def by_kind(self) -> Counter[str]:
        """Return the number of events of each kind, chosen or not."""
        counts: Counter[str] = Counter()
        for tally in self.tallies:
            counts[tally.kind] += tally.number * tally.is_inside
        return counts

    def by_day(self) -> Counter[date]:
        """Return the number of events on each day, in the view or not."""
        counts: Counter[date] = Counter()
        for tally in self._chosen:
            counts[tally.day] += tally.number
        return counts

    def meetings_by_day(self, standing: str = "") -> Counter[date]:
        """Return the number of meetings on each day, in the view or not: of those that took place, or of that standing."""
        counts: Counter[date] = Counter()
        for tally in self._chosen:
            if (tally.kind, tally.standing) == (Event.Kind.MEETING, standing):
                counts[tally.day] += tally.number
        return counts

    def by_day_inside(self) -> Counter[date]:
        """Return the number of events on each day of the view."""
        counts: Counter[date] = Counter()
        for tally in self._chosen:
            if tally.is_inside:
                counts[tally.day] += tally.number
        return counts

    def reaching_into(self, day: date) -> int:
        """Return how many events that began before the day may lie on it or later, in the view or not."""
        return sum(tally.number for tally in self._open if tally.day < day <= tally.last)

    @cached_property
    def _open(self) -> list[Tally]:
        return [tally for tally in self._chosen if tally.day < tally.last]

    @cached_property
    def _chosen(self) -> tuple[Tally, ...]:
        kinds = self.filters.kinds
        return tuple(tally for tally in self.tallies if tally.kind in kinds) if kinds else self.tallies


def _member(row: Any) -> Member:
    *values, offices = row
    return Member(*[*values, tuple(map(tuple, json.loads(offices)))])
