"""The work that is queued in PostgreSQL and done by the workers."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.dispatch import receiver
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles.models import Revision
from articles.signals import revision_stored

from .chronicle import is_recorded, known_entities, record
from .chronicle.drafts import Locator
from .chronicle.locking import only_writer
from .chronicle.redeeming import redeem_forgotten
from .chronicle.remembering import remember_forgotten
from .extraction import extract

FOUR_TRIES = RetryStrategy(max_attempts=4, exponential_wait=5)  # a passing fault, such as a lost connection


@app.task(queue="extraction", retry=FOUR_TRIES)
def extract_revision(revision_id: int) -> None:
    """Extract a revision and record what was found; does nothing where this version has done so already."""
    revision = Revision.objects.select_related("article__source").filter(pk=revision_id).first()
    if revision is not None and not is_recorded(revision):
        extract_now(revision)


def extract_now(revision: Revision) -> None:
    """Extract the revision and record what was found."""
    locator = Locator(revision.paragraphs.all())
    published_at = revision.published_at.astimezone(ZoneInfo(revision.article.source.time_zone))
    findings = extract(locator.text, published_at, title=revision.title, known=known_entities())
    record(revision, findings, locator)


@app.periodic(cron="*/10 * * * *")
@app.task(queue="extraction", queueing_lock="remember")
def remember_what_was_known(timestamp: int) -> None:
    """Make up for what is derived of events that were stored by other ways than the chronicle's own, such as a restored copy."""
    with only_writer():
        redeem_forgotten()
        remember_forgotten()


@receiver(revision_stored, dispatch_uid="queue_extraction")
def queue_extraction(revision: Revision, **kwargs: Any) -> None:
    """Queue the extraction of a stored revision, in the transaction that stores it."""
    extract_revision.defer(revision_id=revision.pk)
