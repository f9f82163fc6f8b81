"""Full-text search in German texts by PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F, Func, TextField, Value

# PostgreSQL takes these for parts of the word beside them; `timeline_enter_today` in the migrations parts the same.
MARKS = "„“”«»‚‘‹›…"
AS_TYPED = str.maketrans({mark: '"' if mark in "„“”«»" else " " for mark in MARKS})


def look_for(words: str) -> SearchQuery:
    """Return the query that a reader types, as search engines on the web read it; quotation marks of all kinds make a phrase."""
    return SearchQuery(words.translate(AS_TYPED), config="german", search_type="websearch")


def searchable(*texts: Any) -> SearchVector:
    """Return the document of these fields or expressions, in which `look_for` looks."""
    return SearchVector(*(_without_marks(text) for text in texts), config="german")


def _without_marks(text: Any) -> Func:
    text = F(text) if isinstance(text, str) else text
    return Func(text, Value(MARKS), Value(" " * len(MARKS)), function="translate", output_field=TextField())
