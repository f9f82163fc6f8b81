"""The events that one mark of the picture stands for, as an address names them: by their lane, where the picture places them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db.models import Case, DateField, F, Func, IntegerField, Q, Value, When
from django.db.models.lookups import LessThan, Range
from django.utils.translation import get_language, gettext

from timeline.chronicle.naming import english_name
from timeline.extraction.entities.editors import read_office
from timeline.extraction.entities.knowledge import Office as KnownOffice
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.models import Entity, Office

from .grouping import MOST_LANES, Home, places_of
from .lanes import Lanes, bodies_ever
from .values import Actor

WRITTEN = re.compile(r"(?:(?P<only>-?)(?P<on>[\w.-]*)~(?P<lanes>[\w.-]+)~)?(?P<days>\d{1,7})")


@dataclass(frozen=True)
class Mark:
    """What a picture of so many days counts together: the events on some of its lanes, or on any where no lanes are given."""

    days: int
    on: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()  # all of the picture; who stands where depends on them
    is_only: bool = False  # whether the events stand on no other lane
    since: date | None = field(default=None, compare=False)
    until: date | None = field(default=None, compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)  # of the lanes on which the events stand

    def __str__(self) -> str:
        if not self.lanes:
            return str(self.days)
        return f"{'-' if self.is_only else ''}{'.'.join(self.on)}~{'.'.join(self.lanes)}~{self.days}"

    @property
    def label(self) -> str:
        """Return in words where the events stand."""
        if not self.lanes:
            return gettext("wie im Bild gezählt")
        return gettext("Bahn: %(names)s") % {"names": ", ".join(self.names) or gettext("Weitere")}

    def conditions(self) -> Iterator[Q]:
        """Yield what holds for the rows of the events; two queries."""
        if self.since and self.until:
            yield _placed_between(self.since, self.until, self.days)
        if self.lanes:
            yield from self._standing()

    def _standing(self) -> Iterator[Q]:
        """Yield that somebody acts who stands on each of the lanes on that day; on none means that nobody has a lane."""
        homes: dict[str, list[Home]] = defaultdict(list)
        for home in _homes(self.lanes):
            homes[self.lanes[home[3]]].append(home)
        yield from (_acting(homes[lane]) for lane in self.on)
        if self.is_only or not self.on:
            yield ~_acting(home for lane in self.lanes if lane not in self.on for home in homes[lane])


def read_mark(text: str, since: date | None, until: date | None) -> Mark | None:
    """Return the mark that is written so, or None; one query."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    on, lanes = _keys(found["on"]), _keys(found["lanes"])[:MOST_LANES]
    known = {entity.key: entity.local_name for entity in Entity.objects.filter(key__in=on)} if on else {}
    names = tuple(known.get(key) or _lexicon_name(key) for key in on)
    return Mark(int(found["days"]), on, lanes, bool(found["only"]), since, until, names)


def _lexicon_name(key: str) -> str:
    entry = load_knowledge().entries.get(key)
    return (english_name(key) if get_language() == "en" else "") or (entry.name if entry else key)


def _keys(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (text or "").split(".")))


def _placed_between(first: date, last: date, days: int) -> Q:
    """Return the condition that the picture places an event there: amid its days, unless these are too many to be drawn."""
    length = _joined(" - ", IntegerField(), F("latest"), F("earliest"))
    amid = _joined(" + ", DateField(), F("earliest"), _joined(" / ", IntegerField(), length, Value(2)))
    has_days = Q(earliest__isnull=False, latest__isnull=False)
    place = Case(When(has_days, then=amid), default=F("day"))
    return Q(Range(place, (first, last))) & (~has_days | Q(LessThan(length, days)))


def _joined(operator: str, output: DateField | IntegerField, *parts: F | Func | Value) -> Func:
    """Return the sum, difference or quotient as PostgreSQL forms it of days and numbers."""
    return Func(*parts, arg_joiner=operator, template="(%(expressions)s)", output_field=output)


def _acting(homes: Iterable[Home]) -> Q:
    spans: dict[tuple[date, date], list[int]] = defaultdict(list)
    for entity, since, until, _place in homes:
        spans[since, until].append(entity)
    condition = Q(pk__isnull=True)  # of nobody
    for (since, until), entities in spans.items():
        condition |= Q(standing__overlap=entities, day__range=(since, until))
    return condition


def _homes(lanes: tuple[str, ...]) -> Iterator[Home]:
    offices: dict[int, list[KnownOffice]] = defaultdict(list)
    for office in Office.objects.only("entity", "title", "since", "until"):
        offices[office.entity_id] += read_office(office.title, office.since, office.until)
    keys = set(lanes).union(*(_representatives().get(lane, ()) for lane in lanes))
    rows = Entity.objects.filter(Q(key__in=keys) | Q(pk__in=offices)).values_list("pk", "key")
    members = [(pk, Actor(key, key, offices=tuple(offices[pk]))) for pk, key in rows]
    return places_of(members, Lanes(lanes, {actor.key: actor for _pk, actor in members}))


@cache
def _representatives() -> Mapping[str, frozenset[str]]:
    """Return for each state or organisation who stands for it on some day or other, as far as the lexicon knows."""
    found: dict[str, set[str]] = defaultdict(set)
    for key in load_knowledge().entries:
        for body in bodies_ever(key):
            found[body].add(key)
    return {body: frozenset(keys) for body, keys in found.items()}
