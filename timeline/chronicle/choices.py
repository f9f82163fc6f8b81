"""The values that editors have chosen where reports differ; they stand whatever is reported later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from timeline.models import Entity, Ruling

from .weighing import Settled, precision_of

Choices = Mapping[str, Any]  # by slot, in the form in which JSON holds them


def choices_for(event_ids: Iterable[int]) -> Mapping[int, Choices]:
    """Return what was chosen for each of the events."""
    chosen: dict[int, dict[str, Any]] = defaultdict(dict)
    rulings = Ruling.objects.standing().filter(event__in=list(event_ids), kind=Ruling.Kind.VALUE)
    for ruling in rulings.order_by():
        chosen[ruling.event_id][ruling.slot] = ruling.value
    return chosen


def with_choices(settled: Settled, chosen: Choices) -> Settled:
    """Return the values with the chosen ones in place of what the reports bear out."""
    fields: dict[str, Any] = {}
    if "days" in chosen:
        first, last = (date.fromisoformat(day) if day else None for day in chosen["days"])
        fields = {"earliest": first, "latest": last, "precision": precision_of(first, last)}
    if "place" in chosen:
        place = Entity.objects.filter(key=chosen["place"]).first()
        fields["place"] = place.surviving if place else None
    particulars = {slot: value for slot, value in chosen.items() if slot in settled.particulars}
    return replace(settled, fields=settled.fields | fields, particulars=settled.particulars | particulars)
