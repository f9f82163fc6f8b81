"""Read what part the words of a mention play in their sentence, by the grammar that all finders share.

Whom a pronoun means depends on who acts: the subject of a sentence stays in a reader's mind, its object less so, and what only stands
behind a preposition or in the genitive least. Sentences are read only when somebody asks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from ..clauses import Clause, clauses_in
from ..findings import Span
from ..lexicon import load_rows
from ..nounphrases import is_time, phrase_end
from ..subjects import Animate, subject_of
from ..text import Document
from ..words import Word, words_in

SIDE_CLAUSES = ("relative", "infinitive", "subordinate")


class Part(IntEnum):
    """What part a mention plays, the more it stays in mind the higher."""

    ASIDE = 0  # behind a preposition, in the genitive
    OBJECT = 1
    MINOR = 2  # the subject of a side clause, or of what somebody says
    SUBJECT = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause with its words, the commas included, and the subject of its first verb."""

    clause: Clause
    words: tuple[Word, ...]
    subject: Span | None
    is_condition: bool = False  # "Sollte Moskau angreifen, …"

    @property
    def is_told(self) -> bool:
        """Tell whether the reporter tells it himself: a main clause that is not in the subjunctive."""
        return self.clause.kind == "main" and not self.in_subjunctive and not self.is_condition

    @property
    def in_subjunctive(self) -> bool:
        """Tell whether the clause stands in the Konjunktiv I, or in a Konjunktiv II without another reading."""
        return self.clause.subjunctive

    @property
    def says(self) -> bool:
        """Tell whether its verb is one of saying."""
        return any(
            not _sayings().isdisjoint((verb.lemma, *verb.other_lemmas))
            or _is_phrase_of_saying(verb.lemma, self)
            for verb in self.clause.verbs
        )


@cache
def _sayings() -> frozenset[str]:
    return frozenset(row["verb"] for row in load_rows("speech/verbs.csv"))


@cache
def _phrases() -> dict[str, list[tuple[frozenset[str], ...]]]:
    table: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for row in load_rows("speech/phrases.csv"):
        words = tuple(frozenset(choice.split("/")) for choice in row["words"].split())
        table.setdefault(row["verb"], []).append(words)
    return table


def _is_phrase_of_saying(lemma: str, reading: Reading) -> bool:
    if lemma not in _phrases():
        return False
    lower = {word.lower for word in reading.words}
    return any(all(not choice.isdisjoint(lower) for choice in words) for words in _phrases()[lemma])


class Syntax:
    """Reads the sentences of one text on demand."""

    def __init__(self, document: Document, animate: Animate) -> None:
        self.document = document
        self.animate = animate
        self.starts = [sentence.start for sentence in document.sentences]
        self.known: dict[int, tuple[Reading, ...]] = {}

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds the offset."""
        return bisect_right(self.starts, offset) - 1

    def readings(self, number: int) -> tuple[Reading, ...]:
        """Return the clauses of a sentence."""
        if number not in self.known:
            self.known[number] = tuple(self._read(number)) if 0 <= number < len(self.starts) else ()
        return self.known[number]

    def reading_at(self, offset: int) -> Reading | None:
        """Return the clause that holds the offset, None where a mark or a bracket does."""
        for reading in self.readings(self.sentence_of(offset)):
            if reading.clause.start <= offset < reading.clause.end:
                return reading
        return None

    def part(self, start: int, end: int) -> Part:
        """Return what part the words play in their clause."""
        reading = self.reading_at(start)
        if reading is None or not reading.clause.verbs:
            return Part.OBJECT
        subject = reading.subject
        place = _place_of(reading.words, start)
        if subject and subject.start <= start < subject.end:
            if _is_owned(reading.words, _place_of(reading.words, subject.start), place, end, subject.end):
                return Part.ASIDE
            return Part.SUBJECT if reading.is_told else Part.MINOR
        return Part.ASIDE if self._is_governed(reading.words, place) else Part.OBJECT

    def _read(self, number: int) -> list[Reading]:
        found: list[Reading] = []
        clauses = clauses_in(self.document, self.document.sentences[number])
        for place, clause in enumerate(clauses):
            words = words_in(self.document, clause.span)
            subject = subject_of(words, clause, clause.verbs[0], self.animate) if clause.verbs else None
            if subject is None and clause.kind == "main":
                subject = _torn_subject(found)
            behind = clauses[place + 1 : place + 2]
            opens = not place and clause.finite[:1] == (0,) and bool(behind) and behind[0].finite[:1] == (0,)
            found.append(Reading(clause, words, subject, opens))
        return found

    def _is_governed(self, words: Sequence[Word], place: int) -> bool:
        """Tell whether a preposition or a noun before it governs the phrase that holds a word."""
        for before in range(place - 1, -1, -1):
            word = words[before]
            if word.is_a("preposition") and not (word.capital and before):
                return True
            if word.lower in ("der", "des") and before and words[before - 1].noun:
                return not is_time(words, before - 1, before)
            if word.noun or word.mark or word.adjectival or word.is_a("article", "determiner", "coordinator"):
                if word.noun and before + 1 < place and is_time(words, before, before + 1):
                    return False
                continue
            return False
        return False


def _place_of(words: Sequence[Word], offset: int) -> int:
    return next((place for place, word in enumerate(words) if word.end > offset), len(words) - 1)


def _is_owned(words: Sequence[Word], first: int, place: int, end: int, stop: int) -> bool:
    """Tell whether a mention only says whose the subject is: "der Sprecher des Kreml", "Putins Berater"."""
    for before in range(first, place):
        word = words[before]
        if before and word.is_a("preposition") and not word.capital:
            return True
        if before > first and word.lower in ("der", "des", "seines", "ihres") and words[before - 1].noun:
            return True
    mention = [word for word in words if word.end == end]
    behind = [word for word in words if end <= word.start < stop]
    genitive = bool(mention) and mention[0].text.endswith("s")
    return genitive and bool(behind) and (behind[0].noun or behind[0].adjectival)


def _torn_subject(before: Sequence[Reading]) -> Span | None:
    """Return the subject that a relative clause tears from its verb, or that two main clauses share."""
    for reading in reversed(before):
        clause = reading.clause
        if clause.kind == "main":
            return reading.subject
        if clause.kind == "fragment":
            end = phrase_end(reading.words, 0)
            return Span(reading.words[0].start, reading.words[end - 1].end) if end else None
    return None
