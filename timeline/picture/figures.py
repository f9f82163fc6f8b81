"""The troop figures beside the picture: a table for those who do not see the chart, and the way to the ledger of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from timeline import describe
from timeline.filters import Filters
from timeline.models import Crisis

from .lanes import Lanes
from .values import Claim, Item

MOST_ROWS = 24  # a longer table is the ledger's
MOST_FORCES = 6
Name = Callable[[str], str]


@dataclass(frozen=True)
class Figure:
    """A row of the table of troop figures."""

    day: date
    words: str
    whose: str
    place: str
    claimants: str


@dataclass(frozen=True)
class Forces:
    """Whose figures the ledger has, and where."""

    name: str
    url: str


@dataclass(frozen=True)
class Figures:
    """The table with the links below it."""

    rows: list[Figure]
    is_cut: bool
    forces: list[Forces]
    everything: str  # the ledger's address


def figures_of(items: list[Item], lanes: Lanes, name: Name, crisis: Crisis, filters: Filters) -> Figures:
    """Return the figures of the view, and links to those on each actor's forces in the ledger, the most discussed first."""
    claims = [(item.day, item.claim) for item in items if item.claim]
    rows = [_row(day, claim, lanes, name) for day, claim in claims[:MOST_ROWS]]
    base = reverse("figures", args=[crisis.slug])
    known = {"as_of": filters.as_of.isoformat()} if filters.as_of else {}
    forces = [
        Forces(name(key), f"{base}?{urlencode({'force': key, **known})}")
        for key in _most_discussed(items, lanes)
    ]
    return Figures(rows, len(claims) > len(rows), forces, f"{base}?{urlencode({'force': 'all', **known})}")


def _row(day: date, claim: Claim, lanes: Lanes, name: Name) -> Figure:
    return Figure(
        day,
        claim.words,
        describe.join_names(map(name, claim.whose)),
        claim.place,
        describe.join_names(_claimant(key, day, lanes, name) for key in claim.claimants),
    )


def _claimant(key: str, day: date, lanes: Lanes, name: Name) -> str:
    """Return "Jens Stoltenberg (Nato)": the person, and the side for which the chart counts what it says."""
    side = lanes.side(key, day)
    return name(key) if side == key else f"{name(key)} ({name(side)})"


def _most_discussed(items: Iterable[Item], lanes: Lanes) -> list[str]:
    numbers = Counter(
        side
        for item in items
        if item.claim
        for side in dict.fromkeys(lanes.side(key, item.day) for key in item.claim.whose)
    )
    return sorted(numbers, key=lambda side: (-numbers[side], side))[:MOST_FORCES]
