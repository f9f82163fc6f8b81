"""Fetch what the picture shows: the only queries of the picture, four however many events there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Left

from timeline import describe
from timeline.extraction.entities.editors import read_office
from timeline.extraction.entities.knowledge import Office as KnownOffice
from timeline.models import (
    Crisis,
    CrisisActor,
    Entity,
    Event,
    EventQuerySet,
    Meeting,
    Office,
    Participation,
    TroopFigure,
)

from .values import Actor, Claim, Item, Promise

Parts = dict[str, list[str]]  # role -> keys of entities
WORDS = 90  # characters of a statement that a hint shows
STANDING = ("participant", "speaker", "announcer")  # the roles in which somebody stands on a lane


@dataclass(frozen=True)
class Material:
    """All that a picture is drawn from."""

    items: list[Item]
    actors: dict[str, Actor]
    density: dict[date, int]  # events a day, over the whole crisis
    meetings: dict[date, int]


def fetch(crisis: Crisis, events: EventQuerySet, all_days: EventQuerySet) -> Material:
    """Return the events with their actors, and how many there are a day where the days are not narrowed down."""
    events = events.order_by()
    parts = _participations(events)
    keys = {key for roles in parts.values() for same in roles.values() for key in same}
    actors = {actor.key: actor for actor in actors_of(crisis, keys)}
    items = [_item(row, parts.get(row["pk"], {}), actors) for row in _rows(events)]
    return Material(items, actors, *_densities(all_days.order_by()))


def _densities(events: EventQuerySet) -> tuple[dict[date, int], dict[date, int]]:
    density: Counter[date] = Counter()
    meetings: Counter[date] = Counter()
    for day, kind, number in events.values_list("day", "kind").annotate(Count("pk")):
        density[day] += number
        if kind == Event.Kind.MEETING:
            meetings[day] = number
    return density, meetings


def _rows(events: EventQuerySet) -> Iterable[Any]:
    return events.values(
        "pk",
        "kind",
        "day",
        "earliest",
        "latest",
        "review",
        "meeting__format",
        "meeting__status",
        "announcement__due_earliest",
        "announcement__due_latest",
        "announcement__outcome",
        "troopfigure__low",
        "troopfigure__high",
        "troopfigure__qualifier",
        "troopfigure__unit",
        "troopfigure__change",
        words=Left("statement__words", WORDS),
        what=Left("announcement__what", WORDS),
    )


def _participations(events: EventQuerySet) -> dict[int, Parts]:
    rows = Participation.objects.filter(event__in=events.values("pk")).order_by("position", "pk")
    parts: dict[int, Parts] = defaultdict(lambda: defaultdict(list))
    for event, role, key in rows.values_list("event_id", "role", "entity__key"):
        parts[event][role].append(key)
    return parts


def actors_of(crisis: Crisis, keys: Iterable[str]) -> Iterator[Actor]:
    """Yield these actors and those that have lanes in the crisis, with the offices that editors know; in one query."""
    places = CrisisActor.objects.filter(crisis=crisis)
    offices = Office.objects.filter(entity=OuterRef("pk")).values(
        json=JSONObject(title="title", since="since", until="until")
    )
    entities = Entity.objects.filter(Q(key__in=list(keys)) | Q(pk__in=places.values("entity")))
    for entity in entities.annotate(
        place=Subquery(places.filter(entity=OuterRef("pk")).values("position")), known=ArraySubquery(offices)
    ):
        held = tuple(office for values in entity.known for office in _read_office(**values))
        yield Actor(entity.key, entity.local_name, entity.place, held, entity.kind)


@lru_cache(maxsize=1_000)
def _read_office(title: str, since: str | None, until: str | None) -> tuple[KnownOffice, ...]:
    return tuple(read_office(title, _day(since), _day(until)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _item(row: dict[str, Any], parts: Parts, actors: dict[str, Actor]) -> Item:
    standing = tuple(dict.fromkeys(key for role in STANDING for key in parts.get(role, ())))
    names = describe.join_names(actors[key].name for key in standing if key in actors)
    return Item(
        pk=row["pk"],
        kind=row["kind"],
        day=row["day"],
        earliest=row["earliest"],
        latest=row["latest"],
        is_checked=row["review"] != Event.Review.EXTRACTED,
        actors=standing,
        note=": ".join(filter(None, [names, _words(row)])),
        status=row["meeting__status"] or "held",
        promise=_promise(row),
        claim=_claim(row, parts),
    )


def _words(row: dict[str, Any]) -> str:
    if row["kind"] == Event.Kind.MEETING and row["meeting__format"]:
        return str(Meeting.Format(row["meeting__format"]).label)
    words = row["words"] or row["what"] or ""
    return f"{words.rsplit(' ', 1)[0]} …" if len(words) == WORDS else words


def _promise(row: dict[str, Any]) -> Promise | None:
    if row["announcement__outcome"] is None:
        return None
    return Promise(
        row["announcement__due_earliest"], row["announcement__due_latest"], row["announcement__outcome"]
    )


def _claim(row: dict[str, Any], parts: Parts) -> Claim | None:
    values = {name: row[f"troopfigure__{name}"] for name in ("low", "high", "qualifier", "unit", "change")}
    if values["low"] is None:
        return None
    figure = TroopFigure(**values)
    return Claim(
        low=figure.low,
        high=figure.high or figure.low,
        qualifier=figure.qualifier,
        is_strength=(figure.unit, figure.change) == ("personnel", "present"),
        words=" ".join([describe.format_figure(figure), *_change(figure)]),
        whose=tuple(parts.get("actor", ())),
        claimants=tuple(parts.get("claimant", ())),
    )


def _change(figure: TroopFigure) -> list[str]:
    return [] if figure.change == TroopFigure.Change.PRESENT else [str(figure.get_change_display())]
