"""The editors' admin for crises, entities, events and share links."""

from . import crises, entities, events, shares

__all__ = ["crises", "entities", "events", "shares"]
