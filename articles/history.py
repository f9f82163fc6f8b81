"""Keep what a row held before each change, with who changed it and when, by triggers in the database."""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def track_changes(model: Model) -> Model:
    """Record every update and deletion of the model's rows in a `…Change` model; the row's `changes` lead there."""
    return pghistory.track(
        pghistory.UpdateEvent("before_update", row=pghistory.Old),
        pghistory.DeleteEvent("before_delete"),
        model_name=f"{model.__name__}Change",
        exclude=[field.name for field in model._meta.fields if field.generated],
        obj_field=pghistory.ObjForeignKey(related_name="changes"),
    )(model)
