"""Spell the names of people as other newspapers do, by rule: Lawrow and Lavrov, Kaczyński and Kaczynski."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

from ..lexicon import load_table

GERMAN = frozenset("äöüÄÖÜß")
LETTERS = {"ø": "ö", "Ø": "Ö", "ł": "l", "Ł": "L", "ı": "i", "đ": "dj", "Đ": "Dj", "æ": "ae"}
FOLDED = {
    letter: unicodedata.normalize("NFKD", letter)[0]
    for letter in map(chr, range(0xC0, 0x250))
    if letter not in GERMAN and unicodedata.normalize("NFKD", letter)[0].isascii()
}
ACCENTED = re.compile(f"[{''.join(FOLDED)}]")
MAX_SPELLINGS = 64  # of one name


@dataclass(frozen=True, slots=True)
class Scheme:
    """How names of one script change from paper to paper."""

    rules: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, ...], ...]
    beginnings: tuple[tuple[str, ...], ...]


@cache
def schemes_by_state() -> dict[str, Scheme]:
    """Return the scheme for the people of each state, by its code."""
    found: dict[str, Scheme] = {}
    for table in load_table("entities/transliteration.toml")["respelling"].values():
        scheme = Scheme(*(tuple(map(tuple, table[part])) for part in ("rules", "endings", "beginnings")))
        found.update(dict.fromkeys(table["states"], scheme))
    return found


def folded(text: str) -> str:
    """Return the text without accents other than the German ones, letter by letter, so that offsets stay.

    >>> folded("Mohammad Chātamī, Łódź")
    'Mohammad Chatami, Łodz'
    """
    return ACCENTED.sub(lambda match: FOLDED[match.group()], text)


def plain(name: str) -> str:
    """Return the name without accents other than the German ones.

    >>> plain("Władysław Kosiniak-Kamysz"), plain("Erdoğan"), plain("Störe")
    ('Wladyslaw Kosiniak-Kamysz', 'Erdogan', 'Störe')
    """
    return "".join(_plain_letter(letter) for letter in name)


def _plain_letter(letter: str) -> str:
    if letter in GERMAN:
        return letter
    return LETTERS.get(letter) or unicodedata.normalize("NFKD", letter)[0]


def respellings(name: str, scheme: Scheme | None) -> Iterator[str]:
    """Yield the other spellings of a name, the given one not among them."""
    found = [plain(name), folded(name)]
    if scheme:
        words = [list(dict.fromkeys((word, *_word_spellings(word, scheme)))) for word in name.split()]
        found += [" ".join(spelling) for spelling in islice(product(*words), MAX_SPELLINGS)]
    yield from (spelling for spelling in dict.fromkeys(found) if spelling != name)


def _word_spellings(word: str, scheme: Scheme) -> Iterator[str]:
    """Yield the spellings of one word: by the rules, with each ending and each beginning."""
    table = dict(scheme.rules)
    letters = re.compile("|".join(sorted(table, key=len, reverse=True)), re.IGNORECASE)
    spelled = letters.sub(lambda match: _in_case(table[match.group().lower()], match.group()), word)
    for base in dict.fromkeys((spelled, word)):
        for begun in _exchanged(
            base, scheme.beginnings, str.startswith, lambda text, old, new: new + text[len(old) :]
        ):
            yield from _exchanged(
                begun, scheme.endings, str.endswith, lambda text, old, new: text[: -len(old)] + new
            )


def _in_case(new: str, old: str) -> str:
    """Return the new letters with the old ones' capital."""
    return new[0].upper() + new[1:] if old[0].isupper() else new


def _exchanged(
    text: str,
    groups: tuple[tuple[str, ...], ...],
    has: Callable[[str, str], bool],
    exchange: Callable[[str, str, str], str],
) -> Iterator[str]:
    """Yield the text, and with the part of a group that it has exchanged for each other one."""
    yield text
    for group in groups:
        old = next((part for part in group if has(text, part) and len(text) > len(part) + 2), None)
        if old:
            yield from (exchange(text, old, new) for new in group if new != old)
            return
