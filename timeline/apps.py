"""The timeline's set-up."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from .editors import make_group


class TimelineConfig(AppConfig):
    """Crises, entities, events and evidence."""

    name = "timeline"
    verbose_name = "Chronik"

    def ready(self) -> None:
        """Register the tasks, one of which waits for stored revisions."""
        from . import tasks  # noqa: F401 - imported for its registrations

        post_migrate.connect(make_group, sender=self)
