"""Test databases: one migrated template per state of the migrations, one clone of it per test process.

A clone takes a tenth of a second where migrating takes several, and processes never share a database,
so any number of test runs can work side by side on one server.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

LOCK = 20220224  # any number that all test processes agree on


def make_test_database() -> str:
    """Clone the migrated template for this process, connect Django to it, and return its name."""
    name = f"test_{os.getpid()}"
    with _server() as cursor:
        template = _ensure_template(cursor)
        _drop_leftovers(cursor)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _connect_to(name)
    # What the apps' code makes after migrating may be newer than the template.
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    return name


def drop_test_database(name: str) -> None:
    """Drop this process's clone, whoever is still connected."""
    connection.close()
    with _server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def _server() -> Iterator[Any]:
    """Yield a cursor on the server's own database, one test process at a time."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor


def _ensure_template(cursor: Any) -> str:
    template = f"template_{_fingerprint()}"
    if template in _databases(cursor, "template\\_%"):
        return template
    if connection.settings_dict["ENGINE"] == "config.embedded":
        _trade_safety_for_speed(cursor)
    for outdated in _databases(cursor, "template\\_%"):
        cursor.execute(f'DROP DATABASE "{outdated}" WITH (FORCE)')
    cursor.execute('CREATE DATABASE "template_unfinished"')
    _connect_to("template_unfinished")
    call_command("migrate", verbosity=0)
    connection.close()
    cursor.execute(f'ALTER DATABASE "template_unfinished" RENAME TO "{template}"')
    return template


def _trade_safety_for_speed(cursor: Any) -> None:
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        cursor.execute(f"ALTER SYSTEM SET {setting} = off")
    cursor.execute("SELECT pg_reload_conf()")


def _drop_leftovers(cursor: Any) -> None:
    for name in _databases(cursor, "test\\_%"):
        if not psutil.pid_exists(int(name.removeprefix("test_"))):
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _databases(cursor: Any, pattern: str) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
    return [name for (name,) in cursor.fetchall()]


def _connect_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _fingerprint() -> str:
    """Return what changes with any migration of any app."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(migration.name.encode() + migration.read_bytes())
    return digest.hexdigest()[:16]
