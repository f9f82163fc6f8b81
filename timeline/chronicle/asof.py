"""The chronicle as it was known at any time: it rests on the evidence published until then, and on nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Prefetch
from django.db.models.functions import Coalesce

from articles.models import Revision
from timeline.models import Crisis, Event, Evidence, Report

from .accounts import told_by
from .clustering import cluster
from .origins import origin_of
from .weighing import Settled, Voice, weigh

IN_ORDER = ("reported_at", "revision__article__url", "revision__number", "digest", "pk")
Newest = dict[int, int]  # an article's newest known revision, by number


@dataclass(frozen=True)
class KnownEvent:
    """An event with the values that its known reports bear out."""

    event: Event
    values: Settled
    reports: tuple[Report, ...]


def known_events(crisis: Crisis, as_of: datetime | None = None) -> Iterator[KnownEvent]:
    """Yield the crisis's visible events with what was known of them at that time (by default now), in the order of their days.

    An event that only a later report brought together is yielded in the parts that were known.
    """
    newest = _newest_revisions(crisis, as_of)
    for event in Event.objects.of_crisis(crisis).prefetch_related(_reports(as_of)):
        reports = list(event.reports.all())
        for members in [reports] if as_of is None else _parts(reports):
            if members:
                yield KnownEvent(event, settled(members, newest), tuple(members))


def settled(reports: Sequence[Report], newest: Newest) -> Settled:
    """Weigh what the reports say; those of an article's older revisions count only where nothing else is left."""
    standing = [
        report for report in reports if report.revision.number == newest.get(report.revision.article_id)
    ]
    return weigh(_voices(standing or reports), min(report.reported_at for report in reports))


def _voices(reports: Sequence[Report]) -> list[Voice]:
    alike: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        alike[report.digest].append(report)
    return [
        Voice(
            same[0],
            frozenset(origin_of(report.revision) for report in same),
            min(report.reported_at for report in same),
            max(report.reported_at for report in same),
        )
        for same in alike.values()
    ]


def _newest_revisions(crisis: Crisis, as_of: datetime | None) -> Newest:
    revisions = Revision.objects.filter(article__crises=crisis)
    if as_of is not None:
        revisions = revisions.alias(since=Coalesce("changed_at", "published_at")).filter(since__lte=as_of)
    else:
        revisions = revisions.filter(pk=F("article__current_revision"))
    return dict(revisions.order_by().values_list("article").annotate(Max("number")))


def _reports(as_of: datetime | None) -> Prefetch:
    reports = Report.objects.select_related(
        "place", "revision__article__source", "revision__article__current_revision", "revision__provenance"
    )
    if as_of is not None:
        reports = reports.filter(reported_at__lte=as_of)
    evidence = Prefetch("evidence", Evidence.objects.select_related("paragraph"))
    return Prefetch(
        "reports",
        reports.prefetch_related("roles__entity", evidence).order_by(*IN_ORDER),
    )


def _parts(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    """Yield the groups that the reports make without what came later."""
    for group in cluster({report.pk: told_by(report) for report in reports}):
        yield [report for report in reports if report.pk in group]
