"""Since when readers could know what a revision says, and until when its article said it."""

from __future__ import annotations

from datetime import datetime, time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .models import Article, Revision
from .signals import revision_redated


def known_since(
    published_at: datetime, changed_at: datetime | None, taken_in: datetime, before: Revision | None
) -> datetime:
    """Return since when readers could know what a revision says that comes after the other, if any does.

    That is the change time that the page states, where it can be that of this change: no time that had passed before, and none after the
    page was read. Else it is the publication time of an article's first revision; a later one counts from when it was taken in.
    """
    if before is None:
        return changed_at if changed_at and published_at < changed_at <= taken_in else published_at
    if changed_at and changed_at != before.changed_at and before.reported_at < changed_at <= taken_in:
        return changed_at
    return max(taken_in, before.reported_at)


def supersede(newer: Revision) -> None:
    """Note until when the article's earlier revisions held, now that the newer one has been read, too.

    A text that a paywall cuts off does not say that the rest is wrong, so it takes the place of other cut texts alone.
    """
    later = Q(superseded_at__isnull=True) | Q(superseded_at__gt=newer.reported_at)
    earlier = Revision.objects.filter(later, article=newer.article_id, number__lt=newer.number)
    if newer.is_truncated:
        earlier = earlier.filter(is_truncated=True)
    earlier.update(superseded_at=newer.reported_at)


def redate(article: Article, published_at: datetime) -> None:
    """Let the article, in all its revisions, have appeared at another time; whoever changes the hour knows it."""
    with transaction.atomic():
        Article.objects.filter(pk=article.pk).update(published_at=published_at)
        revisions = list(article.revisions.select_for_update().order_by("number"))
        moved: dict[datetime, datetime] = {}
        before = None
        for revision in revisions:
            old = revision.reported_at
            revision.has_time = revision.has_time or _hour(revision.published_at) != _hour(published_at)
            revision.published_at = published_at
            revision.reported_at = known_since(published_at, revision.changed_at, revision.created_at, before)
            moved[old], before = revision.reported_at, revision
        for revision in revisions:
            revision.superseded_at = moved.get(revision.superseded_at, revision.superseded_at)  # type: ignore[arg-type]
            revision.save(update_fields=["published_at", "has_time", "reported_at", "superseded_at"])
        for revision in revisions:
            revision_redated.send(sender=Revision, revision=revision)


def _hour(moment: datetime) -> time:
    return timezone.localtime(moment).time()
