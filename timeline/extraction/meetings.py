"""Find meetings: talks, summits, calls, visits, conferences and sessions."""

from __future__ import annotations

from .analysis import Analysis
from .findings import FoundMeeting


def find_meetings(analysis: Analysis) -> tuple[FoundMeeting, ...]:
    """Return the article's meetings, each once, in the order of their first evidence."""
    return ()
