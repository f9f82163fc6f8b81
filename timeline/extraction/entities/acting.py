"""Tell where a state or a capital acts or speaks from where it is only a location."""

from __future__ import annotations

import re

from ..lexicon import load_words
from ..verbs import forms_of, is_attributive
from .patterns import pattern
from .scanning import Hit

REACH = 60  # characters before a name that hold its preposition
LAST_WORD = re.compile(r"(?P<inside>[a-zäöüß,][  ])?(?<!\w)(?P<word>\w+)[  ]\Z")
NEXT_WORD = re.compile(r"[  ](\w+)")


def is_location(text: str, hit: Hit) -> bool:
    """Tell whether a locative preposition governs the name, other than that of envoys ("Unterhändler aus …")."""
    start = max(0, hit.start - REACH)
    located = pattern("locative").search(text, start, hit.start)
    return located is not None and pattern("envoys").search(text, start, hit.start) is None


def capital_acts(text: str, hit: Hit, paragraph_start: int) -> bool:
    """Tell whether a capital stands for its government: it is somebody's partner, or beside a verb that governments have."""
    before = text[max(0, hit.start - REACH) : hit.start]
    after = text[hit.end : hit.end + REACH]
    if hit.form != "name" or before.endswith(("-", "/")) or after.startswith("/"):
        return False
    if hit.ending or pattern("locative").search(before):
        envoys = pattern("envoys").search(before)
        return envoys is not None and bool(envoys["from"] or hit.ending)
    if pattern("only a place").match(after):
        return False
    if hit.start == paragraph_start and pattern("dateline").search(after):
        return False
    if pattern("agent").search(before):
        return _participle_follows(text, hit.end)
    return bool(pattern("partner").search(before)) or _is_beside_verb(text, hit)


def _participle_follows(text: str, end: int) -> bool:
    """Tell "die von Moskau unterstützten Kämpfer" from "der Flughafen von Moskau"."""
    match = NEXT_WORD.match(text, end)
    return match is not None and match[1].islower() and is_attributive(match[1])


def _is_beside_verb(text: str, hit: Hit) -> bool:
    """Tell whether a verb stands before or behind the name that has governments for its subject or object."""
    after = NEXT_WORD.match(text, hit.end)
    before = LAST_WORD.search(text, max(0, hit.start - REACH), hit.start)
    if before and before["inside"] and before["word"][0].isupper():
        return False  # "das Landgericht Berlin": a noun that the name belongs to
    words = [after[1] if after else "", before["word"] if before else ""]
    lemmas = {form.lemma for word in words if word.islower() for form in forms_of(word)}
    return bool(lemmas) and not lemmas & load_words("entities/place_verbs.txt")


def finite_verb_follows(text: str, end: int) -> bool:
    """Tell whether the next word is a finite verb: "Moskau weist …"."""
    match = NEXT_WORD.match(text, end)
    return match is not None and is_finite(match[1])


def is_finite(word: str) -> bool:
    """Tell whether a word in small letters can be a finite verb."""
    return word.islower() and any(form.finite for form in forms_of(word))
