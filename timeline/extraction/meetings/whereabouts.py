"""Tell where and when a meeting takes place and how long it lasts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..analysis import Analysis
from ..findings import NO_DAYS, DayRange, FoundDate
from ..roles import Role, roles_in
from .triggers import Trigger

LOCATIONS = frozenset({"in", "an", "auf", "bei", "nahe", "vor"})
ISO_DURATION = re.compile(r"PT(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+)M)?")
LONGEST = 24 * 60  # minutes; "zweitägig" is a range of days, not a length


def place_of(analysis: Analysis, trigger: Trigger, taken: Iterable[str]) -> str | None:
    """Return the place named for the meeting: a visit's destination, else where the clause says it is."""
    roles = [role for role in roles_in(analysis, trigger.clause) if role.entity.id not in taken]
    if trigger.format == "visit" and (destination := _destination(analysis, trigger, roles)):
        return destination.entity.id
    located = [role for role in roles if _is_place(role) and role.governor in LOCATIONS]
    located.sort(key=lambda role: _distance(role, trigger))
    best = next((role for role in located if role.entity.kind == "place"), located[0] if located else None)
    if best:
        return best.entity.id
    before = (role for role in roles if role.attribute_of and role.entity.kind == "place")
    noun = analysis.text[trigger.start : trigger.end].lower()
    return next((role.entity.id for role in before if role.attribute_of == noun), None)


def _is_place(role: Role) -> bool:
    return role.entity.kind in ("place", "state") and not role.attribute_of


def _distance(role: Role, trigger: Trigger) -> tuple[bool, int]:
    """Prefer what follows the trigger, and what is near to it."""
    return role.mention.start < trigger.start, abs(role.mention.start - trigger.start)


def _destination(analysis: Analysis, trigger: Trigger, roles: list[Role]) -> Role | None:
    noun = analysis.text[trigger.start : trigger.end].lower()
    for role in roles:
        if role.entity.kind not in ("place", "state"):
            continue
        if role.mention.start == trigger.start or (
            role.attribute_of == noun and role.mention.form == "compound"
        ):
            return role  # "China-Besuch"
        if trigger.takes == "place" and role.governor == "" and not role.genitive and not role.attribute_of:
            return role
        if trigger.takes == "place" and role.genitive and role.governor == "":
            continue
        if role.governor in trigger.goes and not role.attribute_of:
            return role
        if (
            not trigger.verb
            and role.mention.start > trigger.end
            and role.governor in ("in", "nach", "bei", "auf", "an")
        ):
            return role
    return None


def days_of(analysis: Analysis, trigger: Trigger) -> DayRange:
    """Return the days that the trigger's clause names, the nearest date first."""
    dates = [
        found
        for found in analysis.dates_in(trigger.clause.span)
        if found.days != NO_DAYS and found.type != "SET"
    ]
    if not dates:
        return NO_DAYS
    best = min(dates, key=lambda found: abs(found.start - trigger.start))
    joined = [found for found in dates if _is_joined(analysis, best, found)]
    return DayRange(
        min((one.days.earliest for one in joined if one.days.earliest), default=best.days.earliest),
        max((one.days.latest for one in joined if one.days.latest), default=best.days.latest),
    )


def _is_joined(analysis: Analysis, one: FoundDate, other: FoundDate) -> bool:
    """Tell whether two dates make one span: "am Montag und Dienstag", "vom 3. bis zum 5. Mai"."""
    if one is other:
        return True
    first, second = sorted((one, other), key=lambda found: found.start)
    return analysis.text[first.end : second.start].strip() in ("und", "bis", "bis zum", "–", "-")


def duration_of(analysis: Analysis, trigger: Trigger) -> int | None:
    """Return how many minutes the meeting lasted, where the clause says so."""
    for found in analysis.dates_in(trigger.clause.span):
        match = ISO_DURATION.fullmatch(found.value) if found.type == "DURATION" else None
        if match and (match["hours"] or match["minutes"]):
            minutes = round(60 * float(match["hours"] or 0) + int(match["minutes"] or 0))
            if 0 < minutes <= LONGEST:
                return minutes
    return None
