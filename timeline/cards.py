"""What a page shows of an event, as plain values: the same card on live pages and, frozen, in shared views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language

from articles.models import Article

from . import describe
from .chronicle.naming import name_in
from .chronicle.origins import origin_of
from .headlines import headline, is_in_headline
from .models import Announcement, Entity, Event, Evidence, Meeting
from .standing import sources, support

OPEN_QUOTES = 2  # further evidence repeats the news more than it adds to it


class Piece(NamedTuple):
    """A part of a sentence; some parts are the very words that report the event."""

    text: str
    is_evidence: bool


@dataclass(frozen=True)
class Quote:
    """A sentence that reports the event, and where it stands."""

    pieces: tuple[Piece, ...]
    url: str
    title: str
    source: str
    language: str
    reported_at: datetime
    has_time: bool
    is_withdrawn: bool


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
    status: str  # of a meeting; what became of an announcement; nothing for other kinds
    headlines: dict[str, str]
    day: date
    earliest: date | None
    latest: date | None
    precision: str
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    news: str = ""  # "new" or "changed" since the reader's last visit
    begins_at: str = ""  # a meeting's hour, "11:00"
    place: Actor | None = None
    articles: int = 0  # that report the event
    origins: tuple[str, ...] = ()  # of their texts; cards frozen early know none

    @property
    def headline(self) -> str:
        """Return the headline in the reader's language."""
        return local(self.headlines)

    @property
    def first_quotes(self) -> tuple[Quote, ...]:
        """Return the evidence that stands open."""
        return self.quotes if len(self.quotes) <= OPEN_QUOTES + 1 else self.quotes[:OPEN_QUOTES]

    @property
    def more_quotes(self) -> tuple[Quote, ...]:
        """Return the rest, which a reader opens in place."""
        return self.quotes[len(self.first_quotes) :]

    @property
    def cast(self) -> tuple[Actor, ...]:
        """Return everybody who has a part in the event once, and then the place."""
        everybody = {actor.key: actor for actor in (*self.actors, self.place) if actor}
        return tuple(everybody.values())

    @property
    def support(self) -> str:
        """Return on what the event rests: "1 Quelle (dpa)", or "7 Artikel, 2 Quellen (dpa, eigene Recherche)"."""
        if not self.origins:
            return ""
        return support(self.origins, self.articles) if self.articles > 1 else sources(self.origins)

    @property
    def kind_label(self) -> str:
        """Return what kind of event it is."""
        return str(Event.Kind(self.kind).label)

    @property
    def status_label(self) -> str:
        """Return what the headline does not tell yet: that a meeting goes on, or what became of an announcement that is not just open."""
        is_told = self.kind == Event.Kind.MEETING and is_in_headline(self.headline, self.status)
        if is_told or self.status in ("", Meeting.Status.HELD, Announcement.Outcome.OPEN):
            return ""
        labels = Announcement.Outcome if self.kind == Event.Kind.ANNOUNCEMENT else Meeting.Status
        return str(labels(self.status).label)

    @property
    def clock(self) -> str:
        """Return at what hour the event began, as far as that is known."""
        return describe.format_clock(self.begins_at) if self.begins_at and self.is_one_day else ""

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
        """Return the event's days in words, or when it was reported."""
        return describe.format_when(self.earliest, self.latest, self.precision, self.day)

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
        place = Actor(**values["place"]) if values.get("place") else None
        origins = tuple(values.get("origins", ()))
        made = {"actors": actors, "quotes": quotes, "place": place, "origins": origins}
        kept = {name: values[name] for name in cls.__dataclass_fields__ if name in values}
        return cls(**{**kept, **days, **made})


