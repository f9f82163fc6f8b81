"""Bring events in line with what their reports say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, F, Max, Min, Model, OuterRef, QuerySet, Subquery

from timeline.models import (
    Announcement,
    Crisis,
    Event,
    Evidence,
    Meeting,
    Participation,
    Report,
    Statement,
    TroopFigure,
)

from .accounts import with_details
from .choices import choices_for, with_choices
from .weighing import Settled, Voice, weigh

PARTICULARS: dict[str, type[Meeting] | type[Statement] | type[TroopFigure] | type[Announcement]] = {
    Event.Kind.MEETING: Meeting,
    Event.Kind.STATEMENT: Statement,
    Event.Kind.TROOP_FIGURE: TroopFigure,
    Event.Kind.ANNOUNCEMENT: Announcement,
}
STANDING = {
    "revision": F("revision__article__current_revision")
}  # what its article's newest revision still says

EVENT_OF_REPORT = Subquery(Report.objects.filter(pk=OuterRef("report")).values("event")[:1])


def settle_all(event_ids: Iterable[int | None]) -> None:
    """Bring the events in line with their reports; what an editor has edited keeps its values and gains the evidence."""
    told = Exists(Report.objects.filter(event=OuterRef("pk")))
    events = list(Event.objects.filter(told, pk__in={event for event in event_ids if event}))
    keys = [event.pk for event in events]
    Evidence.objects.filter(report__event__in=keys).exclude(event=F("report__event")).update(
        event=EVENT_OF_REPORT
    )
    _add_crises(keys)
    voices = voices_of(keys)
    first = first_reports(keys)
    free = [event for event in events if event.review != Event.Review.EDITED]
    chosen = choices_for(keys)
    values = {
        event.pk: with_choices(weigh(voices[event.pk], first[event.pk]), chosen.get(event.pk, {}))
        for event in free
    }
    for event in events:
        settled = values.get(event.pk)
        fields = settled.fields | {"merged_into": None} if settled else {"first_reported_at": first[event.pk]}
        _save_changes(event, fields)
    _settle_particulars(free, values)
    _settle_participations(values)


def voices_of(event_ids: Sequence[int]) -> dict[int, list[Voice]]:
    """Return what the reports say that still stand, those that say the same as one; where none stands, all."""
    reports = Report.objects.filter(event__in=event_ids)
    voices = _grouped(reports.filter(**STANDING))
    fallen = [event for event in event_ids if event not in voices]
    return voices | (_grouped(reports.filter(event__in=fallen)) if fallen else {})


def first_reports(event_ids: Sequence[int]) -> dict[int, datetime]:
    """Return since when each event is known."""
    rows = Report.objects.filter(event__in=event_ids).order_by()
    return dict(rows.values_list("event").annotate(Min("reported_at")))


def _grouped(reports: QuerySet[Report]) -> dict[int, list[Voice]]:
    rows = list(
        reports.order_by()
        .values("event", "digest")
        .annotate(
            sample=Min("pk"),
            first=Min("reported_at"),
            last=Max("reported_at"),
            origins=ArrayAgg("revision__provenance__origin", distinct=True),
        )
    )
    samples = with_details(Report.objects.all()).in_bulk([row["sample"] for row in rows])
    voices: dict[int, list[Voice]] = defaultdict(list)
    for row in rows:
        origins = frozenset(origin or "" for origin in row["origins"])
        voices[row["event"]].append(Voice(samples[row["sample"]], origins, row["first"], row["last"]))
    return dict(voices)


def _add_crises(event_ids: Sequence[int]) -> None:
    """Put the events into the crises of the articles that report them."""
    pairs = Crisis.articles.through.objects.filter(article__revisions__reports__event__in=event_ids)
    links = Event.crises.through
    links.objects.bulk_create(
        (
            links(event_id=event, crisis_id=crisis)
            for crisis, event in pairs.values_list("crisis", "article__revisions__reports__event").distinct()
        ),
        ignore_conflicts=True,
    )


def _settle_particulars(events: Sequence[Event], values: Mapping[int, Settled]) -> None:
    for kind, model in PARTICULARS.items():
        ours = [event.pk for event in events if event.kind == kind]
        known = model.objects.in_bulk(ours)  # type: ignore[attr-defined]
        for event, particulars in known.items():
            _save_changes(particulars, values[event].particulars)
        fresh: list[Any] = [
            model(event_id=event, **values[event].particulars) for event in ours if event not in known
        ]
        model.objects.bulk_create(fresh)  # type: ignore[attr-defined]


def _settle_participations(values: Mapping[int, Settled]) -> None:
    known: dict[int, dict[tuple[str, int], Participation]] = defaultdict(dict)
    for part in Participation.objects.filter(event__in=values):
        known[part.event_id][part.role, part.entity_id] = part
    fresh = []
    gone = []
    for event, settled in values.items():
        gone += [part.pk for role, part in known[event].items() if role not in settled.roles]
        for position, (role, entity) in enumerate(settled.roles):
            if (role, entity) in known[event]:
                _save_changes(known[event][role, entity], {"position": position})
            else:
                fresh.append(Participation(event_id=event, role=role, entity_id=entity, position=position))
    if gone:
        Participation.objects.filter(pk__in=gone).delete()
    Participation.objects.bulk_create(fresh)


def _save_changes(row: Model, values: Mapping[str, Any]) -> None:
    """Write only what differs, so that the history holds no empty steps."""
    changed = [field for field, value in values.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, values[field])
    if changed:
        row.save(update_fields=changed)
