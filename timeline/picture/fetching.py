"""Fetch what the picture shows: one event by one where there are few, and those that are drawn alike together where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject, Left
from django.utils.translation import get_language, gettext

from timeline import describe
from timeline.chronicle.naming import name_in
from timeline.claims import where_is
from timeline.extraction.figures.parts import is_share, part_of
from timeline.ledger.wording import local_part
from timeline.models import (
    Crisis,
    CrisisActor,
    Entity,
    EntryQuerySet,
    Event,
    Meeting,
    Office,
    TroopFigure,
    outcome_on,
)
from timeline.selection import WEIGHTS, Member, Selection

from .grouping import alike, homes_of
from .lanes import Lanes
from .offices import known_offices, read_day
from .scale import Scale
from .thinning import telling_figures
from .values import Actor, Claim, Item, Promise
from .whole import Whole, actors_of_members

FEW = 600  # events; more can hardly be told from one another in the picture
MOST_FIGURES = 120  # of a picture with many events; more of one claimant have no room in the chart
WORDS = 90  # characters of a statement that a hint shows
TODAY = {  # where the particulars of today's events stand
    "format": F("event__meeting__format"),
    "begins_at": F("event__meeting__begins_at"),
    "due_earliest": F("event__announcement__due_earliest"),
    "due_latest": F("event__announcement__due_latest"),
    "number": F("event__troopfigure__low"),
    "number_high": F("event__troopfigure__high"),
    "qualifier": F("event__troopfigure__qualifier"),
    "unit": F("event__troopfigure__unit"),
    "change": F("event__troopfigure__change"),
    "wording": F("event__troopfigure__wording"),
    "words": Left("event__statement__words", WORDS),
    "what": Left("event__announcement__what", WORDS),
}


@dataclass(frozen=True)
class Material:
    """All that a picture is drawn from."""

    items: list[Item]
    actors: dict[str, Actor]
    lanes: Lanes
    figures: list[Item]  # for the table
    is_listed: bool  # whether the items are all events one by one, in the order of the list


def fetch(selection: Selection, whole: Whole, scale: Scale, today: date) -> Material:
    """Return the events with their actors; `today` tells which announcements are overdue.

    Of too many events the weightiest kinds are fetched one by one, as far as these are few enough, and of all others those together
    that are drawn alike.
    """
    members = {member.pk: member for member in (*whole.members, *selection.cast)}
    together = _drawn_together(selection.by_kind(), selection.total)
    alone = selection.listed.exclude(kind__in=together) if together else selection.listed
    items = list(_items(selection, alone, members, today)) if len(together) < len(WEIGHTS) else []
    figures = sorted((item for item in items if item.claim), key=lambda item: (item.day, item.pk))
    if Event.Kind.TROOP_FIGURE in together:
        figures = list(_items(selection, telling_figures(selection, scale, MOST_FIGURES), members, today))
    actors = actors_of_members(members.values())
    lanes = Lanes(whole.keys, actors)
    if together:
        homes = list(homes_of(members.values(), actors, lanes))
        items += alike(selection, together, homes, lanes, scale, today)
    return Material(items, actors, lanes, figures, is_listed=not together)


def _drawn_together(numbers: Mapping[str, int], total: int) -> list[str]:
    """Return the kinds of which only the numbers are fetched: where there are many events, all but the weightiest."""
    if total <= FEW:
        return []
    reached = accumulate(numbers[kind] for kind in WEIGHTS)
    return [kind for kind, number in zip(WEIGHTS, reached, strict=True) if number > FEW]


def actors_of(crisis: Crisis, keys: Iterable[str]) -> Iterator[Actor]:
    """Yield these actors and those that have lanes in the crisis, with the offices that editors know; in one query."""
    places = CrisisActor.objects.filter(crisis=crisis)
    offices = Office.objects.filter(entity=OuterRef("pk")).values(
        json=JSONObject(title="title", since="since", until="until")
    )
    entities = Entity.objects.filter(Q(key__in=list(keys)) | Q(pk__in=places.values("entity")))
    for entity in entities.annotate(
        place=Subquery(places.filter(entity=OuterRef("pk")).values("position")), known=ArraySubquery(offices)
    ):
        held = tuple(office for values in entity.known for office in known_offices(**values))
        yield Actor(entity.key, entity.local_name, entity.place, held, entity.kind)


def _items(
    selection: Selection, entries: EntryQuerySet, members: dict[int, Member], today: date
) -> Iterator[Item]:
    """Yield the events one by one; whoever is known from figures alone joins the members."""
    rows = list(_rows(entries, is_today=selection.filters.moment is None))
    members.update(_strangers(rows, members))
    judged_on = selection.crisis.told_on(today)
    return (_item(row, members, judged_on) for row in rows)


def _strangers(rows: Iterable[dict[str, Any]], members: dict[int, Member]) -> dict[int, Member]:
    """Return who gives figures, or whose forces they count, without being among the most active; a query only if anybody is."""
    figures = (row for row in rows if row["number"] is not None)
    unknown = {key for row in figures for key in (*row["standing"], *row["claimants"])} - members.keys()
    found = Entity.objects.filter(pk__in=unknown) if unknown else ()
    return {one.pk: Member(one.pk, one.key, one.kind, one.name, one.name_en, 0, None, ()) for one in found}


def _rows(entries: EntryQuerySet, *, is_today: bool) -> Iterable[dict[str, Any]]:
    names = ("event", "kind", "day", "earliest", "latest", "review", "status", "due", "standing", "claimants")
    if is_today:
        return entries.values(*names, **TODAY, **_place("event"))
    return map(_with_state, entries.values(*names, **_place("state"), particulars=F("state__particulars")))


def _place(whose: str) -> dict[str, F]:
    return {f"place_{name}": F(f"{whose}__place__{name}") for name in ("key", "kind", "name", "name_en")}


def _with_state(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the past in the form of one of today."""
    known = row.pop("particulars")
    names = {"number": "low", "number_high": "high"}
    values = {name: known.get(names.get(name, name)) for name in TODAY}
    values |= {name: (values[name] or "")[:WORDS] for name in ("words", "what")}
    return row | values


