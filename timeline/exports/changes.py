"""How often, and when last, an event changed: what calendars and feed readers ask before they show it anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, Model
from django.utils import timezone

from timeline.models import Announcement, Event, Evidence, Meeting

TOLD: tuple[type[Model], ...] = (Event, Meeting, Announcement)  # what a calendar or a feed tells of an event


@dataclass(frozen=True)
class Change:
    """The number of changes, and the moment of the last one."""

    number: int
    last: datetime


def changes_of(events: Collection[Event], until: datetime) -> dict[int, Change]:
    """Return the events' changes until then by their keys, in four queries; new evidence is news, but no change of what was told."""
    known = {event.pk: Change(0, event.first_reported_at) for event in events}
    reported = (
        Evidence.objects.filter(event__in=known, reported_at__lte=until).order_by().values_list("event")
    )
    for pk, last in reported.annotate(Max("reported_at")):
        known[pk] = Change(0, max(last, known[pk].last))
    for event in events:
        for last in _turns(event, until):
            known[event.pk] = Change(known[event.pk].number + 1, max(last, known[event.pk].last))
    for model in TOLD:
        for pk, number, last in _recorded(model, known, until):
            known[pk] = Change(known[pk].number + number, max(last, known[pk].last))
    return known


def _turns(event: Event, until: datetime) -> Iterator[datetime]:
    """Yield when the days announced had passed, and when articles told that it came about."""
    announcement = getattr(event, "announcement", None)
    if announcement and announcement.kept_since:
        yield announcement.kept_since
    if announcement and announcement.due_latest and announcement.due_latest < timezone.localdate(until):
        yield timezone.make_aware(datetime.combine(announcement.due_latest + timedelta(days=1), time.min))


def _recorded(model: Any, keys: Iterable[int], until: datetime) -> Iterable[tuple[int, int, datetime]]:
    history = model.changes.rel.related_model.objects.filter(
        pgh_obj__in=list(keys), pgh_created_at__lte=until
    )
    return history.order_by().values_list("pgh_obj_id").annotate(Count("pk"), Max("pgh_created_at"))
