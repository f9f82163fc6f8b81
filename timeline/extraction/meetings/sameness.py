"""Decide whether a report speaks of a meeting that the article has told before. In doubt it does not: the chronicle joins by itself."""

from __future__ import annotations

from dataclasses import dataclass

from ..findings import NO_DAYS, DayRange
from .report import Report

TALKING = frozenset({"talks", "summit", "session", "conference", "other"})
GENERIC = frozenset({"talks", "other"})  # "das Treffen" may mean a summit or a visit told before
CLOSE = 250  # characters
REMEMBERED = 1500  # characters after which a definite noun no longer means the meeting
SUMMONED = frozenset({"summons", "ministry"})


@dataclass(frozen=True)
class Casts:
    """How two casts go together; people stand for their states, and states for their people."""

    shared: int  # how many of the smaller cast the other one names
    ours_whole: bool  # all of the meeting's are among the report's
    theirs_whole: bool  # all of the report's are among the meeting's

    @property
    def equal(self) -> bool:
        """Tell whether both name the same."""
        return self.ours_whole and self.theirs_whole

    @property
    def nested(self) -> bool:
        """Tell whether one names all that the other names."""
        return self.ours_whole or self.theirs_whole


def casts_of(meeting: Report, report: Report) -> Casts:
    """Compare the casts of two reports."""
    ours, theirs = set(meeting.participants), set(report.participants)
    pairs = meeting.behalf | report.behalf
    us = {one for one in ours if _is_among(one, theirs, pairs)}
    them = {one for one in theirs if _is_among(one, ours, pairs)}
    return Casts(min(len(us), len(them)), us == ours, them == theirs)


def _is_among(one: str, others: set[str], pairs: frozenset[tuple[str, str]]) -> bool:
    return one in others or any((one, other) in pairs or (other, one) in pairs for other in others)


def is_same(meeting: Report, report: Report) -> bool:
    """Tell whether the report speaks of the meeting."""
    if _is_received(meeting, report):
        return True
    if report.asks == "hosts":
        return is_close(meeting, report) and not _is_another(meeting, report)
    if report.asks == "adds":
        return _days_fit(meeting.days, report.days) and _adds(meeting, report, casts_of(meeting, report))
    if not fits(meeting, report) or _is_another(meeting, report):
        return False
    casts = casts_of(meeting, report)
    if meeting.evidence == report.evidence and report.format != "visit" and casts.nested:
        return bool(casts.shared)  # "beriet in einer Videoschalte mit den Partnern"
    if report.format == "visit" and meeting.format == "visit":
        return bool(casts.shared) and _same_visit(meeting, report)
    if not report.participants or not meeting.participants:
        recalled = meeting.recalled and not report.recalled
        return report.refers_back and not report.stands_alone and is_near(meeting, report) and not recalled
    if report.refers_back and not report.stands_alone:
        alone = len(report.participants) == 1
        return casts.theirs_whole or (bool(casts.shared) and alone) or is_close(meeting, report)
    return _same_talks(meeting, report, casts)


def _is_received(meeting: Report, report: Report) -> bool:
    """Tell whether talks are those of somebody who has just arrived: "traf in Quito ein und wurde dort empfangen"."""
    if not meeting.arrival or report.format != "talks":
        return False
    return bool(casts_of(meeting, report).shared) and is_close(meeting, report)


def _adds(meeting: Report, report: Report, casts: Casts) -> bool:
    """Tell whether what is only added belongs to the meeting: by who takes part, else because it was told right before."""
    last = max(span.end for span in (meeting.evidence, *meeting.more))
    if last < report.after:
        return False
    unnamed = not report.participants or report.format == "call"
    return bool(casts.shared) or (unnamed and is_close(meeting, report))


def _same_visit(meeting: Report, report: Report) -> bool:
    if report.asks == "joins":
        return True  # "begleitet wurde er von …"
    return report.place == meeting.place or (report.refers_back and not report.place)


def _same_talks(meeting: Report, report: Report, casts: Casts) -> bool:
    smaller = min(len(meeting.participants), len(report.participants))
    if report.exactly and not meeting.exactly and len(meeting.participants) > 2:
        return False
    if report.asks in SUMMONED or meeting.asks in SUMMONED:
        return bool(casts.shared) and casts.shared == smaller
    if casts.shared == 1 and smaller == 1 and meeting.place and meeting.place == report.place:
        return not report.sequel  # "die Genfer Unterredung mit Lawrow", then "sprach in Genf mit Lawrow"
    if meeting.refers_back and casts.ours_whole and len(meeting.participants) == 1 and not report.sequel:
        # "nach dem Treffen der Minister", then "A und B hatten verhandelt"
        return meeting.format in GENERIC and (_open(meeting) or _open(report))
    return casts.equal or (casts.shared >= 2 and casts.nested and not report.sequel)


def _open(report: Report) -> bool:
    return report.days == NO_DAYS or report.clocked


def is_close(meeting: Report, report: Report) -> bool:
    """Tell whether a definite noun follows so soon that whoever speaks of the meeting took part: "nach den Gesprächen"."""
    last = max(span.end for span in (meeting.evidence, *meeting.more))
    return report.asks != "joins" and 0 <= report.evidence.start - last <= CLOSE


def is_near(meeting: Report, report: Report) -> bool:
    """Tell whether the meeting was told so lately that "das Treffen" can mean it."""
    last = max(span.end for span in (meeting.evidence, *meeting.more))
    return report.evidence.start - last <= REMEMBERED


def fits(meeting: Report, report: Report) -> bool:
    """Tell whether nothing speaks against one meeting: kind, days, place and fate."""
    return (
        _formats_fit(meeting, report)
        and (meeting.clocked or report.clocked or _days_fit(meeting.days, report.days))
        and not _places_differ(meeting, report)
        and not _fates_differ(meeting, report)
    )


def _is_another(meeting: Report, report: Report) -> bool:
    """Tell whether words or tenses open another meeting: a recalled one, the next one, one that is still to come."""
    if meeting.happened and report.status == "cancelled" and report.days != meeting.days:
        return True
    if report.days != NO_DAYS and report.days == meeting.days and report.days.earliest == report.days.latest:
        return False
    if not report.stands_alone and report.refers_back:
        return False
    if meeting.evidence == report.evidence and report.framed != meeting.framed:
        return True
    if meeting.evidence == report.evidence and (meeting.status == "cancelled") != (
        report.status == "cancelled"
    ):
        return True
    if report.recalled != meeting.recalled or (report.again and not meeting.again):
        return True
    return (meeting.happened and report.ahead) or (meeting.ahead and report.happened)


def _formats_fit(meeting: Report, report: Report) -> bool:
    if report.format == "summit" and not report.participants and report.refers_back:
        return meeting.format == report.format
    if "stage" in (meeting.asks, report.asks):
        return meeting.format == report.format
    if meeting.format == report.format or {meeting.format, report.format} <= TALKING:
        return True
    if meeting.evidence == report.evidence:
        return "visit" not in (meeting.format, report.format)  # "berieten in einer Videokonferenz"
    if {meeting.format, report.format} <= {"talks", "call"} and not meeting.place and not report.place:
        return report.refers_back or (meeting.days != NO_DAYS and meeting.days == report.days)
    return report.format in GENERIC and report.refers_back and not report.stands_alone


def _places_differ(meeting: Report, report: Report) -> bool:
    """Tell whether two reports name two places, neither of them a headline's or a house of the place told before."""
    if meeting.headline or (report.housed and report.refers_back):
        return False
    return bool(meeting.place and report.place and meeting.place != report.place)


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
