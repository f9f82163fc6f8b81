"""What becomes of things: meetings over time, promises and whether they are kept, figures and the ones after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from timeline.models import Entry, Event, EventQuerySet, Evidence, Meeting, Report, TroopFigure

from .behalf import bodies_of
from .matching import RETOLD

AHEAD = (Meeting.Status.PLANNED, Meeting.Status.PROPOSED)
POSTPONED = timedelta(
    days=21
)  # how long after a planned day the same people's meeting counts as the one put off
CALLED_LATER = timedelta(days=3)  # the same for calls, which some people make every few days


@dataclass(frozen=True)
class Turn:
    """A point in time from which an event stood differently."""

    status: str
    since: datetime
    report: Report


@dataclass(frozen=True)
class Ledger:
    """A figure's place among the figures of the same forces."""

    earlier: tuple[Event, ...]  # by the same claimant, whom this one succeeds
    later: tuple[Event, ...]  # by the same claimant, who succeeded it
    contradicting: tuple[Event, ...]  # by others at about the same time


def turns(reports: Sequence[Report]) -> list[Turn]:
    """Return how a meeting's status changed as articles reported it; once held, nothing changes it."""
    course: list[Turn] = []
    for report in reports:
        status = report.values.get("status")
        if not status or (course and course[-1].status in (status, Meeting.Status.HELD)):
            continue
        course.append(Turn(status, report.reported_at, report))
    return course


def unconfirmed(events: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Return the planned meetings whose last day has passed without a report that they took place or were called off."""
    return events.filter(kind=Event.Kind.MEETING, meeting__status__in=AHEAD, latest__lt=today)


def overdue(events: QuerySet[Event], today: date) -> QuerySet[Event]:
    """Return the announcements whose last day has passed without a report of their keeping or an editor's verdict."""
    return events.filter(pk__in=Entry.objects.known(None).overdue(today).values("event"))


def put_off_to(event: Event) -> Event | None:
    """Return the meeting of the same people on a later day that an article written after the planning tells of, if any."""
    if event.kind != Event.Kind.MEETING or not event.latest or event.meeting.status == Meeting.Status.HELD:
        return None
    cast = _entities(event, "participant")
    is_call = event.meeting.format == Meeting.Format.CALL
    later = _beside(event).filter(
        kind=event.kind,
        meeting__format=event.meeting.format,
        earliest__gt=event.latest,
        earliest__lte=event.latest + (CALLED_LATER if is_call else POSTPONED),
        first_reported_at__gt=event.first_reported_at,
        participations__entity__in=cast,
    )
    same = (
        one for one in later.order_by("earliest", "pk").distinct() if _entities(one, "participant") == cast
    )
    return next(same, None) if len(cast) > 1 else None


def ledger_of(event: Event) -> Ledger:
    """Return the other figures of the same forces, by the same and by other claimants."""
    same_forces = _beside(event).filter(
        kind=event.kind,
        troopfigure__unit=event.troopfigure.unit,
        troopfigure__change=event.troopfigure.change,
    )
    actors, claimants = _entities(event, "actor"), _sides(event)
    others = [
        other
        for other in _with_parts(same_forces)
        if _entities(other, "actor") == actors and _number(other.troopfigure) != _number(event.troopfigure)
    ]
    own = [other for other in others if claimants & _sides(other)]
    near = (other for other in others if abs(other.day - event.day) <= RETOLD)
    return Ledger(
        earlier=tuple(other for other in own if other.day < event.day),
        later=tuple(other for other in own if other.day > event.day),
        contradicting=tuple(
            other for other in near if claimants and _sides(other) and not claimants & _sides(other)
        ),
    )


def _beside(event: Event) -> EventQuerySet:
    """Return the other events that readers see in the crises in which they see this one."""
    entries = Entry.objects.known(None).shown().filter(crisis__in=event.shown_in)
    return Event.objects.filter(pk__in=entries.values("event")).exclude(pk=event.pk)


def changed_evidence(event: Event) -> list[tuple[Evidence, Evidence | None]]:
    """Return the sentences that their article's newest revision no longer has, each with what it says of the event now, if anything."""
    evidence = list(
        event.evidence.select_related("paragraph", "revision__article__current_revision").order_by("pk")
    )
    now = {(one.revision.article_id, one.sentence): one for one in evidence if _is_current(one)}
    instead = {one.revision.article_id: one for one in evidence if _is_current(one)}
    return [
        (one, instead.get(one.revision.article_id))
        for one in evidence
        if not _is_current(one)
        and (one.revision.article_id, one.sentence) not in now
        and not _still_stands(one)
    ]


def _is_current(evidence: Evidence) -> bool:
    return evidence.revision_id == evidence.revision.article.current_revision_id


def _still_stands(evidence: Evidence) -> bool:
    current = evidence.revision.article.current_revision
    return bool(current and current.paragraphs.filter(text__contains=evidence.sentence).exists())


def _with_parts(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.select_related("troopfigure").prefetch_related("participations__entity").distinct()


def _entities(event: Event, role: str) -> frozenset[int]:
    return frozenset(part.entity_id for part in event.participations.all() if part.role == role)


def _sides(event: Event) -> frozenset[str]:
    """Return who claims a figure, and on whose behalf."""
    keys = {part.entity.key for part in event.participations.all() if part.role == "claimant"}
    return frozenset(keys | {body for key in keys for body in bodies_of(key, event.day)})


def _number(figure: TroopFigure) -> tuple[int, int]:
    return figure.low, figure.high or figure.low
