"""The timeline's set-up."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from .editors import make_group


class TimelineConfig(AppConfig):
    """Crises, entities, events and evidence."""

    name = "timeline"
    verbose_name = "Chronik"

    def ready(self) -> None:
        """Register the tasks, one of which waits for stored revisions, and what else waits for articles."""
        from . import receivers, tasks  # noqa: F401 - imported for their registrations

        post_migrate.connect(make_group, sender=self)
