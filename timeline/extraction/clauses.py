"""Split sentences into clauses: finite verb, kind, subordinator, and the parts of the verbal complex.

No parser and no tagger: German marks its clauses with commas, with the place of the finite verb and with a small set of opening
words, and its nouns with a capital letter. That is enough to tell main, subordinate, relative and infinitive clauses apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from .findings import Span
from .text import Document
from .verbal import (
    Verb,
    closing_infinitive,
    finite_places,
    infinitive_of,
    infinitive_with_zu,
    quoted_places,
    verb_of,
)
from .words import Word, is_adverbial_pair, words_in

__all__ = ["Clause", "ClauseKind", "Verb", "Word", "clauses_in", "closing_infinitive", "words_in"]

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "fragment"]

BREAKS = frozenset(",;:–—()[]")
SHORT_BRACKET = 6  # words in brackets that are no clause of their own
HARD_BREAKS = frozenset(";:")  # no clause goes on behind these


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence with at most one verbal complex; `start` and `end` leave marks at the borders out."""

    words: tuple[Word, ...]
    kind: ClauseKind
    finite: tuple[int, ...] = ()  # indexes of finite verbs in `words`
    opener: str = ""  # the subordinator, relative or question word, in lower case

    @property
    def start(self) -> int:
        """Return the offset of the first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return the offset after the last word."""
        return self.words[-1].end

    @property
    def span(self) -> Span:
        """Return the clause's place in the text."""
        return Span(self.start, self.end)

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """Return the verbal complexes, one for each finite verb, else one for an infinitive with zu."""
        last = self.kind in ("subordinate", "relative")
        if self.finite:
            return tuple(verb_of(self.words, place, verb_last=last) for place in self.finite)
        if self.kind == "infinitive":
            return (infinitive_of(self.words),)
        return ()

    @property
    def verb(self) -> Verb | None:
        """Return the first verbal complex."""
        return self.verbs[0] if self.verbs else None

    @property
    def subjunctive(self) -> bool:
        """Tell whether a verb stands in the Konjunktiv I, or in a Konjunktiv II that is no past indicative."""
        return any(verb.mood in ("subjunctive1", "subjunctive2") for verb in self.verbs)


