"""Find stored entries whose names are spelled like some names: the index proposes, the spelling decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import F

from timeline.extraction.entities.spelling import is_bare_surname, sounds_of, spelled_alike, surnames_alike
from timeline.models import Entity, EntityAlias

Name = tuple[str, str]  # a kind and a name in small letters
Row = tuple[int, str, str]  # an entry's id, its kind, one of its names
SURNAME = "s:"  # begins the keys of surnames


def spelled_like(names: Collection[Name]) -> dict[Name, set[int]]:
    """Return for each full name the entries of its kind of which a name is spelled alike; two queries."""
    full = [(kind, name) for kind, name in names if not is_bare_surname(kind, name)]  # type: ignore[arg-type]
    sounds = {name: _sounds(*name) for name in full}
    found: dict[Name, set[int]] = defaultdict(set)
    for pk, kind, stored in _rows({key for keys in sounds.values() for key in keys}):
        theirs = _sounds(kind, stored)
        for name, keys in sounds.items():
            if name[0] == kind and keys & theirs and spelled_alike(kind, stored, name[1]):  # type: ignore[arg-type]
                found[name].add(pk)
    return found


def _sounds(kind: str, name: str) -> set[str]:
    """Return the keys of a full name; those of its surname alone would propose too many."""
    return {key for key in sounds_of(kind, name) if not key.startswith(SURNAME)}  # type: ignore[arg-type]


def of_surname(surnames: Collection[str]) -> dict[str, set[int]]:
    """Return for each surname the people, by full or bare name, whose surname is spelled alike; two queries."""
    found: dict[str, set[int]] = defaultdict(set)
    for pk, kind, stored in _rows({key for surname in surnames for key in sounds_of("person", surname)}):
        for surname in surnames if kind == Entity.Kind.PERSON else ():
            if surnames_alike(stored, surname):
                found[surname].add(pk)
    return found


def _rows(sounds: Iterable[str]) -> Iterator[Row]:
    """Yield the names and aliases that have one of the keys."""
    keys = sorted(sounds)
    if keys:
        yield from Entity.objects.filter(sounds__overlap=keys).order_by().values_list("pk", "kind", "name")
        aliases = EntityAlias.objects.filter(sounds__overlap=keys).order_by()
        yield from aliases.values_list("entity", F("entity__kind"), "name")
