"""Keep what was known of each event when: a state for every time at which something new was reported of it.

A state rests on the reports published until then, grouped into events as today. Editors' decisions are in none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from timeline.models import READABLE, STANDING, Event, EventState, Report

from .accounts import with_parts
from .origins import origin_of
from .storing import Changes, store
from .weighing import Settled, Voice, weigh

BATCH = 500


def remember(event_ids: Iterable[int]) -> None:
    """Bring the states of the events in line with their reports; one that has no report has no state."""
    keys = list(event_ids)
    reports = _reports(keys)
    known: dict[int, dict[datetime, EventState]] = defaultdict(dict)
    for state in EventState.objects.filter(event__in=keys).select_related("place"):
        known[state.event_id][state.since] = state
    changes: list[Changes] = []
    for key in keys:
        for since, values in _states(reports.get(key, [])):
            stored = known[key].pop(since) if since in known[key] else EventState(event_id=key, since=since)
            changes.append((stored, values))
    gone = [state.pk for states in known.values() for state in states.values()]
    if gone:
        EventState.objects.filter(pk__in=gone).delete()
    store(changes)


def remember_forgotten() -> int:
    """Make the states of events that have reports but no state, as after a bulk load; return how many there were."""
    held = STANDING | Q(revision__superseded_at__gt=F("reported_at"))
    told = Exists(Report.objects.filter(READABLE, held, event=OuterRef("pk")))
    remembered = Exists(EventState.objects.filter(event=OuterRef("pk")))
    forgotten = list(Event.objects.filter(told, ~remembered).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(forgotten), BATCH):
        remember(forgotten[start : start + BATCH])
    return len(forgotten)


def standing(reports: Iterable[Report], as_of: datetime | None = None) -> list[Report]:
    """Return the reports whose texts no newer revision has taken the place of, or had by then."""
    return [report for report in reports if _stands(report.revision.superseded_at, as_of)]


def settled(reports: Sequence[Report], first: datetime) -> Settled:
    """Weigh what the reports say of what is known since that time."""
    return weigh(_voices(reports), first)


def _stands(superseded_at: datetime | None, as_of: datetime | None) -> bool:
    return superseded_at is None or (as_of is not None and as_of < superseded_at)


def _voices(reports: Sequence[Report]) -> list[Voice]:
    alike: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        alike[report.digest].append(report)
    return [
        Voice(
            same[0],
            frozenset(origin_of(report.revision) for report in same),
            max(report.said_since for report in same),
        )
        for same in alike.values()
    ]


def _states(reports: Sequence[Report]) -> Iterator[tuple[datetime, dict[str, Any]]]:
    """Yield since when what was known, in order; nothing while no article reported the event any more."""
    moments = sorted(_moments(reports))
    for since, until in zip_longest(moments, moments[1:]):
        known = [report for report in reports if report.reported_at <= since]
        if told := standing(known, since):
            first = min(report.reported_at for report in known)
            yield since, {"until": until, **_as_state(settled(told, first))}


def _moments(reports: Iterable[Report]) -> set[datetime]:
    """Return when the event was reported, and when an article that had reported it was changed."""
    ends = {report.revision.superseded_at for report in reports} - {None}
    return {report.reported_at for report in reports} | ends  # type: ignore[operator,return-value]


def _as_state(values: Settled) -> dict[str, Any]:
    return {
        **values.fields,
        "particulars": values.particulars,
        "roles": [list(role) for role in values.roles],
    }


def _reports(event_ids: Sequence[int]) -> dict[int, list[Report]]:
    reports: dict[int, list[Report]] = defaultdict(list)
    found = with_parts(Report.objects.filter(READABLE, event__in=event_ids)).select_related(
        "revision__article__source", "revision__provenance"
    )
    for report in found.order_by("reported_at", "pk"):
        reports[report.event_id or 0].append(report)
    return reports
