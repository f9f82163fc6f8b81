"""Bring the reports of one article together: one meeting mentioned five times is one meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..findings import NO_DAYS, DayRange, MeetingFormat, MeetingStatus, Span

TALKING = frozenset({"talks", "summit", "session", "conference", "other"})


@dataclass(frozen=True)
class Report:
    """One place of the text that reports a meeting."""

    evidence: Span
    format: MeetingFormat
    status: MeetingStatus
    participants: tuple[str, ...]
    place: str | None
    days: DayRange
    minutes: int | None
    rule: str
    stands_alone: bool  # names enough to be a meeting by itself
    refers_back: bool  # "das Gespräch", "dieses Treffen"
    general: bool = False  # repeated or lasting contact
    more: tuple[Span, ...] = field(default=())


def merged(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return each meeting once, with all its evidence; reports that name too little are dropped."""
    meetings: list[Report] = []
    waiting: list[Report] = []
    for report in reports:
        partner = _partner(report, meetings)
        if partner is not None:
            meetings[partner] = _joined(meetings[partner], report)
        elif report.stands_alone:
            meetings.append(report)
        else:
            waiting.append(report)
    for report in waiting:  # a headline often comes before the report that explains it
        partner = _partner(report, meetings, later=True)
        if partner is not None:
            meetings[partner] = _joined(meetings[partner], report)
    return tuple(meetings)


def _partner(report: Report, meetings: list[Report], *, later: bool = False) -> int | None:
    """Return the index of the meeting that the report speaks of, the latest first."""
    order = range(len(meetings)) if later else reversed(range(len(meetings)))
    return next((at for at in order if _is_same(meetings[at], report)), None)


def _is_same(meeting: Report, report: Report) -> bool:
    if not _fit(meeting, report):
        return False
    shared = set(meeting.participants) & set(report.participants)
    if not report.participants or not meeting.participants:
        return report.refers_back or (bool(report.place) and report.place == meeting.place)
    smaller = min(len(meeting.participants), len(report.participants))
    if len(shared) == smaller:
        return (
            smaller > 1
            or not report.stands_alone
            or report.format == "visit"
            or meeting.participants == report.participants
        )
    return len(shared) >= 2


def _fit(meeting: Report, report: Report) -> bool:
    """Tell whether nothing speaks against one meeting: kind, days and place."""
    if meeting.format != report.format and not {meeting.format, report.format} <= TALKING:
        return False
    if not _days_fit(meeting.days, report.days):
        return False
    if meeting.format == "visit" and meeting.place and report.place and meeting.place != report.place:
        return False
    if report.stands_alone and meeting.stands_alone and "cancelled" in (meeting.status, report.status):
        return meeting.status == report.status or not report.days.earliest
    return True


def _days_fit(one: DayRange, other: DayRange) -> bool:
    if NO_DAYS in (one, other):
        return True
    starts_late = one.earliest and other.latest and one.earliest > other.latest
    ends_early = one.latest and other.earliest and one.latest < other.earliest
    return not starts_late and not ends_early


def _joined(meeting: Report, report: Report) -> Report:
    """Add a report to a meeting; what the meeting already knows stays."""
    narrower = _narrower(meeting.days, report.days)
    named = meeting.format in ("talks", "other") and report.format in TALKING - {"other"}
    return replace(
        meeting,
        format=report.format if named and report.stands_alone else meeting.format,
        participants=tuple(dict.fromkeys((*meeting.participants, *report.participants))),
        place=meeting.place or report.place,
        days=narrower,
        minutes=meeting.minutes or report.minutes,
        more=(*meeting.more, report.evidence, *report.more),
    )


def _narrower(one: DayRange, other: DayRange) -> DayRange:
    if one == NO_DAYS or other == NO_DAYS:
        return other if one == NO_DAYS else one
    spans = [days for days in (one, other) if days.earliest and days.latest]
    return min(spans, key=lambda days: (days.latest - days.earliest).days) if spans else one  # type: ignore[operator]
