"""From an event or an actor to the views that set it among others: encounters, positions, figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from timeline.models import Crisis, Entity, Event, Participation
from timeline.picture.lanes import outermost
from timeline.sides import known_name

Role = Participation.Role


@dataclass(frozen=True)
class Link:
    """A view close by."""

    label: str
    address: str


def views_of_event(event: Event, crises: Iterable[Crisis]) -> list[Link]:
    """Return the views in which the event stands; no query if its participations are there."""
    return [link for crisis in crises for link in NEAR.get(Event.Kind(event.kind), _nothing)(event, crisis)]


def views_of_entity(entity: Entity, crisis: Crisis) -> list[Link]:
    """Return the views of one actor; places have none."""
    if entity.kind == Entity.Kind.PLACE:
        return []
    return [
        Link(gettext("Begegnungen"), _address("encounters", crisis, a=entity.key)),
        Link(gettext("Positionen"), _address("positions", crisis, person=entity.key)),
    ]


def _meeting(event: Event, crisis: Crisis) -> list[Link]:
    names = {
        _side(one, event): known_name(_side(one, event), one) for one in _entities(event, Role.PARTICIPANT)
    }
    if len(names) < 2:
        return []
    (a, name), (b, other), *_more = names.items()
    label = gettext("Alles zwischen %(a)s und %(b)s") % {"a": name, "b": other}
    return [Link(label, _address("encounters", crisis, a=a, b=b, **event.known))]


def _statement(event: Event, crisis: Crisis) -> list[Link]:
    return [
        Link(
            gettext("Mit anderen Aussagen von %(name)s vergleichen") % {"name": one.local_name},
            _address("positions", crisis, person=one.key, left=str(event.pk), **event.known),
        )
        for one in _entities(event, Role.SPEAKER)[:1]
    ]


def _figure(event: Event, crisis: Crisis) -> list[Link]:
    figure = getattr(event, "troopfigure", None)
    if figure is None:
        return []
    force = next((_side(one, event) for one in _entities(event, Role.ACTOR)), "none")
    address = _address("figures", crisis, force=force, what=f"{figure.unit}-{figure.change}", **event.known)
    return [Link(gettext("Bei den Truppenzahlen"), f"{address}#event-{event.pk}")]


def _nothing(event: Event, crisis: Crisis) -> list[Link]:
    return []


NEAR = {
    Event.Kind.MEETING: _meeting,
    Event.Kind.STATEMENT: _statement,
    Event.Kind.TROOP_FIGURE: _figure,
}


def _entities(event: Event, role: str) -> list[Entity]:
    return [part.entity for part in event.participations.all() if part.role == role]


def _side(entity: Entity, event: Event) -> str:
    return outermost(entity.key, event.day, ())


def _address(name: str, crisis: Crisis, **values: str) -> str:
    return f"{reverse(name, args=[crisis.slug])}?{urlencode(values)}"
