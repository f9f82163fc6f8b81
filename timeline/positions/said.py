"""Statements as the view of positions shows them, and who made them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Max, Min, OuterRef
from django.utils.translation import gettext

from timeline.cards import Card, make_card
from timeline.filters import Filters
from timeline.models import Crisis, Event, EventQuerySet, Participation, Statement
from timeline.sides import Sides

SPEAKER = Participation.Role.SPEAKER
QUOTATION_MARKS = "„“”\"»«‚‘’'"


@dataclass(frozen=True)
class Said:
    """A statement with its whole words, and how it was made."""

    card: Card
    words: str  # in quotation marks where they are the speaker's own
    is_direct: bool
    stance: str
    mode: str
    cue: str

    @property
    def when(self) -> str:
        """Return its days, or when it was reported."""
        return self.card.days

    @property
    def speakers(self) -> list[Any]:
        """Return who made it."""
        return [actor for actor in self.card.actors if actor.role == SPEAKER]


@dataclass(frozen=True)
class Speaker:
    """Somebody with the number of statements and their days."""

    key: str
    count: int
    first: date
    last: date


def speakers(events: EventQuerySet) -> list[Speaker]:
    """Return who makes statements, the most talkative first; one query."""
    spoken = Participation.objects.filter(role=SPEAKER, event__in=_statements(events).values("pk"))
    counted = spoken.order_by().values_list("entity__key").annotate(number=Count("event", distinct=True))
    rows = counted.annotate(first=Min("event__day"), last=Max("event__day"))
    return [Speaker(*row) for row in rows.order_by("-number", "entity__key")]


def keys_of(events: EventQuerySet, filters: Filters, crisis: Crisis, sides: Sides, whom: str) -> list[int]:
    """Return which statements that pass are by this actor, or by people who stood for it on that day, in order; one query."""
    said = filters.sort(_statements(events))
    if filters.words:
        said = said.filter(pk__in=filters.entries(crisis).values("event"))
    if not whom:
        return list(said.values_list("pk", flat=True))
    parts = Participation.objects.filter(event=OuterRef("pk"), role=SPEAKER)
    own = said.filter(Exists(parts.filter(entity__key__in=sides.ever(whom))))
    rows = own.values_list("pk", "day", ArraySubquery(parts.values("entity__key")))
    return [pk for pk, day, keys in rows if any(whom in sides.bodies(key, day) for key in keys)]


def read_said(events: EventQuerySet, keys: Collection[int]) -> dict[int, Said]:
    """Return the statements with all that is shown of them."""
    found = _statements(events).filter(pk__in=keys, statement__isnull=False).with_details()
    return {event.pk: _said(event) for event in found}


def _statements(events: EventQuerySet) -> EventQuerySet:
    return events.order_by().filter(kind=Event.Kind.STATEMENT)


def _said(event: Event) -> Said:
    statement = event.statement
    is_direct = statement.mode == Statement.Mode.DIRECT
    words = statement.words.strip()
    return Said(
        card=make_card(event),
        words=gettext("„%(words)s“") % {"words": words.strip(QUOTATION_MARKS)} if is_direct else words,
        is_direct=is_direct,
        stance=statement.get_stance_display(),
        mode=statement.get_mode_display(),
        cue=statement.cue,
    )
