"""Tell where a state or a capital acts or speaks from where it is only a location."""

from __future__ import annotations

import re

from ..lexicon import load_words
from ..verbs import forms_of
from .patterns import pattern
from .scanning import Hit

REACH = 40  # characters before a name that hold its preposition
LAST_WORD = re.compile(r"(\w+)[  ]\Z")
NEXT_WORD = re.compile(r"[  ](\w+)")


def is_location(text: str, hit: Hit) -> bool:
    """Tell whether a locative preposition governs the name."""
    return pattern("locative").search(text, max(0, hit.start - REACH), hit.start) is not None


def capital_acts(text: str, hit: Hit, paragraph_start: int) -> bool:
    """Tell whether a capital stands for its government: it is somebody's partner, or the subject of a verb."""
    if hit.form != "name" or is_location(text, hit):
        return False
    if hit.start == paragraph_start and pattern("dateline").search(text[hit.end : hit.end + 40]):
        return False
    if pattern("partner").search(text, max(0, hit.start - REACH), hit.start):
        return pattern("way").match(text, hit.end) is None
    return _is_beside_verb(text, hit)


def _is_beside_verb(text: str, hit: Hit) -> bool:
    """Tell whether a verb stands before or behind the name that has governments for its subject or object."""
    after = NEXT_WORD.match(text, hit.end)
    before = LAST_WORD.search(text, max(0, hit.start - REACH), hit.start)
    words = [match[1] for match in (after, before) if match and match[1].islower()]
    lemmas = {form.lemma for word in words for form in forms_of(word)}
    return bool(lemmas) and not lemmas & load_words("entities/place_verbs.txt")


def finite_verb_follows(text: str, end: int) -> bool:
    """Tell whether the next word is a finite verb: "Moskau weist …"."""
    match = NEXT_WORD.match(text, end)
    return match is not None and is_finite(match[1])


def is_finite(word: str) -> bool:
    """Tell whether a word in small letters can be a finite verb."""
    return word.islower() and any(form.finite for form in forms_of(word))
