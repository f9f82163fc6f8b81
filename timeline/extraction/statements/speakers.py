"""Find who speaks: the subject of a verb of saying, the source of an impersonal one, or whoever has the word before a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..clauses import Clause, Verb, Word
from ..findings import Span
from ..lexicon import load_table
from ..nounphrases import head_of, is_abstract, is_oblique, is_subject_only, is_time, phrase_end, span_of
from ..subjects import agent_of, subject_of
from .drafts import Drafts
from .lexicon import speech_noun, speech_verb
from .scene import Scene
from .units import Part, Unit, begins_with_verb

REACH = 4  # units back in which the subject of a sentence may still have the word
MEMORY = 40  # units back in which somebody's statement is still remembered


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("speech/speakers.toml")[name].split())


def sourced_verbs() -> frozenset[str]:
    """Return the verbs whose subject is what is said: "verlauten"."""
    return _words("sourced_verbs")


def speaker_of(scene: Scene, number: int, index: int, verb: Verb) -> Span | None:
    """Return who says what the verb of a part says; None where the text names nobody."""
    place = verb.parts[0].start
    if place not in scene.speakers:
        scene.speakers[place] = _find_speaker(scene, scene.units[number], index, verb)
    return scene.speakers[place]


def _find_speaker(scene: Scene, unit: Unit, index: int, verb: Verb) -> Span | None:
    part = unit.parts[index]
    clause, words = part.clause, unit.words_of(part)
    if clause is None:
        return None
    if verb.lemma == "zitieren":
        return _quoted_person(scene, words, clause, verb)
    if verb.passive:
        return agent_of(words, verb) or source_of(words)
    if verb.lemma in sourced_verbs():
        return _origin(words)
    if verb.finite is None or _has_own_mood(clause, verb):
        return _earlier_subject(scene, unit, index)
    found = subject_of(words, clause, verb, scene.animate, _governed(verb, clause))
    if begins_with_verb(part) and not (found and _is_nominative(words, found)):
        found = _interrupted_subject(unit, index) or found
    if clause.kind == "relative" and _is_own_subject(
        clause.words[0], found is not None and scene.animate(found)
    ):
        return Span(clause.words[0].start, clause.words[0].end)
    impersonal = any(word.lower == "es" for word in words)
    if found is None and begins_with_verb(part) and not impersonal:
        return _earlier_subject(scene, unit, index)
    return found or source_of(words)


def _is_nominative(words: Sequence[Word], phrase: Span) -> bool:
    """Tell whether a phrase is a pronoun that can be nothing but a subject."""
    return any(word.start == phrase.start and is_subject_only(word) for word in words)


def _has_own_mood(clause: Clause, verb: Verb) -> bool:
    """Tell whether a verb leaves the reported speech before it: "…, sie sei krank und kündigte an"."""
    first = clause.verbs[0]
    return verb is not first and first.mood.startswith("subjunctive") and verb.mood == "indicative"


def _quoted_person(scene: Scene, words: Sequence[Word], clause: Clause, verb: Verb) -> Span | None:
    """Return whom somebody quotes: the subject in the passive, else the person besides the subject."""
    subject = subject_of(words, clause, verb, scene.animate)
    return subject if verb.passive else other_phrase(words, subject) or subject


def medium_of(scene: Scene, unit: Unit, index: int, verb: Verb) -> Span | None:
    """Return who quotes somebody else: the subject of "zitieren", in the passive its agent or source."""
    part = unit.parts[index]
    if verb.lemma != "zitieren" or part.clause is None:
        return None
    words = unit.words_of(part)
    if verb.passive:
        return agent_of(words, verb) or source_of(words)
    return subject_of(words, part.clause, verb, scene.animate)


def names_nobody(unit: Unit, speaker: Span) -> bool:
    """Tell whether a subject is nobody in particular: "man"."""
    return any(word.lower in _words("nobody") for word in unit.words_between(speaker.start, speaker.end)[:1])


def names_subject(scene: Scene, unit: Unit, index: int, verb: Verb) -> bool:
    """Tell whether the verb's own clause names its subject."""
    part = unit.parts[index]
    if part.clause is None or _interrupted_subject(unit, index):
        return False
    return subject_of(unit.words_of(part), part.clause, verb, scene.animate) is not None


def _earlier_subject(scene: Scene, unit: Unit, index: int) -> Span | None:
    """Return the subject of the main clause before, for a clause that shares it."""
    for part in reversed(unit.parts[:index]):
        if part.main and part.clause and part.clause.verb:
            return subject_of(unit.words_of(part), part.clause, part.clause.verbs[0], scene.animate)
    return None


def _governed(verb: Verb, clause: Clause) -> frozenset[str]:
    entry = speech_verb(verb, clause.words)
    return frozenset(name.removesuffix("?") for name in entry.objects) if entry else frozenset()


def _interrupted_subject(unit: Unit, index: int) -> Span | None:
    """Return the phrase that a relative clause parts from its verb: "Der Minister, der …, sagte"."""
    place = index - 1
    while place >= 0 and _is_kind(unit.parts[place], "relative", "infinitive"):
        place -= 1
    if place in (-1, index - 1) or not _is_kind(unit.parts[place], "fragment"):
        return None
    return leading_phrase(unit.words_of(unit.parts[place]))


