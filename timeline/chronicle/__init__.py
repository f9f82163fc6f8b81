"""Linking and merging: findings become entities and events."""
