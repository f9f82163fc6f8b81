"""Keep what was known of each event when: a state for every time at which something new was reported of it.

A state rests on the reports published until then, grouped into events as today. Editors' decisions are in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from articles.models import Revision
from timeline.models import Event, EventState, Report

from .accounts import with_parts
from .origins import origin_of
from .storing import Changes, store
from .weighing import Settled, Voice, weigh

Newest = Mapping[int, int]  # an article's newest known revision, by number
Versions = Mapping[
    int, Sequence[tuple[datetime, int]]
]  # an article's revisions: since when, and their numbers
BATCH = 500


def remember(event_ids: Iterable[int]) -> None:
    """Bring the states of the events in line with their reports; one that has no report has no state."""
    keys = list(event_ids)
    reports = _reports(keys)
    versions = _versions({report.revision.article_id for same in reports.values() for report in same})
    known: dict[int, dict[datetime, EventState]] = defaultdict(dict)
    for state in EventState.objects.filter(event__in=keys).select_related("place"):
        known[state.event_id][state.since] = state
    changes: list[Changes] = []
    for key in keys:
        for since, values in _states(reports.get(key, []), versions):
            stored = known[key].pop(since) if since in known[key] else EventState(event_id=key, since=since)
            changes.append((stored, values))
    gone = [state.pk for states in known.values() for state in states.values()]
    if gone:
        EventState.objects.filter(pk__in=gone).delete()
    store(changes)


def remember_forgotten() -> int:
    """Make the states of events that have reports but no state, as after a bulk load; return how many there were."""
    told = Exists(Report.objects.filter(event=OuterRef("pk")))
    remembered = Exists(EventState.objects.filter(event=OuterRef("pk")))
    forgotten = list(Event.objects.filter(told, ~remembered).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(forgotten), BATCH):
        remember(forgotten[start : start + BATCH])
    return len(forgotten)


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


def _states(reports: Sequence[Report], versions: Versions) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Yield since when what was known, in order."""
    moments = sorted(_moments(reports, versions))
    for since, until in zip_longest(moments, moments[1:]):
        known = [report for report in reports if report.reported_at <= since]
        newest = {
            article: max((number for time, number in versions[article] if time <= since), default=0)
            for article in {report.revision.article_id for report in known}
        }
        yield since, {"until": until, **_as_state(settled(known, newest))}


def _moments(reports: Sequence[Report], versions: Versions) -> set[datetime]:
    """Return when the event was reported, and when an article that had reported it was changed."""
    first = min((report.reported_at for report in reports), default=None)
    times = {
        time
        for report in reports
        for time, _ in versions[report.revision.article_id]
        if first and time > first
    }
    return times | {report.reported_at for report in reports}


def _as_state(values: Settled) -> dict[str, Any]:
    return {
        **values.fields,
        "particulars": values.particulars,
        "roles": [list(role) for role in values.roles],
    }


def _reports(event_ids: Sequence[int]) -> dict[int, list[Report]]:
    reports: dict[int, list[Report]] = defaultdict(list)
    found = with_parts(Report.objects.filter(event__in=event_ids)).select_related(
        "revision__article__source", "revision__provenance"
    )
    for report in found.order_by("reported_at", "pk"):
        reports[report.event_id or 0].append(report)
    return reports


def _versions(article_ids: Iterable[int]) -> dict[int, list[tuple[datetime, int]]]:
    revisions = Revision.objects.filter(article__in=list(article_ids)).order_by()
    versions: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for article, since, number in revisions.values_list(
        "article", Coalesce("changed_at", "published_at"), "number"
    ):
        versions[article].append((since, number))
    return versions