def _is_kind(part: Part, *kinds: str) -> bool:
    return part.clause is not None and part.clause.kind in kinds


def leading_phrase(words: Sequence[Word]) -> Span | None:
    """Return the noun phrase at the beginning of some words, behind a coordinator or a word that stresses it."""
    start = 0
    while start < min(len(words), 3) and (words[start].mark or words[start].is_a("coordinator", "adverb")):
        start += 1
    end = phrase_end(words, start)
    if end == start or is_oblique(words[start]) or is_time(words, start, end):
        return None
    return span_of(words, start, end)


def _is_own_subject(first: Word, other: bool) -> bool:
    """Tell whether a relative pronoun is the subject of its clause: "der" always, "die" unless somebody else acts."""
    if first.lower in _words("subject_pronouns"):
        return True
    return first.lower in _words("possible_subject_pronouns") and not other


def other_phrase(words: Sequence[Word], subject: Span | None) -> Span | None:
    """Return the first phrase without a preposition that is not the subject."""
    place = 0
    while place < len(words):
        if words[place].is_a("preposition", "comparison") and (not words[place].capital or not place):
            place = max(place + 1, phrase_end(words, place + 1))
            continue
        taken = subject is not None and subject.start <= words[place].start < subject.end
        end = phrase_end(words, place)
        if end > place and not taken and not is_time(words, place, end):
            return span_of(words, place, end)
        place = place + 1 if taken else max(end, place + 1)
    return None


def source_of(words: Sequence[Word]) -> Span | None:
    """Return the text or body from which something is known: "in dem Brief heißt es", "hieß es aus dem Amt"."""
    for place, word in enumerate(words[:-1]):
        if word.lower in _words("source_prepositions"):
            end = phrase_end(words, place + 1)
            if end > place + 1 and (noun := speech_noun(head_of(words, place + 1, end).text)) and noun.text:
                return span_of(words, place + 1, end)
    return None


def _origin(words: Sequence[Word]) -> Span | None:
    """Return from whom something is heard: "verlautete aus dem Palast", "verlautete aus Kiew"."""
    for place, word in enumerate(words[:-1]):
        if word.lower in _words("source_prepositions"):
            end = phrase_end(words, place + 1)
            if end > place + 1 and not is_time(words, place + 1, end):
                return span_of(words, place + 1, end)
    return None


def speaker_before(scene: Scene, number: int, drafts: Drafts, *, spoken: bool = False) -> Span | None:
    """Return who has the word when a unit begins: whoever spoke last, or whom the sentence before is about.

    With `spoken`, only somebody who spoke shortly before counts.
    """
    for earlier in range(number - 1, max(-1, number - 1 - REACH), -1):
        if scene.is_heading(earlier):
            continue
        if speaker := _speaker_in(scene, earlier, drafts):
            return speaker
        subject = None if spoken else subject_of_unit(scene, earlier)
        if subject and scene.animate(subject) and not _is_thing(scene.units[earlier], subject):
            return subject
    return None if spoken else _remembered(scene, number - 1 - REACH, drafts)


def _is_thing(unit: Unit, subject: Span) -> bool:
    """Tell whether a phrase that names somebody is about what he said or did: "die Antwort der Nato"."""
    words = unit.words_between(subject.start, subject.end)
    head = head_of(words, 0, len(words))
    noun = speech_noun(head.text)
    return is_abstract(head) or (noun is not None and not noun.text)


def _remembered(scene: Scene, last: int, drafts: Drafts) -> Span | None:
    """Return who spoke last up to a unit."""
    for number in range(last, max(-1, last - MEMORY), -1):
        spoken = [draft for draft in drafts.introduced_in(number) if draft.speaker]
        if spoken and not scene.is_heading(number):
            return max(spoken, key=lambda draft: draft.end).speaker
    return None


def _speaker_in(scene: Scene, number: int, drafts: Drafts) -> Span | None:
    """Return who speaks in a unit: the speaker of its last statement, else the subject of a verb of saying."""
    here = [draft for draft in drafts.reaching_into(number) if draft.speaker]
    outer = [one for one in here if not any(other.covers(one.start) for other in here if other is not one)]
    if outer:
        return max(outer, key=lambda draft: draft.end).speaker
    for index, part in enumerate(scene.units[number].parts):
        for verb in part.clause.verbs if part.main and part.clause else ():
            if speech_verb(verb, part.clause.words) and (speaker := speaker_of(scene, number, index, verb)):  # type: ignore[union-attr]
                return speaker
    return None


def subject_of_unit(scene: Scene, number: int) -> Span | None:
    """Return the subject of a unit's first main clause."""
    for index, part in enumerate(scene.units[number].parts):
        if part.main and part.clause and part.clause.verb:
            return speaker_of(scene, number, index, part.clause.verb)
    return None


def subject_of_part(scene: Scene, number: int, index: int) -> Span | None:
    """Return the subject of a clause, or the phrase that a verbless part begins with."""
    unit = scene.units[number]
    part = unit.parts[index]
    if part.clause and part.clause.verb:
        return speaker_of(scene, number, index, part.clause.verb)
    return leading_phrase(unit.words_of(part))
