"""How often, and when last, an event changed: what calendars and feed readers ask before they show it anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Model

from timeline.models import Announcement, Event, Evidence, Meeting

TOLD: tuple[type[Model], ...] = (Event, Meeting, Announcement)  # what a calendar or a feed tells of an event


@dataclass(frozen=True)
class Change:
    """The number of changes, and the moment of the last one."""

    number: int
    last: datetime


def changes_of(events: Iterable[Event], until: datetime) -> dict[int, Change]:
    """Return the events' changes until then by their keys, in four queries; new evidence is news, but no change of what was told."""
    known = {event.pk: Change(0, event.first_reported_at) for event in events}
    reported = (
        Evidence.objects.filter(event__in=known, reported_at__lte=until).order_by().values_list("event")
    )
    for pk, last in reported.annotate(Max("reported_at")):
        known[pk] = Change(0, max(last, known[pk].last))
    for model in TOLD:
        for pk, number, last in _recorded(model, known, until):
            known[pk] = Change(known[pk].number + number, max(last, known[pk].last))
    return known


def _recorded(model: Any, keys: Iterable[int], until: datetime) -> Iterable[tuple[int, int, datetime]]:
    history = model.changes.rel.related_model.objects.filter(
        pgh_obj__in=list(keys), pgh_created_at__lte=until
    )
    return history.order_by().values_list("pgh_obj_id").annotate(Count("pk"), Max("pgh_created_at"))
