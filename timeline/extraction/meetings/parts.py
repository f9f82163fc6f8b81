"""Cut a clause into the coordinate parts that each tell of a meeting: "am Montag traf er A in Rom, am Dienstag B in Wien"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..analysis import Analysis
from ..clauses import Clause
from ..findings import FoundDate, Mention, Span
from ..lexicon import load_pattern, load_set
from ..words import Word

STEPS = load_set("meetings/frames.toml", "steps")
NEXT = load_set("meetings/frames.toml", "next")
LEADING = load_pattern("meetings/frames.toml", "leading")
LONGEST_LEAD = 4  # words between the border and the date: "und schon in der Nacht zum"


def parts_of(analysis: Analysis, clause: Clause) -> tuple[Span, ...]:
    """Return the parts of the clause, in order; one where nothing parts it.

    A part begins behind a comma or a coordinator with a date of its own, or with a word of sequence, if it and the part before it name somebody or something.
    """
    borders = sorted(
        {
            *_before_dates(analysis, clause),
            *_before_sequels(analysis, clause),
            *_before_places(analysis, clause),
        }
    )
    borders = [border for border in borders if _names_something(analysis, border, clause.end)]
    return tuple(
        Span(start, _end_before(clause, end)) for start, end in pairwise((clause.start, *borders, clause.end))
    )


def _end_before(clause: Clause, border: int) -> int:
    """Return where the last word before the border ends that is no coordinator."""
    words = [word for word in clause.words if word.end <= border]
    while len(words) > 1 and words[-1].is_a("coordinator"):
        words.pop()
    return words[-1].end


def _before_dates(analysis: Analysis, clause: Clause) -> Iterator[int]:
    """Yield where a further date opens a part."""
    days = [found for found in analysis.dates_in(clause.span) if found.type in ("DATE", "TIME")]
    steps = [word.end for word in clause.words if word.lower in STEPS]
    for found in days:
        told = [end for end in (*(one.end for one in days), *steps) if end <= found.start]
        start = _lead_of(analysis, clause, found) if told else None
        if start is not None and _names_something(analysis, max(told), start):
            yield start


def _lead_of(analysis: Analysis, clause: Clause, found: FoundDate) -> int | None:
    """Return where the date's phrase begins, if a comma or a coordinator stands before it."""
    before = [word for word in clause.words if word.end <= found.start][-LONGEST_LEAD:]
    for place in range(len(before), 0, -1):
        word = before[place - 1]
        following = before[place].start if place < len(before) else found.start
        lead = analysis.text[following : found.start]
        if lead and not LEADING.fullmatch(lead):
            return None
        if "," in analysis.text[word.end : following] or word.text == "," or word.is_a("coordinator"):
            return following
    return None


def _before_sequels(analysis: Analysis, clause: Clause) -> Iterator[int]:
    """Yield where a word of sequence opens a part: "…, zuvor mit ihm"."""
    for earlier, word in pairwise(clause.words):
        if (
            word.lower in NEXT
            and _parts(analysis, earlier, word)
            and _names_something(analysis, clause.start, word.start)
        ):
            yield word.start


def _before_places(analysis: Analysis, clause: Clause) -> Iterator[int]:
    """Yield where a further town opens a part with people of its own: "in Rom den Papst und in Madrid den König"."""
    towns = [one for one in analysis.mentions_in(clause.span) if _is_town(analysis, one)]
    for earlier, town in pairwise(towns):
        before = [word for word in clause.words if word.end <= town.start][-2:]
        if len(before) < 2 or before[1].lower != "in" or not before[0].is_a("coordinator"):
            continue
        border = before[1].start
        if _names_people(analysis, earlier.end, border) and _names_people(analysis, town.end, clause.end):
            yield border


def _is_town(analysis: Analysis, mention: Mention) -> bool:
    return analysis.entity[mention.entity].kind == "place" and mention.form == "name"


def _names_people(analysis: Analysis, start: int, end: int) -> bool:
    return any(analysis.entity[one.entity].kind == "person" for one in analysis.mentions_in((start, end)))


def _parts(analysis: Analysis, earlier: Word, word: Word) -> bool:
    return (
        earlier.text == "," or earlier.is_a("coordinator") or "," in analysis.text[earlier.end : word.start]
    )


def _names_something(analysis: Analysis, start: int, end: int) -> bool:
    return bool(analysis.mentions_in((start, end)))


def part_at(parts: Sequence[Span], offset: int) -> Span:
    """Return the part that holds the offset."""
    return next((part for part in reversed(parts) if part.start <= offset), parts[0])
