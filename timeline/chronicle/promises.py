"""What an announcement says of what is to come about, and which sentences tell that it did. Pure on what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from timeline.extraction.dates.tense import time_of
from timeline.extraction.findings import Span
from timeline.extraction.text import Document

from .gist import gist, unchanging

REDEEMED = 0.6  # the share of a promise's word stems that the sentence telling of its keeping has
LEADING = 4  # of its longest words, two of which a sentence that tells of its keeping has
FEWEST = 3  # word stems without which a promise says too little to be known again


@dataclass(frozen=True)
class Promise:
    """What is announced, on which day, and for which days."""

    event: int
    what: str
    made_on: date
    first: date
    last: date | None  # without a last day nobody can tell when it is kept

    @cached_property
    def gist(self) -> list[str]:
        """Return the stems of its telling words; none where they say too little to be known again."""
        wanted = gist(self.what) if self.last else []
        return wanted if len(wanted) >= FEWEST else []

    @cached_property
    def leading(self) -> list[str]:
        """Return the stems by which a text is found that may tell of its keeping: no verbs, unless it has nothing else."""
        return unchanging(self.what)[:LEADING] or self.gist[:LEADING]


class Told:
    """A text, read for sentences that tell of the keeping of promises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._document = Document(text)

    def keeping(self, promise: Promise) -> Iterator[Span]:
        """Yield the sentences in the past tense that have most of the promise's telling words."""
        fewest = REDEEMED * len(promise.gist)
        for span, stems in self._sentences:
            is_alike = len(stems.intersection(promise.gist)) >= fewest > 0
            if is_alike and time_of(self._document, span.start, span.end) == "past":
                yield span

    @cached_property
    def _sentences(self) -> list[tuple[Span, frozenset[str]]]:
        spans = self._document.sentences
        return [(span, frozenset(gist(self.text[span.start : span.end]))) for span in spans]
