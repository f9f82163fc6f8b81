"""Settle overlaps, by one rule for all finders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Anything with a start and an end in the text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


Found = TypeVar("Found", bound=Spanned)


def keep_longest(found: Iterable[Found]) -> list[Found]:
    """Return those that do not overlap, in order: the earliest start wins, then the longest, then the first given."""
    kept: list[Found] = []
    for candidate in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept
