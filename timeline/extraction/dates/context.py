"""What is known where a time expression stands: the publication, the days named around it, and the tense of its clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal

from ..findings import DayRange, FoundDate, Span
from ..text import Document
from .match import Match
from .rules import ExpressionType, compile_pattern, piece, words
from .tense import REACH, Time, has_finite_verb, in_one_clause, near_sentence, time_of, time_of_clause

WORD_BEFORE = re.compile(
    rf"(\w+)\s{{1,3}}(?:{piece('joined_to_counted')}\s{{1,3}})?(?:{piece('article')}\s{{1,3}})?\Z"
)
DAILY = compile_pattern("{daily}", {})
PLUPERFECT = re.compile(rf"\b{piece('pluperfect')}\b")
AGE_NOW = re.compile(piece("age_now"))
SHORT_REPORT = 2000  # characters
FULL_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
RANGE = re.compile(rf"\s?{piece('range_sign')}")
EACH_TIME = compile_pattern("{each_time}", {})
ANNOUNCED = re.compile(piece("clock_time"))
LINK = re.compile(rf"[.,]?\s?{piece('list_sign')}(?:\s{piece('list_word')}){{0,2}}\s?")
ADDED = re.compile(r",\s|\s\(")
MEMORY = 3  # a day named more sentences ago no longer says when something happens "um 9 Uhr"

NEAR_FINDS = 40  # a day named further back is forgotten, so that long texts are read in linear time

COMING = timedelta(days=14)  # within which a named day is a plan of the news

Groups = dict[str, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a time expression means, and what that was concluded from (a key of explanations.toml)."""

    value: str
    reason: str = "text"
    days: DayRange | None = None  # None: those that the value denotes
    anchor: date | None = None
    type: ExpressionType | None = None  # where it is not that of the rule


