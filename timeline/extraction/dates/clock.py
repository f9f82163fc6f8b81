"""Resolve clock times and times of the day, which belong to the day that the text speaks of."""

from __future__ import annotations

from datetime import timedelta

from ..findings import NO_DAYS
from .context import Context, Groups, Meaning, Resolver
from .relative import which

AFTER_NOON = frozenset({"AF", "EV"})


def clock(groups: Groups, context: Context) -> Meaning | None:
    """Resolve "20.30 Uhr", "halb neun", "Mitternacht"."""
    time = groups.get("midnight") or _time(groups)
    if not time:
        return None
    if context.recurs():
        return Meaning(f"T{time}", "every", NO_DAYS)
    day = context.day_spoken_of()
    return Meaning(f"{day.isoformat()}T{time}", "day_spoken_of", anchor=day)


def _time(groups: Groups) -> str | None:
    hour = int(groups.get("hour") or float(groups["hour_word"]))
    minute = int(groups.get("minute") or groups.get("minute2") or 0)
    hour, minute = divmod(60 * hour + minute + int(groups.get("clock_relation", 0)), 60)
    if hour < 12 and groups.get("dayparts", "")[-2:] in AFTER_NOON:
        hour += 12
    return f"{hour:02}:{minute:02}" if 0 <= hour <= 24 else None


def daypart(groups: Groups, context: Context) -> Meaning:
    """Resolve "am Abend"."""
    day = context.day_spoken_of()
    return Meaning(f"{day.isoformat()}T{groups['daypart']}", "day_spoken_of", anchor=day)


def relative_daypart(groups: Groups, context: Context) -> Meaning:
    """Resolve "vergangene Nacht", "am nächsten Morgen", "an diesem Abend"."""
    day, shift = context.day_spoken_of(), which(groups) or int(groups.get("order", 0))
    if "past" in groups:
        day = context.published
    day += timedelta(days=shift)
    return Meaning(f"{day.isoformat()}T{groups['daypart']}", "day_spoken_of", anchor=day)


RESOLVERS: dict[str, Resolver] = {"clock": clock, "daypart": daypart, "relative_daypart": relative_daypart}
