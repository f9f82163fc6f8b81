"""Bring the reports of one article together: one meeting mentioned five times is one meeting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ..findings import NO_DAYS, DayRange
from .report import Report
from .sameness import GENERIC, TALKING, casts_of, fits, is_close, is_near, is_same

NEAR = timedelta(days=60)  # a day farther from publication is another subject of the clause
SOON = 400  # characters in which the lead's "die beiden" are named
MOST = 40  # earlier meetings that a report is compared with, of each party and of all


def merged(reports: Iterable[Report], published: date) -> tuple[Report, ...]:
    """Return each meeting once, with all its evidence; reports that name too little are dropped."""
    told = _Told(published)
    waiting = [report for report in reports if not told.take(report)]
    for report in waiting:  # a headline often comes before the report that explains it
        told.explain(report)
    return tuple(_settled(meeting, published) for meeting in told.meetings)


class _Told:
    """The meetings of an article as far as it has been read, with an index that keeps long articles fast."""

    def __init__(self, published: date) -> None:
        self.meetings: list[Report] = []
        self._published = published
        self._of_party: dict[str, list[int]] = {}

    def take(self, report: Report) -> bool:
        """Join the report to the meeting that it speaks of, or open one; False where it names too little."""
        report = self._with_people(report)
        found = [at for at in self._candidates(report) if is_same(self.meetings[at], report)]
        if found:
            self._join(max(found, key=lambda at: (_likeness(self.meetings[at], report), at)), report)
        elif report.stands_alone:
            self.meetings.append(self._dated(report))
            self._index(len(self.meetings) - 1)
        return bool(found) or report.stands_alone

    def _with_people(self, report: Report) -> Report:
        """Let "die beiden" be those who met last; a further meeting of theirs needs a day, a place or a plan."""
        if not report.same_people or report.asks == "adds":
            return report
        recent = (
            one
            for one in reversed(self.meetings[-MOST:])
            if is_close(one, report) or (is_near(one, report) and one.recalled <= report.recalled)
        )
        told = [one for one in recent if _has_people(one, report)]
        last = next((one for one in told if one.format == report.format), told[0] if told else None)
        if last is None:
            return report
        tells = report.ahead or report.days != NO_DAYS or report.place is not None
        return replace(
            report,
            participants=tuple(dict.fromkeys((*last.participants, *report.participants))),
            behalf=last.behalf | report.behalf,
            stands_alone=tells,
            refers_back=not tells,
        )

    def _dated(self, report: Report) -> Report:
        """Let what the same people plan next lie after what they have met for: "Danach wollen beide erneut miteinander sprechen"."""
        if not report.again or not report.ahead or report.days != NO_DAYS:
            return report
        held = (one for one in self.meetings[-MOST:] if one.happened and casts_of(one, report).equal)
        last = max((one.days.latest or self._published for one in held), default=None)
        return replace(report, days=DayRange(last + timedelta(days=1), None)) if last else report

    def explain(self, report: Report) -> None:
        """Join a headline, or what the lead tells of "die beiden", to the first meeting after it that it may announce."""
        soon = report.same_people and report.asks != "adds" and not report.recalled
        if not (report.headline or soon):
            return
        first = bisect_right(self.meetings, report.evidence.start, key=lambda meeting: meeting.evidence.start)
        later = range(first, min(len(self.meetings), first + MOST))
        at = next((at for at in later if _may_announce(report, self.meetings[at])), None)
        if at is not None and soon and self.meetings[at].evidence.start - report.evidence.end > SOON:
            return
        if at is not None:
            self._join(at, report)

    def _candidates(self, report: Report) -> set[int]:
        """Return the meetings with one of the report's parties, and the latest ones."""
        latest = range(max(0, len(self.meetings) - MOST), len(self.meetings))
        shared = (self._of_party.get(party, [])[-MOST:] for party in report.participants)
        return set(latest).union(*shared)

    def _join(self, at: int, report: Report) -> None:
        self.meetings[at] = _joined(self.meetings[at], report, self._published)
        self._index(at)

    def _index(self, at: int) -> None:
        for party in self.meetings[at].participants:
            places = self._of_party.setdefault(party, [])
            if at not in places[-MOST:]:
                places.append(at)


