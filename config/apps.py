"""The project's own part as an app: its commands, checks and tasks."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Registers the project's system checks."""

    name = "config"

    def ready(self) -> None:
        """Load the checks, which register themselves."""
        from . import checks  # noqa: F401
