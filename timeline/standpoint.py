"""From when a timeline is looked at: what was known on a day, with the ways to the days before and after it, and to today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Subquery
from django.utils import timezone

from . import describe
from .filters import Filters
from .models import Crisis
from .models.entries import NEWSROOM


@dataclass(frozen=True)
class Way:
    """A link to a day on which something became known."""

    day: date
    query: str

    @property
    def label(self) -> str:
        """Return the day in words."""
        return describe.format_day(self.day)


@dataclass(frozen=True)
class Standpoint:
    """The day as of which a timeline is shown, none for today; the days on which something became known around it."""

    as_of: date | None
    today: str  # the address's query without a day
    first: Way | None = None
    previous: Way | None = None
    following: Way | None = None

    @property
    def label(self) -> str:
        """Return the day, or the moment, in words."""
        if isinstance(self.as_of, datetime):
            return describe.format_moment(self.as_of)
        return describe.format_day(self.as_of) if self.as_of else ""


def standpoint_of(crisis: Crisis, filters: Filters) -> Standpoint:
    """Return from when the timeline is looked at; one query."""
    known = filters.states(crisis).values("since")
    moment = filters.moment or timezone.now()
    day = timezone.localtime(moment, NEWSROOM).date()
    times: Any = (
        Crisis.objects.filter(pk=crisis.pk)
        .annotate(
            first=Subquery(known.order_by("since")[:1]),
            previous=Subquery(known.filter(since__lt=_beginning(day)).order_by("-since")[:1]),
            following=Subquery(known.filter(since__gt=_end(day)).order_by("since")[:1]),
        )
        .values("first", "previous", "following")
        .get()
    )
    ways = {name: _way(filters, found) for name, found in times.items()}
    return Standpoint(filters.as_of, filters.but(as_of=None).query, **ways)


def _way(filters: Filters, found: datetime | None) -> Way | None:
    if found is None:
        return None
    day = timezone.localtime(found, NEWSROOM).date()
    return Way(day, filters.but(as_of=day).query)


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time.min, NEWSROOM)


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max, NEWSROOM)
