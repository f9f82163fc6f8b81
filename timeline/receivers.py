"""What follows when an article is said to have appeared at another time, or goes to readers, or is taken from them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from articles.models import Revision
from articles.signals import revision_redated, status_changed

from .crises import follow_status
from .reextraction import queue


@receiver(revision_redated, dispatch_uid="queue_extraction_anew")
def queue_extraction_anew(revision: Revision, **kwargs: Any) -> None:
    """Queue the extraction of a revision all of whose days are counted from another one now."""
    queue(Revision.objects.filter(pk=revision.pk))


@receiver(status_changed, dispatch_uid="let_events_follow")
def let_events_follow(articles: Collection[int], **kwargs: Any) -> None:
    """Weigh anew what the articles report."""
    follow_status(articles)
