"""Words for people in files that have no fields for them: how an event stands, and who reports it in which sentence."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from timeline import describe
from timeline.api.schemas import EventRecord, Evidence
from timeline.models import Announcement, Event, Meeting

from .view import sentences


def standing(record: EventRecord) -> str:
    """Return "im Gange, ungeprüft", as far as the headline does not say it, or nothing for what simply happened."""
    words = []
    if record.meeting and record.meeting.status == Meeting.Status.ONGOING:
        words.append(str(Meeting.Status.ONGOING.label))
    if record.announcement:
        words.append(str(Announcement.Outcome(record.announcement.outcome).label))
    if record.review == Event.Review.EXTRACTED:
        words.append(str(Event.Review.EXTRACTED.label))
    return ", ".join(words)


def told(record: EventRecord) -> str:
    """Return the event's days and its sources as plain text."""
    days = describe.format_when(record.earliest, record.latest, record.precision, record.day)
    return "\n\n".join([days, *map(quoted, sentences(record)), first_reported(record)])


def quoted(evidence: Evidence) -> str:
    """Return the sentence with the outlet, the time and the address of its article."""
    return f"„{evidence.sentence}“\n{source_line(evidence)}\n{evidence.article.url or evidence.article.page}"


def source_line(evidence: Evidence) -> str:
    """Return "Elbpost, 21. Januar 2022, 17:04 Uhr"; a withdrawn article says so."""
    article = evidence.article
    line = f"{article.outlet}, {moment(article.published_at, has_time=article.has_time)}"
    return _("%(source)s (zurückgezogen)") % {"source": line} if article.withdrawn else line


def moment(instant: datetime, *, has_time: bool = True) -> str:
    """Return "21. Januar 2022, 17:04 Uhr" in the newsroom's time, or the day where no more is known."""
    here = timezone.localtime(instant)
    day = describe.format_day(here.date())
    return _("%(day)s, %(time)s Uhr") % {"day": day, "time": f"{here:%H:%M}"} if has_time else day


def first_reported(record: EventRecord) -> str:
    """Return "Zuerst gemeldet: 21. Januar 2022, 17:04 Uhr"."""
    return _("Zuerst gemeldet: %(moment)s") % {"moment": moment(record.first_reported_at)}
