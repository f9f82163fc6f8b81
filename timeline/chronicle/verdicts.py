"""What editors say became of announcements, which goes before what articles tell; and the events that may have kept one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from articles.searching import look_for
from timeline.models import Announcement, Entry, Event

from .gist import telling_words

LATER = timedelta(days=30)  # after its last day, for an announcement that was kept too late
MOST_CANDIDATES = 12


def decide(announcements: Iterable[Event], verdict: str, kept_by: Event | None = None) -> int:
    """Say what became of the announcements, or with no verdict leave that to the articles again; return how many there were.

    Whoever decides what became of an announcement has seen it: an unchecked one is accepted.
    """
    keys = [event.pk for event in announcements]
    with transaction.atomic():
        number = Announcement.objects.filter(pk__in=keys).update(verdict=verdict, kept_by=kept_by)
        if verdict:
            unchecked = Event.objects.filter(pk__in=keys, review=Event.Review.EXTRACTED)
            unchecked.filter(announcement__isnull=False).update(review=Event.Review.ACCEPTED)
    return number


def candidates(event: Event, words: str = "") -> list[Event]:
    """Return the events that may have kept the announcement, the likeliest first, or those whose sentences have the words.

    Likely is what lies in its days, or not long after, and shares words or people with it.
    """
    query = look_for(" or ".join(telling_words(event.announcement.what)))
    known = Entry.objects.known(None).filter(crisis__in=event.crises.all()).exclude(event=event)
    chosen = known.filter(told=look_for(words)) if words else known.filter(_is_likely(event, query))
    ranked = chosen.order_by().values("event").annotate(rank=Max(SearchRank(F("told"), query)))
    keys = [row["event"] for row in ranked.order_by("-rank", "event")[:MOST_CANDIDATES]]
    found = Event.objects.with_details().in_bulk(keys)
    return [found[key] for key in keys]


def _is_likely(event: Event, query: SearchQuery) -> Q:
    announcement = event.announcement
    first = announcement.due_earliest or timezone.localdate(event.first_reported_at)
    people = list(event.participations.values_list("entity", flat=True))
    likely = Q(told=query) | Q(entities__overlap=people)
    if announcement.due_latest:
        likely &= Q(day__lte=announcement.due_latest + LATER)
    return likely & Q(day__gte=first) & ~Q(kind=Event.Kind.ANNOUNCEMENT)
