"""Find speech that hangs on a noun: "die Forderung der Stadt, … zu …", "sein Vorwurf, man habe …"."""

from __future__ import annotations

from collections.abc import Sequence

from ..clauses import Word
from ..findings import Span
from ..nounphrases import phrase_end, span_of
from .lexicon import speech_noun
from .scene import Draft, Scene, begins_with_verb
from .units import Unit

POSSESSIVES = ("sein", "ihr", "mein", "unser")
REACH = 8  # words from the noun to the comma behind which its clause begins


def statement_of_noun(scene: Scene, number: int, index: int) -> Draft | None:
    """Return what a noun at the end of a part says in the part behind it, None where there is no such noun."""
    from .frames import content_end

    unit = scene.units[number]
    part = unit.parts[index]
    if part.clause is None or index + 1 >= len(unit.parts) or not _is_content(unit, index + 1):
        return None
    words = unit.words_between(part.span.start, part.span.end)
    for place in range(len(words) - 1, max(-1, len(words) - REACH), -1):
        noun = speech_noun(words[place].text) if words[place].noun else None
        if noun and noun.clause:
            cue = Span(words[_phrase_start(words, place)].start, words[place].end)
            speaker = _owner(words, place) or _subject(scene, number, index)
            spans = (Span(unit.parts[index + 1].span.start, content_end(unit, index + 1)),)
            return Draft(spans, "indirect", number, "clause on a noun", cue, speaker, noun.stance, part.span)
    return None


def _is_content(unit: Unit, index: int) -> bool:
    part = unit.parts[index]
    if part.clause is None or "," not in part.gap:
        return False
    if part.clause.kind == "infinitive":
        return part.clause.words[0].lower not in ("um", "ohne", "statt", "anstatt")
    if part.clause.kind == "subordinate":
        return part.clause.opener in ("dass", "daß", "ob")
    return part.clause.kind == "main" and part.clause.subjunctive and not begins_with_verb(part)


def _phrase_start(words: Sequence[Word], place: int) -> int:
    start = place
    while (start and words[start - 1].is_a("article", "determiner")) or (
        start and _is_adjective(words[start - 1])
    ):
        start -= 1
    return start


def _is_adjective(word: Word) -> bool:
    return not word.capital and not word.classes and word.lower.endswith(("e", "en", "er", "es", "em"))


def _owner(words: Sequence[Word], place: int) -> Span | None:
    """Return whose saying it is: a genitive behind the noun, a possessive or a genitive name before it."""
    start = _phrase_start(words, place)
    end = phrase_end(words, start)
    if end > place + 1:
        behind = place + 1
        if words[behind].is_a("preposition"):
            behind += 1
        if behind < end:
            return span_of(words, behind, end)
    before = words[start]
    if before.is_a("determiner") and before.lower.startswith(POSSESSIVES):
        return Span(before.start, before.end)
    if place and words[place - 1].noun and words[place - 1].lower.endswith(("s", "’", "'")):
        return Span(words[place - 1].start, words[place - 1].end)
    return None


def _subject(scene: Scene, number: int, index: int) -> Span | None:
    clause = scene.units[number].parts[index].clause
    if clause is None or clause.verb is None:
        return None
    return scene.speaker_of(number, index, clause.verb)
