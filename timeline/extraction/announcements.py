"""Find what somebody promised or announced to do, and for when."""

from __future__ import annotations

from collections.abc import Iterator

from .analysis import Analysis
from .clauses import Clause, clauses_in
from .dates import days_of_clause
from .findings import NO_DAYS, DayRange, FoundAnnouncement, FoundStatement, Span


def find_announcements(
    analysis: Analysis, statements: tuple[FoundStatement, ...]
) -> tuple[FoundAnnouncement, ...]:
    """Return the announcements of the article in the order of the text.

    Announced is what a verb of promising introduces ("kündigte an, …"), and what somebody says to do on a day to come ("sagte, man
    werde am Montag liefern").
    """
    return tuple(_announcements(analysis, statements))


def _announcements(analysis: Analysis, statements: tuple[FoundStatement, ...]) -> Iterator[FoundAnnouncement]:
    for statement in statements:
        days = _promised_days(analysis, statement)
        if statement.stance == "announces":
            rule = "verb of announcing"
        elif (
            days != NO_DAYS
            and statement.speaker
            and any(_is_promise(clause) for clause in _clauses(analysis, statement))
        ):
            rule = "future in somebody's words"
        else:
            continue
        announcer = statement.speaker.entity if statement.speaker else None
        yield FoundAnnouncement(statement.spans, announcer, days, statement.days, rule)


def _promised_days(analysis: Analysis, statement: FoundStatement) -> DayRange:
    """Return the days to come that the content names."""
    published = analysis.published_at.date()
    for span in statement.spans:
        if analysis.dates_in(span):
            days = days_of_clause(analysis.document, analysis.dates, span, analysis.published_at)
            said = statement.days.latest or published
            if days == NO_DAYS:
                return DayRange(said, None)  # "in den kommenden Wochen" names no last day
            if days.latest is None or days.latest >= said:
                return days
    return NO_DAYS


def _clauses(analysis: Analysis, statement: FoundStatement) -> Iterator[Clause]:
    for span in statement.spans:
        yield from clauses_in(analysis.document, Span(*span))


def _is_promise(clause: Clause) -> bool:
    """Tell whether a clause says what its speaker will do: werden with an infinitive, in the active."""
    return any(verb.auxiliary == "werden" and not verb.passive for verb in clause.verbs)
