"""The shared reading of one article that every event finder starts from."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from .findings import FoundDate, FoundEntity, Mention
from .text import Document


@dataclass(frozen=True)
class Analysis:
    """A document with its publication time, its dates and its entities."""

    document: Document
    published_at: datetime  # aware; its own offset is the newsroom's local time
    dates: tuple[FoundDate, ...] = ()
    entities: tuple[FoundEntity, ...] = ()

    @property
    def text(self) -> str:
        """Return the analysed text, to which all offsets refer."""
        return self.document.text

    @cached_property
    def entity(self) -> dict[str, FoundEntity]:
        """Return the entities by their id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def known(self) -> dict[str, FoundEntity]:
        """Return the entities that the lexicon or the editors know, by their key."""
        return {entity.key: entity for entity in self.entities if entity.key}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions of all entities in the order of the text."""
        return tuple(
            sorted((m for entity in self.entities for m in entity.mentions), key=lambda m: (m.start, -m.end))
        )

    @cached_property
    def roles_read(self) -> dict[Any, tuple[Any, ...]]:
        """Return the roles in the clauses that were read before; `roles_in` looks here first."""
        return {}

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _date_starts(self) -> list[int]:
        return [found.start for found in self.dates]

    def mentions_in(self, span: tuple[int, int]) -> tuple[Mention, ...]:
        """Return the mentions that begin inside the span."""
        start, end = span
        return self.mentions[
            bisect_left(self._mention_starts, start) : bisect_left(self._mention_starts, end)
        ]

    def dates_in(self, span: tuple[int, int]) -> tuple[FoundDate, ...]:
        """Return the temporal expressions that begin inside the span."""
        start, end = span
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]
