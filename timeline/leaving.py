"""Why readers of a crisis see an event no more: told by what it is now, or by what it went up in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.history import DELETED

from .models import Crisis, Entry, Event

REASONS = {
    "rejected": _("von der Redaktion verworfen"),
    "taken out": _("von der Redaktion aus dieser Krise genommen"),
    "merged": _("in einem Ereignis außerhalb dieser Krise aufgegangen"),
    "deleted": _("von der Redaktion gelöscht"),
    "corrected": _("von keinem Artikel mehr gemeldet: berichtigt oder gestrichen"),
    "reported no more": _("von keinem Artikel mehr gemeldet"),
    "unpublished": _("der Artikel ist nicht mehr öffentlich"),
    "unchecked": _("noch nicht von der Redaktion bestätigt, und diese Krise zeigt nur Bestätigtes"),
    "other values": _("passt nicht mehr zu dieser Auswahl"),
}
WITHOUT_WORDS = ("deleted", "reported no more", "unpublished")  # of these nothing is told that is stored


@dataclass(frozen=True)
class Leaving:
    """Why an event is shown no more, and the address of what is left of it that readers may see, if anything is."""

    reason: str
    url: str = ""

    @property
    def label(self) -> str:
        """Return the reason in the reader's language."""
        return str(REASONS[self.reason])


def with_reasons(rows: QuerySet[Any], crisis: Crisis, event: str = "pk") -> QuerySet[Any]:
    """Return events, or rows that point to them, each with why readers of the crisis see it no more (`reason`) and what is left (`heir`).

    The first that is true counts, of the event in which it went up if it did.
    """
    path = "" if event == "pk" else f"{event}__"
    today = Entry.objects.known(None).filter(event=OuterRef("heir"))
    there = today.filter(crisis=crisis)
    found = rows.annotate(heir=Coalesce(F(f"{path}merged_into"), F(event)))
    heirs = Event.objects.filter(pk=OuterRef("heir"))
    return found.annotate(
        is_elsewhere=Exists(today.shown()),
        reason=Case(
            When(Exists(there.shown()), then=Value("other values")),
            When(~Exists(heirs), then=_how_deleted(event)),
            When(Exists(heirs.filter(review=Event.Review.REJECTED)), then=Value("rejected")),
            When(Exists(there), then=Value("unchecked")),
            When(Exists(today), heir=F(event), then=Value("taken out")),
            When(Exists(today), then=Value("merged")),
            When(Exists(Entry.objects.filter(event=OuterRef("heir"))), then=Value("corrected")),
            default=Value("unpublished"),
        ),
    )


def reasons(crisis: Crisis, events: Collection[int]) -> dict[int, Leaving]:
    """Return why a view of the crisis shows these events no more; two queries."""
    stored = {row.pk: leaving(row) for row in with_reasons(Event.objects.filter(pk__in=events), crisis)}
    deleted = _deletions().filter(pgh_obj__in=[key for key in events if key not in stored])
    by_editors = set(deleted.values_list("pgh_obj", flat=True))
    gone = {key: Leaving("deleted" if key in by_editors else "reported no more") for key in events}
    return gone | stored


def leaving(row: Any) -> Leaving:
    """Return what a row that came by `with_reasons` tells."""
    has_page = row.is_elsewhere or row.reason == "corrected"
    return Leaving(row.reason, reverse("event", args=[row.heir]) if has_page and row.heir else "")


def _how_deleted(event: str) -> Any:
    by_editor = _deletions().filter(pgh_obj=OuterRef(event))
    return Case(When(Exists(by_editor), then=Value("deleted")), default=Value("reported no more"))


def _deletions() -> QuerySet[Any]:
    """Return the deletions of events that editors are to account for."""
    history: Any = Event.changes.rel.related_model.objects  # type: ignore[attr-defined]
    return history.filter(pgh_label=DELETED, pgh_context__metadata__user__gt=0)
