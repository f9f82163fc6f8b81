"""Find meetings: talks, summits, calls, visits, conferences and sessions."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis import Analysis
from ..findings import FoundMeeting, Span
from .counting import counts
from .merging import Report, merged
from .parties import parties_of
from .status import status_of
from .triggers import Trigger, sentences_of, triggers_in
from .whereabouts import days_of, duration_of, place_of

DEFINITE = frozenset(
    {
        "das",
        "dem",
        "des",
        "die",
        "den",
        "der",
        "beim",
        "zum",
        "zur",
        "vom",
        "dieses",
        "diesem",
        "diese",
        "dieser",
        "beiden",
    }
)


def find_meetings(analysis: Analysis) -> tuple[FoundMeeting, ...]:
    """Return the article's meetings, each once, in the order of their first evidence."""
    return tuple(_found(meeting) for meeting in merged(_reports(analysis)))


def _reports(analysis: Analysis) -> Iterator[Report]:
    for sentence in sentences_of(analysis.document):
        for trigger in triggers_in(sentence):
            yield _report(analysis, trigger)


def _report(analysis: Analysis, trigger: Trigger) -> Report:
    parties = parties_of(analysis, trigger)
    place = place_of(analysis, trigger, parties.all)
    days = days_of(analysis, trigger)
    status, why = status_of(analysis.text, trigger, days, analysis.published_at.date())
    return Report(
        Span(trigger.clause.start, trigger.clause.end),
        trigger.format,
        status,
        parties.all,
        place,
        days,
        duration_of(analysis, trigger),
        f"{trigger.rule}/{why}",
        stands_alone=counts(analysis, trigger, parties, place, days),
        refers_back=_refers_back(analysis, trigger),
    )


def _refers_back(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether the noun speaks of a meeting told before: "das Gespräch", "dieses Treffen"."""
    if trigger.verb:
        return False
    before = [word for word in trigger.clause.words if word.end <= trigger.start]
    return bool(before) and before[-1].lower in DEFINITE


def _found(meeting: Report) -> FoundMeeting:
    return FoundMeeting(
        (meeting.evidence, *meeting.more),
        meeting.format,
        meeting.status,
        meeting.participants,
        meeting.place,
        meeting.days,
        meeting.minutes,
        meeting.rule,
    )
