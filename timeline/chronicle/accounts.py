"""Read stored reports in a form that can be compared, and mark them so that like ones are found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

from django.db.models import QuerySet

from timeline.models import Report

from .behalf import bodies_of, is_town, states_around
from .blocking import blocks_of
from .told import COMPARED, Told

MARKS = ["digest", "blocks"]


def with_details(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Fetch all that comparing and settling read along with the reports."""
    return reports.select_related("place", "revision__article", "revision__provenance").prefetch_related(
        "roles__entity"
    )


def told_by(report: Report) -> Told:
    """Return what the report says, for comparison."""
    roles = frozenset((role.role, role.entity.key) for role in report.roles.all())
    place = report.place.key if report.place else None
    return Told(
        kind=report.kind,
        earliest=report.earliest,
        latest=report.latest,
        day=report.day,
        place=place,
        place_is_exact=bool(place and is_town(place)),
        roles=roles,
        facts=tuple((slot, report.values.get(slot)) for slot in COMPARED[report.kind]),
        pinned_to=report.event_id if report.is_pinned else None,
        place_lies_in=states_around(place) if place else frozenset(),
        behalf=frozenset((key, body) for _, key in roles for body in bodies_of(key, report.day)),
    )


def mark(reports: Iterable[Report]) -> None:
    """Store the digest and the blocks of reports whose values or roles are new; they come with details."""
    marked = list(reports)
    for report in marked:
        report.digest = _digest(report)
        report.blocks = sorted(blocks_of(told_by(report)))
    Report.objects.bulk_update(marked, MARKS)


def _digest(report: Report) -> str:
    """Return the same short text for all reports that say the same, whoever says it and, where they give a day, whenever."""
    dated = report.earliest or report.latest
    said = [
        report.kind,
        str(report.earliest),
        str(report.latest),
        "" if dated else str(report.day),
        report.place.key if report.place else "",
        [[role.role, role.entity.key] for role in report.roles.all()],
        report.values,
        report.event_id if report.is_pinned else 0,
    ]
    return blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=16).hexdigest()
