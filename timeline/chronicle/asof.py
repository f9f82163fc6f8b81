"""The chronicle as it was known at any time: it rests on the evidence published until then, and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from timeline.models import Crisis, Event, Evidence, Report

from .clustering import cluster
from .merging import told_by
from .settling import Settled, settled


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
    for event in Event.objects.of_crisis(crisis).prefetch_related(_reports(as_of)):
        reports = list(event.reports.all())
        if reports and as_of is None:
            yield KnownEvent(event, settled(reports), tuple(reports))
        elif reports:
            yield from _parts(event, reports)


def _reports(as_of: datetime | None) -> Prefetch:
    reports = Report.objects.select_related(
        "place", "revision__article__source", "revision__article__current_revision"
    )
    if as_of is not None:
        reports = reports.filter(reported_at__lte=as_of)
    evidence = Prefetch("evidence", Evidence.objects.select_related("paragraph"))
    return Prefetch(
        "reports",
        reports.prefetch_related("roles__entity", evidence).order_by("reported_at", "revision_id", "pk"),
    )


def _parts(event: Event, reports: Sequence[Report]) -> Iterator[KnownEvent]:
    by_key = {report.pk: report for report in reports}
    for group in cluster({pk: told_by(report) for pk, report in by_key.items()}):
        members = tuple(report for report in reports if report.pk in group)
        yield KnownEvent(event, settled(members), members)
