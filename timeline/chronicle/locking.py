"""One writer at a time brings reports together; any number extract."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

CHRONICLE_LOCK = 20220121


@contextmanager
def only_writer() -> Iterator[None]:
    """Run in a transaction during which nobody else writes to the chronicle; freed at its end, even by a crash."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHRONICLE_LOCK])
        yield
