"""What editors decide on who is who: entries are one, are two after all, a place means somebody else, a name is one more; all undoable.

A merge moves nothing that an extraction has found: mentions and reports remember which entry their words name, so that undoing gives
each entry what is its own, whatever was added in the meantime. What editors hung on an entry is noted in the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, count
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from articles.models import Article
from timeline.extraction.entities.knowledge import slug
from timeline.extraction.entities.spelling import is_bare_surname, surnames_alike
from timeline.models import (
    Entity,
    EntityAlias,
    EntityMention,
    EntityRuling,
    Event,
    Evidence,
    Participation,
    Report,
    ReportRole,
)

from .accounts import accounts_of, mark_anew, with_parts
from .handing import hand_back, hand_over
from .locking import only_writer
from .meanings import family_of, reread
from .merging import regroup
from .settling import settle_all

Editor = Any  # the user model's instance, None in a script
Kind = EntityRuling.Kind


class IdentityError(ValueError):
    """A decision on who is who that cannot be carried out."""


def merge_entities(
    gone: Entity, *, into: Entity, editor: Editor = None, automatic: bool = False
) -> EntityRuling:
    """Let one entry go up in another; its address leads there. The full name of the gone one becomes a name of the other."""
    with only_writer():
        gone.refresh_from_db()
        into = Entity.objects.get(pk=into.pk).surviving
        if gone.kind != into.kind or gone.merged_into_id or gone == into:
            raise IdentityError(
                gettext("Zusammenführen lassen sich nur verschiedene Einträge derselben Art.")
            )
        ruling = EntityRuling(
            kind=Kind.MERGE, entity=into, other=gone, made_by=editor, is_automatic=automatic
        )
        before = _events_of((gone, into))
        with _compared_again(Q(roles__entity=gone) | Q(place=gone)):
            _lead(EntityMention.objects.filter(entity=gone), into)
            _lead(ReportRole.objects.filter(entity=gone), into)
            Report.objects.filter(place=gone).update(place=into)
            ruling.moved = hand_over(gone, into)
            gone.merged_into = into
            gone.save(update_fields=["merged_into"])
            _reread_relinked([gone, into])
        changed = before.items() - _events_of((gone, into)).items()
        ruling.moved = {**ruling.moved, "events": sorted(changed)}
        if not automatic and not _is_only_the_surname(gone, into):
            _add_name(into, gone.name, ruling)
        ruling.save()
    return ruling


def add_name(entity: Entity, name: str, *, editor: Editor = None) -> EntityRuling | None:
    """Let texts mean the entity by this name from the next extraction on; None where they do already."""
    with only_writer():
        ruling = EntityRuling(kind=Kind.ALIAS, entity=entity, name=name.strip()[:200], made_by=editor)
        if not ruling.name or not _add_name(entity, ruling.name, ruling):
            return None
        ruling.save()
    return ruling


def make_entry(kind: str, name: str) -> Entity:
    """Make an entry of its own, also where another one has the same name."""
    base = slug(name)[:100] or kind
    taken = set(Entity.objects.filter(key__startswith=base).values_list("key", flat=True))
    key = next(key for key in chain([base], (f"{base}-{number}" for number in count(2))) if key not in taken)
    return Entity.objects.create(key=key, kind=kind, name=name.strip()[:200])


def relink(
    named: Entity,
    *,
    to: Entity,
    article: Article | None = None,
    mention: EntityMention | None = None,
    participation: Participation | None = None,
    editor: Editor = None,
) -> EntityRuling:
    """Say that an entry means another one: in an article, at one mention, or where reports give it a part in an event."""
    with only_writer():
        if named == to.surviving or named.kind != to.kind:
            raise IdentityError(gettext("Gemeint sein kann nur ein anderer Eintrag derselben Art."))
        articles, places = _scope(article, mention, participation)
        ruling = EntityRuling.objects.create(
            kind=Kind.RELINK, entity=named, other=to, places=places, made_by=editor
        )
        ruling.articles.set(articles)
        _reread_family(named, articles)
        if participation:
            _recast(participation, to.surviving, ruling)
    return ruling


def undo(ruling: EntityRuling, *, editor: Editor = None) -> None:
    """Take a decision back; everything returns to the entry that its words name."""
    with only_writer():
        if ruling.undone_at:
            return
        ruling.undone_at, ruling.undone_by = timezone.now(), editor
        ruling.save(update_fields=["undone_at", "undone_by"])
        if ruling.kind == Kind.MERGE and ruling.other:
            _separate(ruling.other, ruling)
        elif ruling.kind == Kind.RELINK:
            _reread_family(ruling.entity, list(ruling.articles.values_list("pk", flat=True)))
            if ruling.other:
                hand_back(ruling.moved, ruling.entity.surviving, ruling.other.surviving)
        EntityAlias.objects.filter(pk__in=ruling.moved.get("added", [])).delete()


def _separate(gone: Entity, ruling: EntityRuling) -> None:
    """Let an entry that went up in another stand for itself again, with all whose words name it."""
    gone = Entity.objects.get(pk=gone.pk)
    left = gone.surviving
    family = family_of(gone)
    with _compared_again(_naming(family)):
        gone.merged_into = None
        gone.save(update_fields=["merged_into"])
        _lead(EntityMention.objects.filter(named__in=family, entity=left), gone)
        _lead(ReportRole.objects.filter(named__in=family, entity=left), gone)
        Report.objects.filter(named_place__in=family, place=left).update(place=gone)
        _reread_relinked([*family, left])
        hand_back(ruling.moved, gone, left)
        _return_to_events(ruling.moved.get("events", []))


def _events_of(family: Iterable[Entity]) -> dict[int, int | None]:
    """Return in which events the reports on the entries are."""
    about = Q(roles__entity__in=family) | Q(place__in=family)
    return dict(Report.objects.filter(about).order_by().values_list("pk", "event"))


def _return_to_events(events: Iterable[tuple[int, int | None]]) -> None:
    """Put the reports back into the events that a merge took them from, as far as these are still there."""
    for report, event in events:
        if event and Event.objects.filter(pk=event).update(merged_into=None):
            Report.objects.filter(pk=report, is_pinned=False).update(event=event)


def _reread_relinked(concerned: Sequence[Entity]) -> None:
    """Apply anew what editors have said of single places, from or to one of the entries."""
    rulings = EntityRuling.objects.standing().filter(
        Q(entity__in=concerned) | Q(other__in=concerned), kind=Kind.RELINK
    )
    for ruling in rulings.select_related("entity"):
        reread(ruling.articles.values_list("pk", flat=True), family_of(ruling.entity))


def _reread_family(named: Entity, articles: Sequence[int]) -> None:
    family = family_of(named)
    with _compared_again(_naming(family, articles)):
        reread(articles, family)


def _lead(rows: Any, entity: Entity) -> None:
    rows.update(entity=entity)


def _naming(family: Iterable[Entity], articles: Sequence[int] | None = None) -> Q:
    """Return the condition on reports whose words name one of the entries."""
    family = list(family)
    naming = Q(roles__named__in=family) | Q(named_place__in=family)
    return naming if articles is None else naming & Q(revision__article__in=articles)


@contextmanager
def _compared_again(which: Q) -> Iterator[None]:
    """Compare the reports again after what happens inside, with all that they were and are related to."""
    keys = list(Report.objects.filter(which).order_by().values_list("pk", flat=True).distinct())
    reports = Report.objects.filter(pk__in=keys)
    before = accounts_of(reports)
    yield
    if keys:
        touched = regroup(before | mark_anew(with_parts(reports)))
        settle_all(touched | set(reports.order_by().values_list("event", flat=True)))


def _is_only_the_surname(gone: Entity, into: Entity) -> bool:
    """Tell whether the gone entry has but the other's surname, which others bear too and so is no name of one."""
    return is_bare_surname(gone.kind, gone.name) and surnames_alike(gone.name, into.name)  # type: ignore[arg-type]


