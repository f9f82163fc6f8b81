"""What a page shows of an event, as plain values: the same card on live pages and, frozen, in shared views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from articles.models import Article

from . import describe
from .models import Entity, Event, Evidence, Meeting


@dataclass(frozen=True)
class Quote:
    """A sentence that reports the event; `sentence[start:end]` are the words that say so."""

    sentence: str
    start: int
    end: int
    url: str
    title: str
    source: str
    reported_at: datetime
    is_withdrawn: bool = False

    @property
    def before(self) -> str:
        """Return the sentence up to the words."""
        return self.sentence[: self.start]

    @property
    def words(self) -> str:
        """Return the words themselves."""
        return self.sentence[self.start : self.end]

    @property
    def after(self) -> str:
        """Return the rest of the sentence."""
        return self.sentence[self.end :]


@dataclass(frozen=True)
class Actor:
    """An entity that has a part in the event, by the names it had when the card was made."""

    key: str
    kind: str
    names: dict[str, str]
    role: str = ""

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return local(self.names)


@dataclass(frozen=True)
class Card:
    """An event as a list shows it."""

    pk: int
    url: str
    kind: str
    review: str
    status: str  # a meeting's status; nothing for other kinds
    headlines: dict[str, str]
    day: date
    earliest: date | None
    latest: date | None
    precision: str
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]

    @property
    def headline(self) -> str:
        """Return the headline in the reader's language."""
        return local(self.headlines)

    @property
    def kind_label(self) -> str:
        """Return what kind of event it is."""
        return str(Event.Kind(self.kind).label)

    @property
    def status_label(self) -> str:
        """Return a meeting's status unless it simply took place."""
        return str(Meeting.Status(self.status).label) if self.status not in ("", Meeting.Status.HELD) else ""

    @property
    def is_unchecked(self) -> bool:
        """Say whether no editor has confirmed the event yet."""
        return self.review == Event.Review.EXTRACTED

    @property
    def is_dated(self) -> bool:
        """Say whether the texts give the event any day."""
        return bool(self.earliest or self.latest)

    @property
    def is_one_day(self) -> bool:
        """Say whether the event is known to lie on one single day."""
        return self.is_dated and self.earliest == self.latest

    @property
    def days(self) -> str:
        """Return the event's days in words."""
        return describe.format_days(self.earliest, self.latest, self.precision)

    def as_json(self) -> dict[str, Any]:
        """Return the card as values that a JSON field takes."""
        values = asdict(self)
        for name in ("day", "earliest", "latest"):
            values[name] = values[name].isoformat() if values[name] else None
        for quote in values["quotes"]:
            quote["reported_at"] = quote["reported_at"].isoformat()
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Card:
        """Return the card that `as_json` gave these values for."""
        days = {name: _day(values[name]) for name in ("day", "earliest", "latest")}
        actors = tuple(Actor(**actor) for actor in values["actors"])
        quotes = tuple(_quote_from_json(quote) for quote in values["quotes"])
        return cls(**{**values, **days, "actors": actors, "quotes": quotes})


def make_card(event: Event) -> Card:
    """Return the event's card; make no query if the event came by `with_details`."""
    return Card(
        pk=event.pk,
        url=event.get_absolute_url(),
        kind=event.kind,
        review=event.review,
        status=getattr(getattr(event, "meeting", None), "status", ""),
        headlines=describe.in_all_languages(lambda: describe.headline(event)),
        day=event.day,
        earliest=event.earliest,
        latest=event.latest,
        precision=event.precision,
        actors=tuple(make_actor(part.entity, part.role) for part in event.participations.all()),
        quotes=tuple(make_quote(evidence) for evidence in one_for_each_article(event.evidence.all())),
    )


def make_actor(entity: Entity, role: str = "") -> Actor:
    """Return the entity as cards show it."""
    return Actor(entity.key, entity.kind, {"de": entity.name, "en": entity.name_en or entity.name}, role)


def make_quote(evidence: Evidence) -> Quote:
    """Return the evidence's sentence with the words in it."""
    article = evidence.revision.article
    return Quote(
        sentence=evidence.sentence,
        start=evidence.start - evidence.sentence_start,
        end=evidence.end - evidence.sentence_start,
        url=evidence.get_absolute_url(),
        title=evidence.revision.title,
        source=article.source.name,
        reported_at=evidence.reported_at,
        is_withdrawn=article.status == Article.Status.WITHDRAWN,
    )


def one_for_each_article(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return each article's most telling evidence, out of its newest revision that has any; drafts have no say."""
    best: dict[int, Evidence] = {}
    for item in evidence:
        if item.revision.article.status == Article.Status.DRAFT:
            continue
        known = best.get(item.revision.article_id)
        if known is None or _rank(item) < _rank(known):
            best[item.revision.article_id] = item
    return list(best.values())


def local(texts: dict[str, str]) -> str:
    """Return the text in the reader's language, or else in the site's own."""
    return texts.get(get_language() or "") or texts.get(settings.LANGUAGE_CODE, "")


def _rank(evidence: Evidence) -> tuple[int, int]:
    return -evidence.revision.number, evidence.position


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _quote_from_json(values: dict[str, Any]) -> Quote:
    return Quote(**{**values, "reported_at": datetime.fromisoformat(values["reported_at"])})
