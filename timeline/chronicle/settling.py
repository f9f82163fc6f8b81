"""Settle an event's values from all that its reports say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
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


def settle(event: Event) -> None:
    """Bring the event in line with its reports; what an editor has edited keeps its values and gains the evidence."""
    reports = list(
        event.reports.select_related("place").prefetch_related("roles").order_by("reported_at", "pk")
    )
    Evidence.objects.filter(report__in=reports).exclude(event=event).update(event=event)
    event.crises.add(*Crisis.objects.filter(articles__revisions__reports__in=reports).distinct())
    values: dict[str, Any] = {"first_reported_at": min(report.reported_at for report in reports)}
    if event.review != Event.Review.EDITED:
        values |= _settled_days(reports) | {"place": _settled_place(reports)}
        _settle_particulars(event, reports)
        _settle_participations(event, reports)
    _save_changes(event, values)


def _settled_days(reports: Sequence[Report]) -> dict[str, Any]:
    """Take the range of days most reports give, the narrowest of equals."""
    ranges = [(report.earliest, report.latest) for report in reports if report.earliest or report.latest]
    first, last = _most_frequent(ranges, prefer=lambda days: -_length(days)) or (None, None)
    return {"earliest": first, "latest": last, "precision": precision_of(first, last)}


def _length(days: tuple[date | None, date | None]) -> int:
    first, last = days
    return (last - first).days if first and last else 10_000


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


def _settled_place(reports: Sequence[Report]) -> Entity | None:
    places = [report.place for report in reports if report.place]
    return _most_frequent(places, prefer=lambda place: place.kind == Entity.Kind.PLACE)


def _settle_particulars(event: Event, reports: Sequence[Report]) -> None:
    slots = {slot for report in reports for slot in report.values}
    settled = {slot: _settled_value(slot, reports) for slot in slots}
    model = PARTICULARS[event.kind]
    particulars = model.objects.filter(event=event).first()
    if particulars:
        _save_changes(particulars, settled)
    else:
        model.objects.create(event=event, **settled)


def _save_changes(row: Model, values: dict[str, Any]) -> None:
    """Write only what differs, so that the history holds no empty steps."""
    changed = [field for field, value in values.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, values[field])
    if changed:
        row.save(update_fields=changed)


def _settled_value(slot: str, reports: Sequence[Report]) -> Any:
    """Return the value most reports give; a meeting's status is the one last reported, wording the fullest."""
    values = [report.values[slot] for report in reports if report.values.get(slot) is not None]
    if slot == "status":
        return values[-1]
    if slot in ("words", "what", "wording"):
        return max(values, key=len, default="")
    return _most_frequent(values) if values else None


def _settle_participations(event: Event, reports: Sequence[Report]) -> None:
    """Bring together all parts that reports give, the most often named first."""
    named = Counter((role.role, role.entity_id) for report in reports for role in report.roles.all())
    event.participations.exclude(entity_id__in=[entity for _, entity in named]).delete()
    known = {(part.role, part.entity_id): part for part in event.participations.all()}
    for gone in known.keys() - named.keys():
        known[gone].delete()
    Participation.objects.bulk_create(
        Participation(event=event, role=role, entity_id=entity, position=position)
        for position, ((role, entity), _) in enumerate(named.most_common())
        if (role, entity) not in known
    )


def _most_frequent(values: Iterable[Value], *, prefer: Any = lambda value: 0) -> Value | None:
    """Return the most frequent value; of equals the preferred one, then the first in its written form."""
    counts = Counter(values)
    if not counts:
        return None
    return min(counts, key=lambda value: (-counts[value], -prefer(value), str(value)))
