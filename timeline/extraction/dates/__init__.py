"""Find German temporal expressions and resolve them to TIMEX3 values and days."""

from __future__ import annotations

from datetime import datetime

from ..findings import FoundDate
from ..text import Document
from .clause import days_of_clause
from .match import find_matches
from .resolve import Context, resolve

TIMES_OF_DAY = frozenset({"clock", "daypart", "relative_daypart"})

__all__ = ["days_of_clause", "find_dates"]


def find_dates(document: Document, published_at: datetime) -> tuple[FoundDate, ...]:
    """Return the temporal expressions of the document in order, resolved against its publication time.

    Clock times come last, because they belong to a day that may be named after them.
    """
    context = Context(document, published_at)
    matches = find_matches(document)
    for match in matches:
        if match.rule.resolve not in TIMES_OF_DAY and (found := resolve(match, context)):
            context.found.append(found)
    times = [resolve(match, context) for match in matches if match.rule.resolve in TIMES_OF_DAY]
    return tuple(sorted((*context.found, *filter(None, times)), key=lambda found: found.start))
