"""Make stored things with sensible defaults, so that a test shows only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.text import slugify

from articles.knowing import known_since
from articles.models import Article, Paragraph, Revision, Source
from timeline.models import (
    Announcement,
    Crisis,
    Entity,
    EntityMention,
    Event,
    Evidence,
    Meeting,
    Participation,
    Report,
    Statement,
    TroopFigure,
)

BERLIN = ZoneInfo("Europe/Berlin")
TEXT = (
    "Die Ministerin und ihr Kollege haben sich am Freitag in Genf getroffen.\n\n"
    "Man werde weiter miteinander reden, sagte die Ministerin. An der Grenze stehen rund 100.000 Soldaten."
)
GENEVA_DAY = date(2022, 1, 21)
numbers = count(1)


def make_source(name: str = "Elbpost") -> Source:
    """Return the source of that name."""
    return Source.objects.get_or_create(name=name)[0]


def make_crisis(slug: str = "testkrise", **fields: Any) -> Crisis:
    """Return the crisis of that slug."""
    return Crisis.objects.get_or_create(slug=slug, defaults={"title": slug.capitalize(), **fields})[0]


def make_article(
    text: str = TEXT,
    *,
    title: str = "Gespräche in Genf",
    source: str = "Elbpost",
    published_at: datetime = datetime(2022, 1, 21, 17, 4, tzinfo=BERLIN),
    crisis: Crisis | None = None,
    status: str = Article.Status.PUBLISHED,
    url: str | None = None,
    **fields: Any,
) -> Article:
    """Return an article with one revision; blank lines part the paragraphs, the first is the lead."""
    article = Article.objects.create(
        source=make_source(source), status=status, published_at=published_at, url=url
    )
    make_revision(article, text, title=title, published_at=published_at, **fields)
    if crisis:
        crisis.articles.add(article)
    return article


def make_revision(
    article: Article, text: str = TEXT, *, title: str = "Gespräche in Genf", **fields: Any
) -> Revision:
    """Return a further revision of the article, which becomes the current one."""
    fields.setdefault("published_at", article.published_at)
    before = article.revisions.order_by("number").last()
    known = known_since(fields["published_at"], fields.get("changed_at"), timezone.now(), before)
    fields.setdefault("reported_at", known)
    revision = Revision.objects.create(
        article=article,
        number=article.revisions.count() + 1,
        title=title,
        text_hash=str(next(numbers)),
        **fields,
    )
    for position, paragraph in enumerate(text.split("\n\n")):
        kind = Paragraph.Kind.LEAD if position == 0 else Paragraph.Kind.TEXT
        Paragraph.objects.create(revision=revision, position=position, kind=kind, text=paragraph)
    article.current_revision = revision
    article.save()
    return revision


def make_entity(name: str = "Antony Blinken", kind: str = Entity.Kind.PERSON, **fields: Any) -> Entity:
    """Return the entity of that name."""
    defaults = {"name": name, "kind": kind, **fields}
    return Entity.objects.get_or_create(key=fields.pop("key", slugify(name)), defaults=defaults)[0]


def make_place(name: str = "Genf") -> Entity:
    """Return the place of that name."""
    return make_entity(name, Entity.Kind.PLACE)


def make_mention(entity: Entity, article: Article, words: str) -> EntityMention:
    """Return the entity's mention by these words of the article."""
    paragraph, start, end = find_words(article, words)
    return EntityMention.objects.create(entity=entity, paragraph=paragraph, start=start, end=end, form="name")


def make_event(
    kind: str,
    *,
    day: date | None = GENEVA_DAY,
    crisis: Crisis | None = None,
    article: Article | None = None,
    words: str = "",
    roles: Iterable[tuple[str, Entity]] = (),
    **fields: Any,
) -> Event:
    """Return an event without particulars; with an article these words of it, or its first paragraph, bear it out."""
    event = Event.objects.create(kind=kind, **{"earliest": day, "latest": day, **fields})
    if crisis:
        event.crises.add(crisis)
    for position, (role, entity) in enumerate(roles):
        Participation.objects.create(event=event, entity=entity, role=role, position=position)
    if article:
        make_evidence(event, article, words)
    return event


