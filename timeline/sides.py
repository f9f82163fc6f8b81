"""Who stands for whom on a day, and what everybody is called; for the views that set two actors against each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language, gettext

from timeline.chronicle.naming import english_name
from timeline.extraction.entities.knowledge import Office, load_knowledge
from timeline.models import Crisis, Entity
from timeline.picture.fetching import actors_of
from timeline.picture.lanes import bodies_behind, outermost
from timeline.picture.values import Actor

ORDER: tuple[str, ...] = (Entity.Kind.STATE, Entity.Kind.ORGANISATION, Entity.Kind.PERSON)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as a page names it; one that only its people brought in has no page of its own."""

    key: str
    name: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True)
class Choice:
    """A group of actors in a form."""

    label: str
    actors: list[Named]


class Sides:
    """The actors of a crisis, and the states and organisations for which they stand on a day."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.actors = {actor.key: actor for actor in actors}
        self._lanes = frozenset(key for key, actor in self.actors.items() if actor.position is not None)
        self._bodies: Callable[[str, date], tuple[str, ...]] = lru_cache(maxsize=None)(self._find_bodies)
        self._side: Callable[[str, date], str] = lru_cache(maxsize=None)(self._find_side)

    def bodies(self, key: str, day: date) -> tuple[str, ...]:
        """Return the actor itself and all for whom it stands on that day, the nearest first."""
        return self._bodies(key, day)

    def side(self, key: str, day: date) -> str:
        """Return the crisis's actor for whom this one stands on that day, or else its state or organisation."""
        return self._side(key, day)

    def ever(self, whom: str) -> frozenset[str]:
        """Return all who stand for this actor on some day or other."""
        return frozenset(key for key in self.actors if whom in self._all_bodies(key))

    def name(self, key: str) -> str:
        """Return the actor's name in the reader's language."""
        return self.actors[key].name if key in self.actors else known_name(key)

    def named(self, key: str) -> Named:
        """Return the actor with its name and its page."""
        url = reverse("entity", args=[key]) if key in self.actors else ""
        return Named(key, self.name(key), self._kind(key), url)

    @property
    def lanes(self) -> list[Named]:
        """Return the actors that have lanes in the crisis."""
        return [self.named(key) for key in self._lanes]

    def is_person(self, key: str) -> bool:
        """Say whether the actor is a person."""
        return self._kind(key) == Entity.Kind.PERSON

    def _kind(self, key: str) -> str:
        if key in self.actors:
            return self.actors[key].kind
        entry = load_knowledge().entries.get(key)
        return entry.kind if entry else ""

    def _find_bodies(self, key: str, day: date) -> tuple[str, ...]:
        return tuple(dict.fromkeys(bodies_behind(key, day, self._offices(key))))

    def _find_side(self, key: str, day: date) -> str:
        placed = next((body for body in self.bodies(key, day) if body in self._lanes), "")
        return placed or outermost(key, day, self._offices(key))

    def _all_bodies(self, key: str) -> set[str]:
        entry = load_knowledge().entries.get(key)
        offices = (*self._offices(key), *(entry.offices if entry else ()))
        days = {office.start or office.end or date.max for office in offices} | {date.max}
        return {body for day in days for body in self.bodies(key, day)}

    def _offices(self, key: str) -> tuple[Office, ...]:
        return self.actors[key].offices if key in self.actors else ()


def sides_of(crisis: Crisis, keys: Iterable[str]) -> Sides:
    """Return these actors and those that have lanes in the crisis; one query."""
    return Sides(actors_of(crisis, keys))


def find_actors(keys: Iterable[str]) -> dict[str, Named]:
    """Return those of the keys that mean an actor, a merged one by what it became; one query."""
    wanted = [key for key in keys if key and "\x00" not in key]
    entities = Entity.objects.filter(key__in=wanted).exclude(kind=Entity.Kind.PLACE)
    found = {one.key: one.surviving for one in entities.select_related("merged_into__merged_into")}
    known = load_knowledge().entries
    lexicon = {
        key: Named(key, known_name(key), known[key].kind)
        for key in wanted
        if key in known and known[key].kind != "place"
    }
    return lexicon | {key: _named(entity) for key, entity in found.items()}


def group_by_kind(actors: Iterable[Named]) -> list[Choice]:
    """Return states, organisations and people, each group in the order of the alphabet."""
    known = sorted(
        (one for one in actors if one.kind in ORDER),
        key=lambda one: (ORDER.index(one.kind), _sort_key(one.name)),
    )
    return [Choice(_plural(kind), list(same)) for kind, same in groupby(known, key=lambda one: one.kind)]


def _plural(kind: str) -> str:
    return {
        Entity.Kind.STATE: gettext("Staaten"),
        Entity.Kind.ORGANISATION: gettext("Organisationen"),
        Entity.Kind.PERSON: gettext("Personen"),
    }[Entity.Kind(kind)]


def _sort_key(name: str) -> str:
    """Return the name as it is sorted: "Österreich" among those with O."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def _named(entity: Entity) -> Named:
    return Named(entity.key, entity.local_name, entity.kind, entity.get_absolute_url())


def known_name(key: str, entity: Entity | None = None) -> str:
    """Return the name of the entity if the key is its own, or else what the lexicon calls the key."""
    if entity and entity.key == key:
        return entity.local_name
    entry = load_knowledge().entries.get(key)
    return (english_name(key) if get_language() == "en" else "") or (entry.name if entry else key)