@dataclass
class Context:
    """The article around the match that is being resolved."""

    document: Document
    published_at: datetime
    found: list[FoundDate] = field(default_factory=list)  # in the order of the text
    match: Match = field(init=False)
    _times: dict[int, Time] = field(default_factory=dict)  # the times of clauses, by the offset of the match

    @cached_property
    def published(self) -> date:
        """Return the day of publication, as the newsroom's own clock showed it."""
        return self.published_at.date()

    @property
    def direction(self) -> Literal["since", "past", "present", "future", ""]:
        """Return where a day without a year lies: like the clause's time, but "seit" and "vom" never ahead, "bis" anywhere."""
        if self._looks_back():
            return "since"
        time = self.time
        return "" if time == "past" and self.word_before in words()["open_ended"] else time

    @property
    def time(self) -> Time:
        """Return the time that the expression's clause speaks of.

        "seit" and "vom" look back, "auf den 3. Mai verschoben" looks ahead; a clock time without any verb announces.
        """
        if self.match.start not in self._times:
            self._times[self.match.start] = self._find_time()
        return self._times[self.match.start]

    def _find_time(self) -> Time:
        if self._looks_back():
            return "past"
        if self.word_before in words()["looks_ahead"]:
            return "future"
        time = time_of(self.document, self.match.start, self.match.end)
        if time == "past" and self.word_before in words()["meant_for"] and not self._told_long_after():
            return "future"
        return "future" if not time and ANNOUNCED.search(self.document.text, *self.sentence) else time

    def _told_long_after(self) -> bool:
        """Tell whether the sentence tells what was before its own past: "hatte für Montag zu Gesprächen geladen"."""
        return bool(PLUPERFECT.search(self.document.text, *self.sentence))

    def _looks_back(self) -> bool:
        return self.word_before in words()["looks_back"] and not RANGE.match(
            self.document.text, self.match.end
        )

    @property
    def sentence(self) -> Span:
        """Return the sentence that holds the expression, as far as it is near."""
        return near_sentence(self.document, self.match.start, self.match.end)

    @property
    def word_before(self) -> str:
        """Return the word before the expression and its article in small letters."""
        return word_before(self.document, self.match.start)

    def earlier(self) -> Iterator[FoundDate]:
        """Yield what was found not long before the expression, the nearest first."""
        before = bisect_left(self.found, self.match.start, key=lambda one: one.start)
        return reversed(self.found[max(0, before - NEAR_FINDS) : before])

    def linked_day(self) -> date | None:
        """Return the first day of the expression to which this one is linked ("im Dezember und Januar")."""
        last = next(self.earlier(), None)
        if last and last.type == "DATE" and LINK.fullmatch(self.document.text, last.end, self.match.start):
            return last.days.earliest
        return None

    def day_explained(self) -> date | None:
        """Return the day to which the expression is only added ("morgen, Sonntag", "am 24. März (Samstag)")."""
        last = next(self.earlier(), None)
        added = last and ADDED.fullmatch(self.document.text, last.end, self.match.start)
        return single_day(last) if last and added else None

    def last_day(self) -> date | None:
        """Return the single day that the text named last before the expression; what is past never counts from a day to come."""
        named = (day for one in self.earlier() if (day := single_day(one)))
        return next((day for day in named if not (self._is_coming(day) and self.time == "past")), None)

    def _is_coming(self, day: date) -> bool:
        return timedelta(0) < day - self.published <= COMING

    def last_date(self, unit: str) -> date | None:
        """Return the first day of what the text named last before the expression, at least as exact as the unit."""
        if unit not in ("M", "Y"):
            return self.last_day()
        length = 4 if unit == "Y" else 7
        named = (one for one in self.earlier() if one.type in ("DATE", "TIME") and one.value[:4].isdigit())
        return next(
            (one.days.earliest for one in named if len(one.value) >= length and one.days.earliest), None
        )

    def told_since(self, start: int) -> date | None:
        """Return the first day of the last date with its year that was named after `start`, if the clause tells the past.

        A span of years ("von 1989 bis 1997", "seit 1981") is background and no time of which a story is told.
        """
        named = (one for one in self.earlier() if FULL_YEAR.search(self.document.text, one.start, one.end))
        last = next(named, None)
        if not last or last.start < start or self.time != "past":
            return None
        return None if word_before(self.document, last.start) in words()["spanning"] else last.days.earliest

    def told_year(self) -> int | None:
        """Return the year of which the paragraph tells a story."""
        paragraph = self.document.paragraph_at(self.match.start)
        told = self.told_since(max(paragraph.start, self.match.start - REACH))
        return told.year if told else None

    def last_month(self) -> date | None:
        """Return the first day of what the text named last before the expression, from a day to a month."""
        return next(
            (one.days.earliest for one in self.earlier() if one.type == "DATE" and one.value[4:5] == "-"),
            None,
        )

    def day_spoken_of(self) -> date:
        """Return the day to which a clock time belongs.

        That is a day named in the same sentence, else one named a few sentences before in the paragraph; the entries of a listing,
        which have no verb, stand for themselves. Without any of these it is the day of publication.
        """
        here = [one for one in self._found_in(self.sentence) if single_day(one)]
        if here:
            before = [one for one in here if one.start < self.match.start]
            if before:
                return single_day(before[-1]) or self.published
            if in_one_clause(self.document.text, self.match.end, here[0].start):
                return single_day(here[0]) or self.published
        sentence = self.document.sentence_at(self.match.start)
        if has_finite_verb(self.document, sentence):
            return self._day_before(sentence) or self.published
        return self.published

    def recurs(self) -> bool:
        """Tell whether a clock time belongs to many days ("montags um 9 Uhr", "jeweils um 20 Uhr")."""
        start, end = self.sentence.start, self.match.start
        if named := self._found_in(Span(start, end)):
            if named[-1].type == "SET":
                return True
            start = named[-1].end
        return bool(EACH_TIME.search(self.document.text, start, end))

    def means_the_day(self) -> bool:
        """Tell whether "heute" means the day of publication rather than "nowadays".

        "bis heute" and what happened today do; "früher …, heute …" and "die heute 50-Jährige" do not. Otherwise the article decides:
        a report from day to day, or a short one, means the day.
        """
        if self.word_before in words()["means_this_day"]:
            return True
        compares = any(one.value in ("PAST_REF", "FUTURE_REF") for one in self._found_in(self.sentence))
        if compares or AGE_NOW.match(self.document.text, self.match.end):
            return False
        happened = time_of_clause(self.document, self.match.start, self.match.end) == "past"
        return happened or self._daily or len(self.document.text) < SHORT_REPORT

    @cached_property
    def _daily(self) -> bool:
        """Tell whether the article reports from day to day: it names yesterday, tomorrow, a weekday or a time of today."""
        return bool(DAILY.search(self.document.text))

    def _found_in(self, span: Span) -> list[FoundDate]:
        first = bisect_left(self.found, span.start, key=lambda one: one.start)
        last = bisect_left(self.found, span.end, key=lambda one: one.start)
        return self.found[first:last]

    def _day_before(self, sentence: Span) -> date | None:
        paragraph = self.document.paragraph_at(sentence.start)
        for _ in range(MEMORY):
            if sentence.start <= paragraph.start:
                return None
            sentence = self.document.sentence_at(sentence.start - 1)
            near = Span(max(sentence.start, sentence.end - REACH), sentence.end)
            for one in reversed(self._found_in(near)):
                if day := single_day(one):
                    return day
        return None


def word_before(document: Document, start: int) -> str:
    """Return the word before an offset in small letters, beyond an article."""
    found = WORD_BEFORE.search(document.text, max(0, start - 30), start)
    return found[1].lower() if found else ""


def single_day(found: FoundDate) -> date | None:
    """Return the day of an expression that means one day."""
    earliest, latest = found.days
    return earliest if found.type in ("DATE", "TIME") and earliest == latest else None


Resolver = Callable[[Groups, Context], Meaning | None]
