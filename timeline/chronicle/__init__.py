"""Linking and merging: findings become entities and events."""

from .known import known_entities
from .recording import is_recorded, record

__all__ = ["is_recorded", "known_entities", "record"]
