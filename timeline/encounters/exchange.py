"""All that passed between two actors: when they met, what they said to and about each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext

from timeline import describe
from timeline.cards import Card, make_card
from timeline.days import Group, group_by_days
from timeline.models import EventQuerySet
from timeline.order import Order
from timeline.sides import Named
from timeline.telling import Telling

from . import wording
from .contacts import Summary, between, summarise
from .drawing import Drawing, draw
from .material import Material, words_between
from .ranking import Row, partners
from .state import State
from .values import Contact, Spoken

EVENTS_PER_PAGE = 40


@dataclass(frozen=True)
class Facet:
    """A link to a part of what passed."""

    key: str
    label: str
    address: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class Passed:
    """An event between the two, and how it concerns them."""

    card: Card
    note: str


@dataclass(frozen=True)
class Day:
    """What passed on one day, or in one uncertain span of days."""

    group: Group
    passed: list[Passed]


@dataclass(frozen=True)
class Neighbours:
    """Whom one of the two met instead."""

    whom: Named
    rows: list[Row]


@dataclass(frozen=True)
class Exchange:
    """All that passed between two actors."""

    summary: Summary
    lead: str  # how long ago the last contact was
    last: str
    undated: str
    coming: str
    facts: list[tuple[str, str]]
    drawing: Drawing | None
    facets: list[Facet]
    page: Page
    days: list[Day]
    neighbours: list[Neighbours]


def exchange(
    events: EventQuerySet, material: Material, state: State, told: Telling, number: str | None
) -> Exchange:
    """Return what passed between the two chosen actors; one query, and those for the events of a page."""
    a, b = _chosen(state)
    contacts = between(material.meetings, material.sides, a.key, b.key)
    words = words_between(events, material.sides, a.key, b.key)
    summary = summarise(contacts, told.until)
    passed = [*_parts(contacts, words)[state.show]]
    passed.sort(key=lambda one: (one.day, one.pk), reverse=state.newest_first)
    page = Paginator(passed, EVENTS_PER_PAGE).get_page(number)
    places = {one.pk: index // EVENTS_PER_PAGE + 1 for index, one in enumerate(passed)}
    return Exchange(
        summary=summary,
        lead=wording.ago(summary.last.met.last, told.until, is_over=told.is_over) if summary.last else "",
        last=wording.contact(summary.last) if summary.last else "",
        undated=wording.contact(summary.undated) if summary.undated else "",
        coming=wording.contact(summary.coming) if summary.coming else "",
        facts=_facts(summary, words),
        drawing=draw(contacts, words, told.scale, _addresses(state, places, page.number))
        if contacts or words
        else None,
        facets=_facets(contacts, words, state),
        page=page,
        days=_days(events, list(page), state),
        neighbours=[Neighbours(one, partners(material, one, told, state)) for one in (a, b)],
    )


def _chosen(state: State) -> tuple[Named, Named]:
    if not (state.a and state.b):
        raise ValueError("two actors must be chosen")
    return state.a, state.b


def _parts(contacts: Sequence[Contact], words: Sequence[Spoken]) -> dict[str, Sequence[Contact | Spoken]]:
    """Return what each facet shows."""
    return {
        "": [*contacts, *words],
        "alone": [contact for contact in contacts if contact.is_alone],
        "round": [contact for contact in contacts if not contact.is_alone],
        "words": words,
    }


def _facts(summary: Summary, words: list[Spoken]) -> list[tuple[str, str]]:
    facts = [
        (gettext("Bilateral"), wording.formats(summary.alone)),
        (gettext("In größerer Runde"), wording.formats(summary.in_rounds)),
        (gettext("Längste Pause"), wording.pause(summary.pause) if summary.pause else ""),
        (gettext("Äußerungen"), wording.spoken(words)),
        (gettext("Geplant, nicht bestätigt"), describe.count_events("meeting", summary.unconfirmed))
        if summary.unconfirmed
        else ("", ""),
    ]
    return [(label, text) for label, text in facts if text]


def _facets(contacts: Sequence[Contact], words: Sequence[Spoken], state: State) -> list[Facet]:
    labels = {
        "": gettext("Alles"),
        "alone": gettext("Bilateral"),
        "round": gettext("In größerer Runde"),
        "words": gettext("Äußerungen"),
    }
    parts = _parts(contacts, words)
    return [
        Facet(show or "all", label, state.but(show=show).address, len(parts[show]), state.show == show)
        for show, label in labels.items()
    ]


def _addresses(state: State, places: Mapping[int, int], number: int) -> Callable[[int], str]:
    """Return the function that says where an event stands in the list, or else its own page."""

    def address(pk: int) -> str:
        if pk not in places:
            return reverse("event", args=[pk]) + state.known_query
        page = "" if places[pk] == number else f"{state.address}&page={places[pk]}"
        return f"{page}#event-{pk}"

    return address


def _days(events: EventQuerySet, passed: Sequence[Contact | Spoken], state: State) -> list[Day]:
    a, b = _chosen(state)
    notes = {one.pk: _note(one, a.name, b.name) for one in passed}
    cards = [make_card(event) for event in events.filter(pk__in=notes).with_details()]
    groups = group_by_days(cards, order=Order(state.newest_first))
    return [Day(group, [Passed(card, notes[card.pk]) for card in group.cards]) for group in groups]


def _note(one: Contact | Spoken, a: str, b: str) -> str:
    if isinstance(one, Spoken):
        return wording.direction(one, a, b)
    return "" if one.is_alone else gettext("in größerer Runde")
