"""Read the names of people that no lexicon knows: after a title, or from a given name on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .knowledge import Gender, particles
from .patterns import UPPER, pattern, source
from .scanning import Covered, Hit
from .words import CAPITALISED, given_name_gender, is_noun_or_title, is_ordinary_noun, title_of, trigger_of

PARTICLE, ARTICLE = source("particle of a name"), source("article of a name")
NAME_WORD = re.compile(
    rf"(?:{PARTICLE}\s)*(?:[{UPPER}]\.(?:[\ -]?[{UPPER}]\.)*|{ARTICLE}?[{UPPER}][\w’'′]*(?:-[\w’'′]+)*)",
    re.VERBOSE,
)
INTRODUCED = re.compile(
    rf"(?<![\w.-])(?P<given>[{UPPER}][a-zà-ÿ’']{{2,}}) (?P<surname>[{UPPER}][\w’']{{2,}}(?:-[\w’']+)?)(?=,\s| \()"
)
WORD_BEFORE = re.compile(rf"([{UPPER}][\w’'-]*) \Z")
APPOSITION_REACH = 40  # characters after a name in which its title stands
SEPARATOR = re.compile(r"[  ]{1,2}(?![  ])")
MAX_WORDS = 5
CLOSING = frozenset(',.;:!?“”«"')  # what stands behind a name in apposition
MIN_LETTERS = 3  # a surname of its own is at least this long


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as the text has it."""

    start: int
    end: int
    words: tuple[str, ...]
    gender: Gender = ""
    key: str | None = None  # where the whole name is known

    @property
    def has_given_name(self) -> bool:
        """Tell whether more than the surname stands there."""
        return len(self.words) > 1


