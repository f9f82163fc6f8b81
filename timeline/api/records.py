"""Make what the API and the exports give out of models that were fetched with all their details. No queries of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from articles.models import Article, Revision
from timeline import models
from timeline.cards import make_actor
from timeline.describe import in_all_languages, particulars_of
from timeline.headlines import headline

from . import schemas

DETAILS: dict[str, type[Any]] = {
    "meeting": schemas.MeetingDetails,
    "statement": schemas.StatementDetails,
    "troop_figure": schemas.TroopFigureDetails,
    "announcement": schemas.AnnouncementDetails,
}
ATTRIBUTES = {"kept_by": "kept_by_id"}  # what the models call it


def event_record(event: models.Event, site: str) -> schemas.EventRecord:
    """Return the event, which must have come by `with_details` and with its crises; addresses begin with the site's."""
    return schemas.EventRecord(
        id=event.pk,
        url=site + event.get_absolute_url(),
        kind=event.kind,
        headline=texts(in_all_languages(lambda: headline(event))),
        day=event.day,
        earliest=event.earliest,
        latest=event.latest,
        precision=event.precision,
        place=entity_link(event.place, site) if event.place else None,
        participants=[
            schemas.Part(role=part.role, entity=entity_link(part.entity, site))
            for part in event.participations.all()
        ],
        crises=slugs(event.shown_in),
        review=event.review,  # type: ignore[arg-type] # never a rejected one
        first_reported_at=utc(event.first_reported_at),
        evidence=[evidence_of_event(one, site) for one in event.told],
        **_details(event),
    )


def evidence_of_event(evidence: models.Evidence, site: str) -> schemas.Evidence:
    """Return the evidence as its event lists it."""
    return schemas.Evidence(**_evidence(evidence, site))


def evidence_record(evidence: models.Evidence, site: str) -> schemas.EvidenceRecord:
    """Return the evidence with its event's number."""
    return schemas.EvidenceRecord(event=evidence.event_id, **_evidence(evidence, site))


def article_record(article: Article, site: str) -> schemas.ArticleRecord:
    """Return what is known about the article, which must have a current revision."""
    revision: Revision = article.current_revision  # type: ignore[assignment]
    return schemas.ArticleRecord(
        kicker=revision.kicker,
        authors=revision.authors,
        credits=revision.credits,
        updated_at=utc(revision.reported_at),
        truncated=revision.is_truncated,
        revision=revision.number,
        crises=slugs(article.crises.all()),
        **_article(article, revision, site),
    )


def entity_record(entity: models.Entity, site: str) -> schemas.EntityRecord:
    """Return the entity, which must have its aliases and offices."""
    return schemas.EntityRecord(
        description=entity.description,
        checked=entity.is_checked,
        aliases=[alias.name for alias in entity.aliases.all()],
        offices=[
            schemas.Office(title=office.title, since=office.since, until=office.until)
            for office in entity.offices.all()
        ],
        **dict(entity_link(entity, site)),
    )


def entity_link(entity: models.Entity, site: str) -> schemas.EntityLink:
    """Return the entity as others name it."""
    return schemas.EntityLink(
        key=entity.key,
        kind=entity.kind,
        name=texts(make_actor(entity).names),
        url=site + entity.get_absolute_url(),
    )


def crisis_record(crisis: models.Crisis, site: str) -> schemas.CrisisRecord:
    """Return the crisis."""
    return schemas.CrisisRecord(
        slug=crisis.slug,
        url=site + crisis.get_absolute_url(),
        title=texts(in_all_languages(lambda: crisis.local_title)),
        description=texts(in_all_languages(lambda: crisis.local_description)),
        first_day=crisis.first_day,
        last_day=crisis.last_day,
        shows_unchecked=crisis.shows_unchecked,
    )


def texts(by_language: dict[str, str]) -> schemas.Texts:
    """Return the texts as a value."""
    return schemas.Texts(**by_language)


def slugs(crises: Iterable[models.Crisis]) -> list[str]:
    """Return the crises' slugs, always in the same order."""
    return sorted(crisis.slug for crisis in crises)


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC."""
    return moment.astimezone(UTC)


def _details(event: models.Event) -> dict[str, Any]:
    particulars = particulars_of(event)
    found = dict.fromkeys(DETAILS)
    if particulars is None:
        return found
    schema = DETAILS[event.kind]
    values = {name: getattr(particulars, ATTRIBUTES.get(name, name)) for name in schema.model_fields}
    return {**found, event.kind: schema(**values)}


def _evidence(evidence: models.Evidence, site: str) -> dict[str, Any]:
    revision = evidence.revision
    return {
        "id": evidence.pk,
        "url": site + evidence.get_absolute_url(),
        "sentence": evidence.sentence,
        "words": evidence.words,
        "reported_at": utc(evidence.reported_at),
        "revision": revision.number,
        "article": schemas.ArticleLink(**_article(revision.article, revision, site)),
    }


def _article(article: Article, revision: Revision, site: str) -> dict[str, Any]:
    return {
        "id": article.pk,
        "url": article.url,
        "page": site + article.get_absolute_url(),
        "title": article.title,
        "outlet": article.source.name,
        "language": revision.language,
        "published_at": utc(article.published_at),
        "has_time": revision.has_time,
        "withdrawn": article.status == Article.Status.WITHDRAWN,
    }
