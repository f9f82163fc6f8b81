"""What is new in a timeline since a reader's last visit: new and changed events, and those that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Substr

from articles.history import DELETED
from articles.models import Article

from .cards import Card
from .filters import Filters
from .headlines import headline
from .leaving import Leaving, leaving, with_reasons
from .models import Crisis, Entry, Event, Evidence, Participation, Withdrawal

MOST_WITHDRAWN = 50
DETAILS = ("place", "meeting", "statement", "troopfigure", "announcement")


@dataclass(frozen=True)
class Withdrawn:
    """An event that is shown no more, as far as is still known what it said, and why it is gone."""

    kind: str
    day: date
    leaving: Leaving
    headline: str = ""  # of an event that is stored still
    sentence: str = ""  # the first that bore it out
    source: str = ""

    @property
    def kind_label(self) -> str:
        """Return what kind of event it was."""
        return str(Event.Kind(self.kind).label)

    @property
    def reason_label(self) -> str:
        """Return why it is gone."""
        return self.leaving.label

    @property
    def url(self) -> str:
        """Return the address of what is left of it, if readers may see that."""
        return self.leaving.url


@dataclass(frozen=True)
class News:
    """How many events are new, changed and gone since a time, and the address of the view that shows them."""

    since: datetime
    new: int
    changed: int
    withdrawn: int
    query: str

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


def news_since(crisis: Crisis, since: datetime) -> News:
    """Return what a reader has missed."""
    filters = Filters(changed_since=since)
    counts = filters.entries(crisis).aggregate(
        new=Count("pk", filter=Q(entered_at__gt=since)), changed=Count("pk", filter=Q(entered_at__lte=since))
    )
    return News(since, counts["new"], counts["changed"], _gone(crisis, since).count(), filters.query)


def withdrawn_since(crisis: Crisis, since: datetime) -> tuple[Withdrawn, ...]:
    """Return the events that readers saw before and see no more; one that went up in another is not gone. Three queries."""
    parts = Prefetch("event__participations", Participation.objects.select_related("entity"))
    evidence = Prefetch(
        "event__evidence", Evidence.objects.select_related("paragraph", "revision__article__source")
    )
    gone = with_reasons(_gone(crisis, since), crisis, "event")
    gone = gone.select_related(*(f"event__{name}" for name in DETAILS)).prefetch_related(parts, evidence)
    told = gone.annotate(
        said=_first_words(Evidence.objects.all()), said_last=_first_words(_deleted_evidence())
    )
    return tuple(_withdrawn(one) for one in told[:MOST_WITHDRAWN])


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


def _gone(crisis: Crisis, since: datetime) -> QuerySet[Withdrawal]:
    """Return what stood in the crisis for readers at that time and does so no more."""
    gone = crisis.withdrawals.filter(entered_at__lte=since, gone_at__gt=since)
    told_there = Event.objects.filter(merged_into__in=Entry.objects.of_crisis(crisis).values("event"))
    return gone.exclude(event__in=told_there.values("pk"))


def _withdrawn(one: Any) -> Withdrawn:
    said = one.said or one.said_last or {}
    return Withdrawn(
        one.kind,
        one.day,
        leaving(one),
        headline=_last_headline(one),
        sentence=said.get("sentence", ""),
        source=said.get("source", ""),
    )


def _last_headline(one: Any) -> str:
    """Return the headline under which the event stood there; of drafts nothing is told."""
    if one.event is None or one.reason == "unpublished":
        return ""
    if one.reason == "corrected":
        one.event.known_at = max((each.reported_at for each in one.event.evidence.all()), default=None)
    return headline(one.event)


def _deleted_evidence() -> QuerySet[Any]:
    history: Any = Evidence.changes.rel.related_model.objects  # type: ignore[attr-defined]
    return history.filter(pgh_label=DELETED)


def _first_words(evidence: QuerySet[Any]) -> Subquery:
    """Return the first sentence that bears the event out, with its source."""
    length = F("sentence_end") - F("sentence_start")
    said = JSONObject(
        sentence=Substr("paragraph__text", F("sentence_start") + 1, length),
        source=F("revision__article__source__name"),
    )
    readable = evidence.filter(event=OuterRef("event_id")).exclude(
        revision__article__status=Article.Status.DRAFT
    )
    return Subquery(readable.order_by("reported_at", "pk").values(said=said)[:1])
