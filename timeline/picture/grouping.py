"""Count in the database which events are drawn alike: on the same lanes in the same stretch of days, of the same kind and standing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from timeline.extraction.entities.knowledge import load_knowledge
from timeline.models import EntryQuerySet, Event
from timeline.selection import Member, Selection

from .lanes import OTHERS, Lanes
from .scale import Cell, Scale, units_between
from .values import Actor, Item, Promise

Actors = Mapping[str, Actor]
Home = tuple[int, date, date, int]  # an entity, from when to when it stands where, and the lane's place
Homes = Sequence[Home]
LOOSE = -2  # the cell of what may lie on more days than the picture has
MOST_LANES = 60  # as many as a number has bits to spare
READ = (
    "event",
    "kind",
    "review",
    "status",
    "day",
    "earliest",
    "latest",
    "standing",
    "due",
)

# The lanes of those who act in an event are the bits of a number. Most events have one or two who act, which are joined; further
# ones are looked up; figures stand on no lane. An event's place is the middle of its days, as the number of the cell in which it
# lies; what lies before the picture is in cell 0, what lies after it in cell -1, what may lie on more days than it has in cell -2.
ALIKE = """
    SELECT * FROM (
    WITH chosen AS ({chosen}),
    home AS (
        SELECT * FROM unnest(%(entities)s::bigint[], %(since)s::date[], %(until)s::date[], %(bits)s::bigint[])
            AS home (entity, since, until, bits)
    ),
    dated AS NOT MATERIALIZED (
        SELECT event, kind, CASE WHEN status = 'open' AND due < %(today)s THEN 'overdue' ELSE status END AS status,
            review <> 'extracted' AS is_checked, day, standing,
            CASE WHEN latest - earliest < %(days)s
                THEN earliest + (latest - earliest) / 2 ELSE day END AS middle,
            CASE WHEN latest - earliest < %(days)s
                THEN earliest <= %(last)s AND latest >= %(first)s
                ELSE day BETWEEN %(first)s AND %(last)s END AS is_drawn,
            coalesce(latest - earliest >= %(days)s, FALSE) AS is_loose
        FROM chosen
    )
    SELECT kind, status, lanes, cell, bool_and(is_checked), min(event), min(day), count(*)
    FROM (
        SELECT kind, status, is_checked, event, day,
            coalesce(one.bits, 0) | coalesce(other.bits, 0)
                | CASE WHEN cardinality(standing) > 2 AND kind <> 'troop_figure' THEN (
                    SELECT coalesce(bit_or(bits), 0) FROM home
                    WHERE entity = ANY (standing[3:]) AND dated.day BETWEEN since AND until
                ) ELSE 0 END AS lanes,
            CASE WHEN is_loose THEN -2 WHEN is_drawn THEN greatest(width_bucket(middle, %(cells)s::date[]), 1)
                WHEN day < %(first)s THEN 0 ELSE -1 END AS cell
        FROM dated
            LEFT JOIN home AS one ON day BETWEEN one.since AND one.until
                AND one.entity = CASE WHEN kind <> 'troop_figure' THEN standing[1] END
            LEFT JOIN home AS other ON day BETWEEN other.since AND other.until
                AND other.entity = CASE WHEN kind <> 'troop_figure' THEN standing[2] END
        OFFSET 0 -- so that no look-up is part of what is grouped by, for which the planner would rather sort
    ) AS placed
    GROUP BY kind, status, CASE kind WHEN 'statement' THEN is_checked END, lanes, cell
    ) AS counted
"""


class Group(NamedTuple):
    """Events that are drawn alike."""

    kind: str
    status: str
    lanes: int
    cell: int
    is_checked: bool
    pk: int  # of one of the events
    day: date  # of the first of them
    number: int


def alike(
    selection: Selection, kinds: Sequence[str], homes: Homes, lanes: Lanes, scale: Scale, today: date
) -> Iterator[Item]:
    """Yield an item for all events of these kinds that are drawn alike."""
    cells = units_between(scale.first, scale.last, scale.grain)
    entries = selection.entries.filter(kind__in=kinds)
    told_on = selection.crisis.told_on(today)
    groups = [Group(*row) for row in _grouped(entries, homes, scale, cells, told_on)]
    keys = _Keys(lanes)
    yield from (_item(group, cells, keys) for group in groups)


class _Keys(dict[int, tuple[str, ...]]):
    """The keys of the lanes whose bits a number has."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._keys = lanes.keys[:MOST_LANES]

    def __missing__(self, bits: int) -> tuple[str, ...]:
        self[bits] = tuple(key for place, key in enumerate(self._keys) if bits >> place & 1)
        return self[bits]


def _item(group: Group, cells: Sequence[Cell], keys: _Keys) -> Item:
    day = cells[group.cell - 1].first if group.cell > 0 else group.day
    earliest, latest = (date.min, date.max) if group.cell == LOOSE else (day, day)
    is_meeting, is_promise = group.kind == Event.Kind.MEETING, group.kind == Event.Kind.ANNOUNCEMENT
    return Item(
        pk=group.pk,
        kind=group.kind,
        day=day,
        earliest=earliest,
        latest=latest,
        is_checked=group.is_checked,
        actors=keys[group.lanes],
        status=group.status if is_meeting and group.status else "held",
        promise=Promise(outcome=group.status) if is_promise and group.status else None,
        number=group.number,
    )


def _grouped(
    entries: EntryQuerySet, homes: Homes, scale: Scale, cells: Sequence[Cell], today: date
) -> list[tuple[Any, ...]]:
    chosen, values = entries.values(*READ).query.sql_with_params()
    names = [f"value_{number}" for number in range(len(values))]
    chosen = chosen.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
    entities, since, until, places = map(list, zip(*homes, strict=True)) if homes else ([], [], [], [])
    parameters = {
        **dict(zip(names, values, strict=True)),
        "entities": entities,
        "since": since,
        "until": until,
        "bits": [1 << place for place in places],
        "first": scale.first,
        "last": scale.last,
        "days": scale.days,
        "cells": [cell.first for cell in cells],
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(ALIKE.format(chosen=chosen), parameters)
        return cursor.fetchall()


def homes_of(members: Iterable[Member], actors: Actors, lanes: Lanes) -> Iterator[Home]:
    """Return on which lane each of the members stands from one day to another; nothing where it has no lane."""
    return places_of(((member.pk, actors[member.key]) for member in members), lanes)


def places_of(actors: Iterable[tuple[int, Actor]], lanes: Lanes) -> Iterator[Home]:
    """Yield on which lane each of the entities stands from one day to another; nothing where it has no lane."""
    places = {key: place for place, key in enumerate(lanes.keys[:MOST_LANES])}
    for entity, actor in actors:
        starts = sorted(_turns(actor))
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            home = lanes.home(actor.key, start)
            if home != OTHERS and home in places:
                end = following - timedelta(days=1) if following else date.max
                yield entity, start, end, places[home]


def _turns(actor: Actor) -> set[date]:
    """Return the days from which the actor may stand for somebody else."""
    entry = load_knowledge().entries.get(actor.key)
    offices = [*actor.offices, *(entry.offices if entry else ())]
    starts = {office.start for office in offices if office.start}
    ends = {office.end + timedelta(days=1) for office in offices if office.end and office.end < date.max}
    return {date.min} | starts | ends
