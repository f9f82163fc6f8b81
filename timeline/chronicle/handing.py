"""Hand what editors hung on one entry over to another, and back."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from timeline.models import Entity, Event

Handed = dict[str, Any]  # by model: which rows went over, and what those held that the other had already
UNIQUE_WITH = {
    "timeline.EntityAlias": ("name", "language"),
    "timeline.Office": ("title", "since", "until"),
    "timeline.CrisisActor": ("crisis_id",),
    "timeline.Participation": ("event_id", "role"),
}
PLACES = "places"  # the events that happened there


def hand_over(gone: Entity, into: Entity) -> Handed:
    """Hand everything over and return what that was; rows that the other entry has already are dropped."""
    handed: Handed = {label: _hand_over(label, gone, into) for label in UNIQUE_WITH}
    here = Event.objects.filter(place=gone)
    handed[PLACES] = list(here.values_list("pk", flat=True))
    here.update(place=into)
    return {label: rows for label, rows in handed.items() if rows}


def hand_back(handed: Handed, owner: Entity, holder: Entity) -> None:
    """Return what is still there to the entry that had it."""
    for label in UNIQUE_WITH:
        if label in handed:
            _hand_back(label, handed[label], owner, holder)
    Event.objects.filter(pk__in=handed.get(PLACES, []), place=holder).update(place=owner)


def _hand_over(label: str, gone: Entity, into: Entity) -> Handed:
    rows = apps.get_model(label)._default_manager
    has = {_same(label, row) for row in rows.filter(entity=into)}
    theirs = list(rows.filter(entity=gone))
    moved = [row.pk for row in theirs if _same(label, row) not in has]
    dropped = [row for row in theirs if _same(label, row) in has]
    values = [_values(row) for row in dropped]
    rows.filter(pk__in=[row.pk for row in dropped]).delete()
    rows.filter(pk__in=moved).update(entity=into)
    return {"moved": moved, "dropped": values} if theirs else {}


def _hand_back(label: str, handed: Handed, owner: Entity, holder: Entity) -> None:
    model = apps.get_model(label)
    rows = model._default_manager
    has = {_same(label, row) for row in rows.filter(entity=owner)}
    moved = rows.filter(pk__in=handed["moved"], entity=holder)
    rows.filter(pk__in=[row.pk for row in moved if _same(label, row) not in has]).update(entity=owner)
    for values in handed["dropped"]:
        row = model(**values | {"entity_id": owner.pk})
        if _same(label, row) not in has and _has_its_parents(row):
            row.save(force_insert=True)


def _same(label: str, row: models.Model) -> tuple[str, ...]:
    return tuple(str(getattr(row, field)) for field in UNIQUE_WITH[label])


def _values(row: models.Model) -> dict[str, Any]:
    """Return the row's values in the form in which JSON holds them, without its number."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    values = {field: getattr(row, field) for field in fields}
    return dict(json.loads(json.dumps(values, cls=DjangoJSONEncoder)))


def _has_its_parents(row: models.Model) -> bool:
    """Tell whether the event or crisis that the row belongs to is still there."""
    links = [field for field in row._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return all(
        field.related_model._default_manager.filter(pk=getattr(row, field.attname)).exists()  # type: ignore[union-attr]
        for field in links
    )
