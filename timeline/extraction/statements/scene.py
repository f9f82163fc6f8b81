"""What all finders of speech share: the units of the text and whom its words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..analysis import Analysis
from ..clauses import Clause, Verb, Word
from ..entities import entity_at
from ..findings import Span, Stance, StatementMode
from ..nounphrases import head_of, is_oblique, is_time, phrase_end, span_of
from ..subjects import agent_of, subject_of
from .lexicon import speech_noun, speech_verb
from .units import Part, Unit, units_of

WEAK_FORMS = frozenset({"adjective", "compound"})  # parts of a phrase, not what it means


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is resolved to an entity."""

    spans: tuple[Span, ...]
    mode: StatementMode
    unit: int
    rule: str
    cue: Span | None = None
    speaker: Span | None = None
    stance: Stance = "asserts"
    frame: Span | None = None  # the clause that introduces it

    @property
    def start(self) -> int:
        """Return where the first span begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return where the last span ends."""
        return self.spans[-1].end

    def covers(self, offset: int) -> bool:
        """Tell whether one of the spans holds the offset."""
        return any(span.start <= offset < span.end for span in self.spans)


@dataclass(frozen=True)
class Scene:
    """An article's units, and its entities where they stand."""

    analysis: Analysis

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.analysis.text

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return the units of the text in order."""
        return units_of(self.analysis)

    @cached_property
    def quoted_words(self) -> Counter[str]:
        """Return how often each passage stands in quotation marks."""
        return Counter(
            self.text[quoted.inner.start : quoted.inner.end]
            for unit in self.units
            for quoted in unit.quotations
        )

    def animate(self, span: Span) -> bool:
        """Tell whether a phrase names a person, a state or a body that can speak."""
        return any(
            mention.form not in WEAK_FORMS and self.analysis.entity[mention.entity].kind != "place"
            for mention in self.analysis.mentions_in(span)
        )

    def entity_of(self, span: Span) -> str | None:
        """Return the entity that a phrase means, None where it only contains an adjective or a compound of one."""
        found = entity_at(self.analysis.entities, span)
        named = any(
            mention.entity == found and mention.form not in WEAK_FORMS
            for mention in self.analysis.mentions_in(span)
        )
        return found if named else None

    def speaker_of(self, number: int, index: int, verb: Verb) -> Span | None:
        """Return who says what the verb of a part says; None where the text names nobody."""
        unit = self.units[number]
        clause = unit.parts[index].clause
        assert clause is not None  # noqa: S101 - callers ask for clauses only
        words = unit.words_between(clause.start, clause.end)
        if verb.lemma == "zitieren":
            return self._quoted_person(words, clause, verb)
        if verb.passive:
            return agent_of(words, verb) or source_of(words)
        if verb.finite is None:
            return self._earlier_subject(unit, index)
        if _begins_with_verb(clause) and (interrupted := _interrupted_subject(unit, index)):
            return interrupted
        found = subject_of(words, clause, verb, self.animate, _governed(verb, clause))
        if clause.kind == "relative" and _is_own_subject(
            clause.words, found is not None and self.animate(found)
        ):
            return Span(clause.words[0].start, clause.words[0].end)
        if found is None and _begins_with_verb(clause):
            return self._earlier_subject(unit, index)
        if (
            verb is not clause.verbs[0]
            and clause.verbs[0].mood.startswith("subjunctive")
            and verb.mood == "indicative"
        ):
            return self._earlier_subject(unit, index)
        if found is None and len(clause.verbs) > 1:
            found = subject_of(words, clause, clause.verbs[0], self.animate)
        return found or source_of(words)

    def _quoted_person(self, words: Sequence[Word], clause: Clause, verb: Verb) -> Span | None:
        """Return whom somebody quotes: the subject in the passive, else the person besides the subject."""
        subject = subject_of(words, clause, verb, self.animate)
        if verb.passive:
            return subject
        return other_phrase(words, subject) or subject

    def names_subject(self, number: int, index: int, verb: Verb) -> bool:
        """Tell whether the verb's own clause names its subject."""
        unit = self.units[number]
        clause = unit.parts[index].clause
        if clause is None:
            return False
        if _interrupted_subject(unit, index):
            return False
        words = unit.words_between(clause.start, clause.end)
        return subject_of(words, clause, verb, self.animate) is not None

    def _earlier_subject(self, unit: Unit, index: int) -> Span | None:
        """Return the subject of the main clause before, for a clause that shares it."""
        for part in reversed(unit.parts[:index]):
            if part.clause and part.clause.kind == "main" and part.clause.verb:
                words = unit.words_between(part.span.start, part.span.end)
                return subject_of(words, part.clause, part.clause.verbs[0], self.animate)
        return None