def _add_name(entity: Entity, name: str, ruling: EntityRuling) -> bool:
    alias, is_new = EntityAlias.objects.get_or_create(entity=entity, name=name, language="de")
    if is_new:
        ruling.moved = {**ruling.moved, "added": [alias.pk]}
    return is_new


def _scope(
    article: Article | None, mention: EntityMention | None, participation: Participation | None
) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Return the articles and the places that a decision is about; no places: all of the articles."""
    if mention:
        place = (mention.paragraph_id, mention.start, mention.end)
        return [mention.paragraph.revision.article_id], [place]
    if participation:
        return _places_of(participation)
    return ([article.pk] if article else []), []


def _places_of(part: Participation) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Return the sentences from which the entity has this part in the event."""
    reports = Report.objects.filter(event=part.event_id, roles__entity=part.entity_id, roles__role=part.role)
    rows = (
        Evidence.objects.filter(report__in=reports)
        .order_by("report_id", "position", "pk")
        .distinct("report_id")
    )
    evidence = list(rows.select_related("revision"))
    places = [(one.paragraph_id, one.sentence_start, one.sentence_end) for one in evidence]
    return sorted({one.revision.article_id for one in evidence}), places


def _recast(part: Participation, entity: Entity, ruling: EntityRuling) -> None:
    """Give the part itself to the other where no reports decide on it: in an event that an editor has edited or entered."""
    edited = Q(event__review=Event.Review.EDITED) | Q(event__reports__isnull=True)
    rows = Participation.objects.filter(edited, pk=part.pk)
    others = Participation.objects.filter(event=part.event_id, role=part.role, entity=entity)
    if rows.exists() and not others.exists():
        Participation.objects.filter(pk=part.pk).update(entity=entity)
        ruling.moved = {"timeline.Participation": {"moved": [part.pk], "dropped": []}}
        ruling.save(update_fields=["moved"])
