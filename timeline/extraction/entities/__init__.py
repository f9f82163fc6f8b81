"""Find people, states, organisations and places, and gather all mentions of each under one entity.

What others build on:

- `find_entities(document, published_at, known)` returns the entities with all their mentions: names, offices ("der US-Außenminister"),
  pronouns ("er"), adjectives ("russisch"), compounds ("US-"), capitals that act for their government ("Moskau"), groups ("beide Seiten"
  is one mention for each of the two) and descriptions ("die Regierung in Kiew"). A person with a title has two mentions side by side:
  the office phrase ("US-Außenminister") and the name ("Antony Blinken"); adjectives inside an office phrase are mentions of their state.
- `Mention.acts` is False for locations, adjectives, first parts of compounds and inhabitants: only what acts can take part or speak.
- `entity_at(entities, span)` returns the id of the entity that a noun phrase or pronoun means ("der russische Außenminister Lawrow",
  "er"); it prefers people over organisations over states over places, and names over adjectives.
- `gender_of(entity)` tells he, she, it and they apart. Who "er" or "der Minister" at a place is, is itself a mention there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ..findings import FoundEntity
from ..text import Document
from .editors import knowledge_with
from .gathering import gather
from .knowledge import KnownEntity
from .lookup import entity_at, gender_of

__all__ = ["KnownEntity", "entity_at", "find_entities", "gender_of"]


def find_entities(
    document: Document, published_at: datetime, known: Iterable[KnownEntity] = ()
) -> tuple[FoundEntity, ...]:
    """Return the document's entities in the order of their first mention; `known` comes from the editors."""
    return gather(document, published_at.date(), *knowledge_with(tuple(known)))
