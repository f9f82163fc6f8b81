"""Tell the gender of a noun phrase by its article, its adjective or its noun's ending."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .lexicon import load_table
from .nounphrases import head_of
from .words import Word

ALL = frozenset("mfn")


@cache
def _by_determiner() -> dict[str, frozenset[str]]:
    table: dict[str, str] = load_table("grammar/genders.toml")["determiners"]
    return {word: frozenset(genders) for genders, words in table.items() for word in words.split()}


@cache
def _by_ending(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    table: dict[str, str] = load_table("grammar/genders.toml")[name]
    pairs = ((ending, frozenset(gender)) for gender, endings in table.items() for ending in endings.split())
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def genders_of(words: Sequence[Word], *, plural: bool = False) -> frozenset[str]:
    """Return the genders that a phrase in the nominative can have: "m", "f", "n", or "p" if its verb is in the plural."""
    if plural:
        return frozenset("p")
    head = head_of(words, 0, len(words))
    if sure := _ending(head.lower, "nouns"):
        return sure
    found = _by_determiner().get(words[0].lower, ALL)
    if len(found) == 1:
        return found
    before = [word for word in words if word.start < head.start and word.adjectival]
    told = _ending(before[-1].lower, "adjectives") if before else ALL
    return found & told or found


def _ending(word: str, name: str) -> frozenset[str]:
    return next((genders for ending, genders in _by_ending(name) if word.endswith(ending)), frozenset())
