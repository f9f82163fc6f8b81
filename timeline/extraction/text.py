"""Cut a text into paragraphs, sentences and tokens, all as offsets into the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import merge
from typing import Any

from .findings import Span
from .lexicon import load_table, load_words

PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n[^\S\n]*\n|\s*\Z)", re.DOTALL)
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:[-’'/&.](?=\w)\w+)*|[^\w\s]")
SENTENCE_END = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<closing>["“”«»‘’')\]]*)(?=\s+["„“”»«‚‘'(\[–—-]*\s*[A-ZÄÖÜ0-9])"""
)
LINE_END = re.compile(r"(?<=\S)[^\S\n]*\n\s*(?=[\"„“»«‚]?[A-ZÄÖÜ0-9])")
LONGEST_HEADING = 50  # characters; lines that are wrapped by an editor are longer
MARKS_WITHIN = ",;:–—-("  # after which a line goes on with the next one
FIRST_WORD = re.compile(r"\s*(\w+)")
LAST_WORD = re.compile(r"[\w.]*\w\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """A text cut into paragraphs, sentences and tokens."""

    text: str
    title: str | None = None

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Return the paragraphs, which a blank line separates, without the white space around them."""
        return tuple(Span(*match.span()) for match in PARAGRAPH.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences in order; none crosses a paragraph's border."""
        return tuple(
            sentence for paragraph in self.paragraphs for sentence in _sentences_in(self.text, paragraph)
        )

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return all words, numbers and punctuation marks in order."""
        return tuple(Token(*match.span(), match.group()) for match in TOKEN.finditer(self.text))

    @cached_property
    def clauses_read(self) -> dict[tuple[int, int], tuple[Any, ...]]:
        """Return the clauses of the spans that were read before; `clauses_in` looks here first."""
        return {}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds the offset, or the last one that begins before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that holds the offset, or the last one that begins before it."""
        return self.paragraphs[max(0, bisect_right(self._paragraph_starts, offset) - 1)]

    def tokens_in(self, span: tuple[int, int]) -> tuple[Token, ...]:
        """Return the tokens that begin inside the span."""
        start, end = span
        first = bisect_right(self._token_starts, start - 1)
        return self.tokens[first : bisect_right(self._token_starts, end - 1)]


def _sentences_in(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph."""
    start = paragraph.start
    for end in merge(_stops(text, paragraph), _heading_ends(text, paragraph)):
        if end > start:
            yield Span(start, end)
            start = _next_visible(text, end)
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _stops(text: str, paragraph: Span) -> Iterator[int]:
    """Yield where full stops and other marks end a sentence; those of abbreviations and ordinals do not."""
    abbreviations = load_words("abbreviations.txt")
    for match in SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        bare_stop = match["mark"] == "." and not match["closing"]
        if not (bare_stop and _is_abbreviation(text, paragraph.start, match.start(), abbreviations)):
            yield match.end()


def _heading_ends(text: str, paragraph: Span) -> Iterator[int]:
    """Yield where a short line without a mark at its end is a heading above the sentences of its paragraph."""
    line_start = paragraph.start
    for match in LINE_END.finditer(text, paragraph.start, paragraph.end):
        if match.start() - line_start <= LONGEST_HEADING and text[match.start() - 1] not in MARKS_WITHIN:
            yield match.start()
        line_start = match.end()


def _is_abbreviation(text: str, start: int, dot: int, abbreviations: frozenset[str]) -> bool:
    """Tell whether the word before the dot is an abbreviation, an initial or an ordinal number.

    >>> _is_abbreviation("am 21. Januar", 0, 5, frozenset()), _is_abbreviation("auf X. Er kam", 0, 5, frozenset())
    (True, False)
    """
    match = LAST_WORD.search(text, max(start, dot - 20), dot)
    if not match:
        return False
    word = match.group()
    return (
        (word.isdigit() and len(word) < 3 and not _closes_sentence(text, match.start(), dot))
        or (len(word) == 1 and word.isalpha() and not _opens_sentence(text, dot))
        or word.lower() in abbreviations
    )


def _closes_sentence(text: str, number: int, dot: int) -> bool:
    """Tell whether a number with a stop is no ordinal: it ends a longer one ("2012/13."), or a new sentence plainly begins."""
    if text[max(0, number - 1) : number] in ("/", "-", "–", ":", ","):
        return True
    return _opens_sentence(text, dot)


def _opens_sentence(text: str, dot: int) -> bool:
    """Tell whether the word behind a dot is one that no name, month or unit begins with: "auf der Plattform X. Er …"."""
    following = FIRST_WORD.match(text, dot + 1)
    return following is not None and following[1].lower() in _sentence_openers()


@cache
def _sentence_openers() -> frozenset[str]:
    """Return capitalised words that no ordinal number precedes: articles, pronouns, adverbs and subordinators."""
    classes = load_table("grammar/function_words.toml")
    return frozenset(
        word
        for name in ("article", "personal_pronoun", "adverb", "subordinator", "preposition", "coordinator")
        for word in classes[name].split()
    )


def _next_visible(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return offset
