"""Say in the reader's language how an event stands: on how many origins, why on this day, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Revision

from . import describe
from .chronicle.following import AHEAD, ledger_of, put_off_to
from .chronicle.origins import agency_of, origin_of
from .chronicle.variants import reports_known, standing_reports
from .models import Announcement, Event, Redemption, Ruling

OUTCOMES = {
    "open": _("Noch offen."),
    "overdue": _("Die Frist ist verstrichen; ob es dazu kam, berichtet kein Artikel."),
    "kept": _("Eingelöst, so die Redaktion."),
    "broken": _("Nicht eingelöst, so die Redaktion."),
    "moot": _("Hinfällig, so die Redaktion."),
}


@dataclass(frozen=True)
class Note:
    """A sentence on what became of an event, and the event or the article's sentence that it leads to."""

    text: str
    event: Event | None = None
    quote: str = ""
    revision: Revision | None = None


@dataclass(frozen=True)
class Standing:
    """What a reader may ask of an event beyond its particulars."""

    support: str
    has_single_origin: bool
    reasons: tuple[str, ...]  # why this day
    notes: tuple[Note, ...]
    rulings: tuple[Ruling, ...]


def standing_of(event: Event) -> Standing:
    """Return how the event stands today; for one event's page, about ten queries. Of an earlier day, what it rested on then."""
    reports = reports_known(event) if event.known_at else standing_reports(event)
    origins = {origin_of(report.revision) for report in reports}
    return Standing(
        support=support(origins, len({report.revision.article_id for report in reports})) if reports else "",
        has_single_origin=len(origins) == 1,
        reasons=tuple(dict.fromkeys(report.day_reason for report in reports if report.day_reason)),
        notes=tuple(_notes(event)),
        rulings=() if event.known_at else tuple(event.rulings.standing()),
    )


def _notes(event: Event) -> Iterator[Note]:
    """Yield what became of the event; of an earlier day only where that is known of every day."""
    if describe.particulars_of(event) and (event.known_at is None or event.kind in TOLD_OF_EVERY_DAY):
        yield from NOTES[Event.Kind(event.kind)](event, timezone.localdate(event.known_at))


def support(origins: Iterable[str], articles: int) -> str:
    """Return "7 Artikel, 2 Quellen (dpa, eigene Recherche)"."""
    counted = ngettext("%(count)d Artikel", "%(count)d Artikel", articles) % {"count": articles}
    return f"{counted}, {sources(origins)}"


def sources(origins: Iterable[str]) -> str:
    """Return "2 Quellen (dpa, eigene Recherche)"."""
    origins = set(origins)
    agencies = sorted({agency_of(origin) for origin in origins} - {""})
    own = sum(not agency_of(origin) for origin in origins)
    own_text = ngettext("eigene Recherche", "%(count)d eigene Recherchen", own) % {"count": own}
    names = [*agencies, own_text] if own else agencies
    counted = ngettext("%(count)d Quelle", "%(count)d Quellen", len(origins)) % {"count": len(origins)}
    return f"{counted} ({', '.join(names)})"


def _meeting_notes(event: Event, today: date) -> Iterator[Note]:
    if event.meeting.status in AHEAD and event.latest and event.latest < today:
        yield Note(gettext("Keine Bestätigung gefunden, dass es dazu kam."))
    if later := put_off_to(event):
        yield Note(gettext("Womöglich verschoben auf:"), later)


def _announcement_notes(event: Event, today: date) -> Iterator[Note]:
    announced = event.announcement
    said = describe.format_day(timezone.localdate(event.first_reported_at))
    if announced.due_earliest or announced.due_latest:
        due = describe.format_days(announced.due_earliest, announced.due_latest)
        yield Note(gettext("Angekündigt am %(said)s, Frist: %(due)s.") % {"said": said, "due": due})
    yield _outcome_note(announced)


def _outcome_note(announced: Announcement) -> Note:
    """Say what became of an announcement, and by which event or sentence that is known."""
    if announced.kept_by_id and (event := Event.objects.public().filter(pk=announced.kept_by_id).first()):
        return Note(gettext("Eingelöst, so die Redaktion, durch:"), event)
    if announced.redemption and not announced.verdict:
        return _redemption_note(announced.redemption)
    return Note(str(OUTCOMES[announced.outcome]))


def _redemption_note(redemption: Redemption) -> Note:
    """Quote the sentence that tells that an announcement came about, unless it stands in a draft, with the event that it reports."""
    day = describe.format_day(timezone.localdate(redemption.known_since))
    paragraph = redemption.paragraph
    if paragraph is None or paragraph.revision.article.status == Article.Status.DRAFT:
        return Note(gettext("Eingelöst, gemeldet am %(day)s.") % {"day": day})
    evidence = paragraph.evidence.filter(start__lt=redemption.end, end__gt=redemption.start)
    event = Event.objects.public().filter(evidence__in=evidence).exclude(pk=redemption.event_id).first()
    text = gettext("Eingelöst, gemeldet am %(day)s:") % {"day": day}
    return Note(text, event, redemption.sentence, paragraph.revision)


def _figure_notes(event: Event, today: date) -> Iterator[Note]:
    ledger = ledger_of(event)
    for text, others in (
        (gettext("Frühere Zahl derselben Seite:"), ledger.earlier[-3:]),
        (gettext("Neuere Zahl derselben Seite:"), ledger.later[:3]),
        (gettext("Andere nennen zur selben Zeit:"), ledger.contradicting[:5]),
    ):
        yield from (Note(text, other) for other in others)


NOTES = {
    Event.Kind.MEETING: _meeting_notes,
    Event.Kind.STATEMENT: lambda event, today: iter(()),
    Event.Kind.TROOP_FIGURE: _figure_notes,
    Event.Kind.ANNOUNCEMENT: _announcement_notes,
}
TOLD_OF_EVERY_DAY = (Event.Kind.ANNOUNCEMENT,)
