"""What editors decide on events: take wrong merges apart, join what belongs together, choose between values; all undoable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.models import Crisis, Event, Report, Ruling

from .accounts import mark_anew, with_parts
from .belonging import slot_of
from .locking import only_writer
from .merging import bring_together
from .settling import gather_evidence, settle_all

Editor = Any  # the user model's instance, None in a script


class RulingError(ValueError):
    """A decision that cannot be carried out."""


def split(event: Event, report_ids: Iterable[int], *, reason: str, editor: Editor = None) -> Event:
    """Take the reports out of the event into one of their own; both stay as they are until this is undone."""
    with only_writer():
        reports = event.reports.all()
        leaving = reports.filter(pk__in=list(report_ids))
        if not leaving or leaving.count() == reports.count():
            raise RulingError("Abtrennen lässt sich nur ein Teil der Meldungen.")
        before = _assignments(reports)
        other = Event.objects.create(kind=event.kind, extractor_version=event.extractor_version)
        moved = list(leaving.values_list("pk", flat=True))
        Report.objects.filter(pk__in=moved).update(event=other)
        _pin(before)
        Ruling.objects.create(
            kind=Ruling.Kind.SPLIT, event=event, other=other, reason=reason, before=before, made_by=editor
        )
        _settle(before, {event.pk, other.pk})
    return other


def merge(event: Event, others: Iterable[Event], *, reason: str, editor: Editor = None) -> None:
    """Bring all reports of the other events into this one, where they stay until this is undone."""
    with only_writer():
        for other in others:
            if other.kind != event.kind or other.pk == event.pk:
                raise RulingError("Zusammenlegen lassen sich nur verschiedene Ereignisse derselben Art.")
            before = _assignments(Report.objects.filter(event__in=[event, other]))
            other.reports.update(event=event)
            _pin(before)
            Event.objects.filter(Q(pk=other.pk) | Q(merged_into=other)).update(merged_into=event)
            Ruling.objects.create(
                kind=Ruling.Kind.MERGE, event=event, other=other, reason=reason, before=before, made_by=editor
            )
            _settle(before, {event.pk})


def choose(event: Event, slot: str, value: Any, *, reason: str, editor: Editor = None) -> None:
    """Let a value of the event stand, whatever its reports say; `value` is in the form in which JSON holds it."""
    with only_writer():
        event.rulings.standing().filter(kind=Ruling.Kind.VALUE, slot=slot).update(
            undone_at=timezone.now(), undone_by=editor
        )
        Ruling.objects.create(
            kind=Ruling.Kind.VALUE, event=event, slot=slot, value=value, reason=reason, made_by=editor
        )
        settle_all([event.pk])


def decide_crisis(event: Event, crisis: Crisis, *, belongs: bool, editor: Editor = None) -> None:
    """Let the event belong to the crisis or not, whatever articles report it."""
    words = _("In die Krise „%s“ genommen") if belongs else _("Aus der Krise „%s“ genommen")
    choose(event, slot_of(crisis), belongs, reason=words % crisis.title, editor=editor)


def undo(ruling: Ruling, *, editor: Editor = None) -> None:
    """Take a decision back: the reports return to where they were and are brought together anew."""
    with only_writer():
        if ruling.undone_at:
            return
        ruling.undone_at, ruling.undone_by = timezone.now(), editor
        ruling.save(update_fields=["undone_at", "undone_by"])
        events = {
            ruling.event_id,
            ruling.other_id or ruling.event_id,
            *(event for _, event, _ in ruling.before),
        }
        Event.objects.filter(pk__in=events).update(merged_into=None)
        for report, event, was_pinned in ruling.before:
            Report.objects.filter(pk=report).update(event=event, is_pinned=was_pinned)
        _settle(ruling.before, events)
        bring_together(report for report, _, _ in ruling.before)
        _lead_back(ruling)


def _assignments(reports: Any) -> list[tuple[int, int, bool]]:
    return list(reports.order_by("pk").values_list("pk", "event", "is_pinned"))


def _pin(assignments: Iterable[tuple[int, int, bool]]) -> None:
    Report.objects.filter(pk__in=[report for report, _, _ in assignments]).update(is_pinned=True)


def _settle(assignments: Iterable[tuple[int, int, bool]], events: set[int | None]) -> None:
    mark_anew(with_parts(Report.objects.filter(pk__in=[report for report, _, _ in assignments])))
    gather_evidence(event for event in events if event)
    settle_all(events)


def _lead_back(ruling: Ruling) -> None:
    """Let the address of an event that was split off, and is empty again, lead to the one it came from."""
    if ruling.other_id:
        Event.objects.filter(pk=ruling.other_id, reports__isnull=True).update(merged_into=ruling.event_id)
