"""Find speech that hangs on a noun: "die Forderung der Stadt, … zu …", "sein Vorwurf, man habe …"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from ..clauses import Clause, Word
from ..findings import Span
from ..lexicon import load_table
from ..nounphrases import phrase_end, span_of
from ..words import word_classes
from .content import content_end
from .drafts import Draft
from .lexicon import negated, speech_noun
from .scene import Scene
from .speakers import speaker_of
from .units import Part, Unit, begins_with_verb

REACH = 8  # words from the noun to the comma behind which its clause begins


def statement_of_noun(scene: Scene, number: int, index: int) -> Draft | None:
    """Return what a noun at the end of a part says in the part behind it, None where there is no such noun."""
    unit = scene.units[number]
    part, behind = unit.parts[index], unit.parts[index + 1 : index + 2]
    if part.clause is None or not behind or not _is_content(behind[0]):
        return None
    words = unit.words_of(part)
    for place in range(len(words) - 1, max(-1, len(words) - REACH), -1):
        noun = speech_noun(words[place].text) if words[place].noun else None
        if noun and noun.clause:
            cue = Span(words[_phrase_start(words, place)].start, words[place].end)
            speaker = _owner(words, place) or _subject(scene, number, index, part.clause)
            spans = (Span(behind[0].span.start, _content_end(unit, index + 1)),)
            stance = negated(noun.stance) if _is_denied(words, place) else noun.stance
            return Draft(spans, "indirect", number, "clause on a noun", cue, speaker, stance, part.span)
    return None


def _is_content(part: Part) -> bool:
    """Tell whether a part may say what a noun before it announces."""
    clause = part.clause
    if clause is None or "," not in part.gap:
        return False
    if clause.kind == "infinitive":
        return not clause.words[0].is_a("purpose")
    if clause.kind == "subordinate":
        return clause.opener == "ob" or "content_subordinator" in word_classes().get(
            clause.opener, frozenset()
        )
    return clause.kind == "main" and clause.subjunctive and not begins_with_verb(part)


def _content_end(unit: Unit, first: int) -> int:
    """Return where the content ends; a main clause behind an infinitive is the one that it interrupted."""
    opening = unit.parts[first]
    if opening.clause is None or opening.clause.kind != "infinitive":
        return content_end(unit, first)
    hanging = takewhile(lambda part: part.clause is not None and not part.main, unit.parts[first:])
    return max(part.span.end for part in hanging)


def _is_denied(words: Sequence[Word], place: int) -> bool:
    """Tell whether there is no such thing: "keine Absicht, …"."""
    return any(word.is_a("negation") for word in words[max(0, _phrase_start(words, place) - 1) : place])


def _phrase_start(words: Sequence[Word], place: int) -> int:
    start = place
    while start and (words[start - 1].is_a("article", "determiner") or words[start - 1].adjectival):
        start -= 1
    return start


def _owner(words: Sequence[Word], place: int) -> Span | None:
    """Return whose saying it is: a genitive behind the noun, a possessive or a genitive name before it."""
    start = _phrase_start(words, place)
    end = phrase_end(words, start)
    behind = place + 1 + (place + 1 < len(words) and words[place + 1].is_a("preposition"))
    if behind < end:
        return span_of(words, behind, end)
    if words[start].is_a("possessive"):
        return Span(words[start].start, words[start].end)
    endings = tuple(load_table("speech/speakers.toml")["genitive_endings"].split())
    if place and words[place - 1].noun and words[place - 1].lower.endswith(endings):
        return Span(words[place - 1].start, words[place - 1].end)
    return None


def _subject(scene: Scene, number: int, index: int, clause: Clause) -> Span | None:
    """Return who says it: the subject, unless he hears or gets it: "Putin hat die Botschaft verstanden, dass …"."""
    if clause.verb is None or clause.verb.lemma in _receiving():
        return None
    return speaker_of(scene, number, index, clause.verb)


@cache
def _receiving() -> frozenset[str]:
    return frozenset(load_table("speech/speakers.toml")["receiving"].split())
