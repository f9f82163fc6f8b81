"""Find stored entries whose names are spelled like some names: the index proposes, the spelling decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from timeline.extraction.entities.spelling import is_bare_surname, spelled_alike, surnames_alike
from timeline.models import Entity, EntityAlias

Name = tuple[str, str]  # a kind and a name in small letters
Row = tuple[int, str, str]  # an entry's id, its kind, one of its names


def spelled_like(names: Collection[Name]) -> dict[Name, set[int]]:
    """Return for each full name the entries of its kind of which a name is spelled alike; two queries."""
    full = [(kind, name) for kind, name in names if not is_bare_surname(kind, name)]  # type: ignore[arg-type]
    found: dict[Name, set[int]] = defaultdict(set)
    for pk, kind, stored in _rows(small__trigram_similar=[name for _, name in full]):
        for name in full:
            if name[0] == kind and spelled_alike(kind, stored, name[1]):  # type: ignore[arg-type]
                found[name].add(pk)
    return found


def of_surname(surnames: Collection[str]) -> dict[str, set[int]]:
    """Return for each surname the people, by full or bare name, whose surname is spelled alike; two queries."""
    found: dict[str, set[int]] = defaultdict(set)
    for pk, kind, stored in _rows(small__trigram_word_similar=list(surnames)):
        for surname in surnames if kind == Entity.Kind.PERSON else ():
            if surnames_alike(stored, surname):
                found[surname].add(pk)
    return found


def _rows(**likeness: Iterable[str]) -> Iterator[Row]:
    """Yield the names and aliases that are like one of the words in the way of the lookup."""
    ((lookup, words),) = likeness.items()
    conditions = [Q(**{lookup: word}) for word in words]
    if conditions:
        like = reduce(or_, conditions)
        for names, owner in (
            (Entity.objects.annotate(owner=F("pk"), of_kind=F("kind")), "owner"),
            (EntityAlias.objects.annotate(owner=F("entity"), of_kind=F("entity__kind")), "owner"),
        ):
            yield from _matching(names, like, owner)


def _matching(names: QuerySet, like: Q, owner: str) -> QuerySet:
    return names.alias(small=Lower("name")).filter(like).order_by().values_list(owner, "of_kind", "name")
