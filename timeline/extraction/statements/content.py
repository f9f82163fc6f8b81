"""Say how far content reaches that begins with a part of a unit."""

from __future__ import annotations

from ..clauses import Clause
from .lexicon import speech_verb
from .units import Part, Unit, begins_with_verb


def content_end(unit: Unit, first: int) -> int:
    """Return where the content that begins with a part ends."""
    end = unit.parts[first].span.end
    for index in range(first, len(unit.parts)):
        part = unit.parts[index]
        if index > first and not _goes_on(unit.parts[first], part):
            break
        end = part.span.end
        if part.clause and (resumed := _frame_inside(part.clause)):
            return resumed
    return end


def _goes_on(first: Part, part: Part) -> bool:
    """Tell whether a part still belongs to the content that began with part `first`."""
    clause = part.clause
    if clause is None:
        return ":" not in part.gap
    if clause.kind in ("relative", "infinitive", "fragment"):
        return True
    speaking = any(speech_verb(verb, clause.words) for verb in clause.verbs)
    if clause.kind == "subordinate":
        return not (clause.opener == "wie" and speaking)
    if clause.subjunctive:
        return True
    return first.clause is not None and not speaking and _goes_on_plainly(first.clause, part, clause)


def _goes_on_plainly(opening: Clause, part: Part, clause: Clause) -> bool:
    """Tell whether a main clause in the indicative belongs to content that is indicative too."""
    if opening.kind == "subordinate":
        return clause.finite[-1] >= len(clause.words) - 1 and len(clause.words) > 2
    return not opening.subjunctive and opening.kind != "infinitive" and not begins_with_verb(part)


def _frame_inside(clause: Clause) -> int | None:
    """Return where the speaker's own clause resumes inside a part: "…, sie sei krank und kündigte an"."""
    if len(clause.finite) < 2 or clause.verbs[0].mood != "subjunctive1":
        return None
    for place, verb in zip(clause.finite[1:], clause.verbs[1:], strict=True):
        if verb.mood == "indicative" and speech_verb(verb, clause.words[place:]):
            while place and not clause.words[place].is_a("coordinator"):
                place -= 1
            return clause.words[place - 1].end if place else None
    return None
