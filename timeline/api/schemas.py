"""What the API gives out. Keys are English and stay; texts for people come in every language of the interface.

Descriptions are German msgids, translated when the OpenAPI document is made.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, Field

from timeline.models import Announcement, Entity, Event, Meeting, Participation, Statement, TroopFigure

Kind = Literal[*Event.Kind.values]  # type: ignore[valid-type] # the model's own choices
Review = Literal["extracted", "accepted", "edited"]  # what editors rejected is never given out
EntityKind = Literal[*Entity.Kind.values]  # type: ignore[valid-type]
MeetingStatus = Literal[*Meeting.Status.values]  # type: ignore[valid-type]
Item = TypeVar("Item")


class Texts(BaseModel):
    """The same text in each language of the interface."""

    de: str = Field(description=_("auf Deutsch"))
    en: str = Field(description=_("auf Englisch; deutsch, wo es nichts Englisches gibt"))


class EntityLink(BaseModel):
    """An entity as others name it."""

    key: str = Field(description=_("bleibender Schlüssel"))
    kind: EntityKind = Field(description=_("Person, Staat, Organisation oder Ort"))
    name: Texts
    url: str = Field(description=_("Seite für Leser"))


class Office(BaseModel):
    """An office or membership."""

    title: str
    since: date | None = Field(description=_("erster Tag, soweit bekannt"))
    until: date | None = Field(description=_("letzter Tag; leer, wenn unbekannt oder noch nicht vorbei"))


class EntityRecord(EntityLink):
    """A person, state, organisation or place."""

    description: str
    checked: bool = Field(description=_("ob die Redaktion die Angaben bestätigt hat"))
    aliases: list[str] = Field(description=_("weitere Namen"))
    offices: list[Office] = Field(description=_("Ämter und Mitgliedschaften"))


class ArticleLink(BaseModel):
    """An article as others name it."""

    id: int
    url: str | None = Field(
        description=_("Adresse beim Medium; leer bei Texten, die ohne Adresse aufgenommen wurden")
    )
    page: str = Field(description=_("Seite für Leser"))
    title: str
    outlet: str = Field(description=_("das Medium"))
    language: str
    published_at: datetime = Field(description=_("erschienen, in UTC"))
    has_time: bool = Field(description=_("ob auch die Uhrzeit des Erscheinens bekannt ist"))
    withdrawn: bool = Field(description=_("ob das Medium oder die Redaktion den Artikel zurückgezogen hat"))


class ArticleRecord(ArticleLink):
    """What is known about an article, without its text."""

    kicker: str = Field(description=_("Dachzeile"))
    authors: list[str]
    credits: list[str] = Field(description=_("Agenturen, auf die sich der Artikel beruft"))
    updated_at: datetime = Field(description=_("Zeitpunkt der gültigen Fassung, in UTC"))
    truncated: bool = Field(description=_("ob eine Bezahlschranke den Text gekürzt hat"))
    revision: int = Field(description=_("Nummer der gültigen Fassung"))
    crises: list[str] = Field(description=_("Kürzel der Krisen"))


class Evidence(BaseModel):
    """A sentence of an article that reports an event."""

    id: int
    url: str = Field(description=_("die Stelle im Artikel, auf der Seite für Leser"))
    sentence: str = Field(description=_("der ganze Satz"))
    words: str = Field(description=_("die Worte des Satzes, die es sagen"))
    reported_at: datetime = Field(description=_("seit wann man es lesen konnte, in UTC"))
    revision: int = Field(description=_("Nummer der Fassung des Artikels"))
    article: ArticleLink


class EvidenceRecord(Evidence):
    """Evidence with the event it bears out."""

    event: int = Field(description=_("Nummer des Ereignisses"))


class Part(BaseModel):
    """An entity's part in an event."""

    role: Literal[*Participation.Role.values]  # type: ignore[valid-type]
    entity: EntityLink


class MeetingDetails(BaseModel):
    """What only meetings have."""

    format: Literal[*Meeting.Format.values]  # type: ignore[valid-type]
    status: MeetingStatus
    begins_at: str | None = Field(
        description=_("Uhrzeit des Beginns wie 11:00, in der Zeit, die die Texte meinen")
    )
    duration_minutes: int | None


class StatementDetails(BaseModel):
    """What only statements have."""

    mode: Literal[*Statement.Mode.values] = Field(  # type: ignore[valid-type]
        description=_("wörtlich (direct), in indirekter Rede (indirect) oder berichtet (reported)")
    )
    stance: Literal[*Statement.Stance.values]  # type: ignore[valid-type]
    words: str
    cue: str = Field(description=_("das Redeverb des Artikels"))


