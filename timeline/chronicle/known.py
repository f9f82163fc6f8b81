"""What editors know of entities beyond the lexicon, for the next extraction."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.db.models import Exists, OuterRef, Q

from timeline.extraction.entities import KnownEntity
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.entities.offices import body_key
from timeline.extraction.findings import EntityKind
from timeline.extraction.lexicon import load_rows
from timeline.models import Entity, EntityAlias, Office


def known_entities() -> list[KnownEntity]:
    """Return the entities to which editors have given names or offices, and those they have checked that the lexicon lacks."""
    entities = Entity.objects.filter(merged_into__isnull=True)
    checked = entities.filter(is_checked=True).values_list("pk", "key")
    added = [pk for pk, key in checked if key not in load_knowledge().entries and key not in _organs()]
    has_name = Exists(EntityAlias.objects.filter(entity=OuterRef("pk")))
    has_office = Exists(Office.objects.filter(entity=OuterRef("pk")))
    taught = entities.filter(has_name | has_office | Q(pk__in=added))
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


@cache
def _organs() -> frozenset[str]:
    """Return the keys of the states' organs, which the extraction makes up itself: what it found before must not steer it."""
    states = [entry.key for entry in load_knowledge().entries.values() if entry.kind == "state"]
    nouns = [row["noun"].partition("|")[0] for row in load_rows("entities/bodies.csv")]
    return frozenset(body_key(state, noun) for state in states for noun in nouns)
