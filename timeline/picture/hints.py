"""What a pointer that rests on a mark is told beyond what the mark shows."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from timeline import describe
from timeline.models import Announcement, Event, Meeting

from .scale import Cell
from .values import Item, count


def hint(items: Sequence[Item], where: str = "", cell: Cell | None = None) -> str:
    """Return when it was, and what; of several events the days of their cell, and how many there are."""
    first = items[0]
    if (number := count(items)) == 1:
        clock = f", {describe.format_clock(first.begins_at)}" if first.begins_at else ""
        return f"{_days(first)}{clock}: {first.note or Event.Kind(first.kind).label}{standing(first)}"
    days = describe.format_days(cell.first, cell.last) if cell else _days(first)
    kinds = {item.kind for item in items}
    words = describe.count_events(first.kind, number) if len(kinds) == 1 else describe.format_number(number)
    return f"{days}: {words}" + (f", {where}" if where else "")


def _days(item: Item) -> str:
    return describe.format_days(item.earliest, item.latest) if item.is_span else describe.format_day(item.day)


def standing(item: Item) -> str:
    """Return " (geplant, ungeprüft)"; nothing of what took place, or is promised, and was checked."""
    words = [] if item.status == "held" else [str(Meeting.Status(item.status).label)]
    if item.promise and item.promise.outcome != "open":
        words.append(str(Announcement.Outcome(item.promise.outcome).label))
    words += [] if item.is_checked else [gettext("ungeprüft")]
    return f" ({', '.join(words)})" if words else ""
