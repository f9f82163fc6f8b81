"""The view's meetings, and the days for which something was announced, as a calendar to subscribe to (RFC 5545 and 7986)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Appointment

from articles.reading.cleaning import clean, clean_lines
from timeline.api.records import event_record
from timeline.api.schemas import EventRecord
from timeline.cards import local
from timeline.models import Event

from .changes import Change, changes_of
from .texts import standing, told
from .view import PORTION, View, headline

END = b"END:VCALENDAR"
REFRESH = timedelta(hours=3)
STATUS = {
    "held": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "planned": "CONFIRMED",
    "proposed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "open": "TENTATIVE",
    "overdue": "TENTATIVE",
    "kept": "CONFIRMED",
    "broken": "CANCELLED",
    "moot": "CANCELLED",
}


def write(view: View) -> Iterator[bytes]:
    """Yield the calendar, whose entries keep no time free and ring no bell."""
    dated = view.fetch(view.events().filter(kind__in=(Event.Kind.MEETING, Event.Kind.ANNOUNCEMENT)))
    head, end, rest = _calendar(view).to_ical().partition(END)
    yield head
    while events := list(islice(dated, PORTION)):
        changes = changes_of(events, view)
        for event in events:
            record = event_record(event, view.site)
            if days := _days(record):
                yield _appointment(record, days, changes[event.pk], view).to_ical()
    yield end + rest


def _calendar(view: View) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Krisenchronik//{(get_language() or 'de').upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, clean(view.title))
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, _("Treffen und Ankündigungen der Chronik, jede mit dem Satz, der sie belegt."))
    calendar.add("url", view.address)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT3H")
    return calendar


def _appointment(record: EventRecord, days: tuple[date, date], change: Change, view: View) -> Appointment:
    appointment = Appointment()
    appointment.add("uid", f"event-{record.id}@{urlsplit(view.site).hostname}")
    appointment.add("sequence", change.number)
    appointment.add("dtstamp", change.last)
    appointment.add("last-modified", change.last)
    appointment.add("created", record.first_reported_at)
    for name, value in _span(record, *days).items():
        appointment.add(name, value)
    appointment.add("summary", clean(_summary(record)))
    appointment.add("description", clean_lines(told(record)))
    appointment.add("status", STATUS[_status(record)])
    appointment.add("transp", "TRANSPARENT")
    appointment.add("url", record.url)
    appointment.add("categories", [str(Event.Kind(record.kind).label)])
    if record.place:
        appointment.add("location", clean(local(dict(record.place.name))))
    return appointment


def _days(record: EventRecord) -> tuple[date, date] | None:
    """Return the first and the last day on which it may be, if any are known."""
    given = record.earliest, record.latest
    if record.announcement:
        given = record.announcement.due_earliest, record.announcement.due_latest
    known = [day for day in given if day]
    return (known[0], known[-1]) if known else None


def _span(record: EventRecord, first: date, last: date) -> dict[str, date | timedelta]:
    """Return whole days, or the hour of a day, which texts name without saying in which zone, and how long it took."""
    meeting = record.meeting
    if meeting is None or not meeting.begins_at or first != last:
        return {"dtstart": first, "dtend": last + timedelta(days=1)}
    span: dict[str, date | timedelta] = {
        "dtstart": datetime.combine(first, time.fromisoformat(meeting.begins_at))
    }
    if meeting.duration_minutes:
        span["duration"] = timedelta(minutes=meeting.duration_minutes)
    return span


def _status(record: EventRecord) -> str:
    if record.meeting:
        return str(record.meeting.status)
    return str(record.announcement.outcome) if record.announcement else "held"


def _summary(record: EventRecord) -> str:
    noted = standing(record)
    return f"{headline(record)} ({noted})" if noted else headline(record)
