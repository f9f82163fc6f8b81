"""Find people, states, organisations and places, and gather all mentions of each under one entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from .findings import EntityKind, FoundEntity
from .text import Document


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity that editors know beyond the lexicon, with its names and its offices' first and last days."""

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[tuple[str, date | None, date | None], ...] = ()


def find_entities(
    document: Document, published_at: datetime, known: Iterable[KnownEntity] = ()
) -> tuple[FoundEntity, ...]:
    """Return the document's entities in the order of their first mention; `known` comes from the editors."""
    return ()
