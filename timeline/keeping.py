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


# The oldest change that is still being made: what others read by now lacks it, whatever time it bears.
PENDING = """
least(statement_timestamp(), (
    SELECT min(xact_start) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()
))
"""


def with_stamp() -> models.QuerySet[Crisis]:
    """Return the crises with a `stamp` that differs after every recorded change; it costs some thirty look-ups of an index.

    `seen_at` is the time up to which all that happened was there to be seen.
    """
    stamp = RawSQL(_newest_keys(), (), output_field=models.JSONField())  # noqa: S611 - made of tables' names
    seen_at = RawSQL(PENDING, (), output_field=models.DateTimeField())  # noqa: S611 - a constant
    return Crisis.objects.annotate(stamp=stamp, seen_at=seen_at)


def keep(crisis: Any, request: HttpRequest, render: Callable[[], SafeString]) -> SafeString:
    """Return what was rendered for this crisis, which must have its stamp, and this address before; or render and keep it.

    The crisis's `seen_at` becomes that of what is returned.
    """
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
    kept = cache.get(key)
    if kept is None:
        kept = render(), crisis.seen_at
        cache.set(key, kept, SECONDS)
    view, crisis.seen_at = kept
    return view


@cached
def _newest_keys() -> str:
    """Return the SQL for the newest key of every table that is shown, and of its history: they grow with inserts and changes.

    It is written once, since writing thirty subqueries takes the ORM longer than looking them up takes the database.
    """
    histories = (history.rel.related_model for model in SHOWN if (history := getattr(model, "changes", None)))
    tables = [model._meta for model in (*SHOWN, *histories)]
    keys = [f'(SELECT max("{table.pk.column}") FROM "{table.db_table}")' for table in tables]  # noqa: S608
    changed = (  # for what changes a crisis's rows without another key, such as the reading of a corrected article
        f'(SELECT max(changed_at) FROM "{Entry._meta.db_table}"'  # noqa: S608
        f' WHERE crisis_id = "{Crisis._meta.db_table}".id AND state_id IS NULL)'
    )
    return f"jsonb_build_array({', '.join([*keys, changed])})"
