"""Keep what a row held before each change, with who changed it and when, by triggers in the database; show and undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db import models, transaction

TrackedModel = TypeVar("TrackedModel", bound=type[models.Model])
DELETED = "before_delete"


def track_changes(model: TrackedModel, *, exclude: Sequence[str] = ()) -> TrackedModel:
    """Record every update and deletion of the model's rows in a `…Change` model; the row's `changes` lead there."""
    return pghistory.track(
        pghistory.UpdateEvent("before_update", row=pghistory.Old),
        pghistory.DeleteEvent(DELETED),
        model_name=f"{model.__name__}Change",
        exclude=[*exclude, *(field.name for field in model._meta.fields if field.generated)],
        obj_field=pghistory.ObjForeignKey(related_name="changes"),
    )(model)


@dataclass(frozen=True)
class Difference:
    """A field's value before and after a change, as readers write it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One change of a row: who made it, when, and what it changed."""

    pk: int
    model: str  # the change model's label, such as "timeline.EventChange"
    what: str
    who: str
    when: datetime
    is_deletion: bool
    differences: tuple[Difference, ...]


def steps_of(row: models.Model) -> list[Step]:
    """Return all changes of the row and of the tracked rows that belong to it alone, the newest first."""
    changes = [*_changes(type(row), pk=row.pk)]
    for relation in row._meta.related_objects:
        tracked = relation.related_model
        if relation.on_delete is models.CASCADE and _change_model(tracked):
            changes += _changes(tracked, **{relation.field.attname: row.pk})
    names = {str(user.pk): str(user) for user in get_user_model().objects.filter(pk__in=_authors(changes))}
    return sorted(_steps(changes, names), key=lambda step: (step.when, step.pk), reverse=True)


def undo(model_label: str, pk: int) -> None:
    """Put back what the row held before the change; the undoing is itself a change. Raises IntegrityError where that cannot be."""
    from django.apps import apps

    change = apps.get_model(model_label).objects.get(pk=pk)
    tracked = change.pgh_tracked_model
    values = {field.attname: getattr(change, field.attname) for field in _fields(tracked)}
    with transaction.atomic():
        if not tracked.objects.filter(pk=change.pgh_obj_id).update(**values):
            tracked(pk=change.pgh_obj_id, **values).save(force_insert=True)


def _change_model(model: type[models.Model]) -> type[models.Model] | None:
    """Return the model that holds the changes of a tracked one."""
    return next(
        (relation.related_model for relation in model._meta.related_objects if relation.name == "changes"),
        None,
    )


def _changes(model: type[models.Model], **where: Any) -> list[Any]:
    change_model = _change_model(model)
    if change_model is None:
        return []
    lookup = {"pgh_obj_id" if field == "pk" else field: value for field, value in where.items()}
    return list(change_model.objects.filter(**lookup).select_related("pgh_context").order_by("pgh_id"))  # type: ignore[attr-defined]


def _authors(changes: list[Any]) -> set[Any]:
    return {change.pgh_context.metadata.get("user") for change in changes if change.pgh_context} - {None}


def _steps(changes: list[Any], names: dict[str, str]) -> Iterator[Step]:
    """Pair each change with what came after it: the row's next change, else the row as it stands."""
    by_row: dict[tuple[Any, Any], list[Any]] = {}
    for change in changes:
        by_row.setdefault((change.pgh_tracked_model, change.pgh_obj_id), []).append(change)
    for (model, pk), row_changes in by_row.items():
        current = model.objects.filter(pk=pk).first()
        for change, later in zip(row_changes, [*row_changes[1:], current], strict=True):
            differences = tuple(_differences(model, change, later))
            if differences:
                yield _step(change, model, differences, names)


def _step(
    change: Any, model: type[models.Model], differences: tuple[Difference, ...], names: dict[str, str]
) -> Step:
    author = change.pgh_context.metadata.get("user") if change.pgh_context else None
    return Step(
        pk=change.pgh_id,
        model=change._meta.label,
        what=str(model._meta.verbose_name),
        who=names.get(str(author), ""),
        when=change.pgh_created_at,
        is_deletion=change.pgh_label == DELETED,
        differences=differences,
    )


def _differences(model: type[models.Model], before: Any, after: Any) -> Iterator[Difference]:
    for field in _fields(model):
        old = getattr(before, field.attname)
        new = getattr(after, field.attname, None) if before.pgh_label != DELETED else None
        if old != new and (before.pgh_label != DELETED or old not in (None, "", [], {})):
            yield Difference(str(field.verbose_name), _shown(field, old), _shown(field, new))


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields whose values the changes hold."""
    change_model = _change_model(model)
    tracked = {field.name for field in change_model._meta.fields} if change_model else set()
    return [field for field in model._meta.concrete_fields if field.name in tracked and not field.primary_key]


def _shown(field: models.Field[Any, Any], value: Any) -> str:
    """Return a value as editors read it: a choice's label, a row's name, a dash for nothing."""
    if value in (None, ""):
        return "–"
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        return str(related.objects.filter(pk=value).first() or f"#{value}")
    return str(dict(field.flatchoices).get(value, value))
