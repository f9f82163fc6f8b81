"""Read stored reports in a form that can be compared, and mark them so that like ones are found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from django.db.models import Prefetch, QuerySet

from timeline.models import Report, ReportRole

from .blocking import blocks_of
from .told import Told, account

MARKS = ["digest", "blocks"]
Parts = Sequence[tuple[str, str]]  # the roles and keys of those who take part, in order
Accounts = dict[str, Told]  # what reports say, by digest: those that say the same are one


def with_parts(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Fetch all that is compared and weighed along with the reports."""
    roles = Prefetch("roles", ReportRole.objects.select_related("entity"))
    return reports.select_related("place").prefetch_related(roles)


def with_details(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Fetch the article and where its text comes from, too."""
    return with_parts(reports).select_related("revision__article", "revision__provenance")


def accounts_of(reports: QuerySet[Report]) -> Accounts:
    """Return what the stored reports say."""
    return {report.digest: told_by(report) for report in with_parts(reports)}


def told_by(report: Report, parts: Parts | None = None) -> Told:
    """Return what the report says, for comparison; `parts` stand in for the roles of one that is not stored yet."""
    return account(
        report.kind,
        (report.earliest, report.latest),
        report.told_on,
        place=report.place.key if report.place else None,
        roles=_parts(report) if parts is None else parts,
        values=report.values,
        pinned_to=report.event_id if report.is_pinned else None,
    )


def mark(report: Report, parts: Parts | None = None) -> Told:
    """Set the report's digest and blocks to what it says, and return that."""
    parts = _parts(report) if parts is None else parts
    told = told_by(report, parts)
    report.digest = _digest(report, parts)
    report.blocks = sorted(blocks_of(told))
    return told


def mark_anew(reports: Iterable[Report]) -> Accounts:
    """Store the digests and blocks of reports whose values, roles or event were changed from outside."""
    marked = list(reports)
    told = [mark(report) for report in marked]
    Report.objects.bulk_update(marked, MARKS)
    return {report.digest: one for report, one in zip(marked, told, strict=True)}


def _parts(report: Report) -> Parts:
    return [(part.role, part.entity.key) for part in report.roles.all()]


def _digest(report: Report, parts: Parts) -> str:
    """Return the same short text for all reports that say the same, whoever says it and, where they give a day, whenever."""
    said = [
        report.kind,
        str(report.earliest),
        str(report.latest),
        "" if report.earliest or report.latest else str(report.told_on),
        report.place.key if report.place else "",
        [list(part) for part in parts],
        report.values,
        report.event_id if report.is_pinned else 0,
    ]
    return blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=16).hexdigest()
