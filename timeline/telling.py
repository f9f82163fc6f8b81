"""Up to which day a crisis is told, and on which days a strip shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from timeline.models import Crisis
from timeline.picture.fluid import wide
from timeline.picture.scale import Scale, choose_days


@dataclass(frozen=True)
class Telling:
    """The last day that is told, whether the crisis was over by then, and the days that are drawn."""

    until: date
    is_over: bool
    scale: Scale


def telling(crisis: Crisis, days: Iterable[date], today: date) -> Telling:
    """Return how the crisis is told on that day; `days` are those of what is shown."""
    is_over = bool(crisis.last_day and crisis.last_day < today)
    until = crisis.last_day if crisis.last_day and is_over else today
    bounds = crisis.first_day, crisis.last_day if is_over else None
    span = choose_days(list(days), bounds, None if is_over else today)
    return Telling(until, is_over, wide(*(span or (until, until))))
