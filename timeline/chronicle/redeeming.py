"""Find the sentence that tells that what was announced came about, and keep it with the announcement.

It stands in an article of the days announced, or of the two after them, perhaps the very one that tells of the announcement, and is
no announcement itself. It is looked for whenever an announcement is settled, and in every article that is read later, so that
reading an announcement asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import combinations
from operator import and_
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from articles.models import Article, Paragraph, Revision
from timeline.extraction.findings import Span
from timeline.models import READABLE, STANDING, Announcement, Event, Redemption

from .promises import Promise, Told
from .storing import store

IN_TIME = timedelta(days=2)  # after the last day promised, for the papers to report it
BATCH = 500
NOTHING = {"paragraph": None, "start": None, "end": None, "known_since": None}


@dataclass(frozen=True)
class Telling:
    """A sentence that tells that a promise was kept."""

    paragraph: Paragraph
    span: Span

    @property
    def order(self) -> tuple[Any, ...]:
        """Return by what the first of several is found."""
        revision = self.paragraph.revision
        return revision.published_at, revision.pk, self.paragraph.position, self.span.start


def redeem(event_ids: Iterable[int]) -> None:
    """Look through all articles for the keeping of these announcements, and keep the first sentence that tells of each."""
    _keep((promise, next(_tellings(promise), None)) for promise in _promises(event__in=list(event_ids)))


def redeem_by(revision: Revision) -> None:
    """Look in a revision that was just read for the keeping of what had been announced."""
    article = revision.article
    told_before = Redemption.objects.filter(paragraph__revision__article=article)
    redeem(told_before.values_list("event", flat=True))
    if revision.superseded_at is None and article.status != Article.Status.DRAFT:
        _keep(_told_first(revision))


def redeem_forgotten() -> int:
    """Look for the keeping of announcements that came in by other ways than the chronicle's own; return how many there were."""
    waiting = Announcement.objects.filter(event__redemption=None).order_by("pk")
    forgotten = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(forgotten), BATCH):
        redeem(forgotten[start : start + BATCH])
    return len(forgotten)


def _promises(*conditions: Q, **where: Any) -> Iterator[Promise]:
    found = Announcement.objects.filter(*conditions, **where).order_by("pk").distinct()
    rows = found.values_list("pk", "what", "event__day", "due_earliest", "due_latest")
    for pk, what, made_on, first, last in rows:
        yield Promise(pk, what, made_on, first or made_on, last)


def _tellings(promise: Promise) -> Iterator[Telling]:
    """Yield the sentences of all articles that tell of the keeping, the first first."""
    if promise.last is None or not promise.gist:
        return
    standing = Paragraph.objects.filter(READABLE, STANDING)
    later = standing.filter(
        _has_some_of(promise.leading),
        revision__article__crises__events=promise.event,
        revision__published_at__range=(
            _start(max(promise.first, promise.made_on)),
            _end(promise.last + IN_TIME),
        ),
    )
    ordered = later.select_related("revision").order_by("revision__published_at", "revision", "position")
    for paragraph in ordered.distinct():
        yield from _tellings_in(paragraph, Told(paragraph.text), promise)


def _told_first(revision: Revision) -> Iterator[tuple[Promise, Telling]]:
    """Yield the promises of whose keeping the revision tells, where no earlier article does."""
    day = timezone.localdate(revision.published_at)
    awaited = list(
        _promises(
            Q(due_earliest=None) | Q(due_earliest__lte=day),
            due_latest__gte=day - IN_TIME,
            event__crises__articles=revision.article_id,
            event__day__lte=day,
        )
    )
    known = _known(promise.event for promise in awaited)
    texts = [(paragraph, Told(paragraph.text)) for paragraph in _paragraphs(revision)] if awaited else []
    for promise in awaited:
        tellings = (one for paragraph, text in texts for one in _tellings_in(paragraph, text, promise))
        told = next(tellings, None)
        if told and _comes_first(told, known.get(promise.event)):
            yield promise, told


def _paragraphs(revision: Revision) -> QuerySet[Paragraph]:
    return revision.paragraphs.select_related("revision").order_by("position")


def _tellings_in(paragraph: Paragraph, text: Told, promise: Promise) -> Iterator[Telling]:
    """Yield the sentences of the paragraph that tell of the keeping; none of those by which something is announced does."""
    spans = list(text.keeping(promise))
    announcing = _announcing(paragraph) if spans else []
    yield from (
        Telling(paragraph, span)
        for span in spans
        if not any(start < span.end and span.start < end for start, end in announcing)
    )


def _announcing(paragraph: Paragraph) -> list[tuple[int, int]]:
    evidence = paragraph.evidence.filter(event__kind=Event.Kind.ANNOUNCEMENT, report__isnull=False)
    return list(evidence.values_list("sentence_start", "sentence_end"))


def _comes_first(told: Telling, known: Redemption | None) -> bool:
    if known is None or known.paragraph is None:
        return True
    return told.order <= Telling(known.paragraph, Span(known.start or 0, known.end or 0)).order


def _keep(found: Iterable[tuple[Promise, Telling | None]]) -> None:
    tellings = {promise.event: told for promise, told in found}
    known = _known(tellings)
    store(
        (known.get(event) or Redemption(event_id=event), _as_stored(told) if told else NOTHING)
        for event, told in tellings.items()
    )


def _known(event_ids: Iterable[int]) -> dict[int, Redemption]:
    stored = Redemption.objects.filter(event__in=list(event_ids)).select_related("paragraph__revision")
    return {redemption.event_id: redemption for redemption in stored}


def _as_stored(told: Telling) -> dict[str, Any]:
    return {
        "paragraph": told.paragraph,
        "start": told.span.start,
        "end": told.span.end,
        "known_since": _known_since(told),
    }


def _known_since(told: Telling) -> datetime:
    """Return since when the article has had the sentence, through however many revisions."""
    sentence = told.paragraph.text[told.span.start : told.span.end]
    revision = told.paragraph.revision
    earlier = Revision.objects.filter(article=revision.article_id, number__lt=revision.number)
    having = earlier.filter(paragraphs__text__contains=sentence)
    return having.aggregate(since=Min("reported_at"))["since"] or revision.reported_at


def _has_some_of(stems: list[str]) -> Q:
    """Return the condition that a text has two of the stems, or one where there are hardly more."""
    some = Q()
    for together in combinations(stems, 2 if len(stems) > 2 else 1):
        some |= reduce(and_, (Q(text__icontains=stem) for stem in together))
    return some


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
