"""Find troop figures: numbers of armed personnel and of military equipment."""

from __future__ import annotations

from .analysis import Analysis
from .findings import FoundTroopFigure


def find_figures(analysis: Analysis) -> tuple[FoundTroopFigure, ...]:
    """Return the article's troop figures in the order of the text."""
    return ()
