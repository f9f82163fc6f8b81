"""Decide whether a report names enough to be a meeting by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache

from ..analysis import Analysis
from ..findings import DayRange
from ..lexicon import load_rows, load_words
from .parties import Parties
from .triggers import Trigger

NEWS_DAYS = timedelta(days=7)  # a body's older decisions are background
MEDIA = frozenset({"agency", "media"})
MINISTRIES = ("ministerium", "ministeriums", "amt", "amtes", "kanzleramt", "präsidialamt")


def counts(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    """Tell whether the trigger has what its row in the lexicon asks for."""
    if any(_is_medium(analysis, party) for party in parties.partners):
        return False
    return _CHECKS[trigger.asks](analysis, trigger, parties, place, days)


def _is_medium(analysis: Analysis, entity_id: str) -> bool:
    """Tell whether the partner is a newspaper or agency, to which one gives interviews."""
    return analysis.entity[entity_id].key in _media()


@cache
def _media() -> frozenset[str]:
    return frozenset(row["key"] for row in load_rows("organisations.csv") if row["type"] in MEDIA)


def _kinds(analysis: Analysis, ids: tuple[str, ...]) -> set[str]:
    return {analysis.entity[one].kind for one in ids}


def _parties(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return len(parties.all) > 1 or bool(parties.all and "person" not in _kinds(analysis, parties.all))


def _partner(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return len(parties.all) > 1 and bool(parties.partners or trigger.takes == "party")


def _occasion(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return bool(parties.all and (place or days.earliest)) or len(parties.all) > 1


def _visitor(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return "person" in _kinds(analysis, parties.all) and (bool(place) or len(parties.all) > 1)


def _body(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    return bool(_bodies(analysis, parties))


def _bodies(analysis: Analysis, parties: Parties) -> list[str]:
    ends = tuple(load_words("meetings/bodies.txt"))
    organisations = [one for one in parties.all if analysis.entity[one].kind == "organisation"]
    return [one for one in organisations if analysis.entity[one].name.lower().endswith(ends)]


def _decision(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    published = analysis.published_at.date()
    recent = bool(days.earliest and published - NEWS_DAYS <= days.earliest <= published)
    return recent and bool(_bodies(analysis, parties))


def _summons(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return "person" in _kinds(analysis, parties.all)


def _ministry(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    named = any(word.lower.endswith(MINISTRIES) for word in trigger.clause.words)
    return named and _summons(analysis, trigger, parties, place, days)


Check = Callable[[Analysis, Trigger, Parties, "str | None", DayRange], bool]
_CHECKS: dict[str, Check] = {
    "parties": _parties,
    "partner": _partner,
    "occasion": _occasion,
    "visitor": _visitor,
    "body": _body,
    "decision": _decision,
    "summons": _summons,
    "ministry": _ministry,
}
