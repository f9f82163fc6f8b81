"""When an event last changed, and a number that grows with it: what calendars and feed readers ask before they show it anew."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Max, Min
from django.utils import timezone

from timeline.models import Entity, Entry, Event

from .view import View

ENTERING = timedelta(minutes=1)  # within which an event is stored, piece by piece


@dataclass(frozen=True)
class Change:
    """The moment of the last change, and how many seconds after the event was entered it came: 0 where there was none."""

    number: int
    last: datetime


def changes_of(events: Collection[Event], view: View) -> dict[int, Change]:
    """Return the events' last changes by their keys, in two queries.

    An event counts as changed when anything reads differently that the timeline tells of it, when somebody in it got another name,
    and when the days announced had passed.
    """
    entered = _entered([event.pk for event in events], view)
    renamed = _renamed(events)
    return {
        event.pk: _change(event, *entered[event.pk], renamed, view) for event in events if event.pk in entered
    }


def _change(
    event: Event, entered: datetime, changed: datetime, renamed: dict[int, datetime], view: View
) -> Change:
    turns = [
        changed,
        *_passed_days(event, view.known_at),
        *(renamed[one] for one in _cast(event) if one in renamed),
    ]
    later = [turn for turn in turns if entered + ENTERING < turn <= view.known_at]
    if later:
        last = max(later)
        return Change(math.ceil((last - entered).total_seconds()), last)
    reported = (one.reported_at for one in event.told)
    return Change(0, max([event.first_reported_at, *(at for at in reported if at <= view.known_at)]))


def _entered(keys: Iterable[int], view: View) -> dict[int, tuple[datetime, datetime]]:
    """Return when the events were entered, and when they last read differently."""
    rows = Entry.objects.known(view.filters.moment).filter(event__in=list(keys)).order_by()
    times = rows.values_list("event").annotate(Min("entered_at"), Max("changed_at"))
    return {event: (entered, changed) for event, entered, changed in times}


def _passed_days(event: Event, until: datetime) -> Iterator[datetime]:
    announcement: Any = getattr(event, "announcement", None)
    if announcement and announcement.due_latest and announcement.due_latest < timezone.localdate(until):
        yield timezone.make_aware(datetime.combine(announcement.due_latest + timedelta(days=1), time.min))


def _cast(event: Event) -> set[int]:
    return {part.entity_id for part in event.participations.all()} | (
        {event.place_id} if event.place_id else set()
    )


def _renamed(events: Collection[Event]) -> dict[int, datetime]:
    """Return when those who have a part in the events were last given other names."""
    history = Entity.changes.rel.related_model.objects  # type: ignore[attr-defined]
    changed = history.filter(pgh_obj__in={one for event in events for one in _cast(event)}).order_by()
    return dict(changed.values_list("pgh_obj_id").annotate(Max("pgh_created_at")))
