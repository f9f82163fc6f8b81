"""What has become of a shared view since it was frozen: events that came, changed, or were withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .cards import Card, local, make_card
from .forms import TimelineFilterForm
from .keeping import with_stamp
from .models import Event, ShareLink
from .sharing import MAX_EVENTS, SharedView

SECONDS = 300  # for which a comparison is kept, unless the chronicle changes before
MOST_LISTED = 12
LABELS = {"new": _("neu"), "changed": _("geändert"), "withdrawn": _("zurückgezogen")}
UNKNOWN = "unknown"  # to the cache, which may well hold None


@dataclass(frozen=True)
class Change:
    """An event that today's view shows otherwise than the frozen one, or only one of them shows."""

    kind: str
    url: str  # of the event as it is now; nothing where it was withdrawn
    headlines: dict[str, str]
    day: date

    @property
    def label(self) -> str:
        """Return what happened, in the reader's language."""
        return str(LABELS[self.kind])

    @property
    def headline(self) -> str:
        """Return which event it is, in the reader's language."""
        return local(self.headlines)


@dataclass(frozen=True)
class Changes:
    """How many changes there were; the first of them by days."""

    count: int
    listed: tuple[Change, ...]

    @property
    def unlisted(self) -> int:
        """Return how many more there are than are listed."""
        return self.count - len(self.listed)


def changes_since(link: ShareLink, view: SharedView) -> Changes | None:
    """Return the changes since the view was frozen; None where today's view can no longer be made."""
    crisis: Any = with_stamp().get(pk=link.crisis_id)
    key = f"since-{link.pk}-" + "-".join(map(str, crisis.stamp))
    found = cache.get(key, UNKNOWN)
    if found == UNKNOWN:
        found = _compare(link, view)
        cache.set(key, found, SECONDS)
    return found


def _compare(link: ShareLink, view: SharedView) -> Changes | None:
    form = TimelineFilterForm(QueryDict(link.query))
    events = form.filters.apply(Event.objects.of_crisis(link.crisis))
    if form.errors or events.count() > MAX_EVENTS:
        return None
    now = {event.pk: make_card(event) for event in events.with_details()}
    changes = sorted(_changes({card.pk: card for card in view.cards}, now), key=lambda change: change.day)
    return Changes(len(changes), tuple(changes[:MOST_LISTED]))


def _changes(then: dict[int, Card], now: dict[int, Card]) -> Iterator[Change]:
    for pk, card in now.items():
        if pk not in then:
            yield Change("new", card.url, card.headlines, card.day)
        elif _shown(card) != _shown(then[pk]):
            yield Change("changed", card.url, card.headlines, card.day)
    for pk in _withdrawn(then.keys() - now.keys(), set(now)):
        yield Change("withdrawn", "", then[pk].headlines, then[pk].day)


def _shown(card: Card) -> tuple[Any, ...]:
    """Return what makes a difference to readers; one more paper that reports the same makes none."""
    return card.headlines["de"], card.earliest, card.latest, card.precision, card.status, card.review


def _withdrawn(gone: set[int], there: set[int]) -> set[int]:
    """Return the events that are gone without having gone up in one that is there."""
    merged = Event.objects.filter(pk__in=gone, merged_into__in=there).values_list("pk", flat=True)
    return gone - set(merged)
