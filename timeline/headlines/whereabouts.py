"""Say where forces are, or go, as far as a sentence says so in these words: forces near a place are not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language

from timeline.extraction.lexicon import load_pattern, load_table
from timeline.extraction.words import word_classes

from . import english, names, parts

if TYPE_CHECKING:
    from timeline.models import Entity, Event

MEMORY = 20_000
WORDS = "figures/headlines.toml"
WORD_BEFORE = re.compile(r"(\w+)\W+\Z")
REST = re.compile(r"\s+(\w+)(?:\s+(\w.*))?", re.DOTALL)
NAME = re.compile(r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)*")


class Where(NamedTuple):
    """How a sentence places forces: in the place, near it, or in this and another one."""

    is_near: bool = False
    other: str = ""


def whereabouts(event: Event, change: str) -> str:
    """Return "in Belarus", "nach Polen und Deutschland", "nahe der Ukraine", or nothing."""
    place = event.place
    said = (_said(one, place) for one in parts.sentences_of(event)) if place else ()
    where = next(filter(None, said), None)
    if place is None or where is None:
        return ""
    is_german = get_language() == "de"
    if where.is_near:
        return names.near(place, change) if is_german else english.near(place)
    text = names.moved(place, change) if is_german else english.moved(place, change)
    if not where.other:
        return text
    other = names.known(where.other)
    return text + (names.and_also(other, change) if is_german else english.and_also(other))


def _said(sentence: str, place: Entity) -> Where | None:
    phrases = frozenset({names.where(place), names.whither(place), names.whence(place)})
    return (
        next(_found(sentence, phrases), None)
        or _near(sentence, place)
        or (Where() if load_pattern(WORDS, "there").search(sentence) else None)
    )


def _found(sentence: str, phrases: frozenset[str]) -> Iterator[Where]:
    """Yield where the sentence places something just there: "in der Ukraine", not "in der Ukraine und um sie herum"."""
    for phrase in sorted(phrases):
        for match in re.finditer(_pattern(phrase), sentence):
            before = WORD_BEFORE.search(sentence[: match.start()])
            if not before or not _coordinates(before[1]):
                where = _with_rest(sentence[match.end() :])
                if where is not None:
                    yield where


def _with_rest(rest: str) -> Where | None:
    """Return what stands behind the place: nothing that matters, another place, or what places the rest elsewhere (None)."""
    following = REST.match(rest)
    if not following or not _coordinates(following[1]) or not following[2]:
        return Where()
    if load_pattern(WORDS, "elsewhere").search(following[2]):
        return None
    other = NAME.match(following[2])
    return Where(other=other[0]) if other and names.is_known(other[0]) else Where()


def _near(sentence: str, place: Entity) -> Where | None:
    forms = {case: names.named(place, case) for case in ("genitive", "dative", "accusative")}  # type: ignore[arg-type]
    phrases = (phrase.format(**forms) for phrase in load_table(WORDS)["near"])
    return Where(is_near=True) if any(re.search(_pattern(one), sentence) for one in phrases) else None


@lru_cache(MEMORY)
def _pattern(phrase: str) -> str:
    """Return the pattern of a phrase that may begin a sentence, and whose first word is no compound's last."""
    return rf"(?<![\w-])(?:{phrase[0].upper()}|{phrase[0]}){re.escape(phrase[1:])}\b"


def _coordinates(word: str) -> bool:
    return "coordinator" in word_classes().get(word.lower(), ())
