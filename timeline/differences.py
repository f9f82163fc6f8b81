"""Where the reports of one event contradict each other: each value with the sources that give it, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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


def differences(reports: Sequence[Report]) -> list[Difference]:
    """Return the particulars that the reports give differently, the most widely reported value first."""
    found = [Difference(str(label), _accounts(reports, read)) for label, read in PARTICULARS]
    return [difference for difference in found if len(difference.accounts) > 1]


def newest_of_each_article(reports: Iterable[Report]) -> list[Report]:
    """Return what each article's newest report says, in the order of the first reports."""
    newest: dict[int, Report] = {}
    for report in reports:
        known = newest.get(report.revision.article_id)
        if known is None or report.revision.number > known.revision.number:
            newest[report.revision.article_id] = report
    return list(newest.values())


def _accounts(reports: Sequence[Report], read: Callable[[Report], str]) -> tuple[Account, ...]:
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


def _place(report: Report) -> str:
    return report.place.local_name if report.place else ""


def _status(report: Report) -> str:
    status = report.values.get("status")
    return str(Meeting.Status(status).label) if status else ""


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
    (_("Stand"), _status),
    (_("Dauer"), _duration),
    (_("Zahl"), _figure),
]
