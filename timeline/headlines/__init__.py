"""Headlines: each event in one line, in the reader's language. Presentation only; no query where the event came by `with_details`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from timeline.describe import particulars_of

from .figures import figure_headline
from .meetings import is_in_headline, meeting_headline
from .statements import announcement_headline, statement_headline

if TYPE_CHECKING:
    from timeline.models import Event

__all__ = ["headline", "is_in_headline"]

HEADLINES: dict[str, Callable[..., str]] = {
    "meeting": meeting_headline,
    "statement": statement_headline,
    "troop_figure": figure_headline,
    "announcement": announcement_headline,
}


def headline(event: Event) -> str:
    """Return the event in one line: the same in lists, pictures, files, feeds and the API."""
    particulars = particulars_of(event)
    if particulars is None:
        return gettext("Ereignis")
    text = HEADLINES[event.kind](event, particulars)
    return text[:1].upper() + text[1:]
