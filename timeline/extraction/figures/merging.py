"""List every figure once, however often the article returns to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..analysis import Analysis
from ..findings import DayRange, FoundTroopFigure

MOST = 50  # earlier figures with the same number that are compared


def merged(analysis: Analysis, figures: Iterable[FoundTroopFigure]) -> tuple[FoundTroopFigure, ...]:
    """Return the figures in order, each once: where two say the same, the one that knows more with what the other adds."""
    kept: list[FoundTroopFigure] = []
    alike: dict[tuple[object, ...], list[int]] = {}
    for figure in figures:
        same_number = alike.setdefault((figure.low, figure.high, figure.unit, figure.change), [])
        at = next((at for at in same_number[-MOST:] if _is_same(analysis, kept[at], figure)), None)
        if at is None:
            same_number.append(len(kept))
            kept.append(figure)
        else:
            kept[at] = _joined(kept[at], figure)
    return tuple(kept)


def _is_same(analysis: Analysis, one: FoundTroopFigure, other: FoundTroopFigure) -> bool:
    """Tell whether two equal numbers mean the same forces."""
    return (
        _agree(one.actor, other.actor)
        and _agree(one.claimed_by, other.claimed_by)
        and _meet(one.days, other.days)
        and not _in_one_sentence(analysis, one, other)
    )


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _meet(one: DayRange, other: DayRange) -> bool:
    """Tell whether two ranges of days have one in common."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def _in_one_sentence(analysis: Analysis, one: FoundTroopFigure, other: FoundTroopFigure) -> bool:
    document = analysis.document
    return document.sentence_at(one.evidence.start) == document.sentence_at(other.evidence.start)


def _joined(one: FoundTroopFigure, other: FoundTroopFigure) -> FoundTroopFigure:
    fuller, poorer = (one, other) if _slots(one) >= _slots(other) else (other, one)
    return replace(
        fuller,
        actor=fuller.actor or poorer.actor,
        place=fuller.place or poorer.place,
        claimed_by=fuller.claimed_by or poorer.claimed_by,
    )


def _slots(figure: FoundTroopFigure) -> int:
    return sum(slot is not None for slot in (figure.actor, figure.place, figure.claimed_by))
