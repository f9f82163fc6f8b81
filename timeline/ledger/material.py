"""Read the claims of a crisis from the database: two queries, however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.utils.translation import get_language

from timeline.chronicle.naming import name_in
from timeline.claims import Claim, placed, where_is
from timeline.extraction.figures.parts import is_share, part_of
from timeline.models import Crisis, Event, EventQuerySet, Participation
from timeline.sides import Sides, sides_of

VALUES = ("low", "high", "qualifier", "unit", "change")
WORDING = "troopfigure__wording"


@dataclass(frozen=True)
class Material:
    """The claims of a crisis, with the names of all sides and places."""

    claims: list[Claim]
    sides: Sides
    places: dict[str, str]


def fetch(events: EventQuerySet, crisis: Crisis) -> Material:
    """Return all claims."""
    rows = list(_rows(events))
    sides = sides_of(crisis, {key for row in rows for key in (*row["actors"], *row["claimants"])})
    claims = placed(_claim(row, sides) for row in rows)
    return Material(claims, sides, {row["key"]: _name(row) for row in rows})


def _rows(events: EventQuerySet) -> Iterable[dict[str, Any]]:
    figures = events.filter(kind=Event.Kind.TROOP_FIGURE)
    if events.as_of:
        return map(_known_row, figures)
    return (
        figures.order_by("day", "pk")
        .filter(troopfigure__isnull=False)
        .values(
            "pk",
            "day",
            *(f"troopfigure__{name}" for name in VALUES),
            WORDING,
            key=F("place__key"),
            place_kind=F("place__kind"),
            place_name=F("place__name"),
            place_name_en=F("place__name_en"),
            actors=_keys(Participation.Role.ACTOR),
            claimants=_keys(Participation.Role.CLAIMANT),
        )
    )


def _known_row(event: Event) -> dict[str, Any]:
    """Return the same of an event as it was known then."""
    place, parts = event.place, event.participations.all()
    return {
        "pk": event.pk,
        "day": event.day,
        **{f"troopfigure__{name}": getattr(event.troopfigure, name) for name in VALUES},
        WORDING: event.troopfigure.wording,
        "key": place and place.key,
        "place_kind": place and place.kind,
        "place_name": place and place.name,
        "place_name_en": place and place.name_en,
        "actors": [part.entity.key for part in parts if part.role == Participation.Role.ACTOR],
        "claimants": [part.entity.key for part in parts if part.role == Participation.Role.CLAIMANT],
    }


def _keys(role: str) -> ArraySubquery:
    parts = Participation.objects.filter(event=OuterRef("pk"), role=role).order_by("position", "pk")
    return ArraySubquery(parts.values("entity__key"))


def _claim(row: dict[str, Any], sides: Sides) -> Claim:
    values = {name: row[f"troopfigure__{name}"] for name in VALUES}
    key, day = row["key"] or "", row["day"]
    claimants = tuple(row["claimants"])
    return Claim(
        row["pk"],
        day,
        **{**values, "high": values["high"] or values["low"]},
        forces=tuple(dict.fromkeys(sides.side(actor, day) for actor in row["actors"])),
        claimants=claimants,
        side=sides.side(claimants[0], day) if claimants else "",
        place=key,
        where=where_is(key, row["place_kind"] or "", row["place_name"] or ""),
        part=part_of(row[WORDING]),
        is_share=is_share(row[WORDING]),
    )


def _name(row: dict[str, Any]) -> str:
    return name_in(get_language(), row["key"] or "", row["place_name"] or "", row["place_name_en"] or "")
