"""Where the reports of one event contradict each other: each value with the sources that give it, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import describe
from .models import Event, Meeting, Report, TroopFigure


@dataclass(frozen=True)
class Account:
    """A value, and the sources that give it."""

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A particular on which the reports do not agree."""

    label: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class Step:
    """A status of a meeting, and who reported it first."""

    status: str
    source: str
    reported_at: datetime

    @property
    def label(self) -> str:
        """Return the status in the reader's language."""
        return str(Meeting.Status(self.status).label)


def differences(reports: Sequence[Report]) -> list[Difference]:
    """Return the particulars that the reports give differently, the most widely reported value first."""
    found = [Difference(str(label), _accounts(reports, read)) for label, read in PARTICULARS]
    return [difference for difference in found if len(difference.accounts) > 1]


def course(reports: Iterable[Report]) -> list[Step]:
    """Return how a meeting came about as reports had it one after the other; nothing where it always stood the same."""
    steps: list[Step] = []
    for report in reports:
        status = report.values.get("status")
        if status and (not steps or steps[-1].status != status):
            steps.append(Step(status, report.revision.article.source.name, report.reported_at))
    return steps if len(steps) > 1 else []


def newest_of_each_article(reports: Iterable[Report]) -> list[Report]:
    """Return what each article's newest report says, in the order of the first reports."""
    newest: dict[int, Report] = {}
    for report in reports:
        known = newest.get(report.revision.article_id)
        if known is None or report.revision.number > known.revision.number:
            newest[report.revision.article_id] = report
    return list(newest.values())


def _accounts(reports: Sequence[Report], read: Callable[[Report], str]) -> tuple[Account, ...]:
    if read is _days:
        reports = [report for report in reports if not any(_is_within(other, report) for other in reports)]
    sources: dict[str, dict[str, None]] = {}
    for report in reports:
        if value := read(report):
            sources.setdefault(value, {})[report.revision.article.source.name] = None
    accounts = [Account(value, tuple(names)) for value, names in sources.items()]
    return tuple(sorted(accounts, key=lambda account: -len(account.sources)))


def _days(report: Report) -> str:
    if not (report.earliest or report.latest):
        return ""
    return describe.format_days(report.earliest, report.latest)


def _is_within(report: Report, wider: Report) -> bool:
    """Say whether the report's days are a part of the other's: then it is more precise, and no contradiction."""
    if not (report.earliest and report.latest and wider.earliest and wider.latest):
        return False
    is_same = (report.earliest, report.latest) == (wider.earliest, wider.latest)
    return not is_same and wider.earliest <= report.earliest and report.latest <= wider.latest


def _place(report: Report) -> str:
    return report.place.local_name if report.place else ""


def _duration(report: Report) -> str:
    minutes = report.values.get("duration_minutes")
    return describe.format_duration(minutes) if minutes else ""


def _figure(report: Report) -> str:
    if report.kind != Event.Kind.TROOP_FIGURE:
        return ""
    slots = {slot: report.values.get(slot) for slot in ("low", "high", "qualifier", "unit")}
    return describe.format_figure(TroopFigure(**slots))


PARTICULARS: list[tuple[Any, Callable[[Report], str]]] = [  # labels are translated when shown
    (_("Wann"), _days),
    (_("Ort"), _place),
    (_("Dauer"), _duration),
    (_("Zahl"), _figure),
]
