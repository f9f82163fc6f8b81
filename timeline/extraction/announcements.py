"""Find what somebody promised or announced to do, and for when.

A meeting that lies ahead is an event of its own, so what only announces one is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .analysis import Analysis
from .clauses import Clause, Verb, clauses_in
from .dates import days_of_clause
from .findings import NO_DAYS, DayRange, FoundAnnouncement, FoundMeeting, FoundStatement, Span
from .lexicon import load_set
from .statements.ahead import looks_ahead
from .subjects import subject_of

UNHELD = frozenset({"planned", "proposed"})
STATES = load_set("announcements/frames.toml", "states")
INTENDING = load_set("announcements/frames.toml", "intending")
INTENDED = load_set("announcements/frames.toml", "intended")
FUTURE = load_set("announcements/frames.toml", "future")


def find_announcements(
    analysis: Analysis, statements: tuple[FoundStatement, ...], meetings: tuple[FoundMeeting, ...] = ()
) -> tuple[FoundAnnouncement, ...]:
    """Return the announcements of the article in the order of the text.

    Announced is what a verb of promising introduces ("kündigte an, …"), what somebody says to do on a day to come ("sagte, man
    werde am Montag liefern"), and what the reporter says that somebody means to do ("Die USA wollen Helme liefern") or what
    is meant to be done on a day to come ("Die Antwort soll am Montag folgen").
    """
    told = [
        span
        for one in statements
        if one.mode != "reported" or one.stance == "announces"
        for span in one.spans
    ]
    ahead = [span for meeting in meetings if meeting.status in UNHELD for span in meeting.evidence]
    found = (*_in_statements(analysis, statements), *_in_plain_clauses(analysis, told))
    kept = (one for one in found if not _meets(one.evidence, ahead))
    return tuple(sorted(kept, key=lambda one: one.evidence))


def _in_statements(analysis: Analysis, statements: tuple[FoundStatement, ...]) -> Iterator[FoundAnnouncement]:
    for statement in statements:
        days = _promised_days(analysis, statement)
        if statement.stance == "announces":
            rule = "verb of announcing"
        elif days != NO_DAYS and statement.speaker and _promises(analysis, statement):
            rule = "future in somebody's words"
        else:
            continue
        announcer = statement.speaker.entity if statement.speaker else None
        if announcer is None and days == NO_DAYS:
            continue  # nobody's promise for no day: "die Entscheidung, … zu …, fiel"
        yield FoundAnnouncement(statement.spans, announcer, days, statement.days, rule)


def _promised_days(analysis: Analysis, statement: FoundStatement) -> DayRange:
    """Return the days to come that the content names; a report's own clause also names the day on which it was said."""
    said = statement.days.latest or analysis.published_at.date()
    for span in statement.spans:
        dates = [
            one
            for one in analysis.dates_in(span)
            if statement.mode != "reported" or looks_ahead(analysis, one.start)
        ]
        if dates:
            narrowed = replace(analysis, dates=tuple(dates))
            days = days_of_clause(narrowed.document, narrowed.dates, span, narrowed.published_at)
            if days == NO_DAYS:
                return DayRange(said, None)  # "in den kommenden Wochen" names no last day
            if days.latest is None or days.latest >= said:
                return days
    return NO_DAYS


def _promises(analysis: Analysis, statement: FoundStatement) -> bool:
    """Tell whether a clause of the content says what will be done."""
    clauses = (clause for span in statement.spans for clause in clauses_in(analysis.document, Span(*span)))
    verbs = [verb for clause in clauses for verb in clause.verbs]
    return any(
        _is_deed(verb, FUTURE) or (verb.mood == "indicative" and _is_deed(verb, INTENDED)) for verb in verbs
    )


def _in_plain_clauses(analysis: Analysis, told: Iterable[Span]) -> Iterator[FoundAnnouncement]:
    """Yield what the reporter says that somebody wants to do, or that is to be done on a day to come."""
    taken = list(told)
    for sentence in analysis.document.sentences:
        for clause in clauses_in(analysis.document, sentence):
            if clause.kind == "main" and not _meets([clause.span], taken):
                yield from [found for verb in clause.verbs if (found := _plan(analysis, clause, verb))][:1]


def _plan(analysis: Analysis, clause: Clause, verb: Verb) -> FoundAnnouncement | None:
    if verb.mood != "indicative" or verb.tense != "present":
        return None
    planner, days = _planner(analysis, clause, verb), _days_ahead(analysis, clause)
    if planner and _is_deed(verb, INTENDING):
        return FoundAnnouncement((clause.span,), planner, days, NO_DAYS, "plan told by the reporter")
    if days.earliest and _is_deed(verb, INTENDED):
        return FoundAnnouncement((clause.span,), None, days, NO_DAYS, "plan of nobody named")
    return None


def _is_deed(verb: Verb, auxiliaries: frozenset[str]) -> bool:
    """Tell whether a modal or auxiliary announces something done, in the active: no state, no feeling."""
    return verb.auxiliary in auxiliaries and not verb.passive and verb.lemma not in STATES


def _planner(analysis: Analysis, clause: Clause, verb: Verb) -> str | None:
    """Return the person, state or organisation that is the subject."""
    subject = subject_of(clause.words, clause, verb, lambda span: bool(_actors(analysis, span)))
    actors = _actors(analysis, subject) if subject else []
    return actors[0] if actors else None


def _actors(analysis: Analysis, span: Span) -> list[str]:
    mentions = [
        one for one in analysis.mentions_in(span) if one.acts and one.form not in ("adjective", "compound")
    ]
    return [one.entity for one in mentions if analysis.entity[one.entity].kind != "place"]


def _days_ahead(analysis: Analysis, clause: Clause) -> DayRange:
    published = analysis.published_at.date()
    if not analysis.dates_in(clause.span):
        return NO_DAYS
    days = days_of_clause(analysis.document, analysis.dates, clause.span, analysis.published_at)
    return days if days.latest is None or days.latest >= published else NO_DAYS


def _meets(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Tell whether one of the spans shares text with one of the others."""
    others = list(others)
    return any(span[0] < other[1] and other[0] < span[1] for span in spans for other in others)
