"""Who meets whom: the pairs of a crisis with their numbers, and the actors that a form offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from timeline.models import Entity
from timeline.sides import Choice, Named, Sides, group_by_kind
from timeline.telling import Telling

from . import wording
from .contacts import Pair, rank
from .drawing import draw_row
from .material import Material
from .matrix import Line, matrix
from .state import State

PAIRS_PER_PAGE = 30
MOST_PEOPLE = 150  # in the form; the pages of all others lead here too
NEIGHBOURS = 6


@dataclass(frozen=True)
class Row:
    """Two actors, how often they met, and when last."""

    a: Named
    b: Named
    address: str
    alone: int
    in_rounds: int
    last: str
    when: SafeString


@dataclass(frozen=True)
class Ranking:
    """A page of pairs."""

    page: Page
    rows: list[Row]
    matrix: list[Line]


def ranking(material: Material, state: State, told: Telling, number: str | None) -> Ranking:
    """Return a page of the pairs that met, or of the partners of the one actor that is chosen."""
    whom = state.a.key if state.a else ""
    pairs = rank(material.meetings, material.sides, told.until, by_people=state.by_people, whom=whom)
    page = Paginator(pairs, PAIRS_PER_PAGE).get_page(number)
    rows = [_row(pair, material.sides, told, state) for pair in page]
    is_whole = not whom and page.number == 1
    return Ranking(page, rows, matrix(pairs, material.sides, state) if is_whole else [])


def partners(material: Material, whom: Named, told: Telling, state: State) -> list[Row]:
    """Return whom the actor met most."""
    by_people = whom.kind == Entity.Kind.PERSON
    pairs = rank(material.meetings, material.sides, told.until, by_people=by_people, whom=whom.key)
    return [_row(pair, material.sides, told, state) for pair in pairs[:NEIGHBOURS]]


def choices(material: Material, chosen: Iterable[Named | None]) -> list[Choice]:
    """Return whom the form offers: also states that only their people brought in, and always those that are chosen."""
    sides = material.sides
    seats = dict.fromkeys(sides.side(key, met.day) for met in material.meetings for key in met.people)
    people = [key for key in material.active if sides.is_person(key)][:MOST_PEOPLE]
    bodies = [key for key in material.active if not sides.is_person(key)]
    offered = {key: sides.named(key) for key in (*seats, *bodies, *people)}
    offered |= {one.key: one for one in chosen if one}
    return group_by_kind(offered.values())


def _row(pair: Pair, sides: Sides, told: Telling, state: State) -> Row:
    a, b = sides.named(pair.a), sides.named(pair.b)
    strip = draw_row(pair.contacts, told.scale)
    last = wording.contact(pair.last)
    return Row(
        a, b, State(state.base, state.as_of, a=a, b=b).address, pair.alone, pair.in_rounds, last, strip
    )
