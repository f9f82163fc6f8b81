"""Tell where the counted forces are and for which days the figure is stated."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from ..analysis import Analysis
from ..clauses import Clause, clauses_in
from ..findings import NO_DAYS, Change, DayRange, FoundDate, Mention, Span
from ..lexicon import load_pattern, load_rows, load_set
from ..roles import Role, roles_in
from ..verbs import is_attributive
from .candidates import Candidate
from .changes import clause_at

LOCATIONS = load_set("figures/frames.toml", "locations")
GOALS = load_set("figures/frames.toml", "goals")
OPEN_SINCE = load_set("figures/frames.toml", "open_since")
UNTIL = load_set("figures/frames.toml", "until")
LONG_AFTER = load_pattern("figures/frames.toml", "long_after")
DATED = load_pattern("figures/frames.toml", "dated")
EVENTS = frozenset({"killed", "wounded", "captured", "sent", "withdrawn"})
IN_PLACE = load_pattern("figures/frames.toml", "in_place")
SOURCE = load_pattern("figures/frames.toml", "source")
DISTANCE = load_pattern("figures/frames.toml", "distance")
CHAIN = re.compile(r"[^.,;:()–]{1,30}")
REACH = 700  # characters back to the place that a paragraph speaks of
BEFORE = 40  # characters in which a preposition must stand


def place_of(
    analysis: Analysis, candidate: Candidate, change: Change, clauses: tuple[Clause, ...]
) -> str | None:
    """Return the place named with the figure, else the last one named before it."""
    own = clause_at(clauses, candidate.span.start)
    roles = _located(analysis, candidate, own) if own else []
    if own and change == "withdrawn" and (left := _left(analysis, candidate, own)):
        return left
    if change in ("sent", "planned"):
        roles = [role for role in roles if role.governor in GOALS] or roles
    best = _best(candidate, roles)
    if best:
        return best.entity.id
    others = [
        role
        for clause in clauses
        if clause is not own and not _says(clause)
        for role in _located(analysis, candidate, clause)
    ]
    best = _best(candidate, others)
    return best.entity.id if best else _place_before(analysis, candidate)


def _says(clause: Clause) -> bool:
    """Tell whether a clause only tells where somebody spoke: "sagte er in Brüssel"."""
    return any(verb.lemma in _saying() for verb in clause.verbs)


def _is_frame(analysis: Analysis, offset: int) -> bool:
    clauses = clauses_in(analysis.document, analysis.document.sentence_at(offset))
    clause = clause_at(clauses, offset)
    return clause is not None and _says(clause)


@cache
def _saying() -> frozenset[str]:
    return frozenset(row["verb"] for row in load_rows("speech/verbs.csv"))


def _left(analysis: Analysis, candidate: Candidate, clause: Clause) -> str | None:
    """Return the place that forces leave: "zieht 3.000 Soldaten aus dem Irak ab"."""
    roles = roles_in(analysis, clause)
    left = [role for role in roles if role.governor == "aus" and role.entity.kind in ("place", "state")]
    behind = [role for role in left if role.mention.start >= candidate.span.end and not role.attribute_of]
    return behind[0].entity.id if behind else None


def _located(analysis: Analysis, candidate: Candidate, clause: Clause) -> list[Role]:
    far = DISTANCE.search(analysis.text, clause.start, clause.end)
    return [
        role
        for role in roles_in(analysis, clause)
        if (role.governor in LOCATIONS or (far and role.governor == "von"))
        and role.entity.kind in ("place", "state")
        and not role.attribute_of
        and not _belongs_elsewhere(analysis, candidate, role.mention)
    ]


def _belongs_elsewhere(analysis: Analysis, candidate: Candidate, mention: Mention) -> bool:
    """Tell whether a place stands in another noun's attribute: "die in Genf ansässige Organisation"."""
    if mention.end > candidate.span.start - 1 and mention.end <= candidate.span.end:
        return False
    following = analysis.document.tokens_in((mention.end, mention.end + 30))[:2]
    if len(following) < 2 or not following[0].text[0].islower() or not following[1].text[0].isupper():
        return False
    return is_attributive(following[0].text) or following[0].text.endswith(("ige", "igen", "iger"))


