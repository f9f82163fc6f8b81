"""What the site shows: its static files and, to begin with, the sample dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _
from rich.progress import track

from .stamps import describe_files, when_changed


def collect_static_files() -> None:
    """Collect, compress and stamp the static files, if one of them has changed."""
    sources = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    with when_changed(settings.DATA_DIR / "static.stamp", backend, describe_files(sources)) as changed:
        if changed or not settings.STATIC_ROOT.exists():
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def load_sample() -> None:
    """Load the sample dossier once into each database, and again when its files have changed."""
    from timeline import sample

    files = (
        path for path in Path(sample.__file__).parent.rglob("*") if path.suffix in {".toml", ".html", ".txt"}
    )
    database = "{HOST} {PORT} {NAME}".format_map(connection.settings_dict)
    with when_changed(settings.DATA_DIR / "sample.stamp", database, describe_files(files)) as changed:
        if changed:
            sample.load(_with_bar)


def _with_bar(articles: list[dict[str, Any]]) -> Any:
    return track(articles, description=_("Beispieldossier"))