def _governed(verb: Verb, clause: Clause) -> frozenset[str]:
    entry = speech_verb(verb, clause.words)
    return frozenset(name.removesuffix("?") for name in entry.objects) if entry else frozenset()


def other_phrase(words: Sequence[Word], subject: Span | None) -> Span | None:
    """Return the first phrase without a preposition that is not the subject."""
    place = 0
    while place < len(words):
        taken = subject is not None and subject.start <= words[place].start < subject.end
        if words[place].is_a("preposition") and (not words[place].capital or not place):
            place = max(place + 1, phrase_end(words, place + 1))
            continue
        end = phrase_end(words, place)
        if end > place and not taken and not is_time(words, place, end):
            return span_of(words, place, end)
        place = place + 1 if taken else max(end, place + 1)
    return None


def _begins_with_verb(clause: Clause) -> bool:
    return bool(clause.finite) and all(
        word.mark or word.is_a("coordinator") for word in clause.words[: clause.finite[0]]
    )


def _interrupted_subject(unit: Unit, index: int) -> Span | None:
    """Return the phrase that a relative clause parts from its verb: "Der Minister, der …, sagte"."""
    place = index - 1
    while (
        place >= 0
        and unit.parts[place].clause
        and unit.parts[place].clause.kind in ("relative", "infinitive")
    ):  # type: ignore[union-attr]
        place -= 1
    part = unit.parts[place] if place >= 0 else None
    if place == index - 1 or part is None or part.clause is None or part.clause.kind != "fragment":
        return None
    return leading_phrase(unit.words_between(part.span.start, part.span.end))


def leading_phrase(words: Sequence[Word]) -> Span | None:
    """Return the noun phrase at the beginning of some words, behind a coordinator or a word that stresses it."""
    start = 0
    while (
        start < len(words) and start < 3 and (words[start].mark or words[start].is_a("coordinator", "adverb"))
    ):
        start += 1
    end = phrase_end(words, start)
    if end == start or is_oblique(words[start]) or is_time(words, start, end):
        return None
    return span_of(words, start, end)


def _is_own_subject(words: Sequence[Word], other: bool) -> bool:
    """Tell whether a relative pronoun is the subject of its clause: "der" always, "die" unless somebody else acts."""
    first = words[0].lower
    return first in ("der", "welcher") or (first in ("die", "das", "welche", "welches") and not other)


SOURCE_PREPOSITIONS = frozenset({"in", "im", "aus", "bei", "beim", "vom", "von", "auf", "seitens"})


def source_of(words: Sequence[Word]) -> Span | None:
    """Return the text or body from which something is known: "in dem Brief heißt es", "hieß es aus dem Amt"."""
    for place, word in enumerate(words[:-1]):
        if word.lower in SOURCE_PREPOSITIONS:
            end = phrase_end(words, place + 1)
            if end > place + 1 and (noun := speech_noun(head_of(words, place + 1, end).text)) and noun.text:
                return span_of(words, place + 1, end)
    return None


def begins_with_verb(part: Part) -> bool:
    """Tell whether a part is a main clause with its finite verb in front."""
    return part.main and part.clause is not None and _begins_with_verb(part.clause)
