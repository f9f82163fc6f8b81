"""When what readers get last changed, for programs that keep copies by date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.models import Revision

from .keeping import SHOWN
from .models import Crisis, Entry, Event, Withdrawal
from .models.events import NEWSROOM

FORM_SINCE = datetime(2026, 11, 22, tzinfo=UTC)  # when the form of files or of the API's records last changed
# What a transaction still under way has changed bears a time from before, and a copy of the same second may be an older one.
SETTLED = timedelta(minutes=1)


def last_change(of: Crisis | Event) -> datetime | None:
    """Return when anything that is given out of the crisis or the event last changed, at the latest; None while that is too new.

    That is the newest of all recorded changes, whatever they changed, of its own rows in timelines, and of the midnights at which
    an announcement became overdue. One query.
    """
    field = "crisis_id" if isinstance(of, Crisis) else "event_id"
    own = (
        f"(SELECT max(changed_at) FROM {_table(Entry)} WHERE {field} = %(key)s AND state_id IS NULL)",  # noqa: S608
        f"(SELECT max(gone_at) FROM {_table(Withdrawal)} WHERE {field} = %(key)s)",  # noqa: S608
        f"(SELECT (max(due) + 1)::timestamp AT TIME ZONE %(zone)s FROM {_table(Entry)} "  # noqa: S608
        f"WHERE {field} = %(key)s AND state_id IS NULL AND status = 'open' AND due < %(today)s)",
    )
    values: dict[str, Any] = {"key": of.pk, "zone": str(NEWSROOM), "today": timezone.localdate()}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT greatest({', '.join((*_newest_times(), *own))})", values)
        [newest] = cursor.fetchone()
    newest = max(newest or FORM_SINCE, FORM_SINCE)
    return newest if newest < timezone.now() - SETTLED else None


@cache
def _newest_times() -> tuple[str, ...]:
    """Return the SQL for the time of the newest row of every history, of the newest revision, and of the newest row of a timeline."""
    histories = (history.rel.related_model for model in SHOWN if (history := getattr(model, "changes", None)))
    return (
        *(_newest(history, "pgh_created_at") for history in histories),
        _newest(Revision, "created_at"),
        _newest(Entry, "changed_at"),
    )


def _newest(model: Any, field: str) -> str:
    return f"(SELECT {field} FROM {_table(model)} ORDER BY {model._meta.pk.column} DESC LIMIT 1)"  # noqa: S608


def _table(model: Any) -> str:
    return f'"{model._meta.db_table}"'
