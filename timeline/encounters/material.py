"""Read from the database what actors had to do with each other: four queries, however many events there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet

from timeline.models import Crisis, Event, EventQuerySet, Evidence, Participation
from timeline.sides import Sides, sides_of

from .values import Met, Spoken

Role = Participation.Role
VOICES = (Role.SPEAKER, Role.ANNOUNCER)
WORDS = (Event.Kind.STATEMENT, Event.Kind.ANNOUNCEMENT)


@dataclass(frozen=True)
class Material:
    """The meetings of a crisis, and who has a part in it, the most active first."""

    meetings: list[Met]
    sides: Sides
    active: list[str]


def fetch(events: EventQuerySet, crisis: Crisis) -> Material:
    """Return what the events tell of who met whom; three queries."""
    parts = Participation.objects.filter(event__in=events.order_by().values("pk"))
    counted = parts.order_by().values_list("entity__key").annotate(number=Count("pk"))
    active = [key for key, _number in counted.order_by("-number", "entity__key")]
    meetings = list(_meetings(events))
    met = {key for one in meetings for key in one.people}  # then, if not today
    return Material(meetings, sides_of(crisis, met.union(active)), active)


def words_between(events: EventQuerySet, sides: Sides, a: str, b: str) -> list[Spoken]:
    """Return what either of the two said to the other, or about it by name; one query."""
    keys = sides.ever(a) | sides.ever(b)
    own = _parts(*VOICES).filter(entity__key__in=keys)
    rows = events.order_by().filter(Exists(own), kind__in=WORDS)
    values: QuerySet[Any, Any] = rows.values(
        "pk",
        "day",
        "kind",
        voices=_keys(_parts(*VOICES)),
        addressed=_keys(_parts(Role.ADDRESSEE)),
        mentioned=ArraySubquery(_mentioned(keys, events.as_of)),
    )
    return [spoken for row in values for spoken in _spoken(row, sides, a, b)]


def _meetings(events: EventQuerySet) -> Iterator[Met]:
    if events.as_of:
        yield from _known_meetings(events)
        return
    rows = events.order_by("day", "pk").filter(kind=Event.Kind.MEETING, meeting__isnull=False)
    fields = ("pk", "day", "earliest", "latest", "meeting__format", "meeting__status")
    people = _keys(_parts(Role.PARTICIPANT).order_by("position", "pk"))
    for pk, day, earliest, latest, form, status, keys in rows.values_list(*fields, people):
        yield Met(pk, day, earliest, latest, form, status, tuple(keys))


def _known_meetings(events: EventQuerySet) -> Iterator[Met]:
    """Yield the meetings as they were known then, which only whole events are."""
    for event in events.filter(kind=Event.Kind.MEETING):
        people = (part.entity.key for part in event.participations.all() if part.role == Role.PARTICIPANT)
        form, status = event.meeting.format, event.meeting.status
        yield Met(event.pk, event.day, event.earliest, event.latest, form, status, tuple(people))


def _parts(*roles: str) -> QuerySet[Participation]:
    return Participation.objects.filter(event=OuterRef("pk"), role__in=roles)


def _keys(parts: QuerySet[Participation]) -> ArraySubquery:
    return ArraySubquery(parts.values("entity__key"))


def _mentioned(keys: Collection[str], as_of: datetime | None) -> QuerySet[Any]:
    """Return which of the actors the reported words name."""
    inside = Evidence.objects.readable(as_of).filter(
        event=OuterRef("pk"),
        paragraph__mentions__entity__key__in=keys,
        paragraph__mentions__start__gte=F("start"),
        paragraph__mentions__end__lte=F("end"),
    )
    return inside.order_by().values("paragraph__mentions__entity__key").distinct()


def _spoken(row: dict[str, Any], sides: Sides, a: str, b: str) -> Iterator[Spoken]:
    """Yield in which direction the words went: to the other where they are addressed, else about it."""
    heard = set(row["addressed"]) | set(row["mentioned"]) - set(row["voices"])
    for speaker, other, way in ((a, b, "from_a"), (b, a, "from_b")):
        listening = {key for key in heard if other in sides.bodies(key, row["day"])}
        speaking = any(speaker in sides.bodies(key, row["day"]) for key in row["voices"])
        if speaking and listening:
            is_addressed = not listening.isdisjoint(row["addressed"])
            yield Spoken(row["pk"], row["day"], row["kind"], way, is_addressed)  # type: ignore[arg-type]
            return
