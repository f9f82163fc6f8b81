"""Say which days a clause speaks of."""

from __future__ import annotations

from datetime import datetime

from ..findings import NO_DAYS, DayRange, FoundDate
from ..text import Document


def days_of_clause(
    document: Document, dates: tuple[FoundDate, ...], span: tuple[int, int], published_at: datetime
) -> DayRange:
    """Return the days that the clause speaks of: its own date, else the one that governs it; open where none does."""
    sentence = document.sentence_at(span[0])
    for start, end in (span, sentence):
        for found in dates:
            if start <= found.start < end and found.days != NO_DAYS:
                return found.days
    return NO_DAYS