class TroopFigureDetails(BaseModel):
    """What only troop figures have."""

    low: int
    high: int | None = Field(
        description=_("die größere Zahl einer Spanne; leer oder gleich, wenn nur eine genannt ist")
    )
    qualifier: Literal[*TroopFigure.Qualifier.values]  # type: ignore[valid-type]
    unit: Literal[*TroopFigure.Unit.values]  # type: ignore[valid-type]
    change: Literal[*TroopFigure.Change.values]  # type: ignore[valid-type]
    wording: str


class AnnouncementDetails(BaseModel):
    """What only announcements have."""

    what: str
    due_earliest: date | None = Field(description=_("angekündigt ab diesem Tag"))
    due_latest: date | None = Field(description=_("angekündigt bis zu diesem Tag"))
    outcome: Literal[*Announcement.Outcome.values] = Field(  # type: ignore[valid-type]
        description=_(
            "was daraus wurde: offen (open), Frist verstrichen und Ausgang nicht berichtet (overdue), eingelöst (kept), nicht "
            "eingelöst (broken) oder hinfällig (moot)"
        )
    )
    verdict: Literal[*(value for value, _label in Announcement.VERDICTS)] = Field(  # type: ignore[valid-type]
        description=_("was die Redaktion entschieden hat; leer, wo sich der Ausgang aus den Artikeln ergibt")
    )
    kept_since: datetime | None = Field(
        description=_("seit wann Artikel melden, dass es dazu kam, in UTC; leer, wo keiner es meldet")
    )
    kept_by: int | None = Field(
        description=_("Nummer des Ereignisses, das die Ankündigung laut Redaktion einlöst")
    )


class EventRecord(BaseModel):
    """An event with everything that bears it out."""

    id: int
    url: str = Field(description=_("Seite für Leser"))
    kind: Kind
    headline: Texts = Field(description=_("das Ereignis in einer Zeile, nie gekürzt"))
    day: date = Field(
        description=_(
            "der Tag in der Zeitleiste: der früheste mögliche; ohne Datum der Tag, an dem zuerst davon berichtet wurde"
        )
    )
    earliest: date | None = Field(
        description=_("frühestens an diesem Tag; leer, wenn die Texte keinen nennen")
    )
    latest: date | None = Field(description=_("spätestens an diesem Tag"))
    precision: Literal[*Event.Precision.values] = Field(description=_("wie genau die Texte den Tag nennen"))  # type: ignore[valid-type]
    place: EntityLink | None
    participants: list[Part] = Field(description=_("wer in welcher Rolle beteiligt ist"))
    crises: list[str] = Field(description=_("Kürzel der Krisen"))
    review: Review = Field(
        description=_(
            "aus dem Text gewonnen (extracted), von der Redaktion bestätigt (accepted) oder bearbeitet (edited)"
        )
    )
    first_reported_at: datetime = Field(description=_("seit wann man davon lesen konnte, in UTC"))
    meeting: MeetingDetails | None
    statement: StatementDetails | None
    troop_figure: TroopFigureDetails | None
    announcement: AnnouncementDetails | None
    evidence: list[Evidence] = Field(
        description=_("die Belege aus der jeweils neuesten Fassung jedes Artikels, der älteste zuerst")
    )


class CrisisRecord(BaseModel):
    """A dossier: the articles and events of one crisis."""

    slug: str = Field(description=_("bleibendes Kürzel"))
    url: str = Field(description=_("Seite für Leser"))
    title: Texts
    description: Texts
    first_day: date | None
    last_day: date | None = Field(description=_("leer, solange die Krise andauert"))
    shows_unchecked: bool = Field(description=_("ob auch ungeprüfte Ereignisse gezeigt werden"))


class Page(BaseModel, Generic[Item]):
    """A page of a longer list."""

    items: list[Item]
    next: str | None = Field(description=_("Adresse der nächsten Seite; leer auf der letzten"))


class CrisisPage(Page[CrisisRecord]):
    """A page of crises."""


class EventPage(Page[EventRecord]):
    """A page of events."""


class EntityPage(Page[EntityRecord]):
    """A page of entities."""


class ArticlePage(Page[ArticleRecord]):
    """A page of articles."""


class EvidencePage(Page[EvidenceRecord]):
    """A page of evidence."""


class FieldProblem(BaseModel):
    """What is wrong with one parameter."""

    parameter: str
    code: str = Field(description=_("bleibender Code"))
    detail: str = Field(description=_("für Menschen, in der Sprache des Lesers"))


class ProblemDetails(BaseModel):
    """An error after RFC 9457."""

    type: str = Field(description=_("Adresse der Beschreibung"))
    title: str
    status: int
    detail: str = Field(description=_("für Menschen, in der Sprache des Lesers"))
    code: str = Field(description=_("bleibender Code"))
    errors: list[FieldProblem]
