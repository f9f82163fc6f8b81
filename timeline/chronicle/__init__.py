"""Linking and merging: findings become entities and events."""

from .recording import is_recorded, record

__all__ = ["is_recorded", "record"]
