"""Everything that the page on figures shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext

from timeline import describe
from timeline.cards import Card, make_card
from timeline.claims import Claim, Ledger, Strip, in_order, strips
from timeline.models import Crisis, Event, EventQuerySet, Participation
from timeline.sides import Named
from timeline.telling import telling

from . import wording
from .drawing import Chart, draw
from .material import Material
from .state import ALL, NOBODY, Selection, State, select

ROWS_PER_PAGE = 50
MOST_STRIPS = 8
MOST_OPPOSED = 5  # sides that a row names, the nearest in time
MOST_LINKS = 14  # of one part of the state


@dataclass(frozen=True)
class Facet:
    """A link to figures close by."""

    key: str
    label: str
    address: str
    count: int
    is_active: bool


@dataclass(frozen=True)
class Neighbours:
    """The values that one part of the state may take, with the number of claims behind each."""

    part: str
    numbers: Mapping[str, int]
    active: str
    name: Callable[[str], str]


@dataclass(frozen=True)
class Note:
    """What became of a claim, and where the other one stands."""

    text: str
    address: str  # nothing where several others are meant
    is_contradiction: bool


@dataclass(frozen=True)
class Row:
    """A claim of the table."""

    claim: Claim
    card: Card
    words: str  # as the article has them
    number: str
    what: str
    forces: str
    place: str
    claimants: list[Named]
    sources: list[str]
    reported_at: datetime
    notes: list[Note]


@dataclass(frozen=True)
class Labelled:
    """A strip of the chart with its words."""

    name: str
    url: str
    last: str
    count: int
    drawing: str


@dataclass(frozen=True)
class Figures:
    """The ledger as chart and table."""

    selection: Selection
    title: str
    facets: list[tuple[str, list[Facet]]]
    strips: list[Labelled]
    chart: Chart | None
    left_out: int  # sides whose claims only the table has
    page: Page
    rows: list[Row]


def figures(
    events: EventQuerySet, material: Material, crisis: Crisis, state: State, today: date, number: str | None
) -> Figures:
    """Return what the address asks for; three queries."""
    selection = select(material.claims, state)
    ordered = in_order(selection.claims)
    if state.newest_first:
        ordered.reverse()
    page = Paginator(ordered, ROWS_PER_PAGE).get_page(number)
    address = _addresses(state, ordered, page.number)
    lines = strips(selection.claims, by_force=selection.is_on_all_forces) if selection.counted != ALL else []
    shown = lines[:MOST_STRIPS]
    chart = _chart(shown, selection, crisis, today, address) if shown else None
    return Figures(
        selection,
        title=_title(selection, material),
        facets=_facets(selection, material, state),
        strips=_labelled(shown, chart, selection, material) if chart else [],
        chart=chart,
        left_out=len(lines) - len(shown),
        page=page,
        rows=list(_rows(events, list(page), selection, material, address)),
    )


def _chart(
    lines: Sequence[Strip], selection: Selection, crisis: Crisis, today: date, address: Callable[[int], str]
) -> Chart:
    claims = selection.claims
    told = telling(crisis, (claim.day for claim in claims), today)
    ledger = Ledger(claims)
    contested = {claim.pk for line in lines for claim in line.claims if ledger.is_contested(claim)}
    return draw(lines, told.scale, contested, address)


def _labelled(
    lines: Sequence[Strip], chart: Chart, selection: Selection, material: Material
) -> list[Labelled]:
    return [
        Labelled(
            _name(line, material, selection.is_on_all_forces),
            material.sides.named(line.side).url if line.side else "",
            f"{wording.number(line.last)}, {describe.format_day(line.last.day)}",
            len(line.claims),
            drawing,
        )
        for line, drawing in zip(lines, chart.strips, strict=True)
    ]


def _name(line: Strip, material: Material, among_all_forces: bool) -> str:
    """Return "USA", "USA (Belarus)" where they speak of several places, or "Russland, laut USA" among all forces."""
    sides = material.sides
    name = wording.line(line, lambda key: material.places.get(key) or sides.name(key))
    if not among_all_forces:
        return name
    force = sides.name(line.force) if line.force else gettext("Kräfte ohne nähere Angabe")
    return (
        gettext("%(force)s, laut %(who)s") % {"force": force, "who": name}
        if line.side
        else f"{force}, {name}"
    )


def _title(selection: Selection, material: Material) -> str:
    """Return "Russland: Soldaten vor Ort"."""
    named = {ALL: gettext("Alle Kräfte"), NOBODY: gettext("Kräfte ohne nähere Angabe")}
    force = named.get(selection.force) or material.sides.name(selection.force)
    return f"{force}: {_counted(selection.counted)}"


def _counted(key: str) -> str:
    return {ALL: gettext("alle Angaben"), NOBODY: gettext("keine Angaben")}.get(key) or wording.counted(key)


def _facets(selection: Selection, material: Material, state: State) -> list[tuple[str, list[Facet]]]:
    """Return the links by whose forces, by what is counted, and by place."""
    forces = Neighbours("force", selection.forces, selection.force, material.sides.name)
    kinds = Neighbours("what", selection.kinds, selection.counted, wording.counted)
    places = Neighbours("place", selection.places, selection.place, material.places.__getitem__)
    labelled = [
        (gettext("Wessen Kräfte"), _links(forces, lambda key: State(state.base, state.as_of, force=key))),
        (gettext("Was gezählt wird"), _links(kinds, lambda key: state.but(counted=key, place=""))),
        (gettext("Wo"), _links(places, lambda key: state.but(place=key))),
    ]
    return [(label, facets) for label, facets in labelled if len(facets) > 1]


def _links(near: Neighbours, target: Callable[[str], State]) -> list[Facet]:
    ranked = sorted(near.numbers, key=lambda key: (not key, -near.numbers[key], key))
    shown = [key for key in ranked if key][:MOST_LINKS] + [key for key in ranked if not key]
    total = sum(near.numbers.values())
    labelled = [
        (key or NOBODY, near.name(key) if key else gettext("ohne Angabe"), near.numbers[key]) for key in shown
    ]
    everything = [(ALL, gettext("Alle"), total)] if len(labelled) > 1 else []
    return [
        Facet(f"{near.part}-{key}", label, target(key).address, count, key == near.active)
        for key, label, count in (*labelled, *everything)
    ]


def _addresses(state: State, ordered: Sequence[Claim], number: int) -> Callable[[int], str]:
    """Return the function that says where in the table a claim stands."""
    places = {claim.pk: index // ROWS_PER_PAGE + 1 for index, claim in enumerate(ordered)}

    def address(pk: int) -> str:
        if pk not in places:
            return reverse("event", args=[pk])
        if places[pk] == number:
            return f"#event-{pk}"
        joint = "&" if "?" in state.address else "?"
        return f"{state.address}{joint}page={places[pk]}#event-{pk}"

    return address


def _rows(
    events: EventQuerySet,
    claims: Sequence[Claim],
    selection: Selection,
    material: Material,
    address: Callable[[int], str],
) -> Iterator[Row]:
    ledger = Ledger(material.claims)
    found = {event.pk: event for event in events.filter(pk__in=[claim.pk for claim in claims]).with_details()}
    for claim in claims:
        if claim.pk in found:
            notes = list(_notes(claim, ledger, material, address))
            yield _row(claim, found[claim.pk], notes, material)


def _row(claim: Claim, event: Event, notes: list[Note], material: Material) -> Row:
    card = make_card(event)
    sides = material.sides
    number = wording.number(claim)
    words = event.troopfigure.wording
    return Row(
        claim=claim,
        card=card,
        words=words or number,
        number=number if words and words.casefold() != number.casefold() else "",
        what=str(event.troopfigure.get_change_display()),
        forces=describe.join_names(sides.name(key) for key in claim.forces),
        place=material.places.get(claim.place, "") if claim.place else "",
        claimants=[
            sides.named(actor.key) for actor in card.actors if actor.role == Participation.Role.CLAIMANT
        ],
        sources=list(dict.fromkeys(quote.source for quote in card.quotes)),
        reported_at=event.first_reported_at,
        notes=notes,
    )


def _notes(claim: Claim, ledger: Ledger, material: Material, address: Callable[[int], str]) -> Iterator[Note]:
    if earlier := ledger.replaces(claim):
        yield Note(wording.replacing(earlier, claim), address(earlier.pk), is_contradiction=False)
    if later := ledger.replaced_by(claim):
        yield Note(wording.replaced(later), address(later.pk), is_contradiction=False)
    opposed = ledger.contradicting(claim)
    for other in in_order(opposed[:MOST_OPPOSED]):
        text = wording.opposed(other, material.sides.name(other.side))
        yield Note(text, address(other.pk), is_contradiction=True)
    if left_out := opposed[MOST_OPPOSED:]:
        yield Note(wording.more_opposed(len(left_out)), "", is_contradiction=True)
