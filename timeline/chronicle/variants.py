"""Where the reports of an event differ: every value with the origins and the reports that give it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.models import Event, Report, readable

from .accounts import with_details
from .behalf import states_around
from .origins import origin_of
from .weighing import FULLEST, lies_in

NOT_COMPARED = FULLEST | {"status", "cue", "mode", "stance"}  # wordings, and what changes over time


@dataclass(frozen=True)
class Variant:
    """A value of a slot, as some reports have it."""

    value: Any
    origins: frozenset[str]
    reports: tuple[Report, ...]


def standing_reports(event: Event) -> list[Report]:
    """Return what readable articles still report of the event, the first report first; else whatever was reported of it."""
    reports = with_details(event.reports.all()).select_related("revision__article__source")
    found = reports.filter(readable()) or reports
    return list(found.prefetch_related("evidence__paragraph").order_by("said_since", "pk"))


def reports_known(event: Event) -> list[Report]:
    """Return what readable articles reported of the event at the time to which it was taken back, the first report first."""
    reports = with_details(event.reports.filter(readable(event.known_at)))
    return list(reports.select_related("revision__article__source").order_by("said_since", "pk"))


def variants(reports: Sequence[Report]) -> dict[str, list[Variant]]:
    """Return the slots on which the reports differ, each with its values, the best supported first.

    What is only told less exactly (the week instead of the day, the country instead of the town) is no difference.
    """
    slots = {
        "days": _of(reports, lambda report: (report.earliest, report.latest), lies_in),
        "place": _of(
            reports,
            lambda report: report.place.key if report.place else None,
            lambda place, wider: place == wider or wider in states_around(place),
        ),
    }
    for slot in sorted({slot for report in reports for slot in report.values} - NOT_COMPARED):
        slots[slot] = _of(reports, lambda report, slot=slot: report.values.get(slot))  # type: ignore[misc]
    return {slot: found for slot, found in slots.items() if len(found) > 1}


def _of(
    reports: Iterable[Report],
    read: Callable[[Report], Any],
    implies: Callable[[Any, Any], bool] = lambda one, other: one == other,
) -> list[Variant]:
    by_value: dict[Any, list[Report]] = {}
    for report in reports:
        value = read(report)
        if value not in (None, (None, None), ""):
            by_value.setdefault(value, []).append(report)
    exact = [
        value for value in by_value if not any(implies(other, value) for other in by_value if other != value)
    ]
    found = [
        Variant(
            value, frozenset(origin_of(report.revision) for report in by_value[value]), tuple(by_value[value])
        )
        for value in exact
    ]
    return sorted(found, key=lambda variant: (-len(variant.origins), str(variant.value)))