def _best(candidate: Candidate, roles: list[Role]) -> Role | None:
    """Prefer the narrower place, then the nearer one."""
    behind = [role for role in roles if role.mention.start >= candidate.span.end]
    narrow = [role for role in behind or roles if role.entity.kind == "place"]
    return min(narrow or behind or roles, key=lambda role: _distance(role, candidate), default=None)


def _distance(role: Role, candidate: Candidate) -> tuple[bool, int]:
    """Put what follows the figure before what precedes it."""
    return role.mention.start < candidate.span.start, abs(role.mention.start - candidate.span.start)


def _place_before(analysis: Analysis, candidate: Candidate) -> str | None:
    """Return the last place named shortly before the figure in its paragraph."""
    paragraph = analysis.document.paragraph_at(candidate.span.start)
    start = max(paragraph.start, candidate.span.start - REACH)
    places = [
        mention
        for mention in analysis.mentions_in((start, candidate.span.start))
        if _is_location(analysis, mention)
        and not _belongs_elsewhere(analysis, candidate, mention)
        and not _is_frame(analysis, mention.start)
    ]
    if not places:
        return None
    closer = places[-2:-1]  # "nahe der Stadt Dohuk an der irakischen Grenze" is near Dohuk
    same_phrase = closer and CHAIN.fullmatch(analysis.text, closer[0].end, places[-1].start)
    return (closer[0] if same_phrase else places[-1]).entity


def _is_location(analysis: Analysis, mention: Mention) -> bool:
    """Tell whether the mention says where something is, by the words before it."""
    if analysis.entity[mention.entity].kind not in ("place", "state") or mention.form != "name":
        return False
    before = analysis.text[max(0, mention.start - BEFORE) : mention.start]
    return bool(IN_PLACE.search(before)) and not SOURCE.search(before)


def days_of(
    analysis: Analysis, candidate: Candidate, change: Change, clauses: tuple[Clause, ...]
) -> DayRange:
    """Return the days of the event, else the days for which the figure is stated: by default that of publication."""
    published = analysis.published_at.date()
    own = clause_at(clauses, candidate.span.start)
    sentence = analysis.document.sentence_at(candidate.span.start)
    dates = _usable(analysis, own.span) if own else []
    dates = dates or _usable(analysis, sentence)
    if not dates and LONG_AFTER.search(analysis.text, sentence.start, candidate.span.start):
        return NO_DAYS  # neither the day told before nor that of publication
    if dates:
        found = min(dates, key=lambda date: abs(date.start - candidate.span.start))
        return _range(analysis, found, published, change)
    if change in EVENTS and (before := _date_before(analysis, candidate)):
        return _range(analysis, before, published, change)
    return DayRange(published, published)


def _usable(analysis: Analysis, span: tuple[int, int]) -> list[FoundDate]:
    """Return the dates that name a day, without those of a comparison, "wie schon 1999", or a treaty, "Waffenstillstand von 2020"."""
    return [
        found
        for found in analysis.dates_in(span)
        if found.days.earliest
        and found.type != "SET"
        and "wie" not in _words_before(analysis, found)
        and not _dates_treaty(analysis, found)
    ]


def _dates_treaty(analysis: Analysis, found: FoundDate) -> bool:
    is_year = len(found.value) == 4
    return is_year and DATED.search(analysis.text, max(0, found.start - BEFORE), found.start) is not None


def _words_before(analysis: Analysis, found: FoundDate) -> list[str]:
    return analysis.text[max(0, found.start - 20) : found.start].lower().split()[-3:]


def _range(analysis: Analysis, found: FoundDate, published: date, change: Change) -> DayRange:
    """Return the date's days; what began is counted up to publication, and what has happened lies before it."""
    first, last = found.days
    before = _words_before(analysis, found)
    if first and first > published and change == "present" and not UNTIL.isdisjoint(before):
        return DayRange(published, last)
    if (
        first
        and first <= published
        and (last is None or last > published or (before and before[-1] in OPEN_SINCE))
    ):
        return DayRange(first, published)
    return found.days


def _date_before(analysis: Analysis, candidate: Candidate) -> FoundDate | None:
    """Return the last day named before the event in its paragraph."""
    paragraph = analysis.document.paragraph_at(candidate.span.start)
    start = max(paragraph.start, candidate.span.start - 2 * REACH)
    dates = _usable(analysis, Span(start, candidate.span.start))
    return dates[-1] if dates else None