class NameReader:
    """Reads people's names at given places of one text."""

    def __init__(self, text: str, hits: list[Hit], capitals: list[re.Match[str]]) -> None:
        self.text = text
        self.capitals = capitals
        self.hit_at = {hit.start: hit for hit in hits}
        self.named_like_places: set[tuple[str, ...]] = set()  # names that the article introduces by a title
        self.known = Covered((hit.start, hit.end) for hit in hits if hit.form == "name")

    def all_names(self) -> Iterator[PersonName]:
        """Yield the names that begin with a given name, in order."""
        border = 0
        for match in self.capitals:
            if match.start() < border or given_name_gender(match.group()) is None:
                continue
            if self.known.overlaps(match.start(), match.start() + 1) or self._is_called_after(match.start()):
                continue
            name = self.name_at(match.start())
            if name and name.has_given_name:
                border = name.end
                yield name

    def _is_called_after(self, start: int) -> bool:
        """Tell whether the name is that of a place: "Flughafen Santa Rosa"."""
        before = WORD_BEFORE.search(self.text, max(0, start - APPOSITION_REACH), start)
        trigger = trigger_of(before[1]) if before else None
        return trigger is not None and trigger[0] == "place"

    def introduced(self) -> Iterator[PersonName]:
        """Yield unknown names that a title or a state behind them gives away: "Filep Karma, der Anführer", "Bharrat Jagdeo (Guyana)"."""
        for match in INTRODUCED.finditer(self.text):
            words = match.groups()
            starts = (match.start("given"), match.start("surname"))
            if any(start in self.hit_at for start in starts) or any(map(is_ordinary_noun, words)):
                continue
            before = WORD_BEFORE.search(self.text, max(0, match.start() - APPOSITION_REACH), match.start())
            if before and title_of(before[1]) is None:
                continue  # the middle of a longer name
            if self._is_introduced(match.end()):
                yield PersonName(match.start(), match.end(), words)

    def _is_introduced(self, end: int) -> bool:
        if self.text[end : end + 2] == " (":
            return end + 2 in self.hit_at
        title = CAPITALISED.search(self.text, end, end + APPOSITION_REACH)
        return (
            title is not None
            and title_of(title.group()) is not None
            and pattern("apposition").fullmatch(self.text, end, title.start()) is not None
        )

    def after(self, end: int) -> PersonName | None:
        """Return the name that follows a title ending there."""
        match = pattern("degree").match(self.text, end)
        if match is None:
            return None
        alike = self._named_like_a_place(match.end())
        self.named_like_places |= {alike.words} if alike else set()
        return alike or self.name_at(match.end())

    def in_apposition(self, end: int) -> PersonName | None:
        """Return the full name that stands in commas behind a title ending there: "der Sprecher der Behörde, Behrus Kamalwandi,"."""
        match = pattern("title, then name").match(self.text, end)
        name = self.name_at(match.end()) if match else None
        closes = name is not None and self.text[name.end : name.end + 1] in CLOSING
        return name if name and name.has_given_name and closes else None

    def like_places(self) -> Iterator[PersonName]:
        """Yield the names that begin like a place, wherever they stand, of people whom a title has introduced."""
        for words in self.named_like_places:
            for match in re.finditer(rf"(?<![\w-]){re.escape(' '.join(words))}(?![\w-])", self.text):
                yield PersonName(*match.span(), words)

    def _named_like_a_place(self, start: int) -> PersonName | None:
        """Return a name behind a title that begins like a place or state: "Minister Wellington Koo"."""
        hit = self.hit_at.get(start)
        if (
            hit is None
            or hit.form != "name"
            or hit.ending
            or hit.compound
            or " " in self.text[start : hit.end]
        ):
            return None
        separator = SEPARATOR.match(self.text, hit.end)
        match = NAME_WORD.match(self.text, separator.end()) if separator else None
        if (
            match is None
            or match.start() in self.hit_at
            or is_ordinary_noun(match.group())
            or match.group().endswith(".")
        ):
            return None
        return PersonName(start, match.end(), (self.text[start : hit.end], match.group()))

    def name_at(self, start: int) -> PersonName | None:
        """Return the name that begins at the offset: a known one, or the run of words that can be one."""
        known = self.hit_at.get(start)
        if known and known.form == "name" and not known.compound:
            return self._known(known)
        words, end = self._run(start)
        if not words or not _plausible(words):
            return None
        gender = given_name_gender(words[0]) if len(words) > 1 else None
        return PersonName(start, end, tuple(words), gender or "")

    def _known(self, hit: Hit) -> PersonName | None:
        text = (
            self.text[hit.start : hit.end].removesuffix(hit.ending)
            if hit.ending
            else self.text[hit.start : hit.end]
        )
        return PersonName(hit.start, hit.end, tuple(text.split()), "", hit.terms[0].key)

    def _run(self, start: int) -> tuple[list[str], int]:
        """Return the words that can belong to one name from the offset on, and where they end."""
        words: list[str] = []
        end = start
        while len(words) < MAX_WORDS:
            place = start
            if words:
                separator = SEPARATOR.match(self.text, end)
                if not separator:
                    break
                place = separator.end()
            match = NAME_WORD.match(self.text, place)
            if not match or not self._fits(match, words):
                break
            words.append(match.group())
            end = match.end()
        return words, end

    def _fits(self, match: re.Match[str], before: list[str]) -> bool:
        """Tell whether the word goes on with a name of which these words stand before it."""
        *start, last = match.group().split()
        if last.endswith("."):
            return bool(before)
        if start and start[0] in particles("between") and not all(map(_given, before)):
            return False
        if start and not before and start[0] not in particles("first"):
            return False
        if len(last) > 1 and last.isupper() and before and not before[-1].isupper():
            return False
        hit = self.hit_at.get(match.end() - len(last))
        if hit is not None and hit.form == "surname" and hit.end >= match.end():
            return True
        if not _given(last) and (is_noun_or_title(last) if before else is_ordinary_noun(last)):
            return False
        return (
            hit is None
            or hit.form == "surname"
            or _given(last)
            or (bool(before) and hit.form == "inhabitant")
        )


def _given(word: str) -> bool:
    return given_name_gender(word) is not None or word.endswith(".")


def _plausible(words: list[str]) -> bool:
    """Tell whether the words can be a name: initials and all-capital words alone cannot."""
    last = words[-1]
    letters = last.split()[-1]
    return (
        len(letters) >= MIN_LETTERS
        and not (len(words) == 1 and letters.isupper())
        and not letters.endswith("-")
    )
