"""Statements before their speakers are resolved, and where in the text they have been found so far."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..findings import Span, Stance, StatementMode
from .units import Unit

RELAYED = "quotation that a medium relays"  # the words of somebody else, who has a statement of his own


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker is resolved to an entity."""

    spans: tuple[Span, ...]
    mode: StatementMode
    unit: int  # that introduces it, or in which it begins
    rule: str
    cue: Span | None = None
    speaker: Span | None = None
    stance: Stance = "asserts"
    frame: Span | None = None  # the clause that introduces it

    @property
    def start(self) -> int:
        """Return where the first span begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Return where the last span ends."""
        return self.spans[-1].end

    @property
    def length(self) -> int:
        """Return how much text the statement reaches over."""
        return self.end - self.start

    def covers(self, offset: int) -> bool:
        """Tell whether one of the spans holds the offset."""
        return any(span.start <= offset < span.end for span in self.spans)


class Drafts:
    """The statements found so far, by the units that introduce them and by those that they reach into."""

    def __init__(self, units: Sequence[Unit], drafts: Iterable[Draft] = ()):
        self._starts = [unit.span.start for unit in units]
        self._all: list[Draft] = []
        self._introduced: defaultdict[int, list[Draft]] = defaultdict(list)
        self._touching: defaultdict[int, list[Draft]] = defaultdict(list)
        self.add(drafts)

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._all)

    def add(self, drafts: Iterable[Draft]) -> None:
        """Take in more statements."""
        for draft in drafts:
            self._all.append(draft)
            self._introduced[draft.unit].append(draft)
            for number in self._units_of(draft):
                self._touching[number].append(draft)

    def introduced_in(self, number: int) -> Sequence[Draft]:
        """Return the statements that a unit introduces."""
        return self._introduced.get(number, ())

    def reaching_into(self, number: int) -> Sequence[Draft]:
        """Return the statements that a unit introduces or that go on in it."""
        return (
            *self._introduced.get(number, ()),
            *(one for one in self._touching.get(number, ()) if one.unit != number),
        )

    def covering(self, number: int, offset: int) -> list[Draft]:
        """Return the statements that hold an offset of a unit, the shortest first."""
        found = [draft for draft in self._touching.get(number, ()) if draft.covers(offset)]
        return sorted(found, key=lambda draft: draft.length)

    def _units_of(self, draft: Draft) -> range:
        first = bisect_right(self._starts, draft.start) - 1
        return range(max(0, first), max(0, bisect_right(self._starts, draft.end - 1) - 1) + 1)


def without_doubles(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with one for each quotation: the frame behind it wins, "…: „Nein“, sagte sie" is hers."""
    kept: dict[tuple[Span, ...], Draft] = {}
    rest: list[Draft] = []
    for draft in drafts:
        if draft.mode != "direct" or draft.rule == RELAYED:
            rest.append(draft)
        elif draft.spans not in kept or (draft.speaker and draft.cue and draft.cue.start > draft.end):
            kept[draft.spans] = draft
    return [*kept.values(), *rest]
