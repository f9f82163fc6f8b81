"""The chronicle as it was known at any time: it rests on the evidence published until then, and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from timeline.models import READABLE, Announcement, Crisis, Entity, Event, Evidence, Participation, Report
from timeline.models.known import tell

from .accounts import told_by
from .choices import Choices, choices_for, with_choices
from .clustering import cluster
from .remembering import settled, standing
from .settling import PARTICULARS
from .weighing import Settled

IN_ORDER = ("reported_at", "revision__article__url", "revision__number", "digest", "pk")
FIELDS = ("earliest", "latest", "precision", "place", "first_reported_at")


@dataclass(frozen=True)
class KnownEvent:
    """An event with the values that its known reports bear out, and the evidence for them."""

    event: Event
    values: Settled
    reports: tuple[Report, ...]
    evidence: tuple[Evidence, ...]
    entities: dict[int, Entity]  # who takes part, by id


def known_events(crisis: Crisis, as_of: datetime | None = None) -> Iterator[KnownEvent]:
    """Yield the crisis's visible events with what was known of them at that time (by default now), in the order of their days.

    An event that only a later report brought together is yielded in the parts that were known. What editors have entered and decided
    counts now, and for no time before.
    """
    events = Event.objects.of_crisis(crisis, as_of).with_details().prefetch_related(_reports(as_of))
    chosen = choices_for(event.pk for event in events) if as_of is None else {}
    for event in events:
        reports = list(event.reports.all())
        if as_of is None:
            yield _known_now(event, reports, chosen.get(event.pk, {}))
        else:
            for members in _parts(reports):
                if told := standing(members, as_of):
                    yield _known(event, settled(told, _first(members)), told)


def _known_now(event: Event, reports: Sequence[Report], chosen: Choices) -> KnownEvent:
    told = standing(reports)
    if event.review == Event.Review.EDITED or not told:
        own = tuple(piece for piece in event.evidence.all() if piece.report_id is None)
        entities = {part.entity_id: part.entity for part in event.participations.all()}
        return _known(event, _stored(event), told, own, entities)
    return _known(event, with_choices(settled(told, _first(reports)), chosen), told)


def _first(reports: Sequence[Report]) -> datetime:
    return min(report.reported_at for report in reports)


def _known(
    event: Event,
    values: Settled,
    reports: Sequence[Report],
    own_evidence: tuple[Evidence, ...] = (),
    entities: dict[int, Entity] | None = None,
) -> KnownEvent:
    evidence = tuple(piece for report in reports for piece in report.evidence.all()) + own_evidence
    reported = {part.entity_id: part.entity for report in reports for part in report.roles.all()}
    return KnownEvent(event, values, tuple(reports), evidence, reported | (entities or {}))


def _stored(event: Event) -> Settled:
    """Return the values as an editor left them."""
    particulars = getattr(event, PARTICULARS[event.kind]._meta.model_name or "", None)
    own = {"event", *Announcement.EDITORIAL}
    slots = [field.name for field in particulars._meta.fields if field.name not in own] if particulars else []
    return Settled(
        fields={name: getattr(event, name) for name in FIELDS},
        particulars={slot: getattr(particulars, slot) for slot in slots},
        roles=tuple((part.role, part.entity_id) for part in event.participations.all()),
    )


def as_event(known: KnownEvent, as_of: datetime | None = None) -> Event:
    """Return the event as it would be stored had nothing else been known, by default until now; never saved."""
    event = Event(pk=known.event.pk, kind=known.event.kind, review=known.event.review, **known.values.fields)
    event._state.fields_cache["redemption"] = getattr(known.event, "redemption", None)
    tell(event, known.values.particulars | (_verdict(known.event) if as_of is None else {}))
    event.known_at = as_of
    parts = [
        Participation(event=event, entity=known.entities[entity], role=role, position=position)
        for position, (role, entity) in enumerate(known.values.roles)
    ]
    event._prefetched_objects_cache = {"participations": parts}  # type: ignore[attr-defined]
    return event


def _verdict(event: Event) -> dict[str, Any]:
    """Return what editors say became of an announcement; nothing for other kinds."""
    announcement = getattr(event, "announcement", None)
    return {"verdict": announcement.verdict} if announcement else {}


def _reports(as_of: datetime | None) -> Prefetch:
    reports = Report.objects.filter(READABLE).select_related(
        "place", "revision__article__source", "revision__article__current_revision", "revision__provenance"
    )
    if as_of is not None:
        reports = reports.filter(reported_at__lte=as_of)
    evidence = Prefetch(
        "evidence",
        Evidence.objects.select_related("paragraph", "revision__article__source", "revision__provenance"),
    )
    return Prefetch(
        "reports",
        reports.prefetch_related("roles__entity", evidence).order_by(*IN_ORDER),
    )


def _parts(reports: Sequence[Report]) -> Iterator[Sequence[Report]]:
    """Yield the groups that the reports make without what came later."""
    for group in cluster({report.pk: told_by(report) for report in reports}):
        yield [report for report in reports if report.pk in group]
