"""Find organisations and places that no lexicon knows: by the noun before them, an abbreviation in brackets, a preposition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..findings import EntityKind
from ..lexicon import load_words
from .naming import NAME_WORD, SEPARATOR
from .patterns import UPPER, pattern
from .scanning import Covered, Hit
from .words import CAPITALISED, given_name_gender, is_noun_or_title, is_ordinary_noun, trigger_of

BRACKETED = re.compile(rf"\s\((?P<short>[{UPPER}][{UPPER}\w-]{{1,9}})\)")
QUOTED_NAME = re.compile(rf"\s[„\"»“](?P<name>[{UPPER}][^„\"»“”«]{{2,60}})[“\"«”]")
CAPITAL_ADJECTIVE = re.compile(rf"\b[{UPPER}][a-zäöüß]+(?:er|en|e)\s\Z")
QUOTES = "„“”\"'»«)"

MAX_PARTS = 4
NEIGHBOURS_REACH = 45  # characters before a border in which its neighbours stand


@dataclass(frozen=True, slots=True)
class Coined:
    """A name that the article brings, with what it names."""

    start: int
    end: int
    kind: EntityKind
    name: str
    rule: str
    short: tuple[int, int] | None = None  # the abbreviation beside it
    noun: str = ""  # the noun before it


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words(f"entities/{name}.txt")))


def _names_something_else(name: str) -> bool:
    """Tell whether a long name is that of a meeting, a treaty or a device."""
    return not load_words("entities/not_organisations.txt").isdisjoint(name.strip(QUOTES).split())


class CoinReader:
    """Reads the unknown names of one text."""

    def __init__(self, text: str, hits: list[Hit], taken: Covered, capitals: list[re.Match[str]]) -> None:
        self.text = text
        self.capitals = capitals
        self.hit_at = {hit.start: hit for hit in hits}
        self.taken = taken  # where the names of people stand

    def names(self) -> Iterator[Coined]:
        """Yield the names, the surest first."""
        yield from self._abbreviated()
        yield from self._triggered()
        yield from self._located()

    def _triggered(self) -> Iterator[Coined]:
        for match in self.capitals:
            trigger = trigger_of(match.group())
            if trigger is None:
                continue
            kind, is_part = trigger
            quoted = QUOTED_NAME.match(self.text, match.end()) if kind == "organisation" else None
            start, end = quoted.span("name") if quoted else self._run(match.end(), kind, is_part)
            if end > start and (quoted or self._can_be_coined(start, end, kind)):
                begin = self._with_adjective(match.start()) if is_part else start
                yield Coined(begin, end, kind, self.text[begin:end], "noun before a name", noun=match.group())

    def _can_be_coined(self, start: int, end: int, kind: EntityKind) -> bool:
        """Tell whether the words after the noun are a name and not what the noun governs ("Gruppe von Rauchern")."""
        name = self.text[start:end]
        if (
            not name[0].isupper()
            or len(name) < 3
            or (name.isupper() and name.title() in load_words("entities/nouns.txt"))
        ):
            return False
        return kind == "place" or " " in name or not name.endswith(_endings("case_endings"))

    def _with_adjective(self, start: int) -> int:
        """Return where "Internationaler Flughafen" begins."""
        match = CAPITAL_ADJECTIVE.search(self.text, max(0, start - 25), start)
        return match.start() if match else start

    def _run(self, end: int, kind: EntityKind, known: bool) -> tuple[int, int]:
        """Return the name that follows at once, or an empty span; `known` allows names of the lexicon in it."""
        separator = SEPARATOR.match(self.text, end)
        start = last = separator.end() if separator else end
        place = start
        for _ in range(MAX_PARTS):
            match = NAME_WORD.match(self.text, place)
            if not separator or not match or self._is_taken(match, kind, known):
                break
            last = match.end()
            separator = SEPARATOR.match(self.text, last)
            place = separator.end() if separator else last
        return (start, last) if last > start else (start, start)

    def _is_taken(self, match: re.Match[str], kind: EntityKind, known: bool) -> bool:
        word = match.group().split()[-1]
        is_word = (
            is_noun_or_title if kind == "place" else is_ordinary_noun
        )  # "Bezirk Neufeld" ends as nouns do
        hit = None if known else self.hit_at.get(match.start())
        return (
            self.taken.overlaps(*match.span())
            or (hit is not None and not hit.terms[0].guarded)
            or is_word(word)
            or trigger_of(word) is not None
        )

    def _abbreviated(self) -> Iterator[Coined]:
        """Yield "Allied Democratic Forces (ADF)": the words before the bracket that begin with its letters."""
        for match in BRACKETED.finditer(self.text):
            short = match["short"]
            start = self._long_name(match.start(), short)
            if start is not None and not _names_something_else(self.text[start : match.start()]):
                yield Coined(
                    start,
                    match.start(),
                    "organisation",
                    self.text[start : match.start()],
                    "abbreviation",
                    match.span("short"),
                )

    def _long_name(self, end: int, short: str) -> int | None:
        letters = [letter for letter in short if letter.isupper()]
        if len(letters) < 2:
            return None
        window = self.text[max(0, end - 90) : end]
        offset = end - len(window)
        capitals = [m for m in CAPITALISED.finditer(window) if "\n" not in window[m.start() :]]
        starts = [m for m in capitals if m.group()[0].upper() == letters[0].upper()]
        for first in reversed(starts):
            initials = [m.group()[0].upper() for m in capitals if m.start() >= first.start()]
            if initials[: len(letters)] == letters and pattern("words of a long name").fullmatch(
                window[first.start() :].rstrip(QUOTES)
            ):
                return offset + first.start()
        return None

    def _located(self) -> Iterator[Coined]:
        matches = list(pattern("in an unknown place").finditer(self.text))
        times = Counter(match["name"] for match in matches)
        for match in matches:
            name = match["name"]
            if times[name] < 2 and not name.endswith(_endings("place_endings")):
                continue
            if (
                match.start("name") in self.hit_at
                or self.taken.overlaps(*match.span("name"))
                or not self._can_be_place(name)
            ):
                continue
            following = SEPARATOR.match(self.text, match.end())
            if (
                following
                and self.text[following.end() : following.end() + 1].isupper()
                and given_name_gender(name) is not None
            ):
                continue
            yield Coined(*match.span("name"), "place", name, "preposition before a name")

    def _can_be_place(self, name: str) -> bool:
        return (
            len(name) > 3
            and not name.isupper()
            and not name.endswith(_endings("case_endings"))
            and not is_ordinary_noun(name)
            and trigger_of(name) is None
        )

    def borders(self) -> Iterator[tuple[int, int, str]]:
        """Yield the borders that are named with the neighbour: "Grenze zur Ukraine"."""
        for match in pattern("border").finditer(self.text):
            left = max(0, match.start() - NEIGHBOURS_REACH)
            neighbours = pattern("neighbours of a border").search(self.text, left, match.start())
            start = neighbours.start() if neighbours else match.start()
            whose = f"{neighbours['plain']} " if neighbours else ""
            yield start, match.end(), whose + match.group()
