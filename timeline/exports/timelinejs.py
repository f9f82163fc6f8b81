"""The view in the JSON format of TimelineJS 3, for pages that show timelines with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.translation import gettext as _

from timeline import describe
from timeline.api.schemas import EventRecord
from timeline.models import Event

from .feed import quotation
from .texts import first_reported, moment, standing
from .view import View, headline, sentences


def write(view: View) -> Iterator[str]:
    """Yield the document, each event on a line."""
    title = json.dumps(_title(view), ensure_ascii=False)
    yield f'{{"scale": "human", "title": {title}, "events": ['
    border = "\n"
    for record in view.records():
        yield border + json.dumps(_slide(record), ensure_ascii=False)
        border = ",\n"
    yield "\n]}\n"


def _title(view: View) -> dict[str, Any]:
    known = _("Stand der Kenntnis: %(moment)s") % {"moment": moment(view.known_at)}
    text = format_html(
        '<p>{}</p><p><a href="{}">{}</a></p>', view.crisis.local_description, view.address, known
    )
    return {"unique_id": "title", "text": {"headline": escape(view.title), "text": text}}


def _slide(record: EventRecord) -> dict[str, Any]:
    first, last = record.earliest or record.day, record.latest or record.day
    quotations = format_html_join("", "{}", ([quotation(one)] for one in sentences(record)))
    noted = standing(record)
    slide = {
        "unique_id": f"event-{record.id}",
        "group": str(Event.Kind(record.kind).label),
        "start_date": _date(first) | _hour(record),
        "display_date": describe.format_when(record.earliest, record.latest, record.precision, record.day),
        "text": {
            "headline": format_html('<a href="{}">{}</a>', record.url, headline(record)),
            "text": format_html("{}{}<p>{}</p>", _paragraph(noted), quotations, first_reported(record)),
        },
    }
    return slide if first >= last else {**slide, "end_date": _date(last)}


def _paragraph(words: str) -> str:
    return format_html("<p>{}</p>", words) if words else ""


def _hour(record: EventRecord) -> dict[str, int]:
    begins_at = record.meeting.begins_at if record.meeting and record.earliest == record.latest else None
    if not begins_at:
        return {}
    clock = time.fromisoformat(begins_at)
    return {"hour": clock.hour, "minute": clock.minute}


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
