"""Find meetings: talks, summits, calls, visits, conferences and sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from ..analysis import Analysis
from ..clauses import Clause
from ..findings import NO_DAYS, DayRange, FoundMeeting, MeetingFormat
from ..lexicon import load_pattern, load_set
from .anaphora import is_again_told, is_commented, means_the_same
from .counting import behalf_of, bodies, counts, without_media, without_own_states
from .distance import moved_to
from .duration import duration_of
from .merging import merged
from .parties import Parties, in_turn, parties_of
from .phrases import governor_of
from .report import Report
from .scope import section_of
from .status import status_of
from .triggers import Sentence, Trigger, sentences_of, triggers_in
from .whereabouts import days_of, further_stops, is_house, only_clock_tells, place_of

DEFINITE = load_set("meetings/frames.toml", "definite")
OLD = timedelta(days=7)  # what lies further back is not what the article tells of
REMOTE = load_pattern("meetings/frames.toml", "remote")
ARRIVING = load_set("meetings/frames.toml", "arriving")
STAYING = load_set("meetings/frames.toml", "staying")
SEQUEL = load_pattern("meetings/frames.toml", "sequel")
AGAIN = load_pattern("meetings/frames.toml", "again")
RECALLED = load_pattern("meetings/frames.toml", "recalled")
BEFORE_OR_AFTER = load_set("meetings/frames.toml", "before_or_after")
EXACTLY = load_pattern("meetings/frames.toml", "exactly")
LASTED = load_pattern("meetings/frames.toml", "lasted")
CAME_TO_NOTHING = load_pattern("meetings/frames.toml", "came_to_nothing")
PLUPERFECT = load_set("meetings/frames.toml", "pluperfect")
HOSTING = load_pattern("meetings/frames.toml", "hosting")
AT_IT = load_pattern("meetings/frames.toml", "at_it")
CLOCK = re.compile(r"T(\d\d:\d\d)")  # in a TIMEX3 value
STOPS = frozenset(".!?…")
JOINING = frozenset({"joins", "adds"})


def find_meetings(analysis: Analysis) -> tuple[FoundMeeting, ...]:
    """Return the article's meetings, each once, in the order of their first evidence."""
    meetings = merged(_reports(analysis), analysis.published_at.date())
    found = (_found(meeting) for meeting in sorted(meetings, key=lambda one: one.evidence))
    return tuple(replace(meeting, hour=_hour(analysis, meeting)) for meeting in found)


def _hour(analysis: Analysis, meeting: FoundMeeting) -> str | None:
    """Return the first clock time that the evidence names for the meeting's days."""
    times = (found for span in meeting.evidence for found in analysis.dates_in(span) if found.type == "TIME")
    for found in times:
        clock = CLOCK.search(found.value)
        if clock and meeting.days in (NO_DAYS, found.days):
            return clock[1]
    return None


def _reports(analysis: Analysis) -> Iterator[Report]:
    for sentence in sentences_of(analysis.document):
        told = tuple(_of_sentence(analysis, sentence))
        told = told if any(map(_tells, told)) else (*told, *_said_at_it(analysis, sentence))
        yield from sorted(told, key=lambda report: _is_only_announced(analysis, report))


def _tells(report: Report) -> bool:
    """Tell whether a report can be a meeting, or be joined to one, by its own words."""
    return report.stands_alone or report.refers_back or report.same_people or report.headline


def _of_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[Report]:
    for trigger in _without_stays(tuple(triggers_in(analysis, sentence))):
        for parties in in_turn(analysis, trigger, parties_of(analysis, trigger)):
            report = _report(analysis, sentence, trigger, parties)
            if report.rule.endswith("/unplanned"):
                continue  # nobody thinks of such a meeting
            yield report
            for place in further_stops(analysis, trigger, report.place):
                yield replace(report, place=place)


def _said_at_it(analysis: Analysis, sentence: Sentence) -> Iterator[Report]:
    """Yield a report that only adds what was said at the meeting told right before: "Dabei warnte er vor …"."""
    document, start = analysis.document, sentence.span.start
    if document.paragraph_at(start).start == start:
        return
    after = document.sentence_at(start - 1).start
    for clause in sentence.clauses:
        if clause.kind != "main" or not clause.finite:
            continue
        if AT_IT.search(analysis.text, *clause.span) or LASTED.match(analysis.text, *clause.span):
            people = _people_in(analysis, clause)
            yield _addition(clause, people if len(people) > 1 else (), after)
            return
        if CAME_TO_NOTHING.match(analysis.text, *clause.span):
            yield replace(_addition(clause, (), after), status="cancelled", told=True, called_off=True)
            return
        if HOSTING.match(analysis.text, *clause.span):
            yield replace(_addition(clause, _people_in(analysis, clause), after), asks="hosts")
            return


def _people_in(analysis: Analysis, clause: Clause) -> tuple[str, ...]:
    mentions = (one for one in analysis.mentions_in(clause.span) if one.form == "name")
    return tuple(
        dict.fromkeys(one.entity for one in mentions if analysis.entity[one.entity].kind == "person")
    )


