"""Tells the lines around an article from its text: pointers to other articles, advertisements, page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC

from articles.reading.credits import read_byline
from articles.reading.moments import read_clock, read_date_line
from articles.reading.page import RelatedLink
from articles.reading.wording import pattern_of

_RULES = "surroundings.toml"
MAX_POINTER = 220  # characters; a longer line is a paragraph that only begins like a pointer
MAX_NOTICE = 600
MAX_SHELF = 80
MAX_BEFORE_NAME = 80
_ADDRESS = re.compile(r"\s*[(\[<]?(https?://[^\s)\]>]+)[)\]>]?\s*")
_INNER_END = re.compile(r"[.!]\s+[A-ZÄÖÜ]\w+ \w+")


def related_link(line: str) -> RelatedLink | None:
    """Read a labelled pointer to another article, or None.

    "Lese-Tipp: Wer in Riga verhandelt" -> RelatedLink("Wer in Riga verhandelt")
    """
    label = pattern_of(_RULES, "related").match(line)
    if not label or len(line) > MAX_POINTER or _INNER_END.search(line, label.end()):
        return None
    return pointer(line[label.end() :])


def pointer(line: str) -> RelatedLink | None:
    """Read a title, with its address where one stands in the line."""
    address = _ADDRESS.search(line)
    title = _ADDRESS.sub(" ", line).strip(" -–—•*·▪>»›→▶➔\t")
    if not title:
        return None
    return RelatedLink(title, address[1] if address else "")


def is_shelf(line: str) -> bool:
    """Tell whether a line is a heading over pointers to other articles."""
    return len(line) <= MAX_SHELF and bool(pattern_of(_RULES, "shelf").match(line))


def is_notice(line: str) -> bool:
    """Tell whether a line belongs to the page and not to the article, wherever it stands."""
    return len(line) <= MAX_NOTICE and bool(pattern_of(_RULES, "notice").match(line))


def is_caption(line: str) -> bool:
    """Tell whether a block says whose picture stands above it."""
    return len(line) <= MAX_NOTICE and bool(pattern_of(_RULES, "caption").match(line))


def is_end(line: str) -> bool:
    """Tell whether a line begins what readers have written below an article."""
    return len(line) <= MAX_SHELF and bool(pattern_of(_RULES, "end").match(line))


def is_paywall(line: str) -> bool:
    """Tell whether a block offers the rest of the article to subscribers."""
    return len(line) <= MAX_NOTICE and bool(pattern_of(_RULES, "paywall").match(line))


def is_biography(text: str, names: Sequence[str]) -> bool:
    """Tell whether a paragraph introduces one of the authors."""
    start = next((text.find(name) for name in names if name in text[:MAX_BEFORE_NAME]), -1)
    return start >= 0 and bool(pattern_of(_RULES, "biography").search(text, start))


def is_promo(line: str) -> bool:
    """Tell whether a line, standing at the end of a text, points to what else the house has."""
    return len(line) <= MAX_NOTICE and bool(pattern_of(_RULES, "promo").match(line))


def is_furniture(line: str) -> bool:
    """Tell whether a block of a page is no part of its text, by its words alone."""
    return (
        is_notice(line)
        or is_paywall(line)
        or is_caption(line)
        or is_shelf(line)
        or is_promo(line)
        or bool(read_byline(line))
    )


def is_date_line(line: str) -> bool:
    """Tell whether a block holds a date and nothing else but what belongs to one."""
    if read_clock(line):
        return True
    found = read_date_line(line, UTC) if len(line) <= MAX_SHELF else None
    return found is not None and len(found.rest.split()) <= 2
