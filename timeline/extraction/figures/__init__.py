"""Find troop figures: numbers of armed personnel and of military equipment."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis import Analysis
from ..clauses import Clause, clauses_in
from ..findings import FoundStatement, FoundTroopFigure
from .actors import actor_of, own_losses_of
from .candidates import Candidate, find_candidates
from .changes import Happening, change_of
from .denials import as_stated
from .merging import merged
from .parts import with_share
from .sources import Sources
from .surroundings import days_of, place_of

LONGEST_DATE = 40  # characters
DEPLOYED = frozenset({"sent", "planned"})
EVENTFUL = frozenset({"killed", "wounded", "captured", "sent", "withdrawn"})


def find_figures(
    analysis: Analysis, statements: Sequence[FoundStatement] = ()
) -> tuple[FoundTroopFigure, ...]:
    """Return the article's troop figures in the order of the text; `statements` tell who claims them."""
    sources = Sources(analysis, statements)
    counted: list[tuple[Candidate, Happening]] = []
    figures: dict[Candidate, FoundTroopFigure] = {}
    for candidate in find_candidates(analysis.document):
        if _is_date(analysis, candidate):
            continue
        clauses = clauses_in(analysis.document, analysis.document.sentence_at(candidate.span.start))
        happening = change_of(analysis.document, candidate, clauses) or _shared(analysis, candidate, counted)
        stated = as_stated(analysis, candidate, happening, clauses, sources.claim_of(candidate))
        if stated is None:
            continue
        happening = stated
        if candidate.quantity.indefinite and not _is_incident(candidate, happening):
            continue
        counted.append((candidate, happening))
        parent = figures.get(candidate.parent) if candidate.parent else None
        figures[candidate] = _figure(analysis, candidate, happening, clauses, sources, parent)
    return merged(analysis, figures.values())


def _is_date(analysis: Analysis, candidate: Candidate) -> bool:
    """Tell whether the number is a year or a day: "am 5. Mai 2000 griffen Rebellen an"."""
    number = candidate.quantity.number
    near = analysis.dates_in((number - LONGEST_DATE, number + 1))
    return any(found.start <= number < found.end and found.type == "DATE" for found in near)


def _is_incident(candidate: Candidate, happening: Happening) -> bool:
    """Tell whether "ein Soldat" is a casualty, a capture or a deployment, and "eine Fregatte" a deployment, and so a figure."""
    if candidate.force.unit == "personnel":
        return happening.change in EVENTFUL
    return happening.change in DEPLOYED and not candidate.force.needs


def _shared(analysis: Analysis, candidate: Candidate, found: list[tuple[Candidate, Happening]]) -> Happening:
    """Return what happened to the forces counted before in the same sentence, or that they are simply there."""
    sentence = analysis.document.sentence_at(candidate.span.start)
    for earlier, happening in reversed(found):
        if earlier is candidate.parent or (earlier.span.start >= sentence.start and happening.certain):
            return happening
    return Happening("present", "present-default", certain=False)


def _figure(
    analysis: Analysis,
    candidate: Candidate,
    happening: Happening,
    clauses: tuple[Clause, ...],
    sources: Sources,
    parent: FoundTroopFigure | None,
) -> FoundTroopFigure:
    quantity, change = candidate.quantity, happening.change
    claimant = sources.claimant_of(candidate, clauses)
    known = parent.actor if parent else None
    actor = actor_of(analysis, candidate, change, clauses, known, told=happening.certain)
    return FoundTroopFigure(
        with_share(analysis.document, candidate.span),
        quantity.low,
        quantity.high,
        quantity.qualifier,
        candidate.force.unit,
        change,
        actor or own_losses_of(analysis, candidate, change, claimant),
        place_of(analysis, candidate, change, clauses),
        claimant,
        days_of(analysis, candidate, change, clauses),
        rule=f"{candidate.rule}/{happening.rule}",
    )
