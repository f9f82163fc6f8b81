"""The stems of words as the search knows them, so that what is suggested and marked is what a search finds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db import connection

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def stems_of(words: Iterable[str]) -> dict[str, str]:
    """Return each word's stem in German; words that say nothing by themselves are left out. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, (ts_lexize('german_stem', word))[1] FROM unnest(%s::text[]) AS word",
            [sorted(set(words))],
        )
        return {word: stem for word, stem in cursor.fetchall() if stem}
