"""Who meets whom at a glance: the most active actors against each other, as a square of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.sides import Named, Sides

from . import wording
from .contacts import Pair
from .state import State

MOST = 9  # actors; more would not fit beside their names
FEWEST = 4  # actors; fewer are told by the list alone
LEVELS = 4  # shades


@dataclass(frozen=True)
class Cell:
    """Two actors' meetings; nothing where the two are one, or never met."""

    pair: Pair | None = None
    address: str = ""
    level: int = 0
    hint: str = ""


@dataclass(frozen=True)
class Line:
    """An actor with its meetings, in the order of the columns."""

    actor: Named
    cells: list[Cell]


def matrix(pairs: Sequence[Pair], sides: Sides, state: State) -> list[Line]:
    """Return the square; nothing where too few met."""
    active: Counter[str] = Counter()
    for pair in pairs:
        for key in (pair.a, pair.b):
            active[key] += len(pair.contacts) + pair.alone
    keys = sorted(active, key=lambda key: (-active[key], key))[:MOST]
    known = {frozenset((pair.a, pair.b)): pair for pair in pairs}
    most = max((len(pair.contacts) for pair in pairs), default=1)
    if len(keys) < FEWEST:
        return []
    return [
        Line(
            sides.named(key),
            [_cell(known.get(frozenset((key, other))), most, sides, state) for other in keys],
        )
        for key in keys
    ]


def _cell(pair: Pair | None, most: int, sides: Sides, state: State) -> Cell:
    if pair is None:
        return Cell()
    a, b = sides.named(pair.a), sides.named(pair.b)
    level = -(-len(pair.contacts) * LEVELS // most)
    hint = f"{a.name} – {b.name}: {wording.contact(pair.last)}"
    return Cell(pair, State(state.base, state.as_of, a=a, b=b).address, level, hint)
