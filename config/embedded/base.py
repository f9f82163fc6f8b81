"""PostgreSQL for Django, its private server started when the first connection is opened.

The setting HOST names the folder of the server, not a machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client

from .server import program, server_in


class DatabaseClient(client.DatabaseClient):
    """The wheel's psql, for `manage.py dbshell`."""

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Return the command line that opens a shell on the private server."""
        socket = server_in(Path(settings_dict["HOST"])).join()
        arguments, environment = super().settings_to_cmd_args_env(
            {**settings_dict, "HOST": str(socket)}, parameters
        )
        return [str(program("psql")), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """The PostgreSQL backend, connected to the private server."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Start the server if need be, and connect by its socket."""
        socket = server_in(Path(self.settings_dict["HOST"])).join()
        return {**super().get_connection_params(), "host": str(socket)}
