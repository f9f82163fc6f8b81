"""What headlines need of an event that came with its details: who has which part, and the sentences that report it. No queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.models import Entity, Event, Evidence


def cast(event: Event, role: str) -> list[Entity]:
    """Return who has this part in the event, in order."""
    return [part.entity for part in event.participations.all() if part.role == role]


def sentences_of(event: Event) -> list[str]:
    """Return the sentences that report the event, the most telling first."""
    return [one.sentence for one in event.told]


def evidence_with(event: Event, words: str) -> Evidence | None:
    """Return the evidence whose sentence holds the words."""
    return next((one for one in event.told if words in one.sentence), None)
