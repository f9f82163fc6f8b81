"""Find the sentence that tells that what was announced came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import combinations

from django.db.models import F, Q, QuerySet

from articles.models import Paragraph, Revision
from timeline.extraction.dates.tense import time_of
from timeline.extraction.lexicon import load_rows, load_table
from timeline.extraction.text import Document
from timeline.models import Event

from .matching import CONTENT_WORD, STEM

REDEEMED = 0.6  # the share of a promise's word stems that the sentence telling of its keeping has
LEADING = 4  # of the longest words, two of which such a sentence has
FEWEST = 3  # word stems without which a promise says too little to be known again
PROMISES = "chronicle/promises.toml"


@dataclass(frozen=True)
class Redemption:
    """A sentence that tells of the keeping of a promise."""

    revision: Revision
    sentence: str

    @property
    def reported_at(self) -> datetime:
        """Return when it was published."""
        return self.revision.reported_at


def redemption_of(event: Event, first: date, last: date) -> Redemption | None:
    """Return the first sentence of a later article of those days that tells in the promise's words of what came about."""
    wanted = gist(event.announcement.what)
    if len(wanted) < FEWEST:
        return None
    paragraphs = _paragraphs(event, first, last).filter(_mentions_two_of(wanted))
    told = (
        Redemption(paragraph.revision, sentence)
        for paragraph in paragraphs
        for sentence in _past_sentences(paragraph)
        if len(set(wanted) & set(gist(sentence))) >= REDEEMED * len(wanted)
    )
    return next(told, None)


def gist(words: str) -> list[str]:
    """Return the stems of the words that tell what was done, without the time and the little words, the longest words first.

    >>> gist("Die schriftliche Antwort soll noch in dieser Woche folgen.")
    ['schri', 'antwo', 'folge']
    """
    found = {word.casefold() for word in CONTENT_WORD.findall(words)} - _little_words()
    return list(dict.fromkeys(_stem(word) for word in sorted(found, key=lambda word: (-len(word), word))))


def _stem(word: str) -> str:
    """Return the beginning of a word, of a participle without its prefix: "geantwortet" is a form of "antworten"."""
    table = load_table(PROMISES)
    prefix, endings = table["participle_prefix"], tuple(table["participle_endings"].split())
    is_participle = word.startswith(prefix) and word.endswith(endings) and len(word) >= 2 * STEM
    return (word.removeprefix(prefix) if is_participle else word)[:STEM]


@cache
def _little_words() -> frozenset[str]:
    closed = " ".join(
        [*load_table("grammar/function_words.toml").values(), load_table(PROMISES)["little_words"]]
    )
    times = [form for row in load_rows("dates/words.csv") for form in row["forms"].split("|")]
    return frozenset(word.casefold() for word in (*closed.split(), *times))


def _paragraphs(event: Event, first: date, last: date) -> QuerySet[Paragraph]:
    standing = Paragraph.objects.filter(revision=F("revision__article__current_revision"))
    later = standing.filter(
        revision__article__crises__in=event.crises.all(),
        revision__published_at__gt=event.first_reported_at,
        revision__published_at__date__range=(first, last),
    )
    ordered = later.order_by("revision__published_at", "revision", "position").distinct()
    return ordered.select_related("revision__article__source")


def _mentions_two_of(stems: list[str]) -> Q:
    both = Q()
    for one, other in combinations(stems[:LEADING], 2):
        both |= Q(text__icontains=one) & Q(text__icontains=other)
    return both


def _past_sentences(paragraph: Paragraph) -> Iterator[str]:
    document = Document(paragraph.text)
    for span in document.sentences:
        if time_of(document, span.start, span.end) == "past":
            yield paragraph.text[span.start : span.end]
