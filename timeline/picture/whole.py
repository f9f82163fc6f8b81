"""What stays the same in every view of a crisis: its lanes, its days, and how much happened when, however the view is narrowed down.

So that nothing jumps while a reader filters, moves closer, or lets what was known grow.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.cache import cache

from timeline.extraction.entities.knowledge import Office as KnownOffice
from timeline.filters import Filters
from timeline.models import Crisis, Entity, Event
from timeline.selection import Member, Selection

from .lanes import OTHERS, Lanes, bodies_ever, choose_lanes
from .offices import known_offices
from .scale import choose_days
from .values import Actor

SECONDS = 3_600  # kept so long, unless the chronicle changes
SAME = {"order": "", "by_hours": False}  # what makes no other selection


@dataclass(frozen=True)
class Whole:
    """A crisis as it is known today, with all its events."""

    density: Mapping[date, int]
    promised: frozenset[date]  # the days for which something is announced
    has_figures: bool  # on several days, so that there may be a chart
    keys: tuple[str, ...]  # of the lanes, in order
    has_others: bool  # whether some act who stand on none of them
    members: tuple[Member, ...]  # those who have lanes, as far as they are active themselves

    def days(self, crisis: Crisis, today: date | None) -> tuple[date, date] | None:
        """Return the first and the last day; `today` is given while the crisis goes on."""
        return choose_days(self.density, (crisis.first_day, crisis.last_day), today, self.promised)


def whole_of(selection: Selection) -> Whole:
    """Return the whole crisis of the selection; two queries, unless it is the selection itself, or was asked for just now."""
    if selection.filters.but(**SAME) == Filters():
        return _whole(selection)
    crisis: Any = selection.crisis
    whole_selection = Selection(crisis, Filters())
    if not (stamp := getattr(crisis, "stamp", None)):
        return _whole(whole_selection)
    key = f"whole-{hashlib.sha256(repr((crisis.pk, stamp)).encode()).hexdigest()}"
    whole: Any = cache.get_or_set(key, lambda: _whole(whole_selection), SECONDS)
    return cast(Whole, whole)


def actors_of_members(members: Iterable[Member]) -> dict[str, Actor]:
    """Return the members as the picture needs them."""
    return {member.key: _actor(member) for member in members}


def _actor(member: Member) -> Actor:
    offices: list[KnownOffice] = []
    for title, since, until in member.offices:
        offices += known_offices(title, since, until)
    return Actor(member.key, member.local_name, member.position, tuple(offices), member.kind)


def _whole(selection: Selection) -> Whole:
    density = selection.by_day()
    members = [member for member in selection.cast if member.kind != Entity.Kind.PLACE]
    actors = actors_of_members(members)
    middle = _middle(density)
    active = {member.key: member.number for member in members if member.number}
    bodies = {body for key in active for body in bodies_ever(key, actors[key].offices)}
    keys = tuple(key for key in choose_lanes(active, actors, middle) if key in bodies)
    lanes = Lanes(keys, actors)
    figures = {tally.day for tally in selection.tallies if tally.kind == Event.Kind.TROOP_FIGURE}
    return Whole(
        density,
        frozenset(tally.due for tally in selection.tallies if tally.due),
        len(figures) > 1,
        keys,
        any(lanes.home(key, middle) == OTHERS for key in active),
        tuple(member for member in members if member.key in keys),
    )


def _middle(density: Mapping[date, int]) -> date:
    """Return a day amid the crisis, which tells who held which office then."""
    days = sorted(density)
    return days[len(days) // 2] if days else date.min
