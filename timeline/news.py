"""What is new in a timeline since a reader's last visit: new and changed events, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.history import DELETED

from .cards import Card
from .filters import Filters
from .models import Crisis, Entry, Event, Evidence

MOST_WITHDRAWN = 50
SHOWN = ("paragraph", "revision__article__source")


@dataclass(frozen=True)
class Withdrawn:
    """An event that is shown no more, by the sentence that had borne it out."""

    kind: str
    day: date
    sentence: str
    source: str

    @property
    def kind_label(self) -> str:
        """Return what kind of event it was."""
        return str(Event.Kind(self.kind).label)


@dataclass(frozen=True)
class News:
    """How many events are new, changed and gone since a time, and the address of the view that shows them."""

    since: datetime
    new: int
    changed: int
    withdrawn: tuple[Withdrawn, ...]
    query: str

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def news_since(crisis: Crisis, since: datetime) -> News:
    """Return what a reader has missed."""
    filters = Filters(changed_since=since)
    counts = filters.entries(crisis).aggregate(
        new=Count("pk", filter=Q(entered_at__gt=since)), changed=Count("pk", filter=Q(entered_at__lte=since))
    )
    return News(since, counts["new"], counts["changed"], withdrawn_since(crisis, since), filters.query)


def withdrawn_since(crisis: Crisis, since: datetime) -> tuple[Withdrawn, ...]:
    """Return the events that readers saw before and see no more; one that went up in another is not gone.

    What editors only took out of the crisis is not told: no history records it.
    """
    gone = [*_rejected(crisis, since), *_deleted(crisis, since)]
    return tuple(sorted(gone, key=lambda one: (one.day, one.sentence)))[:MOST_WITHDRAWN]


def mark_news(cards: Iterable[Card], since: datetime) -> list[Card]:
    """Return the cards, each with whether it is new or changed since that time; one query."""
    cards = list(cards)
    known = Entry.objects.known(None).filter(event__in=[card.pk for card in cards], changed_at__gt=since)
    entered = dict(known.values_list("event", "entered_at"))
    return [replace(card, news=_news(entered.get(card.pk), since)) for card in cards]


def _news(entered_at: datetime | None, since: datetime) -> str:
    if entered_at is None:
        return ""
    return "new" if entered_at > since else "changed"


def _rejected(crisis: Crisis, since: datetime) -> Iterator[Withdrawn]:
    """Yield the events that editors have rejected since then."""
    seen = _history(Event).filter(pgh_created_at__gt=since, merged_into=None)
    rejected = Event.objects.filter(
        pk__in=seen.exclude(review=Event.Review.REJECTED).values("pgh_obj"),
        review=Event.Review.REJECTED,
        crises=crisis,
    )
    evidence = Evidence.objects.filter(event__in=rejected, revision__created_at__lte=since)
    yield from _told(evidence, rejected.in_bulk())


def _deleted(crisis: Crisis, since: datetime) -> Iterator[Withdrawn]:
    """Yield the events that are stored no more, as when an article is read anew and nothing reports them any longer."""
    gone = _history(Event).filter(pgh_created_at__gt=since, pgh_label=DELETED, merged_into=None)
    events = {change.id: change for change in gone.exclude(review=Event.Review.REJECTED)}
    evidence = _history(Evidence).filter(
        pgh_label=DELETED,
        event__in=list(events),
        revision__article__crises=crisis,
        revision__created_at__lte=since,
    )
    yield from _told(evidence, events)


def _told(evidence: QuerySet[Any], events: Mapping[int, Any]) -> Iterator[Withdrawn]:
    """Yield each event once, with the first sentence that bore it out."""
    first = {one.event_id: one for one in evidence.select_related(*SHOWN).order_by("-reported_at", "-pk")}
    for key, one in first.items():
        event = events[key]
        reported = timezone.localtime(event.first_reported_at).date()
        yield Withdrawn(
            event.kind,
            event.earliest or event.latest or reported,
            one.paragraph.text[one.sentence_start : one.sentence_end],
            one.revision.article.source.name,
        )


def _history(model: Any) -> QuerySet[Any]:
    return model.changes.rel.related_model.objects.all()