def make_meeting(
    *participants: Entity, status: str = Meeting.Status.HELD, format: str = "talks", **fields: Any
) -> Event:
    """Return a meeting of these entities."""
    duration = fields.pop("duration_minutes", None)
    event = make_event(Event.Kind.MEETING, roles=_all(Participation.Role.PARTICIPANT, participants), **fields)
    Meeting.objects.create(event=event, status=status, format=format, duration_minutes=duration)
    return event


def make_statement(
    speaker: Entity | None = None,
    statement: str = "Man werde weiter miteinander reden",
    *,
    mode: str = Statement.Mode.INDIRECT,
    stance: str = Statement.Stance.ASSERTS,
    **fields: Any,
) -> Event:
    """Return a statement by this speaker."""
    event = make_event(Event.Kind.STATEMENT, roles=_all(Participation.Role.SPEAKER, [speaker]), **fields)
    Statement.objects.create(event=event, words=statement, mode=mode, stance=stance)
    return event


def make_figure(
    actor: Entity | None = None,
    low: int = 100_000,
    high: int | None = None,
    *,
    claimant: Entity | None = None,
    qualifier: str = TroopFigure.Qualifier.ABOUT,
    unit: str = TroopFigure.Unit.PERSONNEL,
    change: str = TroopFigure.Change.PRESENT,
    wording: str = "",
    **fields: Any,
) -> Event:
    """Return a troop figure of this actor."""
    roles = _all(Participation.Role.ACTOR, [actor]) + _all(Participation.Role.CLAIMANT, [claimant])
    event = make_event(Event.Kind.TROOP_FIGURE, roles=roles, **fields)
    values = {"low": low, "high": high, "qualifier": qualifier, "unit": unit, "change": change}
    TroopFigure.objects.create(event=event, wording=wording, **values)
    return event


def make_announcement(
    announcer: Entity | None = None,
    what: str = "eine schriftliche Antwort",
    *,
    due: tuple[date | None, date | None] = (None, None),
    **fields: Any,
) -> Event:
    """Return an announcement for these days."""
    event = make_event(
        Event.Kind.ANNOUNCEMENT, roles=_all(Participation.Role.ANNOUNCER, [announcer]), **fields
    )
    Announcement.objects.create(event=event, what=what, due_earliest=due[0], due_latest=due[1])
    return event


def make_evidence(event: Event, article: Article, words: str = "", **fields: Any) -> Evidence:
    """Return these words of the article's current revision as evidence; the paragraph counts as their sentence."""
    paragraph, start, end = find_words(article, words)
    return Evidence.objects.create(
        event=event,
        revision=paragraph.revision,
        paragraph=paragraph,
        start=start,
        end=end,
        sentence_start=0,
        sentence_end=len(paragraph.text),
        **{"reported_at": paragraph.revision.reported_at, **fields},
    )


def make_report(event: Event, article: Article, **values: Any) -> Report:
    """Return what the article's current revision says of the event; days and place apart, the rest as values."""
    revision = article.current_revision
    fields = {name: values.pop(name) for name in ("earliest", "latest", "place") if name in values}
    return Report.objects.create(
        event=event,
        revision=revision,
        kind=event.kind,
        reported_at=revision.reported_at,
        said_since=revision.reported_at,
        told_on=revision.told_at.astimezone(BERLIN).date(),
        values=values,
        **fields,
    )


def find_words(article: Article, words: str) -> tuple[Paragraph, int, int]:
    """Return the paragraph with these words, and where they stand; without words the whole first paragraph."""
    paragraphs = article.current_revision.paragraphs.all()
    paragraph = next(paragraph for paragraph in paragraphs if words in paragraph.text)
    start = paragraph.text.index(words)
    return paragraph, start, start + len(words or paragraph.text)


def _all(role: str, entities: Iterable[Entity | None]) -> list[tuple[str, Entity]]:
    return [(role, entity) for entity in entities if entity]
