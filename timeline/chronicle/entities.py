"""Merge two entities that turned out to be one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from timeline.models import (
    CrisisActor,
    Entity,
    EntityAlias,
    EntityMention,
    Event,
    Office,
    Participation,
    Report,
    ReportRole,
)

from .accounts import mark_anew, with_parts
from .merging import bring_together


def merge_entities(gone: Entity, *, into: Entity) -> None:
    """Move all that hangs on one entity to the other; the old key stays and leads to it."""
    with transaction.atomic():
        for model, unique_with in (
            (Participation, ("event", "role")),
            (ReportRole, ("report", "role")),
            (EntityMention, ("paragraph", "start", "end")),
            (EntityAlias, ("name", "language")),
            (CrisisActor, ("crisis",)),
        ):
            _move(model, unique_with, gone, into)
        Office.objects.filter(entity=gone).update(entity=into)
        Event.objects.filter(place=gone).update(place=into)
        Report.objects.filter(place=gone).update(place=into)
        _bring_together_anew(into)
        EntityAlias.objects.get_or_create(entity=into, name=gone.name, language="de")
        Entity.objects.filter(merged_into=gone).update(merged_into=into)
        gone.merged_into = into
        gone.save(update_fields=["merged_into"])


def _bring_together_anew(entity: Entity) -> None:
    """Compare the entity's reports again, now that it has more of them."""
    named = Report.objects.filter(Q(roles__entity=entity) | Q(place=entity)).distinct()
    keys = list(named.values_list("pk", flat=True))
    mark_anew(with_parts(Report.objects.filter(pk__in=keys)))
    bring_together(keys)


def _move(model: type, unique_with: tuple[str, ...], gone: Entity, into: Entity) -> None:
    """Hand the rows over; where the other entity has the same row already, the gone one's is dropped."""
    rows = model.objects.filter(entity=gone)  # type: ignore[attr-defined]
    for row in rows:
        same = {field: getattr(row, field) for field in unique_with}
        if model.objects.filter(entity=into, **same).exists():  # type: ignore[attr-defined]
            row.delete()
    rows.update(entity=into)
