"""Find all stored reports that some reports may be related to, directly or over others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from timeline.models import Report

from .accounts import Accounts, accounts_of
from .blocking import blocks_of, days_around
from .comparing import LOOKS_AHEAD, LOOKS_BACK, ZONES, window
from .matching import likeness
from .told import FAR_FROM_THEIR_DAYS, OPEN_SIDE, SLACK, Span, Told

MANY = 150  # accounts, several times as many as a much reported event brings together
Area = tuple[
    str, Span, Span
]  # a kind, the days on which reports may stand, the days on which the event may have been


@dataclass(frozen=True)
class Neighbourhood:
    """Accounts that may be related, and at its edge those whose own neighbours were not looked for any more."""

    accounts: Accounts
    edge: frozenset[str]


def neighbours_of(accounts: Mapping[str, Told]) -> Neighbourhood:
    """Return the accounts and all stored ones that are reached from them over pairs that may tell of the same event.

    In a dense chronicle nearly everything is reached from everything. What is more than MANY accounts away hardly ever decides anything
    here: the search stops, and its edge is to stay as it is.
    """
    found: Accounts = {}
    fresh = dict(accounts)
    while fresh:
        found |= fresh
        asked = _by_block(fresh.values())
        fresh = {
            digest: told
            for digest, told in _nearby(list(fresh.values()), list(found)).items()
            if any(likeness(told, other) > 0 for other in _sharing(told, asked))
        }
        if len(found) + len(fresh) > MANY:
            return Neighbourhood(found | fresh, frozenset(fresh))
    return Neighbourhood(found, frozenset())


def _by_block(told: Iterable[Told]) -> dict[str, set[Told]]:
    blocks: dict[str, set[Told]] = defaultdict(set)
    for one in told:
        for block in _all_blocks(one):
            blocks[block].add(one)
    return blocks


def _sharing(told: Told, asked: dict[str, set[Told]]) -> set[Told]:
    return set().union(*(asked.get(block, ()) for block in _all_blocks(told)))


def _all_blocks(told: Told) -> frozenset[str]:
    """Return the blocks, and for what an editor has assigned the event."""
    return blocks_of(told) | ({f"event:{told.pinned_to}"} if told.pinned_to else set())


def _nearby(told: Sequence[Told], known: Sequence[str]) -> Accounts:
    """Return the stored accounts that share a block with one of these and lie within reach of one in time."""
    near = Q(is_pinned=True, event__in={one.pinned_to for one in told if one.pinned_to})
    for (kind, days, span), blocks in _areas(told).items():
        near |= Q(kind=kind, day__range=days, blocks__overlap=sorted(blocks)) & _overlapping(kind, span)
    samples = (
        Report.objects.filter(near).exclude(digest__in=known).order_by("digest", "pk").distinct("digest")
    )
    return accounts_of(Report.objects.filter(pk__in=samples.values("pk")))


def _areas(told: Sequence[Told]) -> dict[Area, set[str]]:
    """Return the blocks to look for by kind and days."""
    areas: dict[Area, set[str]] = defaultdict(set)
    for one in told:
        areas[one.kind, days_around(one), window(one)] |= blocks_of(one)
    return areas


def _overlapping(kind: str, span: Span) -> Q:
    """Leave out the meetings that cannot have been in the span: those on other days, and those of other weeks' news that gives no day.

    Of a proposed or cancelled one the days may be those of the news; it may be any.
    """
    if kind != "meeting":
        return Q()
    first, last = span
    news = (first - timedelta(days=LOOKS_AHEAD + ZONES), last + timedelta(days=LOOKS_BACK + ZONES))
    return (
        Q(earliest__lte=last, latest__gte=first - SLACK)
        | Q(earliest__range=(first - OPEN_SIDE, last), latest__isnull=True)
        | Q(latest__range=(first, last + OPEN_SIDE), earliest__isnull=True)
        | Q(earliest__isnull=True, latest__isnull=True, day__range=news)
        | Q(values__status__in=FAR_FROM_THEIR_DAYS)
    )
