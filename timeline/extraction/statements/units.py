"""Cut a text into units of speech: sentences that no quotation cuts apart, with their clauses and quotations in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ..analysis import Analysis
from ..clauses import Clause, Word, clauses_in, words_in
from ..findings import Span
from ..quotation_marks import Quoted, pair_marks
from ..text import Document

SENTENCE_STOPS = ".!?…"
LONG_SENTENCE = 4  # words from which a full stop alone makes a sentence, not an abbreviated name
# Words that make a passage with a verb a quotation of its own, not a word in the reporter's sentence.
LONG_QUOTATION = 5
MOST_PARTS = 60  # clauses and quotations of a unit that are read; longer sentences are no language
DATELINE = re.compile(r"[^\W\d_][^.!?:()„“\n]{1,60}\([^()\n]{2,25}\)\s?[–—-]\s(?=[„“\"»]?[^\W\d_a-zäöüß])")
NEAR = 40  # characters around a quotation that tell how it stands in its sentence


@dataclass(frozen=True)
class Part:
    """A clause or a quotation that stands on its own, with the text between it and the part before."""

    span: Span
    gap: str  # what stands between the part before and this one: ", " or ": "
    clause: Clause | None = None
    quoted: Quoted | None = None

    @property
    def main(self) -> bool:
        """Tell whether the part is a main clause."""
        return self.clause is not None and self.clause.kind == "main"


@dataclass(frozen=True)
class Unit:
    """A sentence with the whole of its quotations."""

    document: Document
    span: Span
    paragraph: int
    parts: tuple[Part, ...]
    quotations: tuple[Quoted, ...]  # all outer quotations inside, fragments too

    @property
    def text(self) -> str:
        """Return the unit's words."""
        return self.document.text[self.span.start : self.span.end]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return all words and marks of the unit."""
        return words_in(self.document, self.span)

    @cached_property
    def blocks(self) -> tuple[Part, ...]:
        """Return the quotations that stand on their own."""
        return tuple(part for part in self.parts if part.quoted)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words and marks that begin in a span of the text."""
        return self.words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def words_of(self, part: Part) -> tuple[Word, ...]:
        """Return the words of a part with the commas between them."""
        return self.words_between(part.span.start, part.span.end)

    def words_before(self, offset: int, count: int = 2) -> tuple[Word, ...]:
        """Return the last words and marks before an offset."""
        place = bisect_left(self._word_starts, offset)
        return self.words[max(0, place - count) : place]

    def word_behind(self, offset: int) -> Word | None:
        """Return the first word or mark that begins at or behind an offset."""
        place = bisect_left(self._word_starts, offset)
        return self.words[place] if place < len(self.words) else None

    def content_end(self) -> int:
        """Return where the unit ends without its full stop."""
        text, end = self.document.text, self.span.end
        while end > self.span.start and text[end - 1] in ".!?… \n":
            end -= 1
        return end


def begins_with_verb(part: Part) -> bool:
    """Tell whether a part is a main clause with its finite verb in front, but for a coordinator."""
    if part.clause is None or part.clause.kind != "main" or not part.clause.finite:
        return False
    return all(word.mark or word.is_a("coordinator") for word in part.clause.words[: part.clause.finite[0]])


def reads_as_sentence(document: Document, quoted: Quoted) -> bool:
    """Tell whether the marks hold a sentence rather than a title or a name."""
    inner = document.text[quoted.inner.start : quoted.inner.end].strip()
    words = content_words(document, quoted)
    stopped = inner[-1:] in SENTENCE_STOPS and (len(words) >= LONG_SENTENCE or inner[-1:] in "!?")
    return len(words) > 2 and (stopped or has_finite_verb(words))


def content_words(document: Document, quoted: Quoted) -> list[Word]:
    """Return the words between the marks."""
    return [word for word in words_in(document, quoted.inner) if not word.mark]


def has_finite_verb(words: Sequence[Word]) -> bool:
    """Tell whether one of the words can be a finite verb and nothing else that is frequent."""
    return any(form.finite for word in words if not word.capital and not word.classes for form in word.forms)


def units_of(analysis: Analysis) -> tuple[Unit, ...]:
    """Return the units of the text in order."""
    document = analysis.document
    quotations = tuple(quoted for quoted in pair_marks(document) if not quoted.depth)
    return tuple(_units(document, quotations))


def _units(document: Document, quotations: Sequence[Quoted]) -> Iterator[Unit]:
    waiting = deque(quotations)
    for whole in _joined(document, quotations):
        span = _without_dateline(document, whole)
        inside: list[Quoted] = []
        while waiting and waiting[0].start < span.end:
            inside.append(waiting.popleft())
        del inside[MOST_PARTS:]
        parts = _parts(document, span, [quoted for quoted in inside if _is_block(document, span, quoted)])
        paragraph = document.paragraph_at(span.start).start
        yield Unit(document, span, paragraph, tuple(islice(parts, MOST_PARTS)), tuple(inside))


def _without_dateline(document: Document, span: Span) -> Span:
    """Return a sentence without the place and agency that stand before it: "New York (dpa) – Die USA …"."""
    opens = span.start == document.paragraph_at(span.start).start
    found = DATELINE.match(document.text, span.start, span.end) if opens else None
    return Span(found.end(), span.end) if found else span


def _joined(document: Document, quotations: Sequence[Quoted]) -> Iterator[Span]:
    """Yield the sentences, those joined that one quotation spans."""
    current: Span | None = None
    place = 0
    for sentence in document.sentences:
        while place < len(quotations) and quotations[place].end <= sentence.start:
            place += 1
        cut = place < len(quotations) and quotations[place].start < sentence.start < quotations[place].end
        if current and cut:
            current = Span(current.start, sentence.end)
            continue
        if current:
            yield current
        current = sentence
    if current:
        yield current


def _is_block(document: Document, sentence: Span, quoted: Quoted) -> bool:
    """Tell whether a quotation is a sentence of its own rather than words within the reporter's sentence."""
    text = document.text
    inner = text[quoted.inner.start : quoted.inner.end].strip()
    if not inner:
        return False
    before = text[max(sentence.start, quoted.start - NEAR) : quoted.start].rstrip()
    behind = text[quoted.end : min(sentence.end, quoted.end + NEAR)].lstrip()
    if before.endswith(":") or (inner[-1] in SENTENCE_STOPS and not inner.endswith("...") and len(inner) > 1):
        return True
    if not before and behind[:1] in (",", "–", "-", ""):
        return True
    words = [word for word in words_in(document, quoted.inner) if not word.mark]
    finite = any(form.finite for word in words for form in word.forms if not word.capital)
    stands_apart = not before or before[-1] in ",:;–-(" or behind[:1] in (",", ":", ".", "")
    return finite and len(words) >= LONG_QUOTATION and stands_apart and inner[0].isupper()


def _parts(document: Document, span: Span, blocks: Sequence[Quoted]) -> Iterator[Part]:
    place = span.start
    for quoted in blocks:
        for part in _clause_parts(document, Span(place, quoted.start), place):
            place = part.span.end
            yield part
        yield Part(Span(quoted.start, quoted.end), document.text[place : quoted.start], None, quoted)
        place = quoted.end
    yield from _clause_parts(document, Span(place, span.end), place)


def _clause_parts(document: Document, span: Span, place: int) -> Iterator[Part]:
    for clause in clauses_in(document, span):
        if any(not word.mark for word in clause.words):
            yield Part(clause.span, document.text[place : clause.start], clause)
            place = clause.end
