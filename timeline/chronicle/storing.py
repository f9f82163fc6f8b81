"""Write rows in few statements, and only those that differ, so that the history holds no empty steps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

Changes = tuple[Model, Mapping[str, Any]]  # a row, and the values that it is to have


def store(changes: Iterable[Changes]) -> None:
    """Give the rows their values: the new ones of a model in one statement, the changed ones in another."""
    fresh: dict[type[Model], list[Model]] = defaultdict(list)
    changed: dict[type[Model], dict[Model, set[str]]] = defaultdict(dict)
    for row, values in changes:
        differing = {field for field, value in values.items() if getattr(row, field) != value}
        for field in differing:
            setattr(row, field, values[field])
        if row._state.adding:
            fresh[type(row)].append(row)
        elif differing:
            changed[type(row)][row] = differing
    for model, rows in fresh.items():
        _rows(model).bulk_create(rows)
    for model, fields in changed.items():
        _update(model, fields)


def _update(model: type[Model], fields: Mapping[Model, set[str]]) -> None:
    """Update the rows by an insert that meets them all, which is one plain statement however many values differ."""
    _rows(model).bulk_create(
        fields,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=sorted(set().union(*fields.values())),
    )


def _rows(model: type[Model]) -> Any:
    return model._default_manager
