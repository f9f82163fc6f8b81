"""What editors know of entities beyond the lexicon, for the next extraction."""

from __future__ import annotations

from typing import cast

from django.db.models import Q

from timeline.extraction.entities import KnownEntity
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.findings import EntityKind
from timeline.models import Entity


def known_entities() -> list[KnownEntity]:
    """Return the entities to which editors have given names or offices, and those they have checked that the lexicon lacks."""
    entities = Entity.objects.filter(merged_into__isnull=True)
    added = Q(is_checked=True) & ~Q(key__in=load_knowledge().entries)
    taught = entities.filter(Q(aliases__isnull=False) | Q(offices__isnull=False) | added).distinct()
    return [
        KnownEntity(
            entity.key,
            cast(EntityKind, entity.kind),
            entity.name,
            tuple(alias.name for alias in entity.aliases.all()),
            tuple((office.title, office.since, office.until) for office in entity.offices.all()),
        )
        for entity in taught.prefetch_related("aliases", "offices").order_by("pk")
    ]
