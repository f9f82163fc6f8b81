"""Settle an event's values from all that its reports say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

from timeline.models import (
    Announcement,
    Crisis,
    Entity,
    Event,
    Evidence,
    Meeting,
    Participation,
    Report,
    Statement,
    TroopFigure,
)

Value = TypeVar("Value", bound=Hashable)
PARTICULARS: dict[str, type[Meeting] | type[Statement] | type[TroopFigure] | type[Announcement]] = {
    Event.Kind.MEETING: Meeting,
    Event.Kind.STATEMENT: Statement,
    Event.Kind.TROOP_FIGURE: TroopFigure,
    Event.Kind.ANNOUNCEMENT: Announcement,
}
FULLEST = {"words", "what", "wording"}  # of these slots the longest wording is kept


@dataclass(frozen=True)
class Settled:
    """An event's values, as a set of reports bears them out."""

    fields: dict[str, Any]
    particulars: dict[str, Any]
    roles: tuple[tuple[str, int], ...]  # (role, entity id), the most often named first


def settled(reports: Sequence[Report]) -> Settled:
    """Weigh what the reports say; they come with place, revision and roles, the earliest first."""
    current = _current(reports)
    named = Counter((role.role, role.entity_id) for report in current for role in report.roles.all())
    return Settled(
        fields=_days(current)
        | {"place": _place(current), "first_reported_at": min(report.reported_at for report in reports)},
        particulars={
            slot: _value(slot, current) for slot in {slot for report in current for slot in report.values}
        },
        roles=tuple(sorted(named, key=lambda role: (-named[role], _position(role, current)))),
    )


def settle(event: Event) -> None:
    """Bring the event in line with its reports; what an editor has edited keeps its values and gains the evidence."""
    reports = list(_with_values(event.reports.all()))
    Evidence.objects.filter(report__in=reports).exclude(event=event).update(event=event)
    event.crises.add(*Crisis.objects.filter(articles__revisions__reports__in=reports).distinct())
    values = settled(reports)
    if event.review == Event.Review.EDITED:
        _save_changes(event, {"first_reported_at": values.fields["first_reported_at"]})
        return
    _save_changes(event, values.fields | {"merged_into": None})
    _settle_particulars(event, values.particulars)
    _settle_participations(event, values.roles)


def precision_of(first: date | None, last: date | None) -> Event.Precision:
    """Return how exactly a range of days is known: a day, a week from Monday, a calendar month, else about."""
    days = _length((first, last))
    if days == 0:
        return Event.Precision.DAY
    if days == 6 and first and first.weekday() == 0:
        return Event.Precision.WEEK
    if first and last and first.day == 1 and 27 <= days <= 30:
        return Event.Precision.MONTH
    return Event.Precision.ABOUT


def _with_values(reports: Any) -> Any:
    reports = reports.select_related("place", "revision__article__current_revision").prefetch_related("roles")
    return reports.order_by("reported_at", "revision_id", "pk")


def _current(reports: Sequence[Report]) -> Sequence[Report]:
    """Leave out what an article's newest known revision says anew, or does not say any more, unless nothing else is left."""
    newest: dict[int, int] = {}
    for report in reports:
        article = report.revision.article_id
        newest[article] = max(newest.get(article, 0), report.revision.number)
    latest = [report for report in reports if report.revision.number == newest[report.revision.article_id]]
    standing = [
        report for report in latest if report.revision_id == report.revision.article.current_revision_id
    ]
    return standing or latest


def _days(reports: Sequence[Report]) -> dict[str, Any]:
    """Take the range of days most reports give, the narrowest of equals."""
    ranges = [(report.earliest, report.latest) for report in reports if report.earliest or report.latest]
    first, last = _most_frequent(ranges, prefer=lambda days: -_length(days)) or (None, None)
    return {"earliest": first, "latest": last, "precision": precision_of(first, last)}


def _length(days: tuple[date | None, date | None]) -> int:
    first, last = days
    return (last - first).days if first and last else 10_000


def _place(reports: Sequence[Report]) -> Entity | None:
    """Take a town before a state, then the one most reports give."""
    places = [report.place for report in reports if report.place]
    exact = [place for place in places if place.kind == Entity.Kind.PLACE]
    return _most_frequent(exact or places, written=lambda place: place.key)


def _value(slot: str, reports: Sequence[Report]) -> Any:
    """Return the value most reports give; a status is settled over time, of a wording the fullest is kept."""
    values = [report.values[slot] for report in reports if report.values.get(slot) is not None]
    if slot == "status":
        return _status(values)
    if slot in FULLEST:
        return max(values, key=lambda words: (len(words), words), default="")
    return _most_frequent(values)


def _status(values: Sequence[str]) -> str:
    """Return where a meeting stands, of what was reported in this order: once held it stays held, else the last word counts."""
    return Meeting.Status.HELD.value if Meeting.Status.HELD in values else values[-1]


def _position(role: tuple[str, int], reports: Iterable[Report]) -> tuple[int, str]:
    places = [
        part.position
        for report in reports
        for part in report.roles.all()
        if (part.role, part.entity_id) == role
    ]
    return min(places), str(role)


def _settle_particulars(event: Event, values: Mapping[str, Any]) -> None:
    model = PARTICULARS[event.kind]
    particulars = model.objects.filter(event=event).first()
    if particulars:
        _save_changes(particulars, values)
    else:
        model.objects.create(event=event, **values)


def _settle_participations(event: Event, roles: Sequence[tuple[str, int]]) -> None:
    known = {(part.role, part.entity_id): part for part in event.participations.all()}
    for gone in known.keys() - set(roles):
        known[gone].delete()
    for position, (role, entity) in enumerate(roles):
        if (role, entity) in known:
            _save_changes(known[role, entity], {"position": position})
        else:
            Participation.objects.create(event=event, role=role, entity_id=entity, position=position)


def _save_changes(row: Model, values: Mapping[str, Any]) -> None:
    """Write only what differs, so that the history holds no empty steps."""
    changed = [field for field, value in values.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, values[field])
    if changed:
        row.save(update_fields=changed)


def _most_frequent(
    values: Iterable[Value],
    *,
    prefer: Callable[[Value], int] = lambda value: 0,
    written: Callable[[Value], str] = str,
) -> Value | None:
    """Return the most frequent value; of equals the preferred one, then the first in its written form."""
    counts = Counter(values)
    if not counts:
        return None
    return min(counts, key=lambda value: (-counts[value], -prefer(value), written(value)))
