"""Tell which words of a clause belong to a meeting: not those of another meeting, another verb or the far side of a dash."""

from __future__ import annotations

from ..analysis import Analysis
from ..clauses import Clause
from ..words import Word
from .triggers import Trigger, noun_row, verb_rows

DASHES = (" – ", " - ", " — ")


def belongs(analysis: Analysis, trigger: Trigger, offset: int) -> bool:
    """Tell whether what stands at the offset speaks of the trigger's meeting."""
    if parted(analysis, trigger.start, offset):
        return False
    if not trigger.clause.start <= offset < trigger.clause.end:
        return True  # a relative clause that hangs on the noun
    start, end = section_of(trigger)
    return (
        start <= offset < end and not _is_anothers(trigger, offset) and not _is_outside_frame(trigger, offset)
    )


def _is_outside_frame(trigger: Trigger, offset: int) -> bool:
    """Tell whether the main clause goes on about something else: "vor dem Treffen mit ihm hat sie in Rom beraten"."""
    finite = [trigger.clause.words[place].start for place in trigger.clause.finite]
    if trigger.verb or not finite or not trigger.start < finite[0] <= offset:
        return False
    before = [word.lower for word in trigger.clause.words if word.end <= trigger.start]
    meets = any(verb_rows(verb.lemma) for verb in trigger.clause.verbs)
    return "vor" in before[-6:] or (meets and "nach" in before[-6:])


def parted(analysis: Analysis, one: int, other: int) -> bool:
    """Tell whether a dash stands between two places, as datelines and headlines have it."""
    first, last = sorted((one, other))
    return any(dash in analysis.text[first:last] for dash in DASHES)


def section_of(trigger: Trigger) -> tuple[int, int]:
    """Return the part of the clause with the trigger's verb: "besuchte Kiew und war in Moskau mit ihm zusammengekommen"."""
    if trigger.repeats and trigger.part:
        return trigger.part
    borders = [trigger.clause.start, *_borders(trigger.clause), trigger.clause.end]
    anchor = trigger.verb.finite.start if trigger.verb and trigger.verb.finite else trigger.start
    after = next(at for at, border in enumerate(borders) if border > anchor or at == len(borders) - 1)
    start, end = borders[after - 1], borders[after]
    return (max(start, trigger.part.start), min(end, trigger.part.end)) if trigger.part else (start, end)


def _borders(clause: Clause) -> list[int]:
    """Return the coordinators that join a clause's finite verbs with what belongs to each."""
    borders = []
    for earlier, later in zip(clause.finite, clause.finite[1:], strict=False):
        joins = [word for word in clause.words[earlier + 1 : later] if word.is_a("coordinator")]
        borders += [joins[-1].start] if joins else []
    return borders


def _is_anothers(trigger: Trigger, offset: int) -> bool:
    """Tell whether another meeting's noun stands closer before the offset, in the same part of the clause."""
    start = trigger.span.start
    nouns = [word for word in trigger.clause.words if start <= word.start < offset and is_meeting_noun(word)]
    if not nouns or nouns[-1].start == trigger.start:
        return False
    finite = (trigger.clause.words[place].start for place in trigger.clause.finite)
    return not any(nouns[-1].end <= start < offset for start in finite)


def is_met_on_journey(trigger: Trigger, offset: int) -> bool:
    """Tell whether only a journey's noun stands between the verb's words and the offset: "zum Abschluss seiner Reise mit ihm beraten"."""
    start = trigger.span.start
    nouns = [word for word in trigger.clause.words if start <= word.start < offset and is_meeting_noun(word)]
    rows = [noun_row(word.text) for word in nouns]
    return bool(trigger.verb and rows) and all(row is not None and row["format"] == "visit" for row in rows)


def is_meeting_noun(word: Word) -> bool:
    """Tell whether a word is a noun that may name a meeting."""
    return word.capital and noun_row(word.text) is not None
