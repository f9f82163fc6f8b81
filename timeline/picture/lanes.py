"""Who stands where: states and organisations have lanes, people stand on the lane of whom they hold office for."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import ceil

from pyphen import Pyphen

from timeline.extraction.entities.knowledge import Office, load_knowledge

from .values import Actor, Item

MOST_LANES = 10  # of a crisis whose editors chose none
OTHERS = ""  # the key of the lane for everybody without one
LINE_LENGTH = 19  # characters of a name beside its lane
LONG_WORD = re.compile(rf"[^\W\d_]{{{LINE_LENGTH + 1},}}")


@dataclass(frozen=True)
class Lane:
    """An actor's line through time."""

    key: str
    name: str

    @property
    def lines(self) -> list[str]:
        """Return the name as it is broken beside the lane, never cut short."""
        return _broken(self.name)


class Lanes:
    """The lanes of a picture, and the way from an actor to its lane on a day."""

    def __init__(self, keys: Iterable[str], actors: Mapping[str, Actor]) -> None:
        self.keys = tuple(keys)
        self._known = frozenset(self.keys)
        self._actors = actors
        self._home = lru_cache(maxsize=None)(self._find_home)

    def home(self, key: str, day: date) -> str:
        """Return the key of the lane on which the actor stands on that day."""
        return self._home(key, day)

    def side(self, key: str, day: date) -> str:
        """Return for whom the actor speaks on that day: for its lane, or else for its state or organisation."""
        return self.home(key, day) or outermost(key, day, self._offices(key))

    def homes(self, item: Item) -> tuple[str, ...]:
        """Return the lanes on which the event stands, each once; an event of nobody stands with the others."""
        homes = dict.fromkeys(self.home(key, item.day) for key in item.actors)
        if len(homes) > 1:
            homes.pop(OTHERS, None)  # a meeting is drawn between those who have lanes
        return tuple(homes) or (OTHERS,)

    def _find_home(self, key: str, day: date) -> str:
        bodies = bodies_behind(key, day, self._offices(key))
        return next((body for body in bodies if body in self._known), OTHERS)

    def _offices(self, key: str) -> tuple[Office, ...]:
        return self._actors[key].offices if key in self._actors else ()


@lru_cache(maxsize=1000)
def _broken(name: str) -> list[str]:
    """Return the lines of a name; words longer than a line are parted between syllables."""
    name = LONG_WORD.sub(lambda word: _parted(word[0]), name)
    return textwrap.wrap(name, LINE_LENGTH) or [""]


def _parted(word: str) -> str:
    """Return the word with a hyphen at each end of a line, in parts of about the same length: compounds part best there."""
    if len(word) <= LINE_LENGTH:
        return word
    part = len(word) / ceil(len(word) / LINE_LENGTH)
    places = [int(place) for place in _syllables().positions(word) if place < LINE_LENGTH]
    end = min(places, key=lambda place: abs(place - part), default=0)
    return f"{word[:end]}-{_parted(word[end:])}" if end else word


@cache
def _syllables() -> Pyphen:
    return Pyphen(lang="de_DE")


def choose_lanes(active: Mapping[str, int], actors: Mapping[str, Actor], day: date) -> tuple[str, ...]:
    """Return who has a lane: in the editors' order, or else the most active first; `active` says in how many events each takes part.

    Who is about as active as another keeps its place when more becomes known: the order asks for half as much or twice as much.
    """
    placed = sorted((actor.position, actor.key) for actor in actors.values() if actor.position is not None)
    return tuple(key for _position, key in placed) or _most_active(active, actors, day)


def bodies_behind(key: str, day: date, offices: Iterable[Office] = ()) -> Iterator[str]:
    """Yield the actor itself, then the states and organisations that it stands for on that day, nearest first."""
    yield key
    entry = load_knowledge().entries.get(key)
    for office in (*offices, *(entry.offices if entry else ())):
        if office.held_on(day):
            yield office.body
            yield from _states_of(office.body)
    yield from _states_of(key)


def bodies_ever(key: str, offices: Iterable[Office] = ()) -> set[str]:
    """Return the actor, and the states and organisations for which it is known to stand on some day or other."""
    entry = load_knowledge().entries.get(key)
    bodies = {key} | {office.body for office in (*offices, *(entry.offices if entry else ()))}
    return bodies.union(*(_states_of(body) for body in bodies))


def _states_of(key: str) -> Iterator[str]:
    entry = load_knowledge().entries.get(key)
    if entry and entry.state and entry.state != key:
        yield entry.state
        governed = load_knowledge().entries.get(entry.state)
        if governed and governed.state and governed.state not in (key, entry.state):
            yield governed.state


def _most_active(active: Mapping[str, int], actors: Mapping[str, Actor], day: date) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for key, number in active.items():
        counts[outermost(key, day, actors[key].offices if key in actors else ())] += number
    ranked = sorted(counts, key=lambda key: (-counts[key].bit_length(), key))
    return tuple(ranked[:MOST_LANES])


def outermost(key: str, day: date, offices: Iterable[Office]) -> str:
    """Return the state or organisation that an office leads to, or the state behind an organisation."""
    bodies = list(bodies_behind(key, day, offices))
    if len(bodies) == 1:
        return key
    behind = list(_states_of(bodies[1]))
    return behind[-1] if behind else bodies[1]
