"""A crisis of many events, stored in few statements, since the database enters events in timelines with every one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.factories import make_article
from timeline.models import (
    Announcement,
    Crisis,
    CrisisActor,
    Entity,
    Event,
    Evidence,
    Meeting,
    Participation,
    Statement,
    TroopFigure,
)

Role = Participation.Role
DAYS = 90
TO_AN_ARTICLE = 10  # events
TOPICS = [
    "die Lage an der Grenze",
    "den Abzug der Verbände",
    "das Gasabkommen",
    "die Rückkehr der Beobachter",
]
ROLES = {
    Event.Kind.MEETING: (Role.PARTICIPANT, Role.PARTICIPANT),
    Event.Kind.TROOP_FIGURE: (Role.ACTOR, Role.CLAIMANT),
    Event.Kind.ANNOUNCEMENT: (Role.ANNOUNCER,),
    Event.Kind.STATEMENT: (Role.SPEAKER,),
}


def fill(crisis: Crisis, states: Sequence[Entity], number: int, first: date) -> None:
    """Store that many events of all kinds, on ninety days from the first on, ten to an article; each state gets a lane."""
    CrisisActor.objects.bulk_create(
        CrisisActor(crisis=crisis, entity=state, position=place) for place, state in enumerate(states)
    )
    events = Event.objects.bulk_create(
        Event(kind=_kind(index), earliest=_day(first, index), latest=_day(first, index))
        for index in range(number)
    )
    for kind, model in (
        (Event.Kind.MEETING, Meeting),
        (Event.Kind.TROOP_FIGURE, TroopFigure),
        (Event.Kind.ANNOUNCEMENT, Announcement),
        (Event.Kind.STATEMENT, Statement),
    ):
        model.objects.bulk_create(  # type: ignore[attr-defined]
            model(event=event, **_values(kind, index))
            for index, event in enumerate(events)
            if event.kind == kind
        )
    Participation.objects.bulk_create(
        Participation(event=event, entity=entity, role=role, position=place)
        for index, event in enumerate(events)
        for place, (role, entity) in enumerate(
            zip(ROLES[Event.Kind(event.kind)], _cast(states, index), strict=False)
        )
    )
    Evidence.objects.bulk_create(_evidence(crisis, states, events))
    links = Event.crises.through
    links.objects.bulk_create(links(event=event, crisis=crisis) for event in events)


def _kind(index: int) -> Event.Kind:
    if index % 5 == 0:
        return Event.Kind.MEETING
    if index % 5 == 1:
        return Event.Kind.TROOP_FIGURE
    return Event.Kind.ANNOUNCEMENT if index % 25 == 2 else Event.Kind.STATEMENT


def _day(first: date, index: int) -> date:
    return first + timedelta(days=index * 37 % DAYS)


def _values(kind: Event.Kind, index: int) -> dict[str, Any]:
    words = f"Man werde über {TOPICS[index % 4]} noch {index} Stunden lang beraten"
    return {
        Event.Kind.MEETING: {"status": Meeting.Status.HELD, "format": "talks"},
        Event.Kind.TROOP_FIGURE: {"low": 90_000 + index, "qualifier": TroopFigure.Qualifier.ABOUT},
        Event.Kind.ANNOUNCEMENT: {"what": words},
        Event.Kind.STATEMENT: {"words": words, "mode": Statement.Mode.INDIRECT},
    }[kind]


def _cast(states: Sequence[Entity], index: int) -> tuple[Entity, Entity]:
    return states[index % len(states)], states[(index + 1 + index % (len(states) - 1)) % len(states)]


def _evidence(crisis: Crisis, states: Sequence[Entity], events: Sequence[Event]) -> list[Evidence]:
    evidence = []
    for start in range(0, len(events), TO_AN_ARTICLE):
        one, other = _cast(states, start)
        text = f"{one.name} und {other.name} sprechen seit {start} Stunden über {TOPICS[start % 4]}."
        article = make_article(text, title=f"Gespräche, Tag {start}", crisis=crisis)
        revision: Any = article.current_revision
        paragraph = revision.paragraphs.get()
        evidence += [
            Evidence(
                event=event,
                revision=revision,
                paragraph=paragraph,
                start=0,
                end=len(text),
                sentence_start=0,
                sentence_end=len(text),
                reported_at=revision.reported_at,
            )
            for event in events[start : start + TO_AN_ARTICLE]
        ]
    return evidence
