"""Tables for spreadsheets: one of events, one of the sentences that bear them out. Heads and values in the reader's language."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import StringIO
from typing import Any

from django.db.models import CharField, DateTimeField, Field
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from timeline.api.records import DETAILS
from timeline.api.schemas import ArticleLink, EventRecord, Evidence, Texts
from timeline.cards import local
from timeline.models import Announcement, Event, Meeting, Participation, Statement, TroopFigure

from .view import View, headline, sentences

BOM = "\ufeff"  # by which spreadsheets recognise UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PARTICULARS = {
    "meeting": Meeting,
    "statement": Statement,
    "troop_figure": TroopFigure,
    "announcement": Announcement,
}

DERIVED: dict[str, Field[Any, Any]] = {  # what is in no column of its own
    "outcome": CharField(gettext_lazy("Ausgang"), name="outcome", choices=Announcement.Outcome),
    "kept_since": DateTimeField(gettext_lazy("Einlösung gemeldet (Berliner Zeit)"), name="kept_since"),
}

Cell = str | int | date | datetime | None


@dataclass(frozen=True)
class Column:
    """A column: what stands above it, and what it has for an event and a sentence of it."""

    head: str
    cell: Callable[[EventRecord, Sequence[Evidence]], Cell]


def write_events(view: View) -> Iterator[str]:
    """Yield the table of the view's events: a row for each, its sources line by line in one cell each."""
    columns = [*_event_columns(), *_detail_columns(), *_source_columns(), *_knowledge_columns(view)]
    return _written(columns, ((record, sentences(record)) for record in view.records()))


def write_evidence(view: View) -> Iterator[str]:
    """Yield the table of evidence: a row for each sentence, with the event that it reports."""
    columns = [*_event_columns(), *_source_columns(), *_knowledge_columns(view)]
    return _written(columns, ((record, [one]) for record in view.records() for one in sentences(record)))


def _written(columns: list[Column], rows: Iterable[tuple[EventRecord, Sequence[Evidence]]]) -> Iterator[str]:
    buffer = StringIO()
    table = csv.writer(buffer, delimiter=pgettext("Trennzeichen der Zellen in CSV-Dateien", ";"))
    buffer.write(BOM)
    table.writerow([column.head for column in columns])
    for record, evidence in rows:
        table.writerow([_text(column.cell(record, evidence)) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _text(value: Cell) -> str:
    """Return the value as spreadsheets read it; what they would take for a formula is led in by an apostrophe."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(FORMULA) else value
    return "" if value is None else str(value)


def _event_columns() -> list[Column]:
    return [
        Column(_("Nummer"), lambda event, _sources: event.id),
        Column(_("Art"), lambda event, _sources: str(Event.Kind(event.kind).label)),
        Column(_("Ereignis"), lambda event, _sources: headline(event)),
        Column(_("Tag"), lambda event, _sources: event.day),
        Column(_("frühestens"), lambda event, _sources: event.earliest),
        Column(_("spätestens"), lambda event, _sources: event.latest),
        Column(_("Genauigkeit"), lambda event, _sources: str(Event.Precision(event.precision).label)),
        Column(_("Ort"), lambda event, _sources: _local(event.place.name) if event.place else ""),
        *(Column(str(role.label), partial(_names, role=role)) for role in Participation.Role),
        Column(_("Prüfung"), lambda event, _sources: str(Event.Review(event.review).label)),
        Column(_("Seite"), lambda event, _sources: event.url),
    ]


def _detail_columns() -> list[Column]:
    """Return a column for each of the particulars of each kind, such as "Treffen: Form"."""
    return [
        _detail_column(kind, DERIVED.get(name) or PARTICULARS[kind]._meta.get_field(name))
        for kind, schema in DETAILS.items()
        for name in schema.model_fields
    ]


def _detail_column(kind: str, field: Any) -> Column:
    return Column(
        f"{Event.Kind(kind).label}: {field.verbose_name}",
        lambda event, _sources: _detail(getattr(event, kind), field),
    )


def _detail(details: Any, field: Field) -> Cell:
    value: Cell = getattr(details, field.name, None)
    return str(dict(field.flatchoices).get(value, value)) if field.choices and value else value


def _source_columns() -> list[Column]:
    return [
        Column(_("Belege"), lambda _event, sources: _lines(one.sentence for one in sources)),
        Column(_("Medien"), lambda _event, sources: _lines(one.article.outlet for one in sources)),
        Column(_("Artikel"), lambda _event, sources: _lines(one.article.title for one in sources)),
        Column(_("Adressen"), lambda _event, sources: _lines(_address(one.article) for one in sources)),
        Column(
            _("erschienen (Berliner Zeit)"),
            lambda _event, sources: _lines(_text(one.article.published_at) for one in sources),
        ),
        Column(
            _("zurückgezogen"),
            lambda _event, sources: _lines(
                _("ja") if one.article.withdrawn else _("nein") for one in sources
            ),
        ),
    ]


def _knowledge_columns(view: View) -> list[Column]:
    return [
        Column(_("zuerst gemeldet (Berliner Zeit)"), lambda event, _sources: event.first_reported_at),
        Column(_("Stand der Kenntnis (Berliner Zeit)"), lambda _event, _sources: view.known_at),
    ]


def _names(event: EventRecord, _sources: Sequence[Evidence], role: str) -> str:
    return "; ".join(_local(part.entity.name) for part in event.participants if part.role == role)


def _local(texts: Texts) -> str:
    return local(dict(texts))


def _lines(values: Iterable[str]) -> str:
    return "\n".join(values)


def _address(article: ArticleLink) -> str:
    return article.url or article.page
