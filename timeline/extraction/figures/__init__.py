"""Find troop figures: numbers of armed personnel and of military equipment."""

from __future__ import annotations

from ..analysis import Analysis
from ..clauses import clauses_in
from ..findings import FoundTroopFigure
from .candidates import Candidate, find_candidates
from .changes import Happening, change_of

EVENTFUL = frozenset({"killed", "wounded", "captured", "sent", "withdrawn"})


def find_figures(analysis: Analysis) -> tuple[FoundTroopFigure, ...]:
    """Return the article's troop figures in the order of the text."""
    document = analysis.document
    found: list[tuple[Candidate, Happening]] = []
    for candidate in find_candidates(document):
        clauses = clauses_in(document, document.sentence_at(candidate.span.start))
        happening = change_of(document, candidate, clauses) or _shared(analysis, candidate, found)
        if not candidate.quantity.indefinite or (
            happening.change in EVENTFUL and candidate.force.unit == "personnel"
        ):
            found.append((candidate, happening))
    return tuple(_figure(candidate, happening) for candidate, happening in found)


def _shared(analysis: Analysis, candidate: Candidate, found: list[tuple[Candidate, Happening]]) -> Happening:
    """Return what happened to the forces counted before in the same sentence, or that they are simply there."""
    sentence = analysis.document.sentence_at(candidate.span.start)
    for earlier, happening in reversed(found):
        if earlier is candidate.parent or (earlier.span.start >= sentence.start and happening.certain):
            return happening
    return Happening("present", "present-default", certain=False)


def _figure(candidate: Candidate, happening: Happening) -> FoundTroopFigure:
    quantity = candidate.quantity
    return FoundTroopFigure(
        candidate.span,
        quantity.low,
        quantity.high,
        quantity.qualifier,
        candidate.force.unit,
        happening.change,
        rule=f"{candidate.rule}/{happening.rule}",
    )
