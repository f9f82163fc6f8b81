"""Say where the reports are to be looked for that may tell of the same event: a pure, rough and fast forerunner of matching."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from math import floor, log

from .comparing import LONGEST, LOOKS_AHEAD
from .gist import stems
from .matching import RETOLD, RETOLD_SHARP, SHARP, digits
from .told import NEWS_OF_IT, Told

STEP = 0.032  # two figures of which one is the other rounded lie in the same or in neighbouring steps of this logarithm


def blocks_of(told: Told) -> frozenset[str]:
    """Return the marks of which two reports must share one to tell of the same event.

    A meeting is marked by who meets, on whose behalf and where, a statement by its speaker, a figure by its size, a promise by its words.
    """
    return frozenset(f"{told.kind}:{mark}" for mark in MARKS[told.kind](told))


def days_around(told: Told) -> tuple[date, date]:
    """Return the first and last day on which a report of the same event may stand."""
    back, ahead = REACH[told.kind]
    if told.kind == "troop_figure" and digits(told.fact("low")) >= SHARP:
        back = ahead = RETOLD_SHARP
    first, last = told.span or (told.day, told.day)
    return first - back, last + ahead


def _meeting_marks(told: Told) -> Iterator[str]:
    yield from told.cast("participant")
    yield from (body for _, body in told.behalf)
    if told.place:
        yield told.place


def _figure_marks(told: Told) -> Iterator[str]:
    """Yield the number, and for rounded ones its size with everybody for whom the claimant speaks."""
    claimants = told.cast("claimant")
    sides = claimants | {body for key, body in told.behalf if key in claimants}
    unit = told.fact("unit")
    for number in {told.fact("low"), told.fact("high") or told.fact("low")}:
        yield f"{unit}:{number}"
        step = floor(log(number or 1) / STEP)
        yield from (f"{unit}:{near}:{side}" for near in (step, step + 1) for side in sides)


MARKS = {
    "meeting": _meeting_marks,
    "statement": lambda told: told.cast("speaker"),
    "troop_figure": _figure_marks,
    "announcement": lambda told: stems(told.fact("what")),
}
REACH = {
    "meeting": (LONGEST + NEWS_OF_IT + timedelta(days=LOOKS_AHEAD), timedelta(days=LOOKS_AHEAD) + LONGEST),
    "statement": (timedelta(days=1), timedelta(days=1)),
    "troop_figure": (RETOLD, RETOLD),
    "announcement": (RETOLD, RETOLD),
}
