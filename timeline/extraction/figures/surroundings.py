"""Tell where the counted forces are and for which days the figure is stated."""

from __future__ import annotations

from collections.abc import Iterable

from ..analysis import Analysis
from ..clauses import Clause
from ..findings import NO_DAYS, Change, DayRange, FoundDate, Span
from ..roles import Role, roles_in
from .candidates import Candidate
from .changes import clause_at

LOCATIONS = frozenset(
    {"in", "an", "auf", "bei", "nahe", "entlang", "um", "vor", "über", "nach", "unweit", "innerhalb"}
)
GOALS = frozenset({"nach", "in", "auf", "an"})
OPEN_SINCE = frozenset({"seit", "ab"})
EVENTS = frozenset({"killed", "wounded", "captured", "sent", "withdrawn"})


def place_of(
    analysis: Analysis, candidate: Candidate, change: Change, clauses: tuple[Clause, ...]
) -> str | None:
    """Return the place named with the figure, else the last one named before it."""
    own = clause_at(clauses, candidate.span.start)
    roles = _located(roles_in(analysis, own)) if own else []
    if change in ("sent", "planned"):
        roles = [role for role in roles if role.governor in GOALS] or roles
    best = _best(candidate, roles)
    if best:
        return best.entity.id
    others = [
        role for clause in clauses if clause is not own for role in _located(roles_in(analysis, clause))
    ]
    best = _best(candidate, others)
    return best.entity.id if best else _place_before(analysis, candidate)


def _located(roles: Iterable[Role]) -> list[Role]:
    return [
        role
        for role in roles
        if role.governor in LOCATIONS and role.entity.kind in ("place", "state") and not role.attribute_of
    ]


def _best(candidate: Candidate, roles: list[Role]) -> Role | None:
    """Prefer the narrower place, then the nearer one."""
    narrow = [role for role in roles if role.entity.kind == "place"]
    return min(narrow or roles, key=lambda role: abs(role.mention.start - candidate.span.start), default=None)


def _place_before(analysis: Analysis, candidate: Candidate) -> str | None:
    """Return the last place named before the figure in its paragraph, or in the whole article."""
    paragraph = analysis.document.paragraph_at(candidate.span.start)
    for start in (paragraph.start, 0):
        for mention in reversed(analysis.mentions_in((start, candidate.span.start))):
            entity = analysis.entity[mention.entity]
            if entity.kind == "place" or (
                entity.kind == "state" and not mention.acts and mention.form == "name"
            ):
                return entity.id
    return None


def days_of(
    analysis: Analysis, candidate: Candidate, change: Change, clauses: tuple[Clause, ...]
) -> DayRange:
    """Return the days of the event, else the days for which the figure is stated: by default that of publication."""
    published = analysis.published_at.date()
    own = clause_at(clauses, candidate.span.start)
    sentence = analysis.document.sentence_at(candidate.span.start)
    dates = _usable(analysis.dates_in(own.span)) if own else []
    if not dates:
        dates = _usable(analysis.dates_in(sentence))
    if dates:
        found = min(dates, key=lambda date: abs(date.start - candidate.span.start))
        return _range(analysis, found, published)
    if change in EVENTS and (before := _date_before(analysis, candidate)):
        return before.days
    return DayRange(published, published)


def _usable(dates: Iterable[FoundDate]) -> list[FoundDate]:
    return [found for found in dates if found.days != NO_DAYS and found.type != "SET"]


def _range(analysis: Analysis, found: FoundDate, published) -> DayRange:
    before = analysis.text[max(0, found.start - 8) : found.start].lower().split()
    if before and before[-1] in OPEN_SINCE and found.days.earliest and found.days.earliest <= published:
        return DayRange(found.days.earliest, published)
    return found.days


def _date_before(analysis: Analysis, candidate: Candidate) -> FoundDate | None:
    """Return the last day named before the event in its paragraph."""
    paragraph = analysis.document.paragraph_at(candidate.span.start)
    dates = _usable(analysis.dates_in(Span(paragraph.start, candidate.span.start)))
    return dates[-1] if dates else None
