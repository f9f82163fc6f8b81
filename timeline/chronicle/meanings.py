"""Who is meant: what an article names may have gone up in another entry, and editors may say that it means somebody else there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Paragraph
from timeline.models import Entity, EntityMention, EntityRuling, Evidence, Report, ReportRole

Place = tuple[str, int, int]  # a paragraph's text, and offsets into it: the same in a later revision


@dataclass(frozen=True)
class Relink:
    """An editor's word that an entry, as these places name it, means another one."""

    named: int
    meant: Entity
    places: tuple[Place, ...]  # none: the whole article

    def covers(self, place: Place) -> bool:
        """Tell whether the place is one of these."""
        text, start, end = place
        return not self.places or any(
            text == where and start < to and since < end for where, since, to in self.places
        )


class Meanings:
    """Whom the entries that one article names mean there."""

    def __init__(self, relinks: Iterable[Relink] = (), survivors: dict[int, Entity] | None = None) -> None:
        self._relinks = tuple(relinks)
        self._survivors = survivors or {}

    def at(self, named: Entity, place: Place, *, is_alone: bool = False) -> Entity:
        """Return whom an entry means at a place; the newest decision counts.

        What stands alone at the very place of a decision is meant by it, even if the words are found to name another entry by now.
        """
        surviving = self._surviving(named)
        for relink in self._relinks:
            is_named = relink.named in (named.pk, surviving.pk) and relink.covers(place)
            if is_named or (is_alone and place in relink.places):
                return self._surviving(relink.meant)
        return surviving

    def _surviving(self, entity: Entity) -> Entity:
        return self._survivors.get(entity.pk, entity)


def meanings_of(article_id: int, named: Iterable[Entity]) -> Meanings:
    """Return whom the entries mean in the article; three queries."""
    rulings = EntityRuling.objects.standing().filter(kind=EntityRuling.Kind.RELINK, articles=article_id)
    decided = [ruling for ruling in rulings.select_related("other") if ruling.other]
    keys = {place[0] for ruling in decided for place in ruling.places}
    texts = dict(Paragraph.objects.filter(pk__in=keys).values_list("pk", "text")) if keys else {}
    relinks = [
        Relink(
            ruling.entity_id,
            ruling.other,  # type: ignore[arg-type]
            tuple((texts[key], start, end) for key, start, end in ruling.places if key in texts),
        )
        for ruling in decided
    ]
    return Meanings(relinks, _survivors([*named, *(relink.meant for relink in relinks)]))


def _survivors(entities: Iterable[Entity]) -> dict[int, Entity]:
    """Return in which entries those of the entities that went up in others did so."""
    gone = Entity.objects.filter(pk__in={entity.pk for entity in entities}, merged_into__isnull=False)
    return {entity.pk: entity.surviving for entity in gone.select_related("merged_into__merged_into")}


def family_of(entity: Entity) -> list[Entity]:
    """Return the entry with all that went up in it, directly or over others."""
    family, fresh = [entity], [entity]
    while fresh:
        fresh = list(Entity.objects.filter(merged_into__in=fresh))
        family += fresh
    return family


def reread(article_ids: Iterable[int], named: Iterable[Entity]) -> None:
    """Bring the articles' mentions and reports of the entries in line with whom these mean there."""
    named = list(named)
    for article in article_ids:
        meanings = meanings_of(article, named)
        _reread_mentions(article, named, meanings)
        _reread_reports(article, named, meanings)


def _reread_mentions(article: int, named: list[Entity], meanings: Meanings) -> None:
    rows = EntityMention.objects.filter(paragraph__revision__article=article, named__in=named)
    mentions = list(rows.select_related("paragraph", "named"))
    for mention in mentions:
        if mention.named:
            mention.entity = meanings.at(mention.named, (mention.paragraph.text, mention.start, mention.end))
    EntityMention.objects.bulk_update(mentions, ["entity"])


def _reread_reports(article: int, named: list[Entity], meanings: Meanings) -> None:
    reports = Report.objects.filter(revision__article=article)
    places = place_of(reports)
    roles = list(ReportRole.objects.filter(report__in=reports, named__in=named).select_related("named"))
    for role in roles:
        if role.named and role.report_id in places:
            role.entity = meanings.at(role.named, places[role.report_id])
    ReportRole.objects.bulk_update(roles, ["entity"])
    placed = list(reports.filter(named_place__in=named).select_related("named_place"))
    for report in placed:
        if report.named_place and report.pk in places:
            report.place = meanings.at(report.named_place, places[report.pk])
    Report.objects.bulk_update(placed, ["place"])


def place_of(reports: Iterable[Report]) -> dict[int, Place]:
    """Return the sentences with the first words of each report."""
    rows = (
        Evidence.objects.filter(report__in=reports)
        .order_by("report_id", "position", "pk")
        .distinct("report_id")
    )
    return {
        evidence.report_id: (evidence.paragraph.text, evidence.sentence_start, evidence.sentence_end)
        for evidence in rows.select_related("paragraph")
        if evidence.report_id
    }
