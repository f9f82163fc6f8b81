"""Tell on which day the story happens where its own sentence names none: the lead tells what the first sentences date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import takewhile

from ..analysis import Analysis
from ..clauses import Clause, clauses_in
from ..findings import DayRange, FoundDate, Span
from ..lexicon import load_pattern, load_set
from .phrases import governor_of
from .triggers import Trigger

PLUPERFECT = load_set("meetings/frames.toml", "pluperfect")
AT = load_set("meetings/frames.toml", "at")
TAKING_PLACE = load_set("meetings/frames.toml", "taking_place")
ELSEWHERE = load_pattern("meetings/frames.toml", "elsewhere")
LEAD = 5  # paragraphs in which the news and its day are told
FRESH = timedelta(days=2)  # from the day of the news to that of publication
MOMENT = timedelta(days=1)  # "in der Nacht zum Dienstag" lies on two days


def news_day(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the day of the story that the trigger's clause tells on: of the sentence before, or of one in the lead.

    A sentence before it in the lead lends its day to what it tells of the same people, and that of publication to all else.
    """
    if not _tells_news(trigger) or _lies_elsewhere(analysis, trigger):
        return None
    around, earlier = _sentences_around(analysis, trigger)
    dated = (days for sentence in around if (days := _day_of(analysis, sentence)))
    today = (
        days for sentence in earlier if (days := _day_of(analysis, sentence)) and _is_today(analysis, days)
    )
    return next(dated, None) or next(today, None)


def _is_today(analysis: Analysis, days: DayRange) -> bool:
    published = analysis.published_at.date()
    return days == DayRange(published, published)


def _tells_news(trigger: Trigger) -> bool:
    """Tell whether a main clause tells what happened, at the meeting or by it, and not what had happened before."""
    happens = trigger.format != "visit" and not governor_of(trigger)
    happens = happens and any(verb.lemma in TAKING_PLACE for verb in trigger.clause.verbs)
    told = trigger.verb is not None or trigger.asks == "stage" or happens or governor_of(trigger) in AT
    return told and trigger.clause.kind == "main" and _happened(trigger.clause)


def _lies_elsewhere(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether the clause speaks of some other time: "vor wenigen Tagen", "bereits sechsmal"."""
    timed = any(found.type in ("DATE", "TIME", "SET") for found in analysis.dates_in(trigger.clause.span))
    return timed or bool(ELSEWHERE.search(analysis.text, *trigger.clause.span))


def _happened(clause: Clause) -> bool:
    """Tell whether the clause is in the preterite or the perfect."""
    verb = clause.verb
    if verb is None or verb.finite is None or verb.mood != "indicative":
        return False
    if verb.auxiliary in ("haben", "sein", ""):
        pluperfect = bool(verb.auxiliary) and verb.finite.lower in PLUPERFECT
        return not pluperfect and (verb.tense == "past" or bool(verb.auxiliary))
    return verb.auxiliary == "werden" and verb.tense == "past"


def _sentences_around(analysis: Analysis, trigger: Trigger) -> tuple[list[Span], list[Span]]:
    """Return the sentences that tell the same story: that before in the paragraph, for one of the lead those behind it, and those
    before it on the same people; then all before it in the lead."""
    document, sentence = analysis.document, trigger.sentence.span
    paragraph = document.paragraph_at(sentence.start)
    before = [document.sentence_at(sentence.start - 1)] if sentence.start > paragraph.start else []
    lead = document.paragraphs[:LEAD]
    told = list(takewhile(lambda one: one.start < lead[-1].end, document.sentences))
    behind = [one for one in told if one.start > sentence.start]
    earlier = [one for one in told if one.start < sentence.start]
    people = _people_in(analysis, trigger.clause.span)
    theirs = [one for one in earlier if not people.isdisjoint(_people_in(analysis, one))]
    return [*before, *behind, *theirs], earlier


def _people_in(analysis: Analysis, span: Span) -> set[str]:
    """Return the people and bodies that the words name; states are named everywhere."""
    mentioned = {one.entity for one in analysis.mentions_in(span)}
    return {one for one in mentioned if analysis.entity[one].kind in ("person", "organisation")}


def _day_of(analysis: Analysis, sentence: Span) -> DayRange | None:
    """Return the fresh day on which a main clause of the sentence tells that something happened."""
    published = analysis.published_at.date()
    clauses = [
        clause
        for clause in clauses_in(analysis.document, sentence)
        if clause.kind == "main" and _happened(clause)
    ]
    dates = (found for clause in clauses for found in analysis.dates_in(clause.span))
    return next((found.days for found in dates if _is_fresh(found, published)), None)


def _is_fresh(found: FoundDate, published: date) -> bool:
    first, last = found.days
    if found.type not in ("DATE", "TIME") or first is None or last is None:
        return False
    return last - first <= MOMENT and published - FRESH <= first <= published
