"""Tell how long a meeting took: "eine Stunde und 40 Minuten", not "eine Stunde vor dem Treffen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..analysis import Analysis
from ..clauses import Clause
from ..findings import FoundDate, Span
from ..lexicon import load_pattern, load_set
from .triggers import Trigger
from .whereabouts import own_clauses

ISO_DURATION = re.compile(r"PT(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+)M)?")
LONGEST = 24 * 60  # minutes; "zweitägig" is a range of days, not a length
MEANT = load_pattern("meetings/frames.toml", "meant")
APART = load_pattern("meetings/frames.toml", "apart")
DISTANT = load_set("meetings/frames.toml", "distant")
LASTING = load_set("meetings/frames.toml", "lasting")


def duration_of(analysis: Analysis, trigger: Trigger) -> int | None:
    """Return how many minutes the meeting lasted, where the sentence says so, and not only what was meant to be."""
    told = (
        _longest_told(analysis, span) for span in _spans(trigger) if not MEANT.search(analysis.text, *span)
    )
    return next((minutes for minutes in told if minutes), None)


def _spans(trigger: Trigger) -> Iterator[Span]:
    """Yield the trigger's own words, the relative clause on its noun, and a clause that goes on: "…, dauerte aber zwei Stunden"."""
    yield trigger.span
    clauses = trigger.sentence.clauses
    at = clauses.index(trigger.clause) if trigger.clause in clauses else len(clauses)
    goes_on = (clause for clause in clauses[at + 1 : at + 2] if _goes_on(clause))
    yield from (clause.span for clause in (*own_clauses(trigger)[1:], *goes_on))


def _goes_on(clause: Clause) -> bool:
    """Tell whether a clause without a subject of its own tells how long something lasted."""
    return (
        clause.kind == "main" and clause.finite[:1] == (0,) and any(v.lemma in LASTING for v in clause.verbs)
    )


def _longest_told(analysis: Analysis, span: Span) -> int | None:
    """Return the first length in the span, with those that are added to it."""
    found = [one for one in analysis.dates_in(span) if _minutes(one) and not _is_distance(analysis, one)]
    total = 0
    for at, one in enumerate(found):
        if at and not _is_added(analysis, found, at):
            break
        total += _minutes(one)
    return total if 0 < total <= LONGEST else None


def _is_added(analysis: Analysis, found: Sequence[FoundDate], at: int) -> bool:
    """Tell whether minutes are added to hours: "zwei Stunden und 15 Minuten"."""
    between = analysis.text[found[at - 1].end : found[at].start].strip(" ,")
    return between in ("und", "") and _minutes(found[at]) < 60


def _minutes(found: FoundDate) -> int:
    match = ISO_DURATION.fullmatch(found.value) if found.type == "DURATION" else None
    return round(60 * float(match["hours"] or 0) + int(match["minutes"] or 0)) if match else 0


def _is_distance(analysis: Analysis, found: FoundDate) -> bool:
    """Tell whether a length tells how far off something is: "eine Stunde vor dem Treffen", "vor zwei Stunden", "mit einer Stunde Verspätung"."""
    before = analysis.text[max(0, found.start - 20) : found.start].lower().split()[-1:]
    return APART.match(analysis.text, found.end) is not None or (bool(before) and before[0] in DISTANT)
