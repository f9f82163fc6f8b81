"""What has become of a shared view since it was frozen: events that came, changed, or were withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .cards import Card, make_card
from .forms import TimelineFilterForm
from .keeping import with_stamp
from .leaving import Leaving, reasons
from .models import Crisis, EntryQuerySet, Event, ShareLink
from .sharing import SharedView

SECONDS = 300  # for which a comparison is kept, unless the chronicle changes before
MOST_LISTED = 12
LABELS = {"new": _("neu"), "changed": _("geändert"), "withdrawn": _("zurückgezogen")}
UNKNOWN = "unknown"  # to the cache, which may well hold None


@dataclass(frozen=True)
class Change:
    """An event that today's view shows otherwise than the frozen one, or only one of them shows."""

    kind: str
    url: str  # of the event as it is now; nothing where nothing of it is left for readers
    headline: str
    day: date
    leaving: Leaving | None = None  # why it was withdrawn

    @property
    def reason_label(self) -> str:
        """Return why it was withdrawn, in the reader's language."""
        return self.leaving.label if self.leaving else ""

    @property
    def label(self) -> str:
        """Return what happened, in the reader's language."""
        return str(LABELS[self.kind])


@dataclass(frozen=True)
class Changes:
    """How many changes there were, some of them, and the address of the view of what is new and changed, if anything is."""

    count: int
    listed: tuple[Change, ...]
    url: str

    @property
    def unlisted(self) -> int:
        """Return how many more there are than are listed."""
        return self.count - len(self.listed)


def changes_since(link: ShareLink, view: SharedView) -> Changes | None:
    """Return the changes since the view was frozen; None where today's view can no longer be made."""
    crisis: Any = with_stamp().get(pk=link.crisis_id)
    key = f"since-{link.pk}-{get_language()}-" + "-".join(map(str, crisis.stamp))
    found = cache.get(key, UNKNOWN)
    if found == UNKNOWN:
        found = _compare(link, view)
        cache.set(key, found, SECONDS)
    return found


def _compare(link: ShareLink, view: SharedView) -> Changes | None:
    form = TimelineFilterForm(QueryDict(link.query))
    if form.errors or form.filters.as_of:
        return None
    then = {card.pk: card for card in view.cards}
    filters = form.filters.but(changed_since=link.created_at)
    moved = filters.entries(link.crisis).order_by("day", "event").values_list("event", flat=True)
    gone = sorted(_withdrawn(set(then), form.filters.entries(link.crisis)))
    listed = [*_moved(moved[:MOST_LISTED], then)]
    listed += _gone(link.crisis, [then[pk] for pk in gone[: MOST_LISTED - len(listed)]])
    return Changes(
        count=len(moved) + len(gone),
        listed=tuple(listed),
        url=link.crisis.get_absolute_url() + filters.query if moved else "",
    )


def _moved(keys: Iterable[int], then: Collection[int]) -> Iterator[Change]:
    for event in Event.objects.filter(pk__in=list(keys)).order_by("day", "pk").with_details():
        card = make_card(event)
        kind = "changed" if card.pk in then else "new"
        yield Change(kind, card.url, card.headline, card.day)


def _gone(crisis: Crisis, cards: Sequence[Card]) -> Iterator[Change]:
    why = reasons(crisis, [card.pk for card in cards])
    for card in cards:
        yield Change("withdrawn", why[card.pk].url, card.headline, card.day, why[card.pk])


def _withdrawn(shown: set[int], entries: EntryQuerySet) -> set[int]:
    """Return the events that are gone without having gone up in one that is there."""
    gone = shown - set(entries.filter(event__in=shown).values_list("event", flat=True))
    merged = Event.objects.filter(pk__in=gone, merged_into__in=entries.values("event"))
    return gone - set(merged.values_list("pk", flat=True))
