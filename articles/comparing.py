"""Tell what changed between two versions of a text, paragraph by paragraph and within them word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Line = tuple[str, str]  # kind and text of a paragraph
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Change:
    """A paragraph in both versions, or in one of them."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Say whether nothing changed in it."""
        return all(piece.kind == "same" for piece in self.pieces)


def compare(before: Sequence[Line], after: Sequence[Line]) -> list[Change]:
    """Return the paragraphs of both versions in order, with what stayed, went and came."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        old, new = before[old_from:old_to], after[new_from:new_to]
        if operation == "equal":
            changes += [Change(kind, (Piece("same", text),)) for kind, text in new]
        else:
            changes += _replaced(old, new)
    return changes


def _replaced(old: Sequence[Line], new: Sequence[Line]) -> Iterator[Change]:
    for gone, come in zip_longest(old, new):
        if gone is None:
            yield Change(come[0], (Piece("new", come[1]),))
        elif come is None:
            yield Change(gone[0], (Piece("gone", gone[1]),))
        else:
            yield Change(come[0], tuple(_pieces(gone[1], come[1])))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    gone = come = ""
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        words = "".join(after[new_from:new_to])
        if operation == "equal" and (new_to == len(after) or not _is_lost(words, gone, come)):
            yield from _changed(gone, come)
            yield Piece("same", words)
            gone = come = ""
        else:
            gone += "".join(before[old_from:old_to])
            come += words
    yield from _changed(gone, come)


def _is_lost(words: str, gone: str, come: str) -> bool:
    """Say whether what stayed between two changes is too little to hold on to: nobody reads one word in three of two texts at once."""
    number = len(WORD.findall(words))
    return (number == 0 and bool(gone or come)) or (number == 1 and bool(gone and come))


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if come:
        yield Piece("new", come)
