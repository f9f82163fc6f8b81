"""What a pointer that rests on a mark is told beyond what the mark shows."""

from __future__ import annotations

from django.utils.translation import gettext

from timeline.models import Announcement, Meeting

from .values import Item


def standing(item: Item) -> str:
    """Return " (geplant, ungeprüft)"; nothing of what took place, or is promised, and was checked."""
    words = [] if item.status == "held" else [str(Meeting.Status(item.status).label)]
    if item.promise and item.promise.outcome != "open":
        words.append(str(Announcement.Outcome(item.promise.outcome).label))
    words += [] if item.is_checked else [gettext("ungeprüft")]
    return f" ({', '.join(words)})" if words else ""
