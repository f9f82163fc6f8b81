"""Link what an article means to stored entities, by key, name or alias; never two people on a bare surname."""

from __future__ import annotations

from articles.models import Revision
from timeline.extraction.entities.knowledge import slug
from timeline.extraction.findings import Findings, FoundEntity
from timeline.models import Entity, EntityAlias

Links = dict[str, Entity]  # a found entity's id -> the stored entity


def link_entities(findings: Findings, revision: Revision, wanted: frozenset[str]) -> Links:
    """Return the stored entity of each found one, made where it is new.

    `wanted` are the ids that take part in an event: only for these, and for people with a full name, is an entity made that the
    lexicon does not know. Others stay without a link.
    """
    links: Links = {}
    for found in findings.entities:
        entity = _stored(found) or _new(found, revision, found.id in wanted)
        if entity:
            links[found.id] = entity
    return links


def _stored(found: FoundEntity) -> Entity | None:
    if found.key:
        return _surviving(Entity.objects.filter(key=found.key).first())
    if _is_bare_surname(found):
        return None
    named = Entity.objects.filter(kind=found.kind, name__iexact=found.name).order_by("pk").first()
    if named:
        return _surviving(named)
    alias = (
        EntityAlias.objects.filter(entity__kind=found.kind, name__iexact=found.name)
        .select_related("entity")
        .first()
    )
    return _surviving(alias.entity) if alias else None


def _surviving(entity: Entity | None) -> Entity | None:
    """Follow merges to the entity that is left."""
    while entity and entity.merged_into:
        entity = entity.merged_into
    return entity


def _new(found: FoundEntity, revision: Revision, is_wanted: bool) -> Entity | None:
    if not found.key and not is_wanted and (found.kind != "person" or _is_bare_surname(found)):
        return None
    key = found.key or _free_key(found, revision)
    return Entity.objects.get_or_create(
        key=key,
        defaults={
            "kind": found.kind,
            "name": found.name[:200],
            "description": (found.office or "")[:300],
            "is_checked": found.key is not None,
        },
    )[0]


def _free_key(found: FoundEntity, revision: Revision) -> str:
    """Return a key from the name; a bare surname's names the article too, so that it never meets a namesake."""
    base = slug(found.name)[:100] or found.kind
    if _is_bare_surname(found):
        return f"{base}-artikel-{revision.article_id}"
    return f"{base}-{found.kind}" if Entity.objects.filter(key=base).exists() else base


def _is_bare_surname(found: FoundEntity) -> bool:
    return found.kind == "person" and " " not in found.name.strip()
