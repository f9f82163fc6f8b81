"""Say what a matched time expression means: its TIMEX3 value, the days that it can mean, and why."""

from __future__ import annotations

from ..findings import FoundDate
from ..lexicon import load_table
from . import calendar, clock, lengths, relative, timex
from .context import Context, Meaning, Resolver
from .match import Match
from .rules import ExpressionType

RESOLVERS: dict[str, Resolver] = calendar.RESOLVERS | relative.RESOLVERS | clock.RESOLVERS | lengths.RESOLVERS
REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


def resolve(match: Match, context: Context) -> FoundDate | None:
    """Return the time expression with its meaning, None where it turns out to be none (such as 31 February)."""
    context.match = match
    try:
        meaning = RESOLVERS[match.rule.resolve](match.groups, context)
    except (ValueError, OverflowError):  # a day that no calendar has, or a year beyond 1 to 9999
        return None
    if not meaning or match.rule.type is None:
        return None
    kind: ExpressionType = match.rule.type
    if meaning.value in REFERENCES:
        kind = "DATE"
    kind = meaning.type or kind
    days = timex.days_of_value(meaning.value) if meaning.days is None else meaning.days
    return FoundDate(
        match.start, match.end, kind, meaning.value, days, match.rule.name, _explain(meaning, context)
    )


def _explain(meaning: Meaning, context: Context) -> str:
    template: str = load_table("dates/explanations.toml")[meaning.reason]
    return template.format(published=context.published, anchor=meaning.anchor or context.published)
