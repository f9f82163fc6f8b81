"""What an announcement says of what is to come about, and which sentences tell that it did. Pure on what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property

from timeline.extraction.dates.tense import time_of
from timeline.extraction.findings import Span
from timeline.extraction.lexicon import load_rows, load_table
from timeline.extraction.text import Document

from .matching import CONTENT_WORD, STEM

REDEEMED = 0.6  # the share of a promise's word stems that the sentence telling of its keeping has
FEWEST = 3  # word stems without which a promise says too little to be known again
WORDS = "chronicle/promises.toml"


@dataclass(frozen=True)
class Promise:
    """What is announced, when that was made known, and for which days."""

    event: int
    what: str
    made_at: datetime
    first: date
    last: date | None  # without a last day nobody can tell when it is kept

    @cached_property
    def gist(self) -> list[str]:
        """Return the stems of its telling words; none where they say too little to be known again."""
        wanted = gist(self.what) if self.last else []
        return wanted if len(wanted) >= FEWEST else []


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


def gist(words: str) -> list[str]:
    """Return the stems of the words that tell what was done, without the time and the little words, the longest words first.

    >>> gist("Die schriftliche Antwort soll noch in dieser Woche folgen.")
    ['schri', 'antwo', 'folge']
    """
    return list(dict.fromkeys(map(_stem, telling_words(words))))


def telling_words(words: str) -> list[str]:
    """Return the words that tell what was done, the longest first."""
    found = {word.casefold() for word in CONTENT_WORD.findall(words)} - _little_words()
    return sorted(found, key=lambda word: (-len(word), word))


def _stem(word: str) -> str:
    """Return the beginning of a word, of a participle without its prefix: "geantwortet" is a form of "antworten"."""
    table = load_table(WORDS)
    prefix, endings = table["participle_prefix"], tuple(table["participle_endings"].split())
    is_participle = word.startswith(prefix) and word.endswith(endings) and len(word) >= 2 * STEM
    return (word.removeprefix(prefix) if is_participle else word)[:STEM]


@cache
def _little_words() -> frozenset[str]:
    closed = " ".join(
        [*load_table("grammar/function_words.toml").values(), load_table(WORDS)["little_words"]]
    )
    times = [form for row in load_rows("dates/words.csv") for form in row["forms"].split("|")]
    return frozenset(word.casefold() for word in (*closed.split(), *times))
