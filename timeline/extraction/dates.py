"""Find German temporal expressions and resolve them to TIMEX3 values and days."""

from __future__ import annotations

from datetime import datetime

from .findings import DayRange, FoundDate
from .text import Document


def find_dates(document: Document, published_at: datetime) -> tuple[FoundDate, ...]:
    """Return the temporal expressions of the document in order, resolved against its publication time."""
    return ()


def days_of_clause(
    document: Document, dates: tuple[FoundDate, ...], span: tuple[int, int], published_at: datetime
) -> DayRange:
    """Return the days that the clause speaks of: its own date, else the one that governs it; open where none does."""
    return DayRange()
