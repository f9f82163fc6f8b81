"""Find what somebody promised or announced to do, and for when."""

from __future__ import annotations

from .analysis import Analysis
from .findings import FoundAnnouncement, FoundStatement


def find_announcements(
    analysis: Analysis, statements: tuple[FoundStatement, ...]
) -> tuple[FoundAnnouncement, ...]:
    """Return the announcements of the article in the order of the text."""
    return ()
