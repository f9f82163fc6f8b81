"""Find German temporal expressions and resolve them to TIMEX3 values and days."""

from __future__ import annotations

from datetime import datetime

from ..findings import FoundDate
from ..text import Document
from .clause import days_of_clause
from .match import find_matches
from .resolve import Context, resolve

__all__ = ["days_of_clause", "find_dates"]


def find_dates(document: Document, published_at: datetime) -> tuple[FoundDate, ...]:
    """Return the temporal expressions of the document in order, resolved against its publication time."""
    context = Context(document, published_at)
    for match in find_matches(document):
        if found := resolve(match, context):
            context.found.append(found)
    return tuple(context.found)
