"""Suggest to editors who might be one, and which names articles use that no entry has yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Count, F, QuerySet
from django.db.models.functions import Greatest, Lower, Substr

from timeline.extraction.entities.editors import extended, offices_agree
from timeline.extraction.entities.forms import forms_of
from timeline.extraction.entities.knowledge import KnownEntity, surname_of
from timeline.extraction.entities.scanning import NOUN_ENDINGS
from timeline.extraction.entities.spelling import is_bare_surname, likeness
from timeline.models import Entity, EntityMention

from .likeness import of_surname
from .uniting import are_kept_apart

LOOKED_AT = 60  # entries of the index whose sound is compared
ENOUGH = 0.7  # how much alike two names must sound to be worth a suggestion
SUGGESTED = 6


@dataclass(frozen=True)
class Unlisted:
    """A name that articles use for an entity and that is none of its names yet."""

    entity: Entity
    name: str
    articles: int


def suggested_for(entity: Entity) -> list[Entity]:
    """Return the entries that may be the same, the likeliest first: of the same surname and office, or of a name much alike."""
    looked_at = search(entity.name, entity.kind, least=0.1).exclude(pk=entity.pk)[:LOOKED_AT]
    alike = {other: likeness(entity.name, other.name) for other in looked_at}
    likely = sorted(alike, key=lambda other: -alike[other])
    found = dict.fromkeys([*_colleagues(entity), *(one for one in likely if alike[one] >= ENOUGH)])
    return [other for other in found if not are_kept_apart(entity, other)][:SUGGESTED]


def search(words: str, kind: str, *, least: float = 0.2) -> QuerySet[Entity]:
    """Return the entries of a kind that stand for themselves, those whose name is most like the words first."""
    small = Lower("name")
    closeness = Greatest(
        TrigramSimilarity(small, words.lower()), TrigramWordSimilarity(words.lower(), small) - 0.2
    )
    entries = Entity.objects.filter(kind=kind, merged_into__isnull=True)
    close = entries.annotate(closeness=closeness).filter(closeness__gte=least)
    return close.order_by("-closeness", "-is_checked", "pk")


def _colleagues(entity: Entity) -> list[Entity]:
    """Return the people of the surname, of whom those go first who hold the office that the entry is known by."""
    if entity.kind != Entity.Kind.PERSON or not is_bare_surname("person", entity.name):
        return []
    surname = surname_of(entity.name).lower()
    people = Entity.objects.filter(pk__in=of_surname([surname])[surname], merged_into__isnull=True)
    others = people.exclude(pk=entity.pk).prefetch_related("offices").order_by("-is_checked", "pk")
    return sorted(others, key=lambda other: not _share_office(entity, other))


def _share_office(entity: Entity, other: Entity) -> bool:
    titles = [other.description, *(office.title for office in other.offices.all())]
    return any(offices_agree(entity.description, title) for title in titles)


def unlisted_names(mentions: QuerySet[EntityMention]) -> list[Unlisted]:
    """Return the names by which the mentions mean entities and that neither editors nor the lexicon know, the most used first."""
    words = Substr("paragraph__text", F("start") + 1, F("end") - F("start"))
    rows = (
        mentions.filter(form="name")
        .annotate(words=words)
        .order_by()
        .values_list("entity", "words")
        .annotate(articles=Count("paragraph__revision__article", distinct=True))
    )
    found = list(rows)
    entities = Entity.objects.prefetch_related("aliases").in_bulk([pk for pk, _, _ in found])
    known = _known_names(entities.values())
    fresh = [
        Unlisted(entities[pk], name, count) for pk, name, count in found if not _is_known(name, known[pk])
    ]
    return sorted(fresh, key=lambda one: (-one.articles, one.entity.name, one.name))


def _known_names(entities: Iterable[Entity]) -> dict[int, frozenset[str]]:
    """Return all written forms of the entities' names."""
    entities = list(entities)
    known = [
        KnownEntity(one.key, one.kind, one.name, tuple(alias.name for alias in one.aliases.all()))  # type: ignore[arg-type]
        for one in entities
    ]
    entries = extended(known).entries
    return {one.pk: frozenset(text.lower() for text, _ in forms_of(entries[one.key])) for one in entities}


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Tell whether the name is known as it stands, or without a case ending."""
    small = " ".join(name.split()).lower()
    return any(
        small.endswith(ending) and small.removesuffix(ending) in known for ending in ("", *NOUN_ENDINGS)
    )
