"""Link what an article names to stored entries, by key, name or alias; new names become entries of their own, to be united where they are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from articles.models import Revision
from timeline.extraction.entities.knowledge import slug
from timeline.extraction.entities.spelling import is_bare_surname, sounds_of
from timeline.extraction.findings import Findings, FoundEntity
from timeline.models import Entity, EntityAlias

from .meanings import Meanings, meanings_of
from .naming import english_name
from .uniting import Asked, holders_of, spelled_like_stored, unite

Name = tuple[str, str]  # a kind and a name in small letters


@dataclass(frozen=True)
class Links:
    """The entry that each found entity names, by its id, and whom these entries mean in the article."""

    named: Mapping[str, Entity]
    meanings: Meanings

    def __contains__(self, found: object) -> bool:
        return found in self.named

    def __getitem__(self, found: str) -> Entity:
        return self.named[found]

    def get(self, found: str) -> Entity | None:
        """Return the entry that a found entity names, None where it has none."""
        return self.named.get(found)


@dataclass(frozen=True)
class Stored:
    """The stored entries that an article may name."""

    by_key: Mapping[str, Entity]
    by_name: Mapping[Name, Entity]

    def named_by(self, found: FoundEntity) -> Entity | None:
        """Return the entry with the key, or with the name or alias where no key is known."""
        if found.key:
            return self.by_key.get(found.key)
        return None if _is_bare(found) else self.by_name.get(_name(found))


def link_entities(findings: Findings, revision: Revision, wanted: frozenset[str], text: str) -> Links:
    """Return the entry that each found entity names, made where it is new; a handful of queries, however many are found.

    `text` is what the findings' offsets count. `wanted` are the ids that take part in an event: only for these, for people with a full name, and for what is spelled almost as an
    entry is, does a name that nobody knows become an entry. Others stay without a link.
    """
    stored = _look_up(findings.entities)
    named = {found.id: entity for found in findings.entities if (entity := stored.named_by(found))}
    named |= _by_their_own_names(findings.entities, named, text)
    named |= _held(findings.entities, named, wanted, revision.told_at.date())
    left = [found for found in findings.entities if found.id not in named]
    made = _made(_deserving(left, wanted), revision)
    described = _described(findings.entities, named)
    named |= made
    unite([*made.values(), *described], revision.told_at.date())
    return Links(named, meanings_of(revision.article_id, named.values()))


def _look_up(found: Iterable[FoundEntity]) -> Stored:
    found = list(found)
    keys = {one.key for one in found if one.key}
    names = {one.name.lower() for one in found if not one.key}
    small = Lower("name")
    named = Entity.objects.alias(small=small).filter(Q(key__in=keys) | Q(small__in=names)).order_by("-pk")
    aliases = EntityAlias.objects.alias(small=small).filter(small__in=names).select_related("entity")
    other_names = {(alias.entity.kind, alias.name.lower()): alias.entity for alias in aliases.order_by("-pk")}
    entities = list(named)
    return Stored(
        {entity.key: entity for entity in entities},
        other_names | {(entity.kind, entity.name.lower()): entity for entity in entities},
    )


def _by_their_own_names(
    found: Iterable[FoundEntity], named: Mapping[str, Entity], text: str
) -> dict[str, Entity]:
    """Return the entry that went up in another one where the article uses only its name: to it all returns if they are taken apart."""
    found = [one for one in found if one.id in named]
    merged = Entity.objects.filter(merged_into__in={named[one.id].pk for one in found})
    by_name = {(entity.merged_into_id, entity.name.lower()): entity for entity in merged}
    own = {}
    for one in found if by_name else ():
        entity = named[one.id]
        words = {text[name.start : name.end].lower() for name in one.mentions if name.form == "name"}
        theirs = sorted(word for word in words if (entity.pk, word) in by_name)
        if theirs and entity.name.lower() not in words:
            own[one.id] = by_name[entity.pk, theirs[0]]
    return own


def _held(
    found: Iterable[FoundEntity], named: Mapping[str, Entity], wanted: frozenset[str], day: date
) -> dict[str, Entity]:
    """Return the holder for each surname with an office that takes part in nothing, and so needs no entry of its own."""
    asked = {
        one.id: Asked(one.name, one.office, day)
        for one in found
        if one.id not in named and one.id not in wanted and _is_bare(one) and one.office
    }
    holders = holders_of(asked.values())
    return {id_: holders[one] for id_, one in asked.items() if one in holders}


def _deserving(found: Iterable[FoundEntity], wanted: frozenset[str]) -> list[FoundEntity]:
    """Return those of which an entry is made."""
    found = list(found)
    sure = {
        one.id for one in found if one.key or one.id in wanted or (one.kind == "person" and not _is_bare(one))
    }
    like = spelled_like_stored({_name(one) for one in found if one.id not in sure and not _is_bare(one)})
    return [one for one in found if one.id in sure or _name(one) in like]


def _described(found: Iterable[FoundEntity], named: Mapping[str, Entity]) -> list[Entity]:
    """Note the office of people whom no article has introduced with one before; return them."""
    fresh = [
        (named[one.id], one.office)
        for one in found
        if one.id in named and one.office and one.kind == "person" and _lacks_office(named[one.id])
    ]
    for entity, office in fresh:
        entity.description = office[:300]
    people = list({entity.pk: entity for entity, _ in fresh}.values())
    Entity.objects.bulk_update(people, ["description"])
    return people


def _lacks_office(entity: Entity) -> bool:
    return not entity.is_checked and not entity.description


def _made(found: Sequence[FoundEntity], revision: Revision) -> dict[str, Entity]:
    """Make the entries; two that an article gives the same key are one."""
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
                name_en=english_name(keys[one.id]),
                description=(one.office or "")[:300],
                is_checked=one.key is not None,
                sounds=sounds_of(one.kind, one.name[:200]),
            )
            for one in found
        ),
        ignore_conflicts=True,
    )
    made = {entity.key: entity for entity in Entity.objects.filter(key__in=keys.values())}
    return {id_: made[key] for id_, key in keys.items()}


def _own_key(found: FoundEntity, revision: Revision) -> str:
    """Return a key from the name; a bare surname's names the article too, so that it never meets a namesake."""
    base = slug(found.name)[:100] or found.kind
    return f"{base}-artikel-{revision.article_id}" if _is_bare(found) else base


def _name(found: FoundEntity) -> Name:
    return found.kind, found.name.lower()


def _is_bare(found: FoundEntity) -> bool:
    return is_bare_surname(found.kind, found.name)