def _has_people(meeting: Report, report: Report) -> bool:
    """Tell whether those who met can be meant: several, or for a summit or a sitting the body that sat."""
    if report.format == "session":
        return meeting.format == report.format and bool(meeting.participants)
    return len(meeting.participants) > 1 or (report.format == "summit" == meeting.format)


def _likeness(meeting: Report, report: Report) -> int:
    near = is_close(meeting, report) or meeting.evidence.start > report.evidence.start
    return (
        2 * casts_of(meeting, report).shared
        + 2 * (report.ahead == meeting.ahead)
        + (near and not report.participants)
        + 2 * (report.refers_back and meeting.recalled <= report.recalled)
        + (report.place is not None and report.place == meeting.place)
        + (report.format == meeting.format)
    )


def _may_announce(report: Report, meeting: Report) -> bool:
    known = not report.participants or set(report.participants) & set(meeting.participants)
    return bool(known) and fits(meeting, report) and meeting.evidence.start > report.evidence.start


def _joined(meeting: Report, report: Report, published: date) -> Report:
    """Add a report to a meeting; what the meeting already knows stays, what words say goes before what is taken for granted."""
    exact = report.format in (TALKING - GENERIC) | {"call"} or meeting.evidence == report.evidence
    received = meeting.arrival and report.format == "talks"
    solid = report.stands_alone or report.format == "call"
    solid = solid and report.asks != "adds"
    named = meeting.format in GENERIC and report.format not in GENERIC and exact and solid
    kind = report.format if named or received else meeting.format
    told = report.told and not meeting.told and not meeting.happened and not report.refers_back
    told = told or _calls_off(meeting, report)
    behalf = meeting.behalf | report.behalf
    moot = (
        meeting.happened and report.ahead
    )  # "bot an, das Treffen in Rom auszurichten" is another one's place
    return replace(
        meeting,
        format=kind,
        arrival=meeting.arrival and not received,
        status=report.status if told else meeting.status,
        told=meeting.told or told,
        happened=meeting.happened or report.happened,
        participants=_people_before_states((*meeting.participants, *report.participants), behalf),
        behalf=behalf,
        place=None if kind == "call" else meeting.place or (None if moot else report.place),
        days=_days_of_both(meeting, report, published),
        clocked=(meeting.clocked or meeting.days == NO_DAYS) and report.clocked,
        minutes=meeting.minutes or report.minutes,
        headline=meeting.headline and report.headline,
        more=(*meeting.more, report.evidence, *report.more),
    )


def _calls_off(meeting: Report, report: Report) -> bool:
    """Tell whether the report says that the meeting did not come about, which goes before what only mentions or plans it."""
    if not report.called_off or meeting.happened:
        return False
    casts = casts_of(meeting, report)
    return report.refers_back or (casts.equal and casts.shared > 1)


def _people_before_states(cast: tuple[str, ...], behalf: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """Return each participant once, without the states for which people among them stand."""
    present = set(cast)
    stood_for = {state for person, state in behalf if person in present}
    return tuple(one for one in dict.fromkeys(cast) if one not in stood_for)


def _days_of_both(meeting: Report, report: Report, published: date) -> DayRange:
    """Return the days that tell more; what only refers back fills a gap, and never with a day of long ago."""
    if meeting.clocked and report.days != NO_DAYS and not report.clocked:
        return report.days
    if meeting.days != NO_DAYS and report.clocked:
        return meeting.days
    if meeting.days != NO_DAYS and report.refers_back and not report.stands_alone:
        return meeting.days
    if not any(abs(day - published) <= NEAR for day in report.days if day):
        return meeting.days
    return _narrower(meeting.days, report.days)


def _narrower(one: DayRange, other: DayRange) -> DayRange:
    """Return the range that tells more."""
    if NO_DAYS in (one, other):
        return other if one == NO_DAYS else one
    if one.earliest and one.latest and other.earliest and other.latest:
        return one if one.latest - one.earliest <= other.latest - other.earliest else other
    return one


def _settled(meeting: Report, published: date) -> Report:
    """Let the day decide where no word does: what lies ahead is planned."""
    if meeting.days.earliest and meeting.days.earliest > published and meeting.status in ("held", "ongoing"):
        return replace(meeting, status="planned")
    return meeting
