"""What articles said of an event in an earlier text and do not say any more, and what stands there instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz import fuzz

from articles.models import Article, Paragraph, Revision
from timeline.extraction.text import Document

from .models import Event, Evidence
from .models.evidence import told

ALIKE = 60  # per cent of the letters from which a sentence stands in another's place


@dataclass(frozen=True)
class Correction:
    """A sentence that an article has taken back, with what stands in its place, if anything does, and the event that this reports."""

    evidence: Evidence
    revision: Revision  # the article's text that holds
    sentence: str = ""
    event: Event | None = None

    @property
    def article(self) -> Article:
        """Return the article."""
        return self.revision.article


def corrections_of(event: Event) -> list[Correction]:
    """Return what readable articles took back of the event; it must have come by `with_details`. No query where nothing was."""
    taken_back = _taken_back(event)
    return [_correction(one) for one in taken_back.values()]


def _taken_back(event: Event) -> dict[int, Evidence]:
    """Return for each article that reports the event no more the first sentence by which its last text that did so did it."""
    still = {one.revision.article_id for one in told(event.evidence.all())}
    last: dict[int, Evidence] = {}
    for one in event.evidence.all():
        article = one.revision.article
        is_taken_back = article.pk not in still and article.status != Article.Status.DRAFT
        is_last = article.pk not in last or _place(one) < _place(last[article.pk])
        if one.report_id and is_taken_back and is_last:
            last[article.pk] = one
    return last


def _place(evidence: Evidence) -> tuple[int, int]:
    return -evidence.revision.number, evidence.position


def _correction(evidence: Evidence) -> Correction:
    texts = evidence.revision.article.revisions.filter(extraction__isnull=False).prefetch_related(
        "paragraphs"
    )
    revision = texts.select_related("article__source", "article__current_revision").latest("number")
    place = max(_sentences(revision), key=lambda place: _likeness(place, evidence), default=None)
    if place is None or _likeness(place, evidence) < ALIKE:
        return Correction(evidence, revision)
    paragraph, start, end = place
    inside = Evidence.objects.filter(Q(start__lt=end) & Q(end__gt=start), paragraph=paragraph)
    events = Event.objects.public().filter(kind=evidence.event.kind, evidence__in=inside)
    instead = events.exclude(pk=evidence.event_id).with_details().first()
    return Correction(evidence, revision, paragraph.text[start:end], instead)


def _sentences(revision: Revision) -> Iterator[tuple[Paragraph, int, int]]:
    for paragraph in revision.paragraphs.all():
        for start, end in Document(paragraph.text).sentences:
            yield paragraph, start, end


def _likeness(place: tuple[Paragraph, int, int], evidence: Evidence) -> float:
    paragraph, start, end = place
    return fuzz.ratio(paragraph.text[start:end], evidence.sentence)
