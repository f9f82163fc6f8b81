"""Find reported speech: a clause whose verb of saying has an object instead of a clause ("forderte einen Rückzug")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..clauses import Verb, Word
from ..findings import Span
from .lexicon import SpeechVerb, speech_verb
from .objects import has_bare_object
from .scene import Draft, Scene, begins_with_verb
from .units import Part, Unit

PREPOSITIONS = {
    "von": {"von", "vom", "davon"},
    "vor": {"vor", "vorm", "davor"},
    "zu": {"zu", "zum", "zur", "dazu"},
    "für": {"für", "fürs", "dafür"},
    "gegen": {"gegen", "dagegen"},
    "auf": {"auf", "aufs", "darauf"},
    "an": {"an", "am", "ans", "daran"},
    "über": {"über", "übers", "darüber"},
    "um": {"um", "ums", "darum"},
    "mit": {"mit", "damit"},
    "nach": {"nach", "danach"},
    "als": {"als"},
    "wegen": {"wegen"},
    "aus": {"aus", "daraus"},
}


def find_reported(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the clauses that report speech by themselves, where no other statement has been found."""
    for number, unit in enumerate(scene.units):
        here = [draft for draft in drafts if draft.unit == number]
        for index, part in enumerate(unit.parts):
            if part.clause is None or part.clause.kind != "main" or _is_taken(part, here):
                continue
            draft = _reported(scene, number, index)
            if draft:
                yield draft


def _is_taken(part: Part, drafts: Sequence[Draft]) -> bool:
    return any(draft.frame == part.span or draft.covers(part.span.start) for draft in drafts)


def _reported(scene: Scene, number: int, index: int) -> Draft | None:
    unit = scene.units[number]
    part = unit.parts[index]
    clause = part.clause
    assert clause is not None  # noqa: S101 - checked by the caller
    if any(part.span.start <= quoted.start < part.span.end for quoted in unit.quotations):
        return None
    words = unit.words_between(part.span.start, part.span.end)
    for verb in clause.verbs:
        entry = speech_verb(verb, clause.words)
        if entry is None or not entry.objects or verb.passive or verb.mood == "subjunctive1":
            continue
        speaker = scene.speaker_of(number, index, verb)
        if speaker and _has_object(words, verb, entry, speaker, known=scene.animate(speaker)):
            span = Span(_start(unit, index), _end(unit, index))
            return Draft(
                (span,), "reported", number, f"object of {entry.verb}", None, speaker, entry.stance, part.span
            )
    return None


def _has_object(words: Sequence[Word], verb: Verb, entry: SpeechVerb, speaker: Span, *, known: bool) -> bool:
    """Tell whether the verb has one of the objects that it takes when it reports; some report only for a known speaker."""
    for wanted in entry.objects:
        if wanted.endswith("?") and not known:
            continue
        name = wanted.removesuffix("?")
        if name in ("acc", "dat"):
            if has_bare_object(words, speaker):
                return True
        elif any(word.lower in PREPOSITIONS[name] and word not in verb.parts for word in words):
            return True
    return False


def _start(unit: Unit, index: int) -> int:
    """Return where the clause begins: at the sentence's start if only what belongs to it stands before."""
    start = unit.parts[index].span.start
    for place in range(index - 1, -1, -1):
        clause = unit.parts[place].clause
        if clause is None or clause.kind == "main":
            break
        start = unit.parts[place].span.start
    return start


def _end(unit: Unit, index: int) -> int:
    """Return where the clause ends, with the subordinate clauses that hang on it."""
    end = unit.parts[index].span.end
    for part in unit.parts[index + 1 :]:
        if part.clause is None or (part.clause.kind == "main" and not begins_with_verb(part)):
            break
        end = part.span.end
    return end