def make_card(event: Event) -> Card:
    """Return the event's card; make no query if the event came by `with_details`."""
    headlines = describe.in_all_languages(lambda: headline(event))
    told = _one_for_each_article(event.told)
    since = first_reports(event.evidence.all())
    revisions = [same[0].revision for same in told]
    return Card(
        pk=event.pk,
        url=event.page,
        kind=event.kind,
        review=event.review,
        status=_status(event),
        headlines=headlines,
        day=event.day,
        earliest=event.earliest,
        latest=event.latest,
        precision=event.precision,
        actors=tuple(make_actor(part.entity, part.role) for part in event.participations.all()),
        quotes=tuple(_quote(same, since) for same in told),
        begins_at=getattr(getattr(event, "meeting", None), "begins_at", None) or "",
        place=make_actor(event.place) if event.place else None,
        articles=len(told),
        origins=tuple(sorted({origin_of(revision) for revision in revisions})),
    )


def _status(event: Event) -> str:
    own = describe.particulars_of(event)
    return str(getattr(own, "status", "") or getattr(own, "outcome", ""))


def make_actor(entity: Entity, role: str = "") -> Actor:
    """Return the entity as cards show it."""
    names = {
        language: name_in(language, entity.key, entity.name, entity.name_en)
        for language, _ in settings.LANGUAGES
    }
    return Actor(entity.key, entity.kind, names, role)


def make_quotes(evidence: Iterable[Evidence]) -> list[Quote]:
    """Return a quote for each sentence, in the order of the evidence."""
    return [_quote(same, {}) for same in _by_sentence(evidence)]


def first_reports(evidence: Iterable[Evidence]) -> dict[int, datetime]:
    """Return since when each article has reported the event, in whichever revision."""
    since: dict[int, datetime] = {}
    for one in evidence:
        article = one.revision.article_id
        since[article] = min(since.get(article, one.reported_at), one.reported_at)
    return since


def _one_for_each_article(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """Return the evidence of each article's most telling sentence."""
    best: dict[int, list[Evidence]] = {}
    for same in _by_sentence(evidence):
        known = best.get(same[0].revision.article_id)
        if known is None or _place(same) < _place(known):
            best[same[0].revision.article_id] = same
    return list(best.values())


def _by_sentence(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    sentences: dict[tuple[int, int, int], list[Evidence]] = {}
    for one in evidence:
        sentences.setdefault((one.paragraph_id, one.sentence_start, one.sentence_end), []).append(one)
    return list(sentences.values())


def _place(same: list[Evidence]) -> int:
    return min(one.position for one in same)


def _quote(same: list[Evidence], since: Mapping[int, datetime]) -> Quote:
    first = same[0]
    return Quote(
        pieces=tuple(_pieces(first.sentence, [_place_in_sentence(one) for one in same])),
        url=first.get_absolute_url(),
        title=first.revision.title,
        source=first.revision.article.source.name,
        language=first.revision.language,
        reported_at=since.get(first.revision.article_id, first.reported_at),
        has_time=first.revision.has_time,
        is_withdrawn=first.revision.article.status == Article.Status.WITHDRAWN,
    )


def _place_in_sentence(evidence: Evidence) -> tuple[int, int]:
    return evidence.start - evidence.sentence_start, evidence.end - evidence.sentence_start


def _pieces(sentence: str, places: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in sorted(places):
        if done < start:
            yield Piece(sentence[done:start], is_evidence=False)
        if max(start, done) < end:
            yield Piece(sentence[max(start, done) : end], is_evidence=True)
        done = max(done, end)
    if done < len(sentence):
        yield Piece(sentence[done:], is_evidence=False)


def local(texts: dict[str, str]) -> str:
    """Return the text in the reader's language, or else in the site's own."""
    return texts.get(get_language() or "") or texts.get(settings.LANGUAGE_CODE, "")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _quote_from_json(values: dict[str, Any]) -> Quote:
    pieces = tuple(Piece(*piece) for piece in values["pieces"])
    return Quote(**{**values, "pieces": pieces, "reported_at": datetime.fromisoformat(values["reported_at"])})
