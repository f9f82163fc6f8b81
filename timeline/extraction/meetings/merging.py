"""Bring the reports of one article together: one meeting mentioned five times is one meeting."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..findings import NO_DAYS, DayRange, MeetingFormat, MeetingStatus, Span

TALKING = frozenset({"talks", "summit", "session", "conference", "other"})
GENERIC = frozenset({"talks", "other"})  # "das Treffen" may mean a summit or a visit told before
NEAR = timedelta(days=60)  # a day farther from publication is another subject of the clause
MOST = 40  # earlier meetings that a report is compared with, of each party and of all
CLOSE = 250  # characters
SUMMONED = frozenset({"summons", "ministry"})


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
    refers_back: bool = False  # "das Gespräch", "dieses Treffen", or a verb that only adds to a meeting
    headline: bool = False  # a line of its own without a full stop
    told: bool = False  # words say its status; else it is only taken to be held
    asks: str = ""
    arrival: bool = False  # somebody only arrives: "traf in Quito ein"
    sequel: bool = False  # "danach", "zuvor", "erneut": another meeting unless the same people meet
    more: tuple[Span, ...] = field(default=())


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
        found = [at for at in self._candidates(report) if _is_same(self.meetings[at], report)]
        if found:
            self._join(max(found, key=lambda at: (_likeness(self.meetings[at], report), at)), report)
        elif report.stands_alone:
            self.meetings.append(report)
            self._index(len(self.meetings) - 1)
        return bool(found) or report.stands_alone

    def explain(self, report: Report) -> None:
        """Join a headline to the first meeting after it that it may announce."""
        if not report.headline:
            return
        first = bisect_right(self.meetings, report.evidence.start, key=lambda meeting: meeting.evidence.start)
        later = range(first, min(len(self.meetings), first + MOST))
        at = next((at for at in later if _may_announce(report, self.meetings[at])), None)
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


def _likeness(meeting: Report, report: Report) -> int:
    shared = len(set(meeting.participants) & set(report.participants))
    return (
        2 * shared
        + (report.place is not None and report.place == meeting.place)
        + (report.format == meeting.format)
    )


def _may_announce(report: Report, meeting: Report) -> bool:
    known = not report.participants or set(report.participants) & set(meeting.participants)
    return bool(known) and _fit(meeting, report) and meeting.evidence.start > report.evidence.start


def _is_same(meeting: Report, report: Report) -> bool:
    ours, theirs = set(meeting.participants), set(report.participants)
    shared = ours & theirs
    if meeting.arrival and report.format == "talks" and shared and _is_close(meeting, report):
        return True  # "traf in Quito ein und wurde dort empfangen"
    if not _fit(meeting, report):
        return False
    if report.asks == "adds":
        return bool(shared) or _is_close(meeting, report)  # "zugeschaltet waren …"
    if (
        meeting.evidence == report.evidence
        and report.format != "visit"
        and (ours <= theirs or theirs <= ours)
    ):
        return bool(shared)  # "beriet in einer Videoschalte mit den Partnern"
    if report.format == "visit" and meeting.format == "visit":
        if report.asks == "joins":
            return bool(shared)  # "begleitet wurde er von …"
        return bool(shared) and (report.place == meeting.place or (report.refers_back and not report.place))
    if not theirs or not ours:
        return report.refers_back and not report.stands_alone
    if report.refers_back and not report.stands_alone:
        return shared == theirs or (bool(shared) and len(theirs) == 1) or _is_close(meeting, report)
    if report.asks in SUMMONED or meeting.asks in SUMMONED:
        return bool(shared) and len(shared) == min(len(ours), len(theirs))
    if (
        len(shared) == 1
        and min(len(ours), len(theirs)) == 1
        and meeting.place
        and meeting.place == report.place
    ):
        return not report.sequel  # "die Genfer Unterredung mit Lawrow", then "sprach in Genf mit Lawrow"
    return ours == theirs or (len(shared) >= 2 and not report.sequel)


def _is_close(meeting: Report, report: Report) -> bool:
    """Tell whether a definite noun follows so soon that whoever speaks of the meeting took part: "nach den Gesprächen"."""
    last = max(span.end for span in (meeting.evidence, *meeting.more))
    return report.asks != "joins" and 0 <= report.evidence.start - last <= CLOSE


def _fit(meeting: Report, report: Report) -> bool:
    """Tell whether nothing speaks against one meeting: kind, days, place and fate."""
    return (
        _formats_fit(meeting, report)
        and _days_fit(meeting.days, report.days)
        and not (report.stands_alone and _places_differ(meeting, report))
        and not _fates_differ(meeting, report)
    )


def _formats_fit(meeting: Report, report: Report) -> bool:
    if meeting.format == report.format or {meeting.format, report.format} <= TALKING:
        return True
    if meeting.evidence == report.evidence:
        return "visit" not in (meeting.format, report.format)  # "berieten in einer Videokonferenz"
    return report.format in GENERIC and report.refers_back and not report.stands_alone


def _places_differ(meeting: Report, report: Report) -> bool:
    """Tell whether two reports name two places, neither of them a headline's."""
    return bool(meeting.place and report.place and meeting.place != report.place and not meeting.headline)


def _fates_differ(meeting: Report, report: Report) -> bool:
    """Tell whether one meeting was called off and the other, on another day or at another place, was not."""
    if not (report.stands_alone and meeting.stands_alone) or meeting.status == report.status:
        return False
    called_off = "cancelled" in (meeting.status, report.status)
    return called_off and (meeting.place != report.place or meeting.days != report.days)


def _days_fit(one: DayRange, other: DayRange) -> bool:
    if NO_DAYS in (one, other):
        return True
    starts_late = one.earliest and other.latest and one.earliest > other.latest
    ends_early = one.latest and other.earliest and one.latest < other.earliest
    return not starts_late and not ends_early


def _joined(meeting: Report, report: Report, published: date) -> Report:
    """Add a report to a meeting; what the meeting already knows stays, what words say goes before what is taken for granted."""
    exact = report.format in TALKING - GENERIC or meeting.evidence == report.evidence
    received = meeting.arrival and report.format == "talks"
    named = meeting.format in GENERIC and report.format not in GENERIC and exact and report.stands_alone
    told = report.told and not meeting.told and not report.refers_back
    return replace(
        meeting,
        format=report.format if named or received else meeting.format,
        arrival=meeting.arrival and not received,
        status=report.status if told else meeting.status,
        told=meeting.told or told,
        participants=tuple(dict.fromkeys((*meeting.participants, *report.participants))),
        place=meeting.place or report.place,
        days=_days_of_both(meeting, report, published),
        minutes=meeting.minutes or report.minutes,
        headline=meeting.headline and report.headline,
        more=(*meeting.more, report.evidence, *report.more),
    )


def _days_of_both(meeting: Report, report: Report, published: date) -> DayRange:
    """Return the days that tell more; what only refers back fills a gap, and never with a day of long ago."""
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
