"""Link what an article means to stored entities, by key, name or alias; never two people on a bare surname."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from articles.models import Revision
from timeline.extraction.entities.knowledge import slug
from timeline.extraction.findings import Findings, FoundEntity
from timeline.models import Entity, EntityAlias

from .naming import english_name

Links = dict[str, Entity]  # a found entity's id -> the stored entity
Name = tuple[str, str]  # a kind and a name in small letters


@dataclass(frozen=True)
class Stored:
    """The stored entities that an article may mean."""

    by_key: Mapping[str, Entity]
    by_name: Mapping[Name, Entity]

    def meant_by(self, found: FoundEntity) -> Entity | None:
        """Return the entity with the key, or with the name or alias where no key is known."""
        if found.key:
            return self.by_key.get(found.key)
        return None if _is_bare_surname(found) else self.by_name.get(_name(found))


def link_entities(findings: Findings, revision: Revision, wanted: frozenset[str]) -> Links:
    """Return the stored entity of each found one, made where it is new; a handful of queries, however many are found.

    `wanted` are the ids that take part in an event: only for these, and for people with a full name, is an entity made that the
    lexicon does not know. Others stay without a link.
    """
    stored = _look_up(findings.entities)
    links = {found.id: entity for found in findings.entities if (entity := stored.meant_by(found))}
    new = [
        found for found in findings.entities if found.id not in links and _deserves(found, found.id in wanted)
    ]
    return links | _made(new, revision)


def _look_up(found: Iterable[FoundEntity]) -> Stored:
    found = list(found)
    keys = {one.key for one in found if one.key}
    names = {one.name.lower() for one in found if not one.key}
    entities = Entity.objects.select_related("merged_into").alias(small=Lower("name"))
    named = entities.filter(Q(key__in=keys) | Q(small__in=names)).order_by("-pk")
    aliases = EntityAlias.objects.alias(small=Lower("name")).filter(small__in=names)
    other_names = {
        (alias.entity.kind, alias.name.lower()): _surviving(alias.entity)
        for alias in aliases.select_related("entity__merged_into").order_by("-pk")
    }
    entities_found = list(named)
    return Stored(
        {entity.key: _surviving(entity) for entity in entities_found},
        other_names | {(entity.kind, entity.name.lower()): _surviving(entity) for entity in entities_found},
    )


def _surviving(entity: Entity) -> Entity:
    """Follow merges to the entity that is left."""
    while entity.merged_into:
        entity = entity.merged_into
    return entity


def _deserves(found: FoundEntity, is_wanted: bool) -> bool:
    return bool(found.key) or is_wanted or (found.kind == "person" and not _is_bare_surname(found))


def _made(found: Sequence[FoundEntity], revision: Revision) -> Links:
    """Make the entities; two that an article gives the same key are one."""
    wanted = {one.id: one.key or _own_key(one, revision) for one in found}
    taken = set(Entity.objects.filter(key__in=wanted.values()).values_list("key", flat=True))
    keys = {
        one.id: f"{wanted[one.id]}-{one.kind}" if not one.key and wanted[one.id] in taken else wanted[one.id]
        for one in found
    }
    Entity.objects.bulk_create(
        (
            Entity(
                key=keys[one.id],
                kind=one.kind,
                name=one.name[:200],
                name_en=english_name(one.key or ""),
                description=(one.office or "")[:300],
                is_checked=one.key is not None,
            )
            for one in found
        ),
        ignore_conflicts=True,
    )
    made = {entity.key: entity for entity in Entity.objects.filter(key__in=keys.values())}
    return {id_: _surviving(made[key]) for id_, key in keys.items()}


def _own_key(found: FoundEntity, revision: Revision) -> str:
    """Return a key from the name; a bare surname's names the article too, so that it never meets a namesake."""
    base = slug(found.name)[:100] or found.kind
    return f"{base}-artikel-{revision.article_id}" if _is_bare_surname(found) else base


def _name(found: FoundEntity) -> Name:
    return found.kind, found.name.lower()


def _is_bare_surname(found: FoundEntity) -> bool:
    return found.kind == "person" and " " not in found.name.strip()
