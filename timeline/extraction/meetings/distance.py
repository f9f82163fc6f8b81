"""Count the day of a meeting from what its clause sets before or after it: "einen Tag vor seiner Begegnung mit ihm"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..analysis import Analysis
from ..findings import DayRange, FoundDate
from ..lexicon import load_pattern, load_set
from ..verbs import ATTRIBUTIVE, VerbForm, forms_of
from ..words import Word
from .phrases import governor_of, reach_of
from .triggers import Trigger

SIGN = {"vor": 1, "nach": -1}
ISO_LENGTH = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])|PT\d+[HM]")
DAYS_OF = {"D": 1, "W": 7, "M": 30, "Y": 365}
SLACK = {"D": 0, "W": 3, "M": 15, "Y": 60}  # "acht Monate nach" is meant roughly
MOVING = load_set("meetings/frames.toml", "moving")
NEXT_DAY = load_pattern("meetings/frames.toml", "next_day")
SAME_DAY = load_pattern("meetings/frames.toml", "same_day")


def days_by_distance(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the days that lie so far from the clause's own day, or from publication; None where no distance is told."""
    sign = SIGN.get(governor_of(trigger), 0) if not trigger.verb else 0
    if not sign or _has_own_day(analysis, trigger):
        return None
    distance = _distance(analysis, trigger)
    if distance is None:
        return None
    days, slack = distance
    middle = _anchor(analysis, trigger) + sign * timedelta(days=days)
    return DayRange(middle - timedelta(days=slack), middle + timedelta(days=slack))


def days_ahead(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the days that a plan in the present tense lies ahead: "kommen in zwei Wochen wieder zusammen"."""
    verb = trigger.verb
    if verb is None or verb.tense != "present" or verb.auxiliary:
        return None
    for found in analysis.dates_in(trigger.span):
        length = ISO_LENGTH.fullmatch(found.value) if found.type == "DURATION" else None
        if length and length["unit"] and _word_before(analysis, found) == "in":
            days, slack = _span_of(length)
            middle = analysis.published_at.date() + timedelta(days=days)
            return DayRange(middle - timedelta(days=slack), middle + timedelta(days=slack))
    return None


def moved_to(analysis: Analysis, trigger: Trigger) -> FoundDate | None:
    """Return the day to which the clause puts the meeting off: "wurde vom Montag auf den 28. Februar verschoben"."""
    lemmas = {verb.lemma for verb in trigger.clause.verbs}
    participles = {form.lemma for word in trigger.clause.words for form in _participle(word)}
    if MOVING.isdisjoint(lemmas | participles):
        return None
    dates = (found for found in analysis.dates_in(trigger.span) if found.days.earliest)
    return next((found for found in dates if _goal_before(analysis, found)), None)


def _participle(word: Word) -> tuple[VerbForm, ...]:
    """Return the readings of a word as a participle, also before a noun: "das verschobene Treffen"."""
    match = ATTRIBUTIVE.match(word.lower)
    forms = (*word.forms, *(forms_of(match[1]) if match else ()))
    return tuple(form for form in forms if form.mood == "participle")


def _goal_before(analysis: Analysis, found: FoundDate) -> bool:
    before = analysis.text[max(0, found.start - 16) : found.start].lower().split()
    return bool(before) and (before[-1] == "auf" or before[-2:-1] == ["auf"])


def _has_own_day(analysis: Analysis, trigger: Trigger) -> bool:
    return any(
        found.days.earliest and found.type in ("DATE", "TIME")
        for found in analysis.dates_in((trigger.start, reach_of(analysis, trigger)))
    )


def _distance(analysis: Analysis, trigger: Trigger) -> tuple[int, int] | None:
    """Return how many days lie between, and how many more or less it may be."""
    at = _preposition(trigger)
    for found in reversed(analysis.dates_in((trigger.clause.start, at))):
        length = ISO_LENGTH.fullmatch(found.value) if found.type == "DURATION" else None
        if length and not analysis.text[found.end : at].strip():
            return _span_of(length)
    before = analysis.text[trigger.clause.start : at]
    if NEXT_DAY.search(before):
        return 1, 0
    return (0, 0) if SAME_DAY.search(before) else None


def _span_of(length: re.Match[str]) -> tuple[int, int]:
    """Return a length in days, and how far off it may be: the longer, the more roughly it is told."""
    if not (unit := length["unit"]):
        return 0, 0
    count = int(length["count"])
    return count * DAYS_OF[unit], max(SLACK[unit], count * SLACK[unit] // 4)


def _preposition(trigger: Trigger) -> int:
    """Return where the preposition that governs the noun begins."""
    before = [word for word in trigger.clause.words if word.end <= trigger.start and word.lower in SIGN]
    return before[-1].start


def _anchor(analysis: Analysis, trigger: Trigger) -> date:
    """Return the day on which the clause's own story happens: one that it names, else that of publication."""
    told = (found for found in analysis.dates_in(trigger.clause.span) if _is_single(found))
    found = next(told, None)
    return (found.days.earliest if found else None) or analysis.published_at.date()


def _word_before(analysis: Analysis, found: FoundDate) -> str:
    before = analysis.text[max(0, found.start - 12) : found.start].lower().split()
    return before[-1] if before else ""


def _is_single(found: FoundDate) -> bool:
    return (
        found.type in ("DATE", "TIME")
        and bool(found.days.earliest)
        and found.days.earliest == found.days.latest
    )
