"""Keep rendered views of a crisis as long as nothing in the chronicle has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache as cached
from typing import Any

from django.core.cache import cache
from django.db import models
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.models import Article, Revision, Source

from .models import (
    Announcement,
    Crisis,
    CrisisActor,
    Entity,
    Entry,
    Event,
    Evidence,
    Meeting,
    Office,
    Participation,
    Redemption,
    Statement,
    TroopFigure,
    Withdrawal,
)

# Longest time for which a view may be out of date where the stamp misses a change that was written while another was being committed.
SECONDS = 60
SHOWN: list[type[models.Model]] = [
    Crisis,
    CrisisActor,
    Crisis.events.through,
    Entry,
    Withdrawal,
    Event,
    Meeting,
    Statement,
    TroopFigure,
    Announcement,
    Redemption,
    Participation,
    Entity,
    Office,
    Evidence,
    Article,
    Revision,
    Source,
]


def with_stamp() -> models.QuerySet[Crisis]:
    """Return the crises with a `stamp` that differs after every recorded change; it costs some thirty look-ups of an index."""
    stamp = RawSQL(_newest_keys(), (), output_field=models.JSONField())  # noqa: S611 - made of tables' names
    return Crisis.objects.annotate(stamp=stamp)


def keep(crisis: Any, request: HttpRequest, render: Callable[[], SafeString]) -> SafeString:
    """Return what was rendered for this crisis, which must have its stamp, and this address before; or render and keep it."""
    state = (
        crisis.pk,
        crisis.stamp,
        request.path,
        request.META.get("QUERY_STRING", ""),
        request.headers.get("HX-Request", ""),
        get_language(),
        timezone.localdate(),
    )
    key = "view-" + hashlib.sha256(repr(state).encode()).hexdigest()
    view = cache.get(key)
    if view is None:
        view = render()
        cache.set(key, view, SECONDS)
    return view


@cached
def _newest_keys() -> str:
    """Return the SQL for the newest key of every table that is shown, and of its history: they grow with inserts and changes.

    It is written once, since writing thirty subqueries takes the ORM longer than looking them up takes the database.
    """
    histories = (history.rel.related_model for model in SHOWN if (history := getattr(model, "changes", None)))
    tables = [model._meta for model in (*SHOWN, *histories)]
    keys = (f'(SELECT max("{table.pk.column}") FROM "{table.db_table}")' for table in tables)  # noqa: S608
    return f"jsonb_build_array({', '.join(keys)})"
