"""Who made a text: bylines and credits, people told apart from agencies and initials."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from articles.reading.wording import load_words, pattern_of

_SEPARATOR = re.compile(r"\s*[/,;|+&•·]\s*|\s+(?:und|and|sowie|mit)\s+|\s+[-–]\s+", re.IGNORECASE)
MAX_CREDITS = 80
_INITIALS = re.compile(r"[a-zäöü]{2,4}\.?|[A-ZÄÖÜ]{2,3}")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*[.*]?\s*$")
_HOUSE = re.compile(r"([A-ZÄÖÜ]{2,}(?: [A-ZÄÖÜ-]{2,})?) ?\(([^()]{2,80})\)")  # "MDR (Eva Probe, lmn)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*"
_PARTICLE = r"(?:von|van|vom|de|der|den|zu|zur|del|di|da|la|le|al|el|ten|ter|bin|ibn|af|dos)"
_PERSON = re.compile(
    rf"(?:(?:Dr|Prof|Dipl|med|phil|h\. ?c)\.?[ -]?)*(?!(?:Von|Der|Die|Das|Im|In|Mit|Aus) ){_CAPITAL}"
    rf"(?:(?: {_PARTICLE})* {_CAPITAL}){{1,4}}"
)


class Makers(NamedTuple):
    """The people and the agencies or initials that a line names."""

    people: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()


def read_credits(text: str) -> tuple[str, ...]:
    """Return the agencies and initials of a line that holds nothing else, else nothing.

    "(dpa/reuters/rcl/sst)" -> ("dpa", "reuters", "rcl", "sst")
    """
    inner = re.sub(r"^[\s–—=*-]+|[\s.*]+$", "", text)
    if house := _HOUSE.fullmatch(inner):
        return tuple(dict.fromkeys([house[1], *split_names(house[2])]))
    inner = pattern_of("bylines.toml", "source").sub("", inner.strip("()[] ")).strip(" :")
    parts = [part.strip(" .") for part in re.split(rf"{_SEPARATOR.pattern}|\s*[()]\s*", inner) if part]
    if not parts or len(inner) > MAX_CREDITS or not all(_is_credit(part) for part in parts):
        return ()
    is_bracketed = text.strip()[:1] in "(["
    return tuple(dict.fromkeys(parts)) if is_bracketed or any(is_agency(part) for part in parts) else ()


def _is_credit(part: str) -> bool:
    return bool(_INITIALS.fullmatch(part)) or is_agency(part) or (" " not in part and is_office(part))


def split_credits(paragraph: str) -> tuple[str, tuple[str, ...]]:
    """Return a paragraph without the credits in brackets at its end, and those credits."""
    match = _IN_BRACKETS.search(paragraph)
    found = read_credits(match[0]) if match else ()
    if not match or not found:
        return paragraph, ()
    if not paragraph[: match.start()].rstrip().endswith((".", "!", "?", "“", '"', "«", "»", "’", "‘", ":")):
        return paragraph, ()
    return paragraph[: match.start()].rstrip(), found


def read_byline(line: str) -> Makers | None:
    """Read "Von Anna Beispiel und Jan Muster, Riga", or None where the line is no byline."""
    label = pattern_of("bylines.toml", "author").match(line)
    if not label or len(line) > 160 or line.rstrip().endswith((".", "?", "!", ":")):
        return None
    makers = split_makers(line[label.end() :])
    return makers if makers.people or makers.credits else None


def split_makers(names: str) -> Makers:
    """Split a list of names into people and credits; places and job titles are left out."""
    parts = [part.strip(" .:()[]") for part in _SEPARATOR.split(names)]
    people = [part for part in parts if is_person(part)]
    credits = [part for part in parts if is_agency(part) or re.fullmatch(r"[a-zäöü]{2,4}", part)]
    return Makers(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(credits)))


def split_names(text: str) -> list[str]:
    """Split what a page gives as its author into names; a text that is no list of names is one name.

    "Eva Probe und Jan Muster, dpa" -> ["Eva Probe", "Jan Muster", "dpa"]
    """
    text = re.sub(r"\S+@\S+|\([^)]*\)", " ", text)
    text = pattern_of("bylines.toml", "author").sub("", text.strip(), count=1)
    parts = [part.strip(" .:") for part in _SEPARATOR.split(text)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and any(is_person(part) for part in parts):
        return [part for part in parts if is_person(part) or is_agency(part) or is_office(part)]
    if parts and all(is_agency(part) for part in parts):
        return parts
    return [name for part in text.split(";") if (name := " ".join(part.split()).strip(" .,:"))]


def is_person(name: str) -> bool:
    """Tell whether a name can be a person's: two or more capitalised words, none of them a house's."""
    return bool(_PERSON.fullmatch(name)) and not is_agency(name) and not is_office(name)


def is_office(name: str) -> bool:
    """Tell whether a name is one of an office or publishing house."""
    return any(_office_pattern().fullmatch(word) for word in re.split(r"[\s/-]+", name.lower()))


@cache
def _office_pattern() -> re.Pattern[str]:
    words = sorted(load_words("office_words.txt"))
    return re.compile("|".join(re.escape(word).replace(r"\*", r"[\w.]*") for word in words))


def is_agency(name: str) -> bool:
    """Tell whether a name is a news agency's."""
    return name.strip(" .").lower() in load_words("agencies.txt")