def clauses_in(document: Document, span: tuple[int, int]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, or of any span, in order.

    They do not overlap. A main clause that a subordinate clause interrupts comes as two pieces, of which the second begins with
    its finite verb or is a fragment.
    """
    start, end = span
    known = document.clauses_read.get((start, end))
    if known is None:
        known = document.clauses_read[start, end] = tuple(_split(document, span))
    return known


def _split(document: Document, span: tuple[int, int]) -> Iterator[Clause]:
    words = words_in(document, span)
    clauses: list[Clause] = []
    quoted = {words[place].start for place in (*quoted_places(words), *_bracketed_places(words))}
    for stretch in _stretches(words, quoted):
        pieces = list(_with_verbs_of_wie(list(_pieces(stretch, quoted))))
        before = {piece[0].start: earlier[-1] for earlier, piece in pairwise(pieces)}
        clauses += (
            _clause(piece, *_opener(opening, before.get(piece[0].start)))
            for piece, opening in _merged(pieces, before)
        )
    return _resumed(clauses)


def _bracketed_places(words: Sequence[Word]) -> Iterator[int]:
    """Yield the indexes of short brackets and what they hold, a name or a year, which part no clause."""
    opened: int | None = None
    for place, word in enumerate(words):
        if word.text == "(":
            opened = place
        elif word.text == ")" and opened is not None:
            if place - opened <= SHORT_BRACKET:
                yield from range(opened, place + 1)
            opened = None


def _stretches(words: Sequence[Word], quoted: Set[int]) -> Iterator[Sequence[Word]]:
    """Cut at colons and semicolons outside quotation marks."""
    start = 0
    for place, word in enumerate(words):
        if word.text in HARD_BREAKS and word.start not in quoted:
            yield words[start:place]
            start = place + 1
    yield words[start:]


def _pieces(words: Sequence[Word], quoted: Set[int]) -> Iterator[list[Word]]:
    """Cut at commas and other breaks outside quotation marks; marks at the borders are dropped."""
    piece: list[Word] = []
    for word in words:
        if word.text in BREAKS and word.start not in quoted:
            if piece:
                yield piece
            piece = []
        elif piece or not word.mark:
            piece.append(word)
    if piece:
        yield piece


def _with_verbs_of_wie(pieces: list[list[Word]]) -> Iterator[list[Word]]:
    """Join "wie Lena Vogt", "Chefin der Bahn" and "sagte", which an apposition has torn apart."""
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece[0].is_a("comparison") and len(piece) > 1 and not finite_places(piece):
            for later in range(place + 1, min(place + 5, len(pieces))):
                finite = finite_places(pieces[later])
                if finite and finite[-1] == len(pieces[later]) - 1:
                    piece = [word for one in pieces[place : later + 1] for word in one]
                    place = later
                    break
                if finite:
                    break
        yield piece
        place += 1


def _merged(pieces: list[list[Word]], before: dict[int, Word]) -> Iterator[tuple[list[Word], list[Word]]]:
    """Join enumerations and appositions without a verb to the clause they belong to.

    Each clause comes with its first piece that has a verb, by which its kind is told.
    """
    current: list[Word] = []
    opening: list[Word] = []
    verbless = True
    for place, piece in enumerate(pieces):
        bare = _is_verbless(piece) or _closes_perfect(current, piece)
        opens = bool(_opener(piece, before.get(piece[0].start))[0])
        if (
            current
            and not opens
            and (bare or verbless)
            and not _stands_apart(pieces, place, verbless=verbless)
        ):
            opening = opening + piece if verbless else opening
            current = current + piece
            verbless = verbless and bare
        else:
            if current:
                yield current, opening
            current = opening = piece
            verbless = bare
    if current:
        yield current, opening


def _closes_perfect(current: Sequence[Word], piece: Sequence[Word]) -> bool:
    """Tell whether a piece holds the participle for which the clause before waits: "hatte X, der Minister, in Wien beraten"."""
    finite = finite_places(current)
    if not finite or not any(form.lemma in ("haben", "sein") for form in current[finite[-1]].forms):
        return False
    behind = current[finite[-1] + 1 :]
    waits = bool(behind) and not any(form.mood == "participle" for word in behind for form in word.forms)
    words = [word for word in piece if not word.mark]
    ends = finite_places(words) == [len(words) - 1] and words[0].is_a("preposition")
    return waits and ends and any(form.mood == "participle" for form in words[-1].forms)


def _stands_apart(pieces: list[list[Word]], place: int, *, verbless: bool) -> bool:
    """Tell whether a piece begins something new although it or the piece before it has no verb.

    "Die Forderung, | den Zaun abzubauen", "Die Lage, | sagte er, sei ernst", "Er sagte, | der Mann, der …, sei tot".
    """
    piece, behind = pieces[place], pieces[place + 1 : place + 4]
    if verbless and _begins_with_verb(piece) and pieces[place - 1][0].is_a("certain_subordinator"):
        return True
    if verbless and place == 1 and infinitive_with_zu(piece) and not finite_places(piece):
        return True
    if verbless and place == 1 and _begins_with_verb(piece):
        return bool(behind) and _begins_with_verb(behind[0])
    return not verbless and any(_begins_with_verb(later, "subjunctive1") for later in behind)


def _begins_with_verb(piece: Sequence[Word], mood: str = "") -> bool:
    return finite_places(piece)[:1] == [0] and (not mood or any(form.mood == mood for form in piece[0].forms))


def _resumed(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Mark the second piece of a subordinate clause that a relative clause interrupts: "dass der Mann, der …, gestorben sei"."""
    waiting: Clause | None = None
    for clause in clauses:
        if clause.kind == "subordinate" and not clause.finite:
            waiting = clause
        elif waiting and clause.kind == "main":
            if clause.finite[-1] >= len(clause.words) - 2:
                clause = Clause(clause.words, "subordinate", clause.finite, waiting.opener)
            waiting = None
        yield clause


def _is_verbless(piece: Sequence[Word]) -> bool:
    return not finite_places(piece) and not infinitive_with_zu(piece)


def _clause(words: list[Word], kind: ClauseKind | Literal[""], opener: str) -> Clause:
    while words and words[-1].mark and len(words) > 1:
        words = words[:-1]
    purpose = words[0].is_a("purpose") and infinitive_with_zu(words)
    finite = () if purpose else tuple(finite_places(words))
    if not finite:
        return Clause(
            tuple(words), "infinitive" if infinitive_with_zu(words) else kind or "fragment", (), opener
        )
    return Clause(tuple(words), kind or "main", finite, opener)


def _opener(words: Sequence[Word], before: Word | None) -> tuple[ClauseKind | Literal[""], str]:
    """Return the kind of clause that the first words open, and the opening word."""
    places = [place for place, word in enumerate(words[:4]) if not word.mark]
    while places and words[places[0]].is_a("coordinator") and len(places) > 1:
        places = places[1:]
    if not places:
        return "", ""
    if is_adverbial_pair(words, places[0]):
        return "", ""
    first = words[places[0]]
    second = words[places[1]] if len(places) > 1 else None
    if first.is_a("preposition") and second and second.is_a("relative") and _verb_last(words):
        return "relative", second.lower
    if first.is_a("preposition") and second and second.is_a("content_subordinator"):
        return "subordinate", "dass"
    if first.is_a("subordinator", "interrogative") and _verb_last(words):
        return "subordinate", first.lower
    if first.is_a("adverb") and second and second.is_a("subordinator") and _verb_last(words):
        return "subordinate", "sodass" if first.lower == "so" else second.lower
    if first.is_a("relative") and _verb_last(words) and _has_antecedent(words, before):
        return "relative", first.lower
    return "", ""


def _has_antecedent(words: Sequence[Word], before: Word | None) -> bool:
    """Tell "…, der den Damm hält" from a main clause behind a comma: "sie meinen, der Damm halte"."""
    if before is None:
        return False
    finite = finite_places(words)
    if not finite or not words[0].is_a("article"):
        return True
    phrase = 1
    while phrase < len(words) and (words[phrase].adjectival or words[phrase].noun):
        phrase += 1
    reported = words[finite[0]].forms[0].mood == "subjunctive1"
    second = phrase > 1 and (phrase == finite[0] or not before.noun)
    return not (second and (reported or not before.noun))


def _verb_last(words: Sequence[Word]) -> bool:
    """Tell whether the finite verb stands where subordinate clauses have it: behind all but what may trail a clause."""
    places = finite_places(words)
    certain = any(word.is_a("certain_subordinator") for word in words[:2])
    if not places:
        return certain
    if certain:
        return True
    behind = [word for word in words[places[0] + 1 :] if not word.mark]
    if _closes_bracket(behind):
        return False
    while (
        behind
        and any(not form.finite or form.mood == "indicative" for form in behind[0].forms)
        and not behind[0].capital
    ):
        behind = behind[1:]
    trails = not behind or behind[0].is_a("preposition", "coordinator") or behind[0].is_a("comparison")
    return trails and (places[0] > 1 or not behind)


def _closes_bracket(behind: Sequence[Word]) -> bool:
    """Tell whether a participle follows behind the finite verb, as only main clauses have it: "wurden … getötet"."""
    joins = (
        place
        for place, word in enumerate(behind)
        if word.is_a("coordinator") and (not place or not behind[place - 1].noun)
    )
    until = next(joins, len(behind))
    return any(
        word.forms and not word.capital and all(form.mood == "participle" for form in word.forms)
        for word in behind[:until]
    )
