"""Tell from a figure's words what part of the forces it counts: all of them, their paratroopers, or a share of another number."""

from __future__ import annotations

from functools import cache, lru_cache

from ..findings import Span
from ..lexicon import load_rows
from ..text import Document
from .candidates import SHARES, word_before
from .forces import force_of


def part_of(words: str) -> str:
    """Return the part that the last of the words names: "rund 2000 Fallschirmjäger"; nothing for soldiers as such."""
    return _part_named(words.rstrip(" .,;").rpartition(" ")[2])


def is_share(words: str) -> bool:
    """Tell whether the number is a share of another one: "davon 780"."""
    return words.partition(" ")[0].lower() in SHARES


def english_part(part: str) -> str:
    """Return what the part is called in English."""
    return _in_english().get(part, part)


def with_share(document: Document, span: Span) -> Span:
    """Return the figure's place together with the word before it that makes it a share of another number."""
    before = word_before(document, span.start)
    return Span(before.start, span.end) if before and before.text.lower() in SHARES else span


@lru_cache(maxsize=5_000)
def _part_named(word: str) -> str:
    force = force_of(word)
    return (_parts().get(force.noun) or _parts().get(force.owner, "")) if force else ""


@cache
def _parts() -> dict[str, str]:
    return {row["named"]: row["part"] for row in load_rows("figures/parts.csv")}


@cache
def _in_english() -> dict[str, str]:
    return {row["part"]: row["english"] for row in load_rows("figures/parts.csv")}
