"""Events as they were known at a time: with the values of the state that held then, and the evidence published by then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from .entities import Entity
from .entries import EventState
from .events import Event, Participation
from .particulars import Announcement, Meeting, Particulars, Statement, TroopFigure

PARTICULARS: dict[str, type[Particulars]] = {
    Event.Kind.MEETING: Meeting,
    Event.Kind.STATEMENT: Statement,
    Event.Kind.TROOP_FIGURE: TroopFigure,
    Event.Kind.ANNOUNCEMENT: Announcement,
}


def take_back(events: Sequence[Event], as_of: datetime) -> None:
    """Give the events, which are never saved then, the values that were known; two queries however many they are."""
    holding = Q(until__isnull=True) | Q(until__gt=as_of)
    found = EventState.objects.filter(holding, event__in=[event.pk for event in events], since__lte=as_of)
    states = {state.event_id: state for state in found.select_related("place")}
    entities = Entity.objects.in_bulk({key for state in states.values() for _role, key in state.roles})
    for event in events:
        if event.pk in states:
            _take_back(event, states[event.pk], entities)
            event.known_at = as_of
        _forget_later_evidence(event, as_of)


def _take_back(event: Event, state: EventState, entities: dict[int, Entity]) -> None:
    for name in ("earliest", "latest", "precision", "place", "first_reported_at"):
        setattr(event, name, getattr(state, name))
    event.day = state.day
    tell(event, state.particulars)
    parts = Participation.objects.all()
    parts._result_cache = [
        Participation(event=event, entity=entities[key], role=role, position=position)
        for position, (role, key) in enumerate(state.roles)
        if key in entities
    ]
    _cache(event)["participations"] = parts


def tell(event: Event, values: dict[str, Any]) -> None:
    """Give the event, which is never saved then, particulars with these values, as reports have them."""
    model = PARTICULARS[event.kind]
    setattr(event, model._meta.model_name or "", model(event=event, **dict(_read(model, values))))


def _read(model: type[Particulars], values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the values as the model has them, days as days; what no report gives has the model's default."""
    for name, value in values.items():
        if value is not None:
            field: Any = model._meta.get_field(name)
            yield name, field.to_python(value)


def _forget_later_evidence(event: Event, as_of: datetime) -> None:
    evidence = _cache(event).get("evidence")
    if evidence is not None:
        evidence._result_cache = [one for one in evidence if one.report_id and one.reported_at <= as_of]


def _cache(event: Any) -> dict[str, Any]:
    if not hasattr(event, "_prefetched_objects_cache"):
        event._prefetched_objects_cache = {}
    return event._prefetched_objects_cache
