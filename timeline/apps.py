"""The timeline's set-up."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """Crises, entities, events and evidence."""

    name = "timeline"
    verbose_name = "Chronik"

    def ready(self) -> None:
        """Register the tasks, one of which waits for stored revisions."""
        from . import tasks  # noqa: F401 - imported for its registrations
