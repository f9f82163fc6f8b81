"""Tell whether two names are spellings of one: "Walid Dschumblatt" and "Walid Jumblat", "Antony J. Blinken" and "Antony Blinken"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from ..findings import EntityKind
from ..lexicon import load_table
from .knowledge import surname_of
from .words import given_name_gender

WORD = re.compile(r"\w+\.?")
VOWELS = re.compile("[aeiou]")
NUMBER = re.compile(r"\d+|\b(?:[ivx]{2,}\b|[ivx]\.?\Z)")
UMLAUT = re.compile("[äöü]")
STRETCHES = 6  # letters from which vowels may differ: "Rohani" and "Ruhani", not "Meier" and "Maier"
SLIPS = 7  # letters from which one may be missing
MEMORY = 20_000  # words whose plain form is remembered


def spelled_alike(kind: EntityKind, one: str, other: str) -> bool:
    """Tell whether two full names of one kind mean the same; bare surnames and names without agreement in all words never do.

    >>> spelled_alike("person", "Walid Dschumblat", "Walid Jumblatt"), spelled_alike("person", "Anna Petrowa", "Hanna Petrowa")
    (True, False)
    """
    if sorted(NUMBER.findall(one.lower())) != sorted(NUMBER.findall(other.lower())):
        return False
    return _people_alike(one, other) if kind == "person" else _things_alike(one, other)


def is_bare_surname(kind: EntityKind, name: str) -> bool:
    """Tell whether a person's name lacks the given name."""
    return kind == "person" and " " not in name.strip()


def surnames_alike(one: str, other: str) -> bool:
    """Tell whether the surnames of two names are spelled alike; each may lack the given name."""
    return _close(_joined(_parts(one)[1]), _joined(_parts(other)[1]), one + other)


def sounds_of(kind: EntityKind, name: str) -> list[str]:
    """Return keys of which two names that are spelled alike, or whose surnames are, share one; an index finds them by these.

    >>> sounds_of("person", "Petrow"), sounds_of("place", "Ost-Hügelau") == sounds_of("place", "Osthuegelau")
    (['s:ptrv'], True)
    """
    if kind != "person":
        return sorted({f"t:{bones}" for bones in _bones(_joined(name))})
    given, surname = _parts(name)
    bones = _bones(_joined(surname))
    found = {f"s:{one}" for one in bones}
    if not is_bare_surname(kind, name):
        found |= {f"f:{_joined(given)[:1]}{one}" for one in bones} | {f"j:{_consonants(_joined(name))}"}
    return sorted(found)


def _bones(word: str) -> set[str]:
    """Return the consonants of a word, and of a long one these with each of them missing, too."""
    bones = _consonants(word)
    slips = range(len(bones)) if len(word) >= SLIPS and len(bones) > 2 else ()
    return {bones, *(bones[:place] + bones[place + 1 :] for place in slips)}


def _consonants(word: str) -> str:
    return VOWELS.sub("", word) or word


def likeness(one: str, other: str) -> float:
    """Return how much two names sound alike, from 0 to 1; for suggestions, not for decisions."""
    return Levenshtein.normalized_similarity(_joined(one), _joined(other))


def _people_alike(one: str, other: str) -> bool:
    if is_bare_surname("person", one) or is_bare_surname("person", other):
        return False
    if _joined(one) == _joined(other) and not _has_initials(one + other):
        return True
    (given, surname), (other_given, other_surname) = _parts(one), _parts(other)
    return _close(_joined(surname), _joined(other_surname), surname + other_surname) and _given_alike(
        given, other_given
    )


def _parts(name: str) -> tuple[str, str]:
    surname = surname_of(name)
    return name.strip().removesuffix(surname), surname


def _given_alike(one: str, other: str) -> bool:
    """Tell whether the given names agree: the first ones are one name, and those in the middle do not contradict each other."""
    ours, theirs = _words(one), _words(other)
    if ours and theirs and _is_one_given_name(ours[0], theirs[0]):
        return _fit(ours[1:], theirs[1:])
    return len(ours) != len(theirs) and not _has_initials(one + other) and _close_names(one, other)


def _is_one_given_name(one: str, other: str) -> bool:
    """Tell whether two given names are spellings of one; two that are both known are two."""
    if _plain(one) == _plain(other):
        return True
    return not (_is_known(one) and _is_known(other)) and _close_names(one, other)


def _is_known(given: str) -> bool:
    return given_name_gender(given) is not None


def _close_names(one: str, other: str) -> bool:
    """Tell whether only vowels inside differ: "Abdelhamid" and "Abdul Hamid"; not "Andrea" and "Andreas"."""
    ours, theirs = _joined(one), _joined(other)
    return ours[:1] == theirs[:1] and ours[-1:] == theirs[-1:] and _close(ours, theirs, one + other)


def _has_initials(name: str) -> bool:
    return any(len(word.rstrip(".")) == 1 for word in _words(name))


def _fit(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether one has no middle names, or both have the same, in full or as initials."""
    if not ours or not theirs:
        return True
    return len(ours) == len(theirs) and all(map(_is_initial_of, ours, theirs))


def _is_initial_of(one: str, other: str) -> bool:
    ours, theirs = _plain(one.rstrip(".")), _plain(other.rstrip("."))
    return ours == theirs or (min(len(ours), len(theirs)) == 1 and ours[:1] == theirs[:1])


def _things_alike(one: str, other: str) -> bool:
    """Tell whether the names of two places or organisations are spellings of one."""
    ours, theirs = _joined(one), _joined(other)
    return min(len(ours), len(theirs)) > 2 and _close(ours, theirs, one + other)


def _close(one: str, other: str, written: str) -> bool:
    """Tell whether plain forms are the same but for vowels in the middle of a long name, or a letter lost inside."""
    if one == other:
        return bool(one)
    distance = Levenshtein.distance(one, other, score_cutoff=2)
    ends_alike = one[:1] == other[:1] and one[-1:] == other[-1:]
    if distance > 1 or not ends_alike or UMLAUT.search(written.lower()):
        return False
    if len(one) == len(other):
        return VOWELS.sub("", one) == VOWELS.sub("", other) and len(written) >= 2 * STRETCHES
    return min(len(one), len(other)) >= SLIPS


def _joined(name: str) -> str:
    """Return all words of a name in their plain forms, without articles, as one."""
    return _single("".join(_plain(word.rstrip(".")) for word in _words(name)))


def _words(name: str) -> list[str]:
    words = WORD.findall(name)
    return [word for word in words if word.lower() not in _articles()] or words


@lru_cache(MEMORY)
def _plain(word: str) -> str:
    """Return the word in small plain letters, those that stand for one sound in one way."""
    letters, written = _alike()
    latin = anyascii(word.lower().translate(_letters())).lower()
    return _single(letters.sub(lambda match: written[match.group()], latin))


def _single(word: str) -> str:
    """Return the word with doubled letters once, and without an "h" that only lengthens."""
    kept = word[:1] + word[1:].replace("h", "")
    return "".join(letter for letter, _ in groupby(kept))


@cache
def _alike() -> tuple[re.Pattern[str], dict[str, str]]:
    groups = load_table("entities/transliteration.toml")["alike"]["groups"]
    written = {letters: group[0] for group in groups for letters in group}
    return re.compile("|".join(sorted(written, key=len, reverse=True))), written


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(load_table("entities/transliteration.toml")["alike"]["letters"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(load_table("entities/transliteration.toml")["alike"]["articles"])
