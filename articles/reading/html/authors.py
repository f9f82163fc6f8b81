"""Finds who wrote an article, by weighing what metadata and page say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any

from articles.reading.cleaning import clean
from articles.reading.credits import is_person, read_byline, split_names
from articles.reading.html import json_ld
from articles.reading.html.blocks import Block
from articles.reading.html.labels import is_named
from articles.reading.html.metadata import Metadata
from articles.reading.moments import read_date_line

AUTHOR_META = (
    "author",
    "article:author",
    "article:authors",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "og:author",
)
BLOCKS_BEFORE, BLOCKS_AFTER = 4, 16  # where a byline is looked for, around the headline
MAX_PROSE = 3  # paragraphs before a byline: a caption, the lead, perhaps the first of the text
MAX_BYLINE = 160
MAX_NAME = 60
MAX_BESIDE_DATE = 8  # words beside a date that can be names
_NAMING_BOXES = 2


def find_authors(blocks: Sequence[Block], headline: int, metadata: Metadata) -> tuple[str, ...]:
    """Return the names of an article's authors as published, agencies and offices included.

    The first witness that names a person counts, or one that names the same and more; where none names a person,
    the first that names anybody.
    """
    witnesses = [
        list(_linked_names(metadata)),
        list(_split(metadata.values(*AUTHOR_META))),
        list(_shown_names(blocks, headline)),
        list(_split(metadata.microdata.get("author", ()))),
    ]
    named = [tuple(dict.fromkeys(names)) for names in witnesses if names]
    with_people = [names for names in named if any(is_person(name) for name in names)]
    best = next(iter([*with_people, *named]), ())
    fuller = (names for names in with_people if set(best) < set(names))
    return next((names for names in fuller if all(is_person(name) for name in set(names) - set(best))), best)


def _linked_names(metadata: Metadata) -> Iterator[str]:
    for node in metadata.articles:
        if names := list(_split(_author_texts(node.get("author") or node.get("creator")))):
            yield from names
            return


def _author_texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value[:30]:
            yield from _author_texts(item)
    elif isinstance(value, dict) and isinstance(value.get("name"), list):
        yield from _author_texts(value["name"])
    elif text := json_ld.text_of(_name_of(value) if isinstance(value, dict) else value):
        yield clean(text)


def _name_of(node: json_ld.Node) -> object:
    """Return a person's name, also where it is given in parts."""
    parts = [json_ld.text_of(node.get(part)) for part in ("givenName", "additionalName", "familyName")]
    return node.get("name") or " ".join(filter(None, parts))


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if "://" not in text and not text.startswith("@"):
            yield from (name for name in split_names(text) if len(name) <= MAX_NAME)


def _shown_names(blocks: Sequence[Block], headline: int) -> Iterator[str]:
    """Yield the names of the first byline between the headline and the text."""
    prose = 0
    for block in blocks[max(0, headline - BLOCKS_BEFORE) : headline + BLOCKS_AFTER]:
        names = _named_in(block) if len(block.text) <= MAX_BYLINE else []
        prose += block.is_prose
        if names or prose > MAX_PROSE:
            yield from names
            return


def _named_in(block: Block) -> list[str]:
    """Return the names of a byline: one with a label, in a box named as such, or beside the date."""
    line = read_date_line(block.text, UTC)
    text = line.rest if line else block.text
    if makers := read_byline(text):
        return [*makers.people, *makers.credits]
    boxes = list(block.box.ancestors())[:_NAMING_BOXES]
    is_labelled = any(is_named(box.label, "author_words.txt") for box in boxes if not box.has_headline)
    is_beside_date = bool(line) and len(text.split()) <= MAX_BESIDE_DATE
    if not block.is_heading and (is_labelled or is_beside_date):
        names = [link.title for link in block.links] if len(block.links) > 1 else split_names(text)
        return [name for name in names if is_person(name)]
    return []
