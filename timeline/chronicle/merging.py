"""Bring reports together with all that they are related to: which reports tell of one event is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet

from timeline.extraction import EXTRACTOR_VERSION
from timeline.models import Entity, Event, Report

from .clustering import cluster
from .matching import COMPARED, RETOLD, Told, likeness
from .settling import settle, settled

Neighbourhood = dict[int, tuple[Told, Report]]


def bring_together(report_ids: Iterable[int]) -> None:
    """Assign the reports, and all that they may be related to, to events anew, and settle these."""
    done: set[int] = set()
    for report in _with_roles(Report.objects.filter(pk__in=list(report_ids))):
        if report.pk in done:
            continue
        neighbourhood = _neighbourhood(report)
        done |= neighbourhood.keys()
        heirs = {
            near.event: near for _, near in neighbourhood.values() if near.event
        }  # an event's report, whose new event the old one's address leads on to
        for group in cluster({key: told for key, (told, _) in neighbourhood.items()}):
            _assign([neighbourhood[key][1] for key in group])
        _close(heirs)


def _neighbourhood(report: Report) -> Neighbourhood:
    """Return all reports that are reached from this one over pairs that may tell of the same event."""
    found: Neighbourhood = {}
    fresh = {report.pk: (told_by(report), report)}
    while fresh:
        found |= fresh
        asked = dict(fresh.values())
        fresh = {
            near.pk: (near_told, near)
            for told, reached in asked.items()
            for near in _nearby(reached)
            if near.pk not in found and ((near_told := told_by(near)) == told or likeness(told, near_told))
        }
    return found


def _nearby(report: Report) -> Iterable[Report]:
    """Return the reports of the kind that share an entity and lie within reach in time."""
    reach = RETOLD + timedelta(days=1)
    first = (report.earliest or report.day) - reach
    last = (report.latest or report.earliest or report.day) + reach
    entities = [role.entity_id for role in report.roles.all()]
    nearby = Report.objects.filter(kind=report.kind, day__lte=last)
    nearby = nearby.filter(day__gte=first) | nearby.filter(latest__gte=first)
    if entities:
        nearby = nearby.filter(roles__entity__in=entities)
    return _with_roles(nearby.distinct())


def _with_roles(reports: QuerySet[Report]) -> QuerySet[Report]:
    return reports.select_related("place", "event", "revision__article").prefetch_related("roles__entity")


def told_by(report: Report) -> Told:
    """Return what the report says, for comparison."""
    return Told(
        kind=report.kind,
        earliest=report.earliest,
        latest=report.latest,
        day=report.day,
        place=report.place.key if report.place else None,
        place_is_exact=bool(report.place and report.place.kind == Entity.Kind.PLACE),
        roles=frozenset((role.role, role.entity.key) for role in report.roles.all()),
        facts=tuple((slot, report.values.get(slot)) for slot in COMPARED[report.kind]),
        pinned_to=report.event_id if report.is_pinned else None,
    )


def _assign(reports: list[Report]) -> Event:
    """Give the group one event: the one that an editor has looked at, else the oldest, else a new one."""
    events = sorted({report.event for report in reports if report.event}, key=_standing)
    event = events[0] if events else _new_event(reports)
    Report.objects.filter(pk__in=[report.pk for report in reports]).exclude(event=event).update(event=event)
    settle(event)
    return event


def _standing(event: Event) -> tuple[bool, int]:
    return event.review == Event.Review.EXTRACTED, event.pk


def _new_event(reports: list[Report]) -> Event:
    return Event.objects.create(
        kind=reports[0].kind, extractor_version=EXTRACTOR_VERSION, **settled(reports).fields
    )


def _close(heirs: dict[Event, Report]) -> None:
    """Let the addresses of events whose reports all went to other events lead on to one of these."""
    for event, report in heirs.items():
        if not event.reports.exists():
            report.refresh_from_db(fields=["event"])
            Event.objects.filter(pk=event.pk).update(merged_into=report.event)
            Event.objects.filter(merged_into=event).update(merged_into=report.event)
