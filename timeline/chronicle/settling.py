"""Bring events in line with what their reports say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from timeline.extraction import EXTRACTOR_VERSION
from timeline.models import (
    READABLE,
    STANDING,
    Announcement,
    Event,
    Evidence,
    Meeting,
    Participation,
    Report,
    Statement,
    TroopFigure,
    readable,
)

from .accounts import with_parts
from .belonging import belong
from .choices import choices_for, with_choices
from .redeeming import redeem
from .remembering import remember
from .storing import Changes, store
from .weighing import Settled, Voice, weigh

PARTICULARS: dict[str, type[Meeting] | type[Statement] | type[TroopFigure] | type[Announcement]] = {
    Event.Kind.MEETING: Meeting,
    Event.Kind.STATEMENT: Statement,
    Event.Kind.TROOP_FIGURE: TroopFigure,
    Event.Kind.ANNOUNCEMENT: Announcement,
}
# Whose reports are weighed, the first that there are: what readers may read, else what they could before it was corrected, else drafts.
HEARD = (readable(), READABLE, STANDING, Q())

EVENT_OF_REPORT = Subquery(Report.objects.filter(pk=OuterRef("report")).values("event")[:1])


def settle_all(event_ids: Iterable[int | None]) -> None:
    """Bring the events in line with their reports, and make those that have no row yet.

    What an editor has edited keeps its values and gains the evidence; an event without reports stays as it is.
    """
    keys = [event for event in event_ids if event]
    first = first_reports(keys)
    events = _stored(first)
    free = [key for key in first if key not in events or events[key].review != Event.Review.EDITED]
    values = _settled(free, first)
    store(_event_changes(events, values, first))
    store(_particular_changes(events, values))
    _settle_participations(values)
    belong(list(first))
    redeem(keys)
    remember(keys)


def gather_evidence(event_ids: Iterable[int]) -> None:
    """Let the evidence of reports that came to the events come with them."""
    strayed = Evidence.objects.filter(report__event__in=list(event_ids)).exclude(event=F("report__event"))
    strayed.update(event=EVENT_OF_REPORT)


def voices_of(event_ids: Sequence[int]) -> dict[int, list[Voice]]:
    """Return what the reports say that readers may read and that still stand, those that say the same as one; else others."""
    voices: dict[int, list[Voice]] = {}
    for heard in HEARD:
        if unheard := [event for event in event_ids if event not in voices]:
            voices |= _grouped(Report.objects.filter(heard, event__in=unheard))
    return voices


def first_reports(event_ids: Sequence[int]) -> dict[int, datetime]:
    """Return since when each event is known that has reports; drafts count only where no others do."""
    rows = Report.objects.filter(event__in=event_ids).order_by().values_list("event")
    first = Coalesce(Min("reported_at", filter=READABLE), Min("reported_at"))
    return dict(rows.annotate(first=first))


def _stored(event_ids: Iterable[int]) -> dict[int, Event]:
    names = [model._meta.model_name or "" for model in PARTICULARS.values()]
    return Event.objects.select_related("place", *names).in_bulk(list(event_ids))


def _settled(event_ids: Sequence[int], first: Mapping[int, datetime]) -> dict[int, tuple[str, Settled]]:
    """Return each event's kind and values."""
    voices, chosen = voices_of(event_ids), choices_for(event_ids)
    return {
        event: (
            voices[event][0].report.kind,
            with_choices(weigh(voices[event], first[event]), chosen.get(event, {})),
        )
        for event in event_ids
    }


def _grouped(reports: QuerySet[Report]) -> dict[int, list[Voice]]:
    rows = list(
        reports.order_by()
        .values("event", "digest")
        .annotate(
            sample=Min("pk"),
            last=Max("said_since"),
            origins=ArrayAgg("revision__provenance__origin", distinct=True),
        )
    )
    samples = with_parts(Report.objects.all()).in_bulk([row["sample"] for row in rows])
    voices: dict[int, list[Voice]] = defaultdict(list)
    for row in rows:
        origins = frozenset(origin or "" for origin in row["origins"])
        voices[row["event"]].append(Voice(samples[row["sample"]], origins, row["last"]))
    return dict(voices)


def _event_changes(
    events: Mapping[int, Event],
    values: Mapping[int, tuple[str, Settled]],
    first: Mapping[int, datetime],
) -> Iterator[Changes]:
    for key, known_since in first.items():
        if key not in values:
            yield events[key], {"first_reported_at": known_since}
            continue
        kind, settled = values[key]
        event = events.get(key) or Event(pk=key, kind=kind, extractor_version=EXTRACTOR_VERSION)
        yield event, settled.fields | {"merged_into": None}


def _particular_changes(
    events: Mapping[int, Event], values: Mapping[int, tuple[str, Settled]]
) -> Iterator[Changes]:
    for key, (kind, settled) in values.items():
        model = PARTICULARS[kind]
        known = getattr(events.get(key), model._meta.model_name or "", None)
        yield known or model(event_id=key), settled.particulars


def _settle_participations(values: Mapping[int, tuple[str, Settled]]) -> None:
    known: dict[int, dict[tuple[str, int], Participation]] = defaultdict(dict)
    for part in Participation.objects.filter(event__in=values):
        known[part.event_id][part.role, part.entity_id] = part
    gone = [
        part.pk
        for event, (_, settled) in values.items()
        for role, part in known[event].items()
        if role not in settled.roles
    ]
    if gone:
        Participation.objects.filter(pk__in=gone).delete()
    store(
        (
            known[event].get((role, entity))
            or Participation(event_id=event, role=role, entity_id=entity, position=position),
            {"position": position},
        )
        for event, (_, settled) in values.items()
        for position, (role, entity) in enumerate(settled.roles)
    )
