"""The editors' admin for crises, entities, events and share links."""

from . import articles, crises, entities, events, shares

__all__ = ["articles", "crises", "entities", "events", "shares"]
