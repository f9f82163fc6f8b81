"""What the site's processes do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from gunicorn.app.base import Application
from procrastinate.contrib.django import app

SERVER_SETTINGS = settings.BASE_DIR / "config" / "gunicorn.py"


class Server(Application):
    """gunicorn with the project's settings file instead of a command line."""

    def __init__(self, address: str, settings_file: Path) -> None:
        self._address = address
        self._settings_file = settings_file
        super().__init__()

    def load_config(self) -> None:
        """Read the settings file."""
        self.load_config_from_file(str(self._settings_file))
        self.cfg.set("bind", self._address)

    def load(self) -> Callable[..., Any]:
        """Return the site, its pages' code loaded before the first reader asks for it."""
        from config.wsgi import application

        get_resolver().url_patterns  # noqa: B018
        return application


def serve(address: str) -> None:
    """Answer requests at the address until told to stop."""
    Server(address, SERVER_SETTINGS).run()


def work() -> None:
    """Do what is queued until told to stop."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
        worker_app.run_worker()
