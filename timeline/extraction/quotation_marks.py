"""Pair quotation marks: „…“, “…”, »…«, «…», "…", and inner ‚…‘, also where a quotation runs over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .findings import Span
from .text import Document

MARK = re.compile('[„“”"»«‟]|(?<!\\w)[‚‹›](?=\\S)|(?<=\\S)[‘‹›](?!\\w)')
ALWAYS_OPEN = frozenset("„‚‟")
CLOSERS = {
    "„": '“”"‟„',
    "“": '”“"',
    "”": '”“"',
    '"': '"“”',
    "»": "«",
    "«": "»",
    "‚": "‘",
    "›": "‹",
    "‹": "›",
    "‟": '“”"',
}
MAX_PARAGRAPHS = 6  # a mark that stays open longer is a typing error, not a quotation


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks; `start` and `end` include the marks."""

    start: int
    end: int
    inner: Span
    depth: int = 0

    @property
    def span(self) -> Span:
        """Return the passage with its marks."""
        return Span(self.start, self.end)

    def holds(self, offset: int) -> bool:
        """Tell whether the offset lies between the marks."""
        return self.inner.start <= offset < self.inner.end


def pair_marks(document: Document) -> tuple[Quoted, ...]:
    """Return all quoted passages, outer before inner, in the order of the text."""
    return tuple(sorted(_pairs(document), key=lambda quoted: (quoted.start, -quoted.end)))


def _pairs(document: Document) -> Iterator[Quoted]:
    open_marks: list[tuple[str, Span]] = []
    opened_in = 0
    for number, paragraph in enumerate(document.paragraphs):
        if open_marks and not _continues(document.text, paragraph, open_marks[0][0], number - opened_in):
            open_marks = []
        for match in MARK.finditer(document.text, paragraph.start, paragraph.end):
            mark, place = match.group(), Span(*match.span())
            if (
                open_marks
                and place.start == paragraph.start
                and not _closes(mark, open_marks, document.text, place)
            ):
                continue  # each further paragraph of one quotation begins with a mark that opens nothing
            level = _closing_level(mark, open_marks, document.text, place)
            if level is not None:
                begin = open_marks[level][1]
                del open_marks[level:]
                yield Quoted(begin.start, place.end, Span(begin.end, place.start), level)
            elif _opens(mark, document.text, place) and len(open_marks) < 3:
                if not open_marks:
                    opened_in = number
                open_marks.append((mark, place))


def _continues(text: str, paragraph: Span, mark: str, distance: int) -> bool:
    """Tell whether a quotation left open goes on in this paragraph: it opens anew, or it closes before any other opens."""
    if distance > MAX_PARAGRAPHS:
        return False
    if text.startswith(mark, paragraph.start):
        return True
    first = next((match for match in MARK.finditer(text, *paragraph)), None)
    return bool(
        first
        and first.group() in CLOSERS[mark]
        and first.group() not in ALWAYS_OPEN
        and not _at_word_start(text, first.start())
    )


def _closing_level(mark: str, open_marks: list[tuple[str, Span]], text: str, place: Span) -> int | None:
    """Return which open mark this one closes, the innermost first."""
    for level in range(len(open_marks) - 1, -1, -1):
        if mark in CLOSERS[open_marks[level][0]] and _closes(mark, open_marks, text, place):
            return level
    return None


def _closes(mark: str, open_marks: list[tuple[str, Span]], text: str, place: Span) -> bool:
    if mark in ALWAYS_OPEN:
        return False
    if place.start == open_marks[-1][1].end:
        return False
    straight_or_double_use = mark in '"”“'
    return not (
        straight_or_double_use
        and _at_word_start(text, place.start)
        and mark == open_marks[-1][0]
        and mark != '"'
    )


def _opens(mark: str, text: str, place: Span) -> bool:
    before_word = _at_word_start(text, place.start) and text[place.end : place.end + 1].strip() != ""
    return mark in ALWAYS_OPEN or (mark in CLOSERS and before_word)


def _at_word_start(text: str, offset: int) -> bool:
    """Tell whether a mark stands before a word: after white space, an opening bracket or at the start."""
    return offset == 0 or text[offset - 1].isspace() or text[offset - 1] in '([–—-/„»«"‚“'