def _item(row: dict[str, Any], members: dict[int, Member], today: date) -> Item:
    is_figure = row["kind"] == Event.Kind.TROOP_FIGURE
    standing = tuple(members[pk].key for pk in row["standing"] if pk in members)
    names = describe.join_names(members[pk].local_name for pk in row["standing"] if pk in members)
    return Item(
        pk=row["event"],
        kind=row["kind"],
        day=row["day"],
        earliest=row["earliest"],
        latest=row["latest"],
        is_checked=row["review"] != Event.Review.EXTRACTED,
        actors=() if is_figure else standing,
        note=": ".join(filter(None, ["" if is_figure else names, _words(row)])),
        status=(row["status"] if row["kind"] == Event.Kind.MEETING else "") or "held",
        promise=_promise(row, today),
        claim=_claim(row, standing, members),
        begins_at=row["begins_at"] or "",
    )


def _words(row: dict[str, Any]) -> str:
    if row["kind"] == Event.Kind.MEETING and row["format"]:
        return str(Meeting.Format(row["format"]).label)
    words = row["words"] or row["what"] or ""
    return f"{words.rsplit(' ', 1)[0]} …" if len(words) == WORDS else words


def _promise(row: dict[str, Any], today: date) -> Promise | None:
    if row["kind"] != Event.Kind.ANNOUNCEMENT or not row["status"]:
        return None
    outcome = outcome_on(today, row["status"], row["due"])
    return Promise(read_day(row["due_earliest"]), read_day(row["due_latest"]), outcome)


def _claim(row: dict[str, Any], whose: tuple[str, ...], members: dict[int, Member]) -> Claim | None:
    if row["number"] is None:
        return None
    figure = TroopFigure(
        low=row["number"],
        high=row["number_high"],
        qualifier=row["qualifier"],
        unit=row["unit"],
        change=row["change"],
    )
    wording = row["wording"] or ""
    return Claim(
        low=figure.low,
        high=figure.high or figure.low,
        qualifier=figure.qualifier,
        is_strength=(figure.unit, figure.change) == ("personnel", "present"),
        words=_figure_words(figure, wording),
        whose=whose,
        claimants=tuple(members[pk].key for pk in row["claimants"] if pk in members),
        where=where_is(row["place_key"] or "", row["place_kind"] or "", row["place_name"] or ""),
        place=name_in(get_language(), *(row[f"place_{name}"] or "" for name in ("key", "name", "name_en"))),
        part=part_of(wording),
        is_share=is_share(wording),
    )


def _figure_words(figure: TroopFigure, wording: str) -> str:
    """Return "rund 2.000 Soldaten entsandt (Marine)"."""
    change = "" if figure.change == TroopFigure.Change.PRESENT else str(figure.get_change_display())
    share = gettext("Teil einer größeren Zahl") if is_share(wording) else ""
    about = ", ".join(filter(None, [local_part(part_of(wording)), share]))
    return " ".join(filter(None, [describe.format_figure(figure), change, about and f"({about})"]))
