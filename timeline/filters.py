"""What a timeline is narrowed down to, and the addresses of views close to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Source

from . import describe
from .models import Entity, Event, EventQuerySet, Evidence, Meeting

REVIEWS = {"checked": _("nur geprüfte"), "unchecked": _("nur ungeprüfte")}


@dataclass(frozen=True)
class Part:
    """One filter in force, in words, and the state without it."""

    key: str
    label: str
    lifted: Filters


@dataclass(frozen=True)
class Filters:
    """The state of a timeline view; every state is an address, and `query` writes it."""

    kinds: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""
    source: Source | None = None
    status: str = ""  # of meetings
    review: str = ""  # "checked" or "unchecked"
    newest_first: bool = False

    def apply(self, events: EventQuerySet) -> EventQuerySet:
        """Return the events that pass, in order."""
        return self.sort(events.between(self.since, self.until).filter(*self._conditions()))

    def sort(self, events: EventQuerySet) -> EventQuerySet:
        """Return the events oldest first, or newest first."""
        order = (
            ("-day", "-first_reported_at", "-pk") if self.newest_first else ("day", "first_reported_at", "pk")
        )
        return events.order_by(*order)

    def but(self, **changes: Any) -> Filters:
        """Return these filters with some of them changed."""
        return replace(self, **changes)

    def toggling_kind(self, kind: str) -> Filters:
        """Return these filters with the kind taken in, or left out if it was in."""
        return self.but(kinds=_toggled(self.kinds, kind))

    def toggling_entity(self, entity: Entity) -> Filters:
        """Return these filters with the entity taken in, or left out if it was in."""
        return self.but(entities=_toggled(self.entities, entity))

    @property
    def query(self) -> str:
        """Return the query string of this state, with its question mark; nothing if nothing is filtered."""
        pairs: list[tuple[str, str]] = [("kind", kind) for kind in self.kinds]
        pairs += [("entity", entity.key) for entity in self.entities]
        pairs += [
            ("since", self.since.isoformat() if self.since else ""),
            ("until", self.until.isoformat() if self.until else ""),
            ("q", self.words),
            ("source", self.source.name if self.source else ""),
            ("status", self.status),
            ("review", self.review),
            ("order", "newest" if self.newest_first else ""),
        ]
        given = [(name, value) for name, value in pairs if value]
        return "?" + urlencode(given) if given else ""

    @property
    def parts(self) -> list[Part]:
        """Return the filters in force, each with the state without it."""
        parts = [Part(kind, _kind_label(kind), self.toggling_kind(kind)) for kind in self.kinds]
        parts += [Part(one.key, one.local_name, self.toggling_entity(one)) for one in self.entities]
        labels = {
            "words": gettext("„%(words)s“") % {"words": self.words} if self.words else "",
            "source": self.source.name if self.source else "",
            "status": str(Meeting.Status(self.status).label) if self.status else "",
            "review": str(REVIEWS[self.review]) if self.review else "",
        }
        if self.span:
            parts.append(Part("span", self.span, self.but(since=None, until=None)))
        unfiltered = Filters()
        parts += [
            Part(name, label, self.but(**{name: getattr(unfiltered, name)}))
            for name, label in labels.items()
            if label
        ]
        return parts

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.parts)

    @property
    def span(self) -> str:
        """Return the span of days in words, or nothing."""
        return describe.format_days(self.since, self.until) if self.since or self.until else ""

    def describe(self) -> str:
        """Return the filters in words, such as "Treffen · Antony Blinken · Januar 2022"."""
        return " · ".join(part.label for part in self.parts)

    def _conditions(self) -> Iterator[Q]:
        if self.kinds:
            yield Q(kind__in=self.kinds)
        if self.words:
            yield Q(pk__in=_telling(self.words))
        if self.source:
            yield Q(pk__in=Evidence.objects.filter(revision__article__source=self.source).values("event"))
        if self.status:
            yield Q(meeting__status=self.status)
        if self.review:
            unchecked = Q(review=Event.Review.EXTRACTED)
            yield ~unchecked if self.review == "checked" else unchecked
        for entity in self.entities:
            yield events_with(entity)


def events_with(entity: Entity) -> Q:
    """Return the condition that the entity takes part in an event, or is its place."""
    return Q(pk__in=entity.participations.values("event_id")) | Q(place=entity)


def _telling(words: str) -> QuerySet[Any]:
    """Return the ids of the events of which a sentence has these words, in any of their German forms."""
    length = F("sentence_end") - F("sentence_start")
    sentence = SearchVector(Substr("paragraph__text", F("sentence_start") + 1, length), config="german")
    query = SearchQuery(words, config="german", search_type="websearch")
    return Evidence.objects.annotate(told=sentence).filter(told=query).order_by().values("event")


def _kind_label(kind: str) -> str:
    return str(Event.Kind(kind).label)


def _toggled(chosen: tuple[Any, ...], item: Any) -> tuple[Any, ...]:
    return tuple(other for other in chosen if other != item) if item in chosen else (*chosen, item)
