"""Say which days a clause speaks of, for the finders of events.

In this order: the days that the clause names itself; those that another clause of its sentence names; those of the sentences before it
in the paragraph, which set the day for a story told on. A day outside the clause only counts where the clause's tense allows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, datetime, timedelta

from ..findings import NO_DAYS, DayRange, FoundDate, Span
from ..text import Document
from .context import LINK, word_before
from .rules import compile_pattern, piece, words
from .tense import REACH, Time, belongs_to_participle, near_sentence, time_of

MEMORY = 2  # sentences back
MAX_DAYS = 31  # longer spans are background, not the day of what is told next
FIRST_SINCE = re.compile(rf"{piece('first_since')}\Z")
LEADING_PART = compile_pattern("{the}<part>", {})
THIRDS_OF_MONTH = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}


def days_of_clause(
    document: Document, dates: tuple[FoundDate, ...], span: tuple[int, int], published_at: datetime
) -> DayRange:
    """Return the days that the clause speaks of: its own date, else the one that governs it; open where none does.

    `dates` are those of the whole document in order. "seit" reaches to the day of publication and "bis" begins there, "ab" stays open,
    days that are listed together count from the first to the last, "Anfang Mai" is the first ten days of May, and what is past has
    not happened after the publication.
    """
    reader = _Reader(document, dates, published_at.date())
    time = time_of(document, *span)
    own = reader.days_in(Span(*span))
    if own != NO_DAYS:
        return reader.until_published(own) if time == "past" else own
    sentence = document.sentence_at(span[0])
    near = near_sentence(document, *span)
    candidates = [
        reader.days_in(near),
        *(reader.days_in(earlier) for earlier in reader.told_before(sentence)),
    ]
    days = next((days for days in candidates if reader.governs(days, time)), NO_DAYS)
    return reader.until_published(days) if time == "past" else days


class _Reader:
    """The days of one document, as they are asked for clause by clause."""

    def __init__(self, document: Document, dates: tuple[FoundDate, ...], published: date):
        self.document, self.published = document, published
        self.dates = dates

    def days_in(self, span: Span) -> DayRange:
        """Return the narrowest days that the span names."""
        first = bisect_left(self.dates, span.start, key=lambda one: one.start)
        last = bisect_left(self.dates, span.end, key=lambda one: one.start)
        told = [one for one in self.dates[first:last] if self._tells_when(one)]
        ranges = [days for group in self._linked(told) if (days := self._days_of(group)) != NO_DAYS]
        return min(ranges, key=_length, default=NO_DAYS)

    def until_published(self, days: DayRange) -> DayRange:
        """Cut off the days after the publication where some lie before it."""
        earliest, latest = days
        if earliest and latest and earliest <= self.published < latest:
            return DayRange(earliest, self.published)
        return days

    def told_before(self, sentence: Span) -> list[Span]:
        """Return the sentences before this one in its paragraph, the nearest first."""
        paragraph = self.document.paragraph_at(sentence.start)
        found: list[Span] = []
        while sentence.start > paragraph.start and len(found) < MEMORY:
            sentence = self.document.sentence_at(sentence.start - 1)
            found.append(Span(max(sentence.start, sentence.end - REACH), sentence.end))
        return found

    def governs(self, days: DayRange, time: Time) -> bool:
        """Tell whether days named outside a clause can be those of the clause."""
        earliest, latest = days
        if days == NO_DAYS or _length(days) > MAX_DAYS:
            return False
        if time == "past":
            return earliest is not None and earliest <= self.published
        return latest is None or latest > self.published or time != "future"

    def _tells_when(self, found: FoundDate) -> bool:
        """Leave out what only describes something: "das 1949 gegründete Bündnis", "erstmals seit einem Jahr"."""
        if found.value == "PRESENT_REF":
            return found.rule == "reference"
        if FIRST_SINCE.search(self.document.text, max(0, found.start - REACH), found.start):
            return False
        whole_years = found.days != NO_DAYS and _length(found.days) > 2 * MAX_DAYS
        return found.days != NO_DAYS and not (whole_years and belongs_to_participle(self.document, found.end))

    def _linked(self, told: list[FoundDate]) -> list[list[FoundDate]]:
        """Group what is listed together: "am 12. und 13. Mai", "von Montag bis Mittwoch"."""
        groups: list[list[FoundDate]] = []
        for found in told:
            if groups and LINK.fullmatch(self.document.text, groups[-1][-1].end, found.start):
                groups[-1].append(found)
            else:
                groups.append([found])
        return groups

    def _days_of(self, group: list[FoundDate]) -> DayRange:
        if group[0].value in ("PAST_REF", "FUTURE_REF") or "X" in group[0].value:
            return NO_DAYS
        if group[0].value == "PRESENT_REF":
            return DayRange(self.published, self.published)
        ranges = [narrowed(self.document, found) for found in group]
        earliest = [days.earliest for days in ranges if days.earliest]
        latest = [days.latest for days in ranges if days.latest]
        days = DayRange(min(earliest, default=None), max(latest, default=None))
        return days if len(group) > 1 else self._bounded(days, group[0])

    def _bounded(self, days: DayRange, found: FoundDate) -> DayRange:
        match words()["boundary"].get(word_before(self.document, found.start)):
            case "since" if days.earliest and days.earliest <= self.published:
                return DayRange(days.earliest, max(days.earliest, self.published))
            case "from" | "since":
                return DayRange(days.earliest, None)
            case "until":
                ahead = days.latest is not None and days.latest > self.published
                return DayRange(self.published if ahead else None, days.latest)
        return days


def narrowed(document: Document, found: FoundDate) -> DayRange:
    """Return the days of an expression, of "Anfang Mai" only the first third of the month."""
    part = LEADING_PART.match(document.text, found.start, found.end)
    earliest, latest = found.days
    if not part or not earliest or not latest or (latest - earliest).days > MAX_DAYS:
        return found.days
    first, last = THIRDS_OF_MONTH[words()["part"][part["part"].lower()]]
    return DayRange(earliest.replace(day=first), earliest.replace(day=min(last, latest.day)))


def _length(days: DayRange) -> int:
    """Return how many days lie between the first and the last; very many where one side is open."""
    return (days.latest - days.earliest).days if days.earliest and days.latest else timedelta.max.days
