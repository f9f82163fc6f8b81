"""Crises, entities, events and their evidence: extraction, chronicle, pages and sharing."""
