"""Read what an address of the API asks for; unlike the pages, which pass over what is wrong, the API refuses it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from datetime import time as clock
from typing import Annotated, Any, Literal

from django.db.models import Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop as _
from ninja import Schema
from pydantic import BeforeValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from articles.models import Source
from timeline.filters import Filters, unless_ahead
from timeline.models import Crisis, Entity
from timeline.models.entries import NEWSROOM

from .problems import ProblemError, field_problem
from .schemas import EntityKind, Kind, MeetingStatus

MOST = 100
CONTROLS = r"^[^\x00-\x1f\x7f]+$"
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _check_day(value: Any) -> Any:
    """Refuse what pydantic would take for a number of seconds."""
    if isinstance(value, str) and not ISO_DAY.fullmatch(value):
        raise PydanticCustomError("date_form", "not a day")
    return value


def _check_moment(value: Any) -> Any:
    """Return the day, or the moment, which must say what time it is in."""
    if not isinstance(value, str) or ISO_DAY.fullmatch(value):
        return value
    moment = None
    if "T" in value.upper():
        moment = parse_datetime(value.replace(" ", "+"))  # what a plus sign in an address stands for
    if moment is None or moment.tzinfo is None:
        raise PydanticCustomError("moment_form", "no day and no moment")
    try:
        return moment.astimezone(UTC)  # PostgreSQL knows no offset of 18 hours
    except OverflowError:  # before the first year or after the last
        raise PydanticCustomError("moment_form", "no day and no moment") from None


Day = Annotated[date, BeforeValidator(_check_day)]
Moment = Annotated[date | datetime, BeforeValidator(_check_moment)]
Words = Annotated[str, Field(max_length=200, pattern=CONTROLS)]
Key = Annotated[str, Field(max_length=120, pattern=r"^[-\w]+$")]
Number = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Paging(Schema):
    """Which page of a list."""

    limit: int = Field(50, ge=1, le=MOST, description=_("so viele auf einer Seite"))
    cursor: str | None = Field(
        None,
        max_length=400,
        pattern=CONTROLS,
        description=_("Zeiger auf die Seite; steht in „next“, nicht selbst zu bilden"),
    )

    @model_validator(mode="after")
    def _knows_every_parameter(self, info: ValidationInfo) -> Paging:
        """Refuse misspelt parameters: a filter passed over would give out wrong data."""
        request = (info.context or {}).get("request")
        for name in request.GET if request else ():
            if name not in type(self).model_fields:
                raise PydanticCustomError(
                    "unknown_parameter", "unknown parameter {parameter}", {"parameter": name}
                )
        return self


class Span(Paging):
    """Days from which to which."""

    since: Day | None = Field(None, description=_("von diesem Tag an"))
    until: Day | None = Field(None, description=_("bis zu diesem Tag"))

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Span:
        if self.since and self.until and self.since > self.until:
            raise PydanticCustomError("days_out_of_order", "ends before it begins", {"parameter": "until"})
        return self


class EventParameters(Span):
    """The filters of the timeline."""

    crisis: Key | None = Field(None, description=_("Kürzel einer Krise"))
    kind: list[Kind] = Field([], max_length=10, description=_("Arten; mehrere Angaben gelten wahlweise"))
    entity: list[Key] = Field(
        [], max_length=10, description=_("Schlüssel von Akteuren oder Orten; mehrere gelten zugleich")
    )
    q: Words | None = Field(None, description=_("Worte im Wortlaut der Belege, in jeder ihrer Formen"))
    source: Words | None = Field(None, description=_("Name eines Mediums"))
    status: MeetingStatus | None = Field(None, description=_("Stand von Treffen"))
    review: Literal["checked", "unchecked"] | None = Field(
        None, description=_("nur Geprüftes oder nur Ungeprüftes")
    )
    order: Literal["oldest", "newest"] = Field("oldest", description=_("Ältestes oder Neuestes zuerst"))
    as_of: Moment | None = Field(
        None,
        description=_(
            "was am Ende dieses Tages oder zu diesem Zeitpunkt (mit Zeitzone) bekannt war; nur mit „crisis“"
        ),
    )
    changed_since: Moment | None = Field(
        None,
        description=_(
            "was seit dem Anfang dieses Tages oder diesem Zeitpunkt (mit Zeitzone) neu ist oder anders zu lesen; "
            "nur mit „crisis“ und ohne „as_of“"
        ),
    )

    @model_validator(mode="after")
    def _looks_back_on_one_crisis_at_a_time(self) -> EventParameters:
        if (self.as_of or self.changed_since) and not self.crisis:
            raise PydanticCustomError("crisis_missing", "which crisis", {"parameter": "crisis"})
        if self.as_of and self.changed_since:
            raise PydanticCustomError("not_together", "one of them", {"parameter": "changed_since"})
        return self

    @property
    def filters(self) -> Filters:
        """Return the state of a timeline that shows the same."""
        return Filters(
            kinds=tuple(self.kind),
            entities=tuple(
                _known("entity", Entity, key=key, merged_into=None) for key in dict.fromkeys(self.entity)
            ),
            since=self.since,
            until=self.until,
            words=self.q or "",
            source=_known("source", Source, name=self.source) if self.source else None,
            status=self.status or "",
            review=self.review or "",
            order=self.order,
            as_of=unless_ahead(self.as_of),
            changed_since=_beginning(self.changed_since),
        )


class EntityParameters(Paging):
    """Which entities."""

    kind: EntityKind | None = Field(None, description=_("nur diese Art"))
    name: Words | None = Field(
        None, description=_("ein Teil des Namens oder eines weiteren Namens, gleich wie geschrieben")
    )


class ArticleParameters(Span):
    """Which articles."""

    crisis: Key | None = Field(None, description=_("Kürzel einer Krise"))
    source: Words | None = Field(None, description=_("Name eines Mediums"))


class EvidenceParameters(Paging):
    """Which evidence."""

    crisis: Key | None = Field(None, description=_("Kürzel einer Krise"))
    event: Number | None = Field(None, description=_("Nummer eines Ereignisses"))
    article: Number | None = Field(None, description=_("Nummer eines Artikels"))


def _beginning(time: date | datetime | None) -> datetime | None:
    """Return the moment; of a day its first in the newsroom."""
    if time is None or isinstance(time, datetime):
        return time
    return datetime.combine(time, clock.min, NEWSROOM)


def known_crisis(slug: str | None) -> Crisis | None:
    """Return the crisis of that slug; None where none was asked for."""
    return _known("crisis", Crisis, slug=slug) if slug else None


def known_source(name: str | None) -> Source | None:
    """Return the source of that name; None where none was asked for."""
    return _known("source", Source, name=name) if name else None


def _known(parameter: str, model: type[Model], **where: Any) -> Any:
    found = model._default_manager.filter(**where).first()
    if found is None:
        raise ProblemError("invalid-parameter", [field_problem(parameter, "unknown_value")])
    return found
