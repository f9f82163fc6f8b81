"""What must be so before anything is started."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from config.embedded.locks import open_lock, try_exclusive

from . import LaunchError

HOST = "127.0.0.1"


def ensure_writable(folder: Path) -> None:
    """Make the data folder, or say that it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".writable.{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise LaunchError(
            _("In den Datenordner %(folder)s lässt sich nicht schreiben (%(reason)s).")
            % {"folder": folder, "reason": error.strerror}
        ) from error


def claim_folder(folder: Path, address: str) -> None:
    """Make this the folder's one running site until the process ends, and leave its address for a second one."""
    descriptor = open_lock(folder / "start.lock")
    if not try_exclusive(descriptor):
        running_at = os.pread(descriptor, 200, 0).decode()
        raise LaunchError(
            _("Krisenchronik läuft schon mit diesem Datenordner: %(address)s") % {"address": running_at}
        )
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, address.encode(), 0)


def ensure_port_free(port: int) -> None:
    """Say so if another program answers at the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise LaunchError(
                _("Der Port %(port)s ist nicht frei (%(reason)s); ein anderer geht mit --port.")
                % {"port": port, "reason": getattr(error, "strerror", error)}
            ) from error


def ensure_database() -> None:
    """Start the private database or reach the named one."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise LaunchError(
            _("Die Datenbank ist nicht erreichbar: %(reason)s") % {"reason": _one_line(error)}
        ) from error


def migrate() -> bool:
    """Bring the database to the code's state; return whether there was anything to do."""
    try:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise LaunchError(
            _("Die Datenbank lässt sich nicht einrichten: %(reason)s") % {"reason": _one_line(error)}
        ) from error
    return True


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
