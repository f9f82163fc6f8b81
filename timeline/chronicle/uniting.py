"""Unite entries that mean the same, by rule: names spelled alike, and a surname with an office with the one who held it.

What is united is a merge like an editor's, undone with one click, and nothing that an editor has taken apart is united again. A name
joins others only where it is spelled like all of them and like no other group's; so it never depends on the order of articles which
names are one, as long as no name lies between two groups. A surname with an office is decided anew whenever people of that surname
are added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Min, Q

from timeline.extraction.entities.editors import offices_agree
from timeline.extraction.entities.knowledge import surname_of
from timeline.extraction.entities.spelling import is_bare_surname, spelled_alike
from timeline.models import Entity, EntityMention, EntityRuling

from . import entities
from .likeness import Name, of_surname, spelled_like

AROUND = timedelta(
    days=366
)  # for how long around the articles that say so somebody is taken to have held an office


@dataclass(frozen=True)
class Asked:
    """A surname with an office, on a day."""

    surname: str
    office: str
    day: date


def unite(new: Sequence[Entity], day: date) -> None:
    """Unite new entries, and people whose office is new, with those that mean the same."""
    if new:
        _unite_spellings(new)
        _unite_holders(new, day)


def spelled_like_stored(names: Collection[Name]) -> set[Name]:
    """Return those of the names that are spelled like a stored entry's."""
    return set(spelled_like(names)) if names else set()


def _unite_spellings(new: Iterable[Entity]) -> None:
    full = {entity.pk: entity for entity in new if not _is_bare(entity)}
    if not full:
        return
    like = spelled_like({_name(entity) for entity in full.values()})
    for pk in sorted(full):
        others = like.get(_name(full[pk]), set()) - {pk}
        if others:
            _join(pk, others)


def _join(pk: int, like: set[int]) -> None:
    """Unite the entry with the one group of entries that it is spelled like, if there is one only."""
    entity = Entity.objects.get(pk=pk)
    if entity.merged_into_id:
        return
    others = Entity.objects.filter(pk__in=like).select_related("merged_into__merged_into")
    groups = {other.surviving for other in others} - {entity}
    if len(groups) != 1:
        return
    (group,) = groups
    if _are_all_alike(entity, group) and not are_kept_apart(entity, group):
        if entity.is_checked and group.is_checked:
            return
        kept, gone = sorted((entity, group), key=lambda one: (not one.is_checked, one.pk))
        entities.merge_entities(gone, into=kept, automatic=True)


def _are_all_alike(entity: Entity, group: Entity) -> bool:
    family = [one for one in entities.family_of(group) if not _is_bare(one)]
    return all(spelled_alike(one.kind, one.name, entity.name) for one in family)  # type: ignore[arg-type]


def are_kept_apart(one: Entity, other: Entity) -> bool:
    """Tell whether an editor has said that two entries are not the same."""
    families = [[entity.pk for entity in entities.family_of(each)] for each in (one, other)]
    both = Q(entity__in=families[0], other__in=families[1]) | Q(entity__in=families[1], other__in=families[0])
    by_editor = Q(undone_at__isnull=False) & (Q(is_automatic=False) | Q(undone_by__isnull=False))
    relinked = Q(kind=EntityRuling.Kind.RELINK, undone_at__isnull=True)
    return EntityRuling.objects.filter(
        both, relinked | (Q(kind=EntityRuling.Kind.MERGE) & by_editor)
    ).exists()


def _unite_holders(new: Iterable[Entity], day: date) -> None:
    """Give the surnames with an office, new ones and those of the new people, to whoever held it."""
    people = [entity for entity in new if entity.kind == Entity.Kind.PERSON]
    if not people:
        return
    surnames = {surname_of(entity.name).lower() for entity in people}
    keys = set().union(*of_surname(surnames).values()) | {entity.pk for entity in people}
    bare = [
        entity
        for entity in Entity.objects.filter(pk__in=keys, is_checked=False).exclude(description="")
        if _is_bare(entity)
    ]
    days = _days_of(bare, day)
    asked = {entity: Asked(entity.name, entity.description, days[entity.pk]) for entity in bare}
    holders = holders_of(asked.values())
    for entity, one in asked.items():
        _hold(entity, holders.get(one))


def _hold(bare: Entity, holder: Entity | None) -> None:
    """Let the holder's be what the surname with the office names, or nobody's where none or several may be meant."""
    ruling = EntityRuling.objects.standing().filter(kind=EntityRuling.Kind.MERGE, other=bare).first()
    if bare.merged_into and (not ruling or not ruling.is_automatic or bare.surviving == holder):
        return
    if ruling:
        entities.undo(ruling)
    if holder and not are_kept_apart(bare, holder):
        entities.merge_entities(bare, into=holder, automatic=True)


def _days_of(people: Iterable[Entity], today: date) -> dict[int, date]:
    """Return the day of the article that has each of the bare surnames."""
    people = list(people)
    first = _first_and_last(people)
    return {entity.pk: first[entity.pk][0] if entity.pk in first else today for entity in people}


def _first_and_last(people: Iterable[Entity]) -> dict[int, tuple[date, date]]:
    """Return the days of the first and the last article that names each of the people."""
    time = "paragraph__revision__published_at"
    rows = EntityMention.objects.filter(named__in=list(people)).order_by().values_list("named")
    return {pk: (first.date(), last.date()) for pk, first, last in rows.annotate(Min(time), Max(time))}


def holders_of(asked: Iterable[Asked]) -> dict[Asked, Entity]:
    """Return who alone of the stored people of that surname held the office on that day, for those who can be told."""
    asked = list(asked)
    if not asked:
        return {}
    like = of_surname({one.surname.lower() for one in asked})
    keys = set().union(*like.values())
    rows = Entity.objects.filter(pk__in=keys, kind=Entity.Kind.PERSON).prefetch_related("offices")
    people = [entity for entity in rows.select_related("merged_into__merged_into") if not _is_bare(entity)]
    known = _first_and_last(people)
    found: dict[Asked, set[Entity]] = defaultdict(set)
    for one in asked:
        for person in people:
            if person.pk in like[one.surname.lower()] and _held(person, one, known.get(person.pk)):
                found[one].add(person.surviving)
    return {one: next(iter(holders)) for one, holders in found.items() if len(holders) == 1}


def _held(person: Entity, asked: Asked, known: tuple[date, date] | None) -> bool:
    if any(
        office.was_held_on(asked.day) and offices_agree(asked.office, office.title)
        for office in person.offices.all()
    ):
        return True
    first, last = known or (asked.day, asked.day)
    in_time = first - AROUND <= asked.day <= last + AROUND
    return in_time and bool(person.description) and offices_agree(asked.office, person.description)


def _name(entity: Entity) -> Name:
    return entity.kind, entity.name.lower()


def _is_bare(entity: Entity) -> bool:
    return is_bare_surname(entity.kind, entity.name)  # type: ignore[arg-type]
