"""Find direct, indirect and reported speech with its speaker."""

from __future__ import annotations

from .analysis import Analysis
from .findings import FoundStatement


def find_statements(analysis: Analysis) -> tuple[FoundStatement, ...]:
    """Return the statements of the article in the order of the text."""
    return ()
