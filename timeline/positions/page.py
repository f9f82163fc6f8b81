"""Everything that the page on positions shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from timeline.days import Group, group_by_days
from timeline.filters import Filters
from timeline.models import Crisis, EventQuerySet
from timeline.order import Order
from timeline.sides import Choice, Named, Sides, group_by_kind, sides_of

from .comparing import Comparison, compare
from .said import Said, Speaker, keys_of, read_said, speakers
from .state import State
from .subjects import Subject, subjects_of

STATEMENTS_PER_PAGE = 30
SPEAKERS_PER_PAGE = 40
ANCHOR = "#compare"  # where two statements stand side by side
MOST_SPEAKERS = 150  # in the form; all of them are in the list


@dataclass(frozen=True)
class Row:
    """Somebody who spoke, with the view of what."""

    speaker: Speaker
    named: Named
    address: str


@dataclass(frozen=True)
class Topic:
    """A subject with the view of what was said on it."""

    subject: Subject
    address: str
    is_active: bool


@dataclass(frozen=True)
class Action:
    """A link that puts a statement beside another, or takes it away."""

    key: str
    label: str
    address: str


@dataclass(frozen=True)
class Entry:
    """A statement of the list, with the views that set it beside another one."""

    said: Said
    actions: list[Action]
    is_chosen: bool


@dataclass(frozen=True)
class Day:
    """What was said on one day, or in one uncertain span of days."""

    group: Group
    entries: list[Entry]


@dataclass(frozen=True)
class Positions:
    """The statements on a subject, or who speaks at all."""

    choices: list[Choice]
    rows: list[Row]
    topics: list[Topic]
    page: Page
    days: list[Day]
    comparison: Comparison | None
    chosen: Said | None  # the one that waits for another


def positions(events: EventQuerySet, crisis: Crisis, state: State, number: str | None) -> Positions:
    """Return what the address asks for; at most ten queries."""
    talking = speakers(events)
    sides = sides_of(crisis, [speaker.key for speaker in talking])
    choices = _choices(talking, sides, state)
    if state.person or state.words:
        return _statements(events, crisis, sides, state, choices, number)
    page = Paginator(talking, SPEAKERS_PER_PAGE).get_page(number)
    rows = [_row(speaker, sides, state) for speaker in page]
    said = read_said(events, _side_by_side(state))
    return Positions(choices, rows, [], page, [], *_compared(said, state))


def _statements(
    events: EventQuerySet,
    crisis: Crisis,
    sides: Sides,
    state: State,
    choices: list[Choice],
    number: str | None,
) -> Positions:
    whom = state.person.key if state.person else ""
    everything = Filters(order="newest" if state.newest_first else "", as_of=state.as_of)
    all_keys = keys_of(events, everything, crisis, sides, whom) if whom else []
    on_subject = everything.but(words=state.words)
    keys = keys_of(events, on_subject, crisis, sides, whom) if state.words else all_keys
    page = Paginator(keys, STATEMENTS_PER_PAGE).get_page(number)
    said = read_said(events, {*page, *_side_by_side(state)})
    days = _days([said[key] for key in page if key in said], state)
    topics = _topics(events, all_keys, state) if state.person else []
    return Positions(choices, [], topics, page, days, *_compared(said, state))


def _choices(talking: Sequence[Speaker], sides: Sides, state: State) -> list[Choice]:
    offered = [sides.named(speaker.key) for speaker in talking[:MOST_SPEAKERS]]
    chosen = [state.person] if state.person else []
    return group_by_kind({one.key: one for one in (*sides.lanes, *offered, *chosen)}.values())


def _row(speaker: Speaker, sides: Sides, state: State) -> Row:
    named = sides.named(speaker.key)
    return Row(speaker, named, state.but(person=named).address)


def _topics(events: EventQuerySet, own: list[int], state: State) -> list[Topic]:
    name = state.person.name if state.person else ""
    return [
        Topic(
            subject, state.but(words=subject.word).address, subject.word.casefold() == state.words.casefold()
        )
        for subject in subjects_of(frozenset(own), events, name)
    ]


def _days(said: Sequence[Said], state: State) -> list[Day]:
    entries = {one.card.pk: _entry(one, state) for one in said}
    groups = group_by_days((one.card for one in said), order=Order(state.newest_first))
    return [Day(group, [entries[card.pk] for card in group.cards]) for group in groups]


def _entry(said: Said, state: State) -> Entry:
    pk = said.card.pk
    return Entry(said, list(_actions(pk, state)), is_chosen=pk in _side_by_side(state))


def _actions(pk: int, state: State) -> Iterator[Action]:
    if pk == state.left:
        yield Action(
            f"{pk}-off", gettext("Nicht mehr vergleichen"), state.but(left=state.right, right=None).address
        )
    elif pk == state.right:
        yield Action(f"{pk}-off", gettext("Nicht mehr vergleichen"), state.but(right=None).address)
    elif not state.left:
        yield Action(f"{pk}-left", gettext("Vergleichen"), state.but(left=pk).address + ANCHOR)
    elif not state.right:
        yield Action(f"{pk}-right", gettext("Daneben stellen"), state.but(right=pk).address + ANCHOR)
    else:
        yield Action(f"{pk}-left", gettext("Links zeigen"), state.but(left=pk).address + ANCHOR)
        yield Action(f"{pk}-right", gettext("Rechts zeigen"), state.but(right=pk).address + ANCHOR)


def _side_by_side(state: State) -> list[int]:
    return [pk for pk in (state.left, state.right) if pk]


def _compared(said: Mapping[int, Said], state: State) -> tuple[Comparison | None, Said | None]:
    left, right = (said.get(pk) if pk else None for pk in (state.left, state.right))
    if left and right:
        lifted = state.but(left=state.right, right=None).address, state.but(right=None).address
        return compare(left, right, lifted), None
    return None, left or right
