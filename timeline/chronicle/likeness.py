"""Find stored entries whose names are spelled like some names: the index proposes, the spelling decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db import connection

from timeline.extraction.entities.spelling import sounds_of, spelled_alike, surnames_alike
from timeline.models import Entity

Name = tuple[str, str]  # a kind and a name in small letters
Row = tuple[int, str, str, list[str]]  # an entry's id, its kind, one of its names, and how that sounds
SURNAME = "s:"  # begins the keys of surnames
NAMES_THAT_SOUND_SO = """
    SELECT entity.id, entity.kind, entity.name, entity.sounds
    FROM unnest(%(sounds)s::text[]) AS sound
    JOIN timeline_entity AS entity ON entity.sounds @> ARRAY[sound]
    UNION
    SELECT entity.id, entity.kind, alias.name, alias.sounds
    FROM unnest(%(sounds)s::text[]) AS sound
    JOIN timeline_entityalias AS alias ON alias.sounds @> ARRAY[sound]
    JOIN timeline_entity AS entity ON entity.id = alias.entity_id
"""  # key by key, since the planner takes an overlap of many keys for most of the table


def spelled_like(names: Collection[Name]) -> dict[Name, set[int]]:
    """Return for each full name the entries of its kind of which a name is spelled alike; one query."""
    by_sound: dict[str, list[Name]] = defaultdict(list)
    for kind, name in names:
        for key in sounds_of(kind, name):  # type: ignore[arg-type]
            if not key.startswith(SURNAME):  # people of the same surname are too many
                by_sound[key].append((kind, name))
    found: dict[Name, set[int]] = defaultdict(set)
    for pk, kind, stored, sounds in _rows(by_sound):
        for asked in {asked for key in sounds for asked in by_sound.get(key, ())}:
            if asked[0] == kind and spelled_alike(kind, stored, asked[1]):  # type: ignore[arg-type]
                found[asked].add(pk)
    return found


def of_surname(surnames: Collection[str]) -> dict[str, set[int]]:
    """Return for each surname the people, by full or bare name, whose surname is spelled alike; one query."""
    by_sound: dict[str, list[str]] = defaultdict(list)
    for surname in surnames:
        for key in sounds_of("person", surname):
            by_sound[key].append(surname)
    found: dict[str, set[int]] = defaultdict(set)
    for pk, kind, stored, sounds in _rows(by_sound):
        for surname in {surname for key in sounds for surname in by_sound.get(key, ())}:
            if kind == Entity.Kind.PERSON and surnames_alike(stored, surname):
                found[surname].add(pk)
    return found


def _rows(sounds: Iterable[str]) -> Iterator[Row]:
    """Yield the names and aliases that have one of the keys."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_THAT_SOUND_SO, {"sounds": sorted(sounds)})
        yield from cursor.fetchall()
