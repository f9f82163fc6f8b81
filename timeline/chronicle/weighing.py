"""Weigh what reports say of one event: each value counts as much as it has independent origins. Pure on what it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from timeline.models import Entity, Event, Meeting, Report

from .behalf import bodies_of, states_around

Value = TypeVar("Value", bound=Hashable)
Days = tuple[date | None, date | None]
Role = tuple[str, int]  # a role and an entity's id
FULLEST = {"words", "what", "wording"}  # of these slots the longest wording is kept
VAGUE_FORM = (
    Meeting.Format.TALKS.value
)  # what any meeting may be called, so that who says no more bears out every other form
ORDER = [status.value for status in (Meeting.Status.PROPOSED, Meeting.Status.PLANNED, Meeting.Status.ONGOING)]


@dataclass(frozen=True)
class Voice:
    """What one or more reports say alike, with all the origins that say so."""

    report: Report  # one of them, with its place and roles
    origins: frozenset[str]
    last: datetime  # when an article last began to say so


@dataclass(frozen=True)
class Settled:
    """An event's values, as a set of reports bears them out."""

    fields: dict[str, Any]
    particulars: dict[str, Any]
    roles: tuple[Role, ...]  # the most widely reported first


def weigh(voices: Sequence[Voice], first_reported_at: datetime) -> Settled:
    """Return the best supported values; the same for any order of the voices."""
    voices = sorted(voices, key=lambda voice: voice.report.digest)
    return Settled(
        fields=_days(voices) | {"place": _place(voices), "first_reported_at": first_reported_at},
        particulars={
            slot: _value(slot, voices) for slot in {slot for voice in voices for slot in voice.report.values}
        },
        roles=_roles(voices),
    )


def precision_of(first: date | None, last: date | None) -> Event.Precision:
    """Return how exactly a range of days is known: a day, a week from Monday, a calendar month, else about."""
    days = _length((first, last))
    if days == 0:
        return Event.Precision.DAY
    if days == 6 and first and first.weekday() == 0:
        return Event.Precision.WEEK
    if first and last and first.day == 1 and 27 <= days <= 30:
        return Event.Precision.MONTH
    return Event.Precision.ABOUT


def supporters(
    values: Iterable[tuple[Value, Voice]],
    implies: Callable[[Value, Value], bool] = lambda one, other: one == other,
) -> dict[Value, frozenset[str]]:
    """Return for each value the origins that bear it out: those that give it, or a wider one that it implies."""
    origins: dict[Value, set[str]] = defaultdict(set)
    for value, voice in values:
        origins[value] |= voice.origins
    return {
        value: frozenset().union(*(given for other, given in origins.items() if implies(value, other)))
        for value in origins
    }


def _best(
    supported: Mapping[Value, frozenset[str]], specific: Callable[[Value], Any], default: Any = None
) -> Any:
    """Return the value with most origins; of equals the most specific, then the first in its written form."""
    return min(
        supported, key=lambda value: (-len(supported[value]), specific(value), str(value)), default=default
    )


def _days(voices: Sequence[Voice]) -> dict[str, Any]:
    given = [((voice.report.earliest, voice.report.latest), voice) for voice in voices]
    ranges = supporters(((days, voice) for days, voice in given if any(days)), lies_in)
    first, last = _best(ranges, _length, (None, None))
    return {"earliest": first, "latest": last, "precision": precision_of(first, last)}


def lies_in(days: Days, wider: Days) -> bool:
    """Tell whether the days lie in the other range."""
    starts_in = wider[0] is None or (days[0] is not None and wider[0] <= days[0])
    ends_in = wider[1] is None or (days[1] is not None and days[1] <= wider[1])
    return starts_in and ends_in


def _length(days: Days) -> int:
    first, last = days
    return (last - first).days if first and last else 10_000


def _place(voices: Sequence[Voice]) -> Entity | None:
    places = {voice.report.place.key: voice.report.place for voice in voices if voice.report.place}
    given = ((voice.report.place.key, voice) for voice in voices if voice.report.place)
    supported = supporters(given, lambda key, wider: key == wider or wider in states_around(key))
    return places.get(_best(supported, lambda key: places[key].kind != Entity.Kind.PLACE))


def _value(slot: str, voices: Sequence[Voice]) -> Any:
    given = [
        (voice.report.values[slot], voice) for voice in voices if voice.report.values.get(slot) is not None
    ]
    if slot == "status":
        return _status(given)
    if slot == "format":
        return _best(
            supporters(given, lambda form, wider: wider in (form, VAGUE_FORM)),
            lambda form: form == VAGUE_FORM,
        )
    if slot in FULLEST:
        return max((words for words, _ in given), key=lambda words: (len(words), words), default="")
    return _best(supporters(given, _is_by_phone_or_same), lambda value: value == Meeting.Format.TALKS)


def _is_by_phone_or_same(value: Any, other: Any) -> bool:
    """Tell whether who reports the other may mean the value: a call is told of as talks, too."""
    return bool(value == other or (value == Meeting.Format.CALL and other == Meeting.Format.TALKS))


def _status(given: Sequence[tuple[str, Voice]]) -> str:
    """Return where a meeting stands: once held it stays held, else the last word counts."""
    last: dict[str, datetime] = {}
    for status, voice in given:
        last[status] = max(last.get(status, voice.last), voice.last)
    if Meeting.Status.HELD in last:
        return Meeting.Status.HELD.value
    return max(
        last,
        key=lambda status: (last[status], status not in ORDER, status),
        default=Meeting.Status.HELD.value,
    )


def _roles(voices: Sequence[Voice]) -> tuple[Role, ...]:
    """Return who plays which part; a state that only stands for somebody named as well is left out."""
    places: dict[Role, int] = {}
    entities: dict[int, Entity] = {}
    for voice in voices:
        for part in voice.report.roles.all():
            role = (part.role, part.entity_id)
            places[role] = min(places.get(role, part.position), part.position)
            entities[part.entity_id] = part.entity
    parts = supporters(
        ((part.role, part.entity_id), voice) for voice in voices for part in voice.report.roles.all()
    )
    day = min(voice.report.day for voice in voices)
    covered = {(role, body) for role, entity in parts for body in bodies_of(entities[entity].key, day)}
    named = [role for role in parts if (role[0], entities[role[1]].key) not in covered]
    return tuple(
        sorted(named, key=lambda role: (-len(parts[role]), places[role], role[0], entities[role[1]].key))
    )
