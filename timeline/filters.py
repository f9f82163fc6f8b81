"""What a timeline is narrowed down to, and the addresses of views close to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from . import describe
from .models import Entity, Event, EventQuerySet


@dataclass(frozen=True)
class Filters:
    """The state of a timeline view; every state is an address, and `query` writes it."""

    kinds: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    since: date | None = None
    until: date | None = None
    newest_first: bool = False

    def apply(self, events: EventQuerySet) -> EventQuerySet:
        """Return the events that pass, in order."""
        if self.kinds:
            events = events.filter(kind__in=self.kinds)
        for entity in self.entities:
            events = events.filter(events_with(entity))
        return self.sort(events.between(self.since, self.until))

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
        pairs += [("since", self.since.isoformat())] if self.since else []
        pairs += [("until", self.until.isoformat())] if self.until else []
        pairs += [("order", "newest")] if self.newest_first else []
        return "?" + urlencode(pairs) if pairs else ""

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.kinds or self.entities or self.since or self.until)

    @property
    def span(self) -> str:
        """Return the span of days in words, or nothing."""
        return describe.format_days(self.since, self.until) if self.since or self.until else ""

    def describe(self) -> str:
        """Return the filters in words, such as "Treffen · Antony Blinken · Januar 2022"."""
        kinds = [str(Event.Kind(kind).label) for kind in self.kinds]
        names = [entity.local_name for entity in self.entities]
        return " · ".join([*kinds, *names, *filter(None, [self.span])])


def events_with(entity: Entity) -> Q:
    """Return the condition that the entity takes part in an event, or is its place."""
    return Q(pk__in=entity.participations.values("event_id")) | Q(place=entity)


def _toggled(chosen: tuple[Any, ...], item: Any) -> tuple[Any, ...]:
    return tuple(other for other in chosen if other != item) if item in chosen else (*chosen, item)
