"""Tell of the journey on which somebody goes to meet another: its goal and its days are those of the meeting."""

from __future__ import annotations

from ..analysis import Analysis
from ..clauses import Clause
from ..dates.clause import narrowed
from ..findings import DayRange
from ..lexicon import load_set
from ..roles import Role, roles_in
from .phrases import governor_of
from .triggers import Trigger, verb_rows

HOLDING = load_set("meetings/frames.toml", "holding")


def journey_for(trigger: Trigger) -> Clause | None:
    """Return the clause of the journey whose purpose the trigger's infinitive tells: "reiste nach Rom, um ihn zu treffen"."""
    clauses, clause = trigger.sentence.clauses, trigger.clause
    if clause.kind != "infinitive" or clause.words[0].lower != "um" or clause not in clauses:
        return None
    if not trigger.verb and not any(verb.lemma in HOLDING for verb in clause.verbs):
        return None  # "um das Treffen mit ihm vorzubereiten"
    at = clauses.index(clause)
    before = clauses[max(0, at - 1) : at]
    return next((one for one in before if any(_goes(verb.lemma) for verb in one.verbs)), None)


def _goes(lemma: str) -> bool:
    return any(row["goes"] for row in verb_rows(lemma))


def end_of_journey(analysis: Analysis, trigger: Trigger) -> str | None:
    """Return the town to which somebody goes in order to meet another."""
    journey = journey_for(trigger)
    roles = roles_in(analysis, journey) if journey else ()
    towns = (role for role in roles if role.governor in ("nach", "in") and role.entity.kind == "place")
    return next((role.entity.id for role in towns), None)


def days_of_journey(analysis: Analysis, trigger: Trigger) -> DayRange | None:
    """Return the days that the clause of the journey names."""
    journey = journey_for(trigger)
    dates = analysis.dates_in(journey.span) if journey else ()
    days = (found for found in dates if found.type in ("DATE", "TIME") and found.days.earliest)
    found = next(days, None)
    return narrowed(analysis.document, found) if found else None


def goal_of_journey(analysis: Analysis, trigger: Trigger, roles: list[Role]) -> Role | None:
    """Return the town to which somebody goes for the talks: "reiste zu Gesprächen mit ihm nach Rom"."""
    with_somebody = analysis.text[trigger.end :][:5].split()[:1] == ["mit"]
    is_goal = trigger.format == "talks" and with_somebody and governor_of(trigger) in ("zu", "zum")
    if not is_goal or not any(_goes(verb.lemma) for verb in trigger.clause.verbs):
        return None
    return next((role for role in roles if role.governor == "nach" and role.entity.kind == "place"), None)
