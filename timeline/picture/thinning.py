"""Choose the troop figures that a picture with many events can show: of each claimant the last in a cell."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, DateField, F, Func, IntegerField, Value, Window
from django.db.models.functions import RowNumber

from timeline.models import EntryQuerySet, Event
from timeline.selection import Selection

from .scale import Scale, units_between


def telling_figures(selection: Selection, scale: Scale, most: int) -> EntryQuerySet:
    """Return the figures by their days; of too many only numbers of soldiers, of each who says them of whom, and where, the last in a cell.

    Where even these are too many, those go first who say most.
    """
    figures = selection.entries.filter(kind=Event.Kind.TROOP_FIGURE)
    if selection.by_kind()[Event.Kind.TROOP_FIGURE] > most:
        chosen = _last_of_cells(figures.filter(low__isnull=False), scale)
        figures = selection.entries.filter(event__in=chosen.values("event")[:most])
    return figures.order_by("day", "event")


def _last_of_cells(figures: EntryQuerySet, scale: Scale) -> EntryQuerySet:
    starts = [cell.first for cell in units_between(scale.first, scale.last, scale.grain)]
    cell = Func(
        F("day"),
        Value(starts, output_field=ArrayField(DateField())),
        function="width_bucket",
        output_field=IntegerField(),
    )
    last = Window(
        RowNumber(), partition_by=[F("entities"), cell], order_by=[F("day").desc(), F("event").desc()]
    )
    number = Window(Count("*"), partition_by=[F("entities")])
    return (
        figures.annotate(place_from_end=last, number=number)
        .filter(place_from_end=1)
        .order_by("-number", "-day")
    )