def _addition(clause: Clause, people: tuple[str, ...], after: int) -> Report:
    return Report(
        clause.span,
        "talks",
        "held",
        people,
        None,
        NO_DAYS,
        None,
        "adverb-dabei",
        stands_alone=False,
        refers_back=True,
        asks="adds",
        after=after,
    )


def _is_only_announced(analysis: Analysis, report: Report) -> bool:
    """Tell whether a clause only announces what follows behind its colon: "Abgesagt ist auch das Gespräch in Paris: …"."""
    announces = analysis.text[report.evidence.end : report.evidence.end + 1] == ":"
    return announces and report.refers_back and not report.participants


def _without_stays(triggers: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """Leave out a stay whose purpose is another meeting named in the clause."""
    occasions = {id(one.clause) for one in triggers if not one.verb and one.format not in ("visit", "talks")}
    return tuple(
        one
        for one in triggers
        if not (one.verb and one.verb.lemma in STAYING and id(one.clause) in occasions)
    )


def _report(analysis: Analysis, sentence: Sentence, trigger: Trigger, named: Parties) -> Report:
    official = without_media(analysis, named)
    parties = without_own_states(analysis, official)
    kind = _format(analysis, trigger, parties)
    place = None if kind == "call" else place_of(analysis, trigger, parties.all)
    days = days_of(analysis, trigger)
    headline = _is_headline(analysis, sentence)
    published, moved = analysis.published_at.date(), moved_to(analysis, trigger) is not None
    status, why = status_of(analysis.text, trigger, days, published, headline=headline, moved=moved)
    return Report(
        trigger.span,
        kind,
        status,
        parties.all,
        place,
        days,
        duration_of(analysis, trigger),
        f"{trigger.rule}/{why}",
        stands_alone=official == named
        and not (is_again_told(trigger) and len(parties.all) < 2)
        and not (why == "negated" and _never_was(analysis, trigger))
        and counts(analysis, trigger, parties, place, days),
        refers_back=_refers_back(trigger),
        headline=headline,
        told=why != "held",
        called_off=status == "cancelled" and why != "put-off" and not _had_been(trigger),
        sequel=bool(SEQUEL.search(analysis.text, *trigger.span)),
        again=bool(AGAIN.search(analysis.text, *trigger.span)),
        recalled=_is_recalled(analysis, trigger, days),
        happened=status == "held" and (trigger.verb is not None or governor_of(trigger) == "nach"),
        framed=not trigger.verb and governor_of(trigger) in BEFORE_OR_AFTER,
        exactly=bool(EXACTLY.search(analysis.text, *trigger.span)),
        same_people=means_the_same(trigger, parties),
        housed=is_house(analysis, place),
        clocked=only_clock_tells(analysis, trigger, days),
        behalf=behalf_of(analysis, parties.all),
        asks=trigger.asks,
        arrival=trigger.verb is not None and trigger.verb.lemma in ARRIVING,
    )


def _format(analysis: Analysis, trigger: Trigger, parties: Parties) -> MeetingFormat:
    """Return the format; talks by telephone are a call, and where a body or its ministers meet among themselves, talks are a session."""
    if trigger.format == "talks" and REMOTE.search(analysis.text, *section_of(trigger)):
        return "call"
    if trigger.format != "talks" or parties.partners:
        return trigger.format
    kinds = [analysis.entity[one].kind for one in parties.owners]
    if kinds.count("organisation") != 1 or "state" in kinds or (trigger.verb and "person" in kinds):
        return trigger.format
    sits = bodies(analysis, parties) or parties.group
    return "session" if sits else trigger.format


def _had_been(trigger: Trigger) -> bool:
    """Tell whether the pluperfect tells what had been before it came otherwise: "hatte den Gipfel zunächst abgesagt"."""
    return any(verb.finite and verb.finite.lower in PLUPERFECT for verb in trigger.clause.verbs)


def _refers_back(trigger: Trigger) -> bool:
    """Tell whether the noun speaks of a meeting told before ("das Gespräch"), or the verb only adds to one."""
    if trigger.verb:
        return trigger.asks in JOINING
    before = [word for word in trigger.clause.words if word.end <= trigger.start]
    if is_commented(trigger):
        return True
    return is_again_told(trigger) or (bool(before) and before[-1].lower in DEFINITE)


def _never_was(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether a negated perfect without a day calls nothing off: "haben sich seit Jahren nicht getroffen"."""
    perfect = trigger.verb is not None and trigger.verb.auxiliary in ("haben", "sein")
    return perfect and not any(found.type in ("DATE", "TIME") for found in analysis.dates_in(trigger.span))


def _is_recalled(analysis: Analysis, trigger: Trigger, days: DayRange) -> bool:
    """Tell whether words or the day say that the article only looks back at the meeting."""
    old = days.latest is not None and days.latest < analysis.published_at.date() - OLD
    return old or bool(RECALLED.search(analysis.text, *trigger.span))


def _is_headline(analysis: Analysis, sentence: Sentence) -> bool:
    paragraph = analysis.document.paragraph_at(sentence.span.start)
    ending = analysis.text[max(paragraph.start, paragraph.end - 3) : paragraph.end]
    return STOPS.isdisjoint(ending) and paragraph.start == sentence.span.start


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
