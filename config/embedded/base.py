"""PostgreSQL for Django, its private server started when the first connection is opened."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from .server import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    """The PostgreSQL backend, connected to the private server."""

    def get_connection_params(self) -> dict[str, Any]:
        """Start the server if need be, and connect by its socket."""
        self.settings_dict["HOST"] = str(ensure_running())
        return super().get_connection_params()
