"""Find reported speech: a clause whose verb of saying has an object instead of a clause ("forderte einen Rückzug")."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Span
from ..lexicon import load_table
from .cues import Cue, cues_in
from .drafts import Draft, Drafts
from .scene import Scene
from .units import Part, Unit, begins_with_verb


def find_reported(scene: Scene, drafts: Drafts) -> Iterator[Draft]:
    """Yield the clauses that report speech by themselves, where no other statement has been found."""
    for number, unit in enumerate(scene.units):
        for index, part in enumerate(unit.parts):
            if part.main and not _is_taken(part, number, drafts) and not _holds_quotation(unit, part):
                yield from [draft for cue in cues_in(scene, number, index) if (draft := _reported(cue))][:1]


def _is_taken(part: Part, number: int, drafts: Drafts) -> bool:
    framed = any(draft.frame == part.span for draft in drafts.introduced_in(number))
    return framed or bool(drafts.covering(number, part.span.start))


def _holds_quotation(unit: Unit, part: Part) -> bool:
    return any(part.span.start <= quoted.start < part.span.end for quoted in unit.quotations)


def _reported(cue: Cue) -> Draft | None:
    if not cue.entry.objects or cue.verb.passive or cue.verb.mood == "subjunctive1":
        return None
    speaker = cue.speaker
    if speaker is None or not _has_object(cue, speaker):
        return None
    span = Span(_start(cue.unit, cue.index), _end(cue.unit, cue.index))
    rule = f"object of {cue.entry.verb}"
    return Draft((span,), "reported", cue.number, rule, None, speaker, cue.entry.stance, cue.part.span)


def _has_object(cue: Cue, speaker: Span) -> bool:
    """Tell whether the verb has one of the objects that it takes when it reports; some report only for a known speaker."""
    known = cue.scene.animate(speaker)
    wanted = {name.removesuffix("?") for name in cue.entry.objects if known or not name.endswith("?")}
    if wanted & {"acc", "dat"} and cue.has_object(speaker):
        return True
    forms = load_table("grammar/prepositions.toml")
    governed = {form for name in wanted - {"acc", "dat"} for form in forms[name].split()}
    return any(word.lower in governed and word not in cue.verb.parts for word in cue.unit.words_of(cue.part))


def _start(unit: Unit, index: int) -> int:
    """Return where the clause begins: at the sentence's start if only what belongs to it stands before."""
    start = unit.parts[index].span.start
    for part in reversed(unit.parts[:index]):
        if part.clause is None or part.main:
            break
        start = part.span.start
    return start


def _end(unit: Unit, index: int) -> int:
    """Return where the clause ends, with the subordinate clauses that hang on it."""
    end = unit.parts[index].span.end
    for part in unit.parts[index + 1 :]:
        if part.clause is None or (part.main and not begins_with_verb(part)):
            break
        end = part.span.end
    return end
