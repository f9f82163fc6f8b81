"""Keep rendered views of a crisis as long as nothing in the chronicle has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.core.cache import cache
from django.db import models
from django.db.models import Subquery
from django.db.models.functions import JSONArray
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
    Statement,
    TroopFigure,
)

# Longest time for which a view may be out of date where the stamp misses a change: one that the history does not record
# (the order of actors, events taken out of a crisis), or one that was written while another was being committed.
SECONDS = 60
SHOWN: list[type[models.Model]] = [
    Crisis,
    CrisisActor,
    Crisis.events.through,
    Entry,
    Event,
    Meeting,
    Statement,
    TroopFigure,
    Announcement,
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
    return Crisis.objects.annotate(stamp=JSONArray(*_newest_keys(), output_field=models.JSONField()))


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


def _newest_keys() -> Iterator[Subquery]:
    """Yield the newest key of every table that is shown, and of the history of each: they grow with inserts and with changes."""
    for model in SHOWN:
        yield Subquery(model._default_manager.order_by("-pk").values("pk")[:1])
        if history := getattr(model, "changes", None):
            yield Subquery(history.rel.related_model._default_manager.order_by("-pk").values("pk")[:1])
