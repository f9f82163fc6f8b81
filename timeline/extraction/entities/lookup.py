"""Answer questions of the event finders: whom do these words mean, and is it he, she or they?"""

from __future__ import annotations

from collections.abc import Iterable

from ..findings import FoundEntity, Mention
from .knowledge import Gender, load_knowledge
from .words import given_name_gender

KIND_ORDER = ("person", "organisation", "state", "place")
WEAK_FORMS = ("adjective", "compound")  # parts of a phrase, not what it means


def entity_at(entities: Iterable[FoundEntity], span: tuple[int, int]) -> str | None:
    """Return the id of the entity that the words of the span mean, or None.

    A mention that begins with the head of the phrase wins: people before organisations, states and places; where two of one kind
    stand there ("Blinken und Lawrow"), the first.
    """
    start, end = span
    found = [
        (mention.form in WEAK_FORMS, KIND_ORDER.index(entity.kind), mention.start, -mention.end, entity.id)
        for entity in entities
        for mention in entity.mentions
        if _inside(mention, start, end)
    ]
    return min(found)[-1] if found else None


def gender_of(entity: FoundEntity) -> Gender:
    """Return the grammatical gender ("m", "f", "n"), "p" for plurals such as "die USA", "" where it is unknown."""
    entry = load_knowledge().entries.get(entity.key) if entity.key else None
    if entry is not None:
        return entry.gender
    return (
        (given_name_gender(entity.name.split()[0]) or "") if entity.kind == "person" and entity.name else ""
    )


def _inside(mention: Mention, start: int, end: int) -> bool:
    return start <= mention.start and mention.end <= end
