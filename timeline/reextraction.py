"""Extract stored revisions anew after a better lexicon or rule, and say what that changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from articles.models import Revision

from .chronicle.recording import first_words
from .models import Extraction, Report
from .tasks import extract_now, extract_revision

OUTDATED = ""  # the version of an extraction that is to be done again
Found = dict[
    tuple[str, int, int], tuple[str, str]
]  # by place in the text: what a report says, and its first words


@dataclass(frozen=True)
class Changes:
    """What another extraction of a revision changes, each as a line for people."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def chosen(crisis: str = "", article: str = "", since: datetime | None = None) -> QuerySet[Revision]:
    """Return the revisions of a crisis, of the article with that address or number, or stored since a time; of all by default."""
    revisions = Revision.objects.select_related("article__source").order_by("published_at", "pk")
    if crisis:
        revisions = revisions.filter(article__crises__slug=crisis)
    if article:
        revisions = (
            revisions.filter(article__pk=article)
            if article.isdecimal()
            else revisions.filter(article__url=article)
        )
    return revisions.filter(published_at__gte=since) if since else revisions


def waiting() -> QuerySet[Revision]:
    """Return the revisions that are still to be extracted anew."""
    return Revision.objects.filter(extraction__extractor_version=OUTDATED).order_by("published_at", "pk")


def queue(revisions: QuerySet[Revision]) -> int:
    """Mark the revisions as outdated and queue their extraction, all in one transaction; return how many."""
    keys = list(revisions.values_list("pk", flat=True))
    with transaction.atomic():
        Extraction.objects.bulk_create(
            [Extraction(revision_id=key, extractor_version=OUTDATED) for key in keys],
            update_conflicts=True,
            unique_fields=["revision"],
            update_fields=["extractor_version"],
        )
        extract_revision.batch_defer(*[{"revision_id": key} for key in keys])  # type: ignore[arg-type]
    return len(keys)


def extract_anew(revision: Revision, *, keep: bool = True) -> Changes:
    """Extract the revision again and return what changed; with `keep=False` nothing is stored."""
    with transaction.atomic():
        before = _found(revision)
        Extraction.objects.filter(revision=revision).update(extractor_version=OUTDATED)
        extract_now(revision)
        changes = _compared(before, _found(revision))
        transaction.set_rollback(not keep)
    return changes


def _found(revision: Revision) -> Found:
    reports = Report.objects.filter(revision=revision).select_related("place", "event")
    return {
        first_words(report): (_said(report), _line(report))
        for report in reports.prefetch_related("roles__entity", "evidence__paragraph")
    }


def _said(report: Report) -> str:
    roles = [(role.role, role.entity.key) for role in report.roles.all()]
    place = report.place.key if report.place else None
    return json.dumps(
        [str(report.earliest), str(report.latest), place, roles, report.values], sort_keys=True, default=str
    )


def _line(report: Report) -> str:
    words = next((evidence.words for evidence in report.evidence.all()), "")
    return f"{report.get_kind_display()}: „{words}“"


def _compared(before: Found, after: Found) -> Changes:
    both = before.keys() & after.keys()
    return Changes(
        new=tuple(_lines(after, after.keys() - before.keys())),
        gone=tuple(_lines(before, before.keys() - after.keys())),
        changed=tuple(_lines(after, {key for key in both if before[key][0] != after[key][0]})),
    )


def _lines(found: Found, keys: set[tuple[str, int, int]]) -> Iterator[str]:
    return (found[key][1] for key in sorted(keys))
