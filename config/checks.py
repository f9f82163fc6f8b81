"""System checks: wrong configuration is found at the start, not by a reader."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.files)
def check_data_folder(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """Report a data folder that cannot be written."""
    if os.access(settings.DATA_DIR, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The data folder {settings.DATA_DIR} cannot be written.",
            hint="Make it writable, or name another one in DATA_DIR.",
            id="config.E001",
        )
    ]


@register(Tags.security, deploy=True)
def check_database_for_deployment(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """Warn of a public site on the private database."""
    if settings.DATABASE_URL:
        return []
    return [
        Warning(
            "The site runs on its private PostgreSQL, which one machine can use and nobody backs up.",
            hint="Set DATABASE_URL to a managed PostgreSQL.",
            id="config.W001",
        )
    ]
