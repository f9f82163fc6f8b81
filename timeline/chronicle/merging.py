"""Bring reports together with all that they are related to: which reports tell of one event is decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from timeline.extraction import EXTRACTOR_VERSION
from timeline.models import Event, Participation, Report

from .behalf import bodies_of, is_town, states_around
from .clustering import cluster
from .matching import RETOLD_SHARP, likeness
from .settling import PARTICULARS, settle, settled
from .told import COMPARED, Told

REACH = {kind: timedelta(days=22) for kind in Event.Kind} | {Event.Kind.TROOP_FIGURE: RETOLD_SHARP}
LONGEST = timedelta(days=31)  # what is said to lie in a longer range is too vague to be brought together
Neighbours = dict[int, tuple[Told, Report]]


def bring_together(report_ids: Iterable[int]) -> None:
    """Assign the reports, and all that they may be related to, to events anew, and settle these."""
    changed = frozenset(report_ids)
    neighbours = _neighbours(changed)
    heirs = {near.event: near for _, near in neighbours.values() if near.event}
    groups = [
        [neighbours[key][1] for key in group]
        for kind in Event.Kind
        for group in cluster({key: told for key, (told, _) in neighbours.items() if told.kind == kind})
    ]
    _make_events([group for group in groups if not any(report.event for report in group)])
    for group in groups:
        if any(report.event for report in group):
            _assign(group, changed)
    _close(heirs)


def told_by(report: Report) -> Told:
    """Return what the report says, for comparison."""
    roles = frozenset((role.role, role.entity.key) for role in report.roles.all())
    place = report.place.key if report.place else None
    return Told(
        kind=report.kind,
        earliest=report.earliest,
        latest=report.latest,
        day=report.day,
        place=place,
        place_is_exact=bool(place and is_town(place)),
        roles=roles,
        facts=tuple((slot, report.values.get(slot)) for slot in COMPARED[report.kind]),
        pinned_to=report.event_id if report.is_pinned else None,
        place_lies_in=states_around(place) if place else frozenset(),
        behalf=frozenset((key, body) for _, key in roles for body in bodies_of(key, report.day)),
    )


def _neighbours(report_ids: frozenset[int]) -> Neighbours:
    """Return the reports and all that are reached from them over pairs that may tell of the same event."""
    found: Neighbours = {}
    fresh = {
        report.pk: (told_by(report), report) for report in _loaded(Report.objects.filter(pk__in=report_ids))
    }
    while fresh:
        found |= fresh
        asked = _by_block(fresh)
        fresh = {
            near.pk: (told, near)
            for near in _nearby([report for _, report in fresh.values()])
            if near.pk not in found and _is_reached(told := told_by(near), asked)
        }
    return found


def _loaded(reports: QuerySet[Report]) -> QuerySet[Report]:
    reports = reports.select_related("place", "event", "revision__article")
    return reports.prefetch_related("roles__entity", "revision__article__crises")


def _blocks(told: Told) -> Iterator[tuple[str, object]]:
    """Yield what two reports of a kind must have in common: an entity, or a figure's number."""
    if told.kind == Event.Kind.TROOP_FIGURE:
        yield told.kind, told.fact("low")
    else:
        yield from {(told.kind, key) for _, key in told.roles}


def _by_block(reports: Neighbours) -> dict[tuple[str, object], set[Told]]:
    blocks: dict[tuple[str, object], set[Told]] = defaultdict(set)
    for told, _ in reports.values():
        for block in _blocks(told):
            blocks[block].add(told)
    return blocks


def _is_reached(told: Told, asked: dict[tuple[str, object], set[Told]]) -> bool:
    return any(
        told == other or likeness(told, other) > 0
        for block in _blocks(told)
        for other in asked.get(block, ())
    )


def _nearby(reports: Sequence[Report]) -> Iterator[Report]:
    """Yield the stored reports that share a block with one of these and lie within reach of one in time."""
    for kind in {report.kind for report in reports}:
        ones = [report for report in reports if report.kind == kind]
        if kind == Event.Kind.TROOP_FIGURE:
            shared = Q(values__low__in={report.values.get("low") for report in ones})
        else:
            shared = Q(roles__entity__in={role.entity_id for report in ones for role in report.roles.all()})
        near = Q()
        for first, last in _windows(ones):
            near |= Q(day__gte=first - LONGEST, day__lte=last) & (Q(day__gte=first) | Q(latest__gte=first))
        yield from _loaded(Report.objects.filter(shared, near, kind=kind).distinct())


def _windows(reports: Iterable[Report]) -> list[tuple[date, date]]:
    """Return the spans of days within reach of the reports, overlapping ones as one."""
    spans = sorted(
        (
            (report.earliest or report.day) - REACH[report.kind],
            (report.latest or report.earliest or report.day) + REACH[report.kind],
        )
        for report in reports
    )
    windows = spans[:1]
    for first, last in spans[1:]:
        if first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _make_events(groups: Sequence[Sequence[Report]]) -> None:
    """Make an event for each group of reports that have none yet, all in a few queries."""
    values = [settled(group) for group in groups]
    events = Event.objects.bulk_create(
        Event(kind=group[0].kind, extractor_version=EXTRACTOR_VERSION, **of_group.fields)
        for group, of_group in zip(groups, values, strict=True)
    )
    for event, group in zip(events, groups, strict=True):
        for report in group:
            report.event = event
    Report.objects.bulk_update([report for group in groups for report in group], ["event"])
    for kind, model in PARTICULARS.items():
        model.objects.bulk_create(
            model(event=event, **of_group.particulars)
            for event, of_group in zip(events, values, strict=True)
            if event.kind == kind
        )
    Participation.objects.bulk_create(
        Participation(event=event, role=role, entity_id=entity, position=position)
        for event, of_group in zip(events, values, strict=True)
        for position, (role, entity) in enumerate(of_group.roles)
    )
    Event.crises.through.objects.bulk_create(
        Event.crises.through(event_id=event.pk, crisis_id=crisis)
        for event, group in zip(events, groups, strict=True)
        for crisis in {crisis.pk for report in group for crisis in report.revision.article.crises.all()}
    )


def _assign(reports: list[Report], changed: frozenset[int]) -> None:
    """Give the group one event: the one that an editor has looked at, else the oldest."""
    event = min({report.event for report in reports if report.event}, key=_standing)
    moved = [report.pk for report in reports if report.event_id != event.pk]
    Report.objects.filter(pk__in=moved).update(event=event)
    if moved or any(report.pk in changed for report in reports):
        settle(event)


def _standing(event: Event) -> tuple[bool, int]:
    return event.review == Event.Review.EXTRACTED, event.pk


def _close(heirs: dict[Event, Report]) -> None:
    """Let the addresses of events whose reports all went to other events lead on to one of these."""
    kept = set(
        Event.objects.filter(pk__in=[event.pk for event in heirs], reports__isnull=False).values_list(
            "pk", flat=True
        )
    )
    for event, report in heirs.items():
        if event.pk not in kept:
            report.refresh_from_db(fields=["event"])
            Event.objects.filter(Q(pk=event.pk) | Q(merged_into=event)).update(merged_into=report.event)
