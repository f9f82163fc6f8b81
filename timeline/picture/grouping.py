"""Count in the database which events are drawn alike: on the same lanes in the same stretch of days, of the same kind and standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from timeline import describe
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.models import Event, TroopFigure
from timeline.selection import Selection

from .lanes import OTHERS, Lanes
from .scale import Scale
from .values import Actor, Claim, Item, Promise

Actors = Mapping[str, Actor]
Home = tuple[int, date, date, int]  # an entity, from when to when it stands where, and the lane's place
Homes = Sequence[Home]
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
    "claimants",
    "low",
    "high",
)

CHOSEN = """
    SELECT * FROM (
    WITH chosen AS ({chosen}),
    home AS (
        SELECT * FROM unnest(%(entities)s::bigint[], %(since)s::date[], %(until)s::date[], %(lanes)s::int[])
            AS home (entity, since, until, lane)
    )
"""
# An event's place is the middle of its days, cut off where the picture ends; the lanes of those who act in it are the bits of a
# number. Most events have one who acts, and need no gathering of their own.
ALIKE = """
    , placed AS NOT MATERIALIZED (
        SELECT event, kind, status, review <> 'extracted' AS is_checked, day, standing,
            CASE WHEN latest - earliest < %(days)s THEN earliest + (latest - earliest) / 2 ELSE day END AS middle,
            CASE WHEN latest - earliest < %(days)s THEN earliest <= %(last)s AND latest >= %(first)s
                ELSE day BETWEEN %(first)s AND %(last)s END AS is_drawn
        FROM chosen WHERE low IS NULL
    ),
    gathered AS (
        SELECT event, kind, status, is_checked, day, middle, is_drawn, coalesce(1::bigint << home.lane, 0) AS lanes
        FROM placed LEFT JOIN home
            ON home.entity = standing[1] AND kind <> 'troop_figure' AND day BETWEEN home.since AND home.until
        WHERE cardinality(standing) < 2
        UNION ALL
        SELECT event, kind, status, is_checked, day, middle, is_drawn, coalesce(bit_or(1::bigint << home.lane), 0)
        FROM (SELECT *, unnest(standing) AS who FROM placed WHERE cardinality(standing) > 1) AS acting
            LEFT JOIN home
            ON home.entity = acting.who AND kind <> 'troop_figure' AND day BETWEEN home.since AND home.until
        GROUP BY event, kind, status, is_checked, day, middle, is_drawn
    )
    SELECT kind, status, bool_and(is_checked), lanes, min(event), count(*),
        CASE WHEN is_drawn THEN greatest(min(cell), %(first)s) ELSE min(day) END
    FROM gathered CROSS JOIN LATERAL (
        SELECT date_trunc(%(grain)s, least(greatest(middle, %(first)s), %(last)s)::timestamp)::date AS cell
    ) AS place
    GROUP BY kind, status, CASE kind WHEN 'statement' THEN is_checked END, lanes, is_drawn,
        is_drawn OR day < %(first)s, CASE WHEN is_drawn THEN cell END
    ) AS counted
"""
CLAIMED = """
    SELECT whose.lane, claimant.lane, min(event), count(*), min(day), min(low), max(high),
        bool_and(review <> 'extracted')
    FROM chosen
        LEFT JOIN home AS whose ON whose.entity = standing[1] AND chosen.day BETWEEN whose.since AND whose.until
        LEFT JOIN home AS claimant
            ON claimant.entity = claimants[1] AND chosen.day BETWEEN claimant.since AND claimant.until
    WHERE kind = 'troop_figure' AND low IS NOT NULL
    GROUP BY whose.lane, claimant.lane, date_trunc(%(grain)s, day::timestamp)
    ) AS counted
"""


def alike(selection: Selection, homes: Homes, lanes: Lanes, scale: Scale) -> Iterator[Item]:
    """Yield an item for all events that are drawn alike; figures of troops that stand ready are left to `claimed`."""
    keys = lanes.keys[:MOST_LANES]
    for kind, status, is_checked, bits, pk, number, day in _grouped(ALIKE, selection, homes, scale):
        yield Item(
            pk=pk,
            kind=kind,
            day=day,
            earliest=day,
            latest=day,
            is_checked=is_checked,
            actors=tuple(key for place, key in enumerate(keys) if bits >> place & 1),
            status=status or "held",
            promise=Promise() if kind == Event.Kind.ANNOUNCEMENT else None,
            number=number,
        )


def claimed(selection: Selection, homes: Homes, lanes: Lanes, scale: Scale) -> Iterator[Item]:
    """Yield an item for all figures on the same forces by the same side in the same stretch of days."""
    rows = _grouped(CLAIMED, selection, homes, scale)
    forces = Counter(
        {whose: sum(row[3] for row in rows if row[0] == whose) for whose in {row[0] for row in rows}}
    )
    charted = forces.most_common(1)[0][0] if forces else None
    for whose, claimant, pk, number, day, low, high, is_checked in rows:
        claim = None
        if whose == charted is not None:
            claim = _claim(low, high, lanes.keys[whose], () if claimant is None else (lanes.keys[claimant],))
        yield Item(pk, Event.Kind.TROOP_FIGURE, day, day, day, is_checked, claim=claim, number=number)


def _claim(low: int, high: int, whose: str, claimants: tuple[str, ...]) -> Claim:
    qualifier = TroopFigure.Qualifier.BETWEEN if low < high else TroopFigure.Qualifier.ABOUT
    figure = TroopFigure(low=low, high=high if low < high else None, qualifier=qualifier)
    words = describe.format_figure(figure)
    return Claim(low, high, qualifier, is_strength=True, words=words, whose=(whose,), claimants=claimants)


def _grouped(sql: str, selection: Selection, homes: Homes, scale: Scale) -> list[tuple[Any, ...]]:
    chosen, values = selection.entries.values(*READ).query.sql_with_params()
    names = [f"value_{number}" for number in range(len(values))]
    chosen = chosen.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
    entities, since, until, places = map(list, zip(*homes, strict=True)) if homes else ([], [], [], [])
    parameters = {
        **dict(zip(names, values, strict=True)),
        "entities": entities,
        "since": since,
        "until": until,
        "lanes": places,
        "first": scale.first,
        "last": scale.last,
        "days": scale.days,
        "grain": scale.grain,
    }
    with connection.cursor() as cursor:
        cursor.execute((CHOSEN + sql).format(chosen=chosen), parameters)
        return cursor.fetchall()


def homes_of(selection: Selection, actors: Actors, lanes: Lanes) -> Iterator[Home]:
    """Yield on which lane each entity stands from one day to another; nothing where it has no lane."""
    places = {key: place for place, key in enumerate(lanes.keys[:MOST_LANES])}
    for member in selection.cast:
        starts = sorted(_turns(actors[member.key]))
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            home = lanes.home(member.key, start)
            if home != OTHERS and home in places:
                end = following - timedelta(days=1) if following else date.max
                yield member.pk, start, end, places[home]


def _turns(actor: Actor) -> set[date]:
    """Return the days from which the actor may stand for somebody else."""
    entry = load_knowledge().entries.get(actor.key)
    offices = [*actor.offices, *(entry.offices if entry else ())]
    starts = {office.start for office in offices if office.start}
    ends = {office.end + timedelta(days=1) for office in offices if office.end and office.end < date.max}
    return {date.min} | starts | ends
