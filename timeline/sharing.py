"""Freeze a view of a timeline as it is, and read it again later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from .cards import Card, local, make_card
from .describe import in_all_languages
from .filters import Filters
from .models import Crisis, Event, ShareLink

FORMAT = 1  # of the snapshot, for readers of old ones once it changes
LINKS_PER_HOUR = 200  # by all readers together; far more than people share by hand
MAX_EVENTS = 2_000  # a snapshot of some 3 MB; more is no longer a view that somebody reads


class SharingError(Exception):
    """The view cannot be shared; the message tells the reader why."""


@dataclass(frozen=True)
class SharedView:
    """All that the page of a share link shows."""

    titles: dict[str, str]
    filters: dict[str, str]
    cards: tuple[Card, ...]
    newest_first: bool

    @property
    def crisis_title(self) -> str:
        """Return the crisis's title as it was, in the reader's language."""
        return local(self.titles)

    @property
    def filtered_by(self) -> str:
        """Return the filters in words, in the reader's language."""
        return local(self.filters)


def freeze(crisis: Crisis, filters: Filters) -> dict[str, Any]:
    """Return everything that the view shows now, as JSON."""
    events = filters.apply(Event.objects.of_crisis(crisis))
    if events.count() > MAX_EVENTS:
        raise SharingError(_("Das sind zu viele Ereignisse zum Teilen. Grenzen Sie die Ansicht ein."))
    return {
        "format": FORMAT,
        "titles": in_all_languages(lambda: crisis.local_title),
        "filters": in_all_languages(filters.describe),
        "newest_first": filters.newest_first,
        "events": [make_card(event).as_json() for event in events.with_details()],
    }


def thaw(snapshot: dict[str, Any]) -> SharedView:
    """Return the view that was frozen."""
    cards = _cards(snapshot["events"])
    return SharedView(snapshot["titles"], snapshot["filters"], tuple(cards), snapshot["newest_first"])


def check_readers_may_share() -> None:
    """Hold back a flood of links without knowing who sends it; editors, who are logged in, are not held back."""
    last_hour = timezone.now() - timedelta(hours=1)
    if ShareLink.objects.filter(created_by=None, created_at__gt=last_hour).count() >= LINKS_PER_HOUR:
        raise SharingError(_("Gerade werden sehr viele Ansichten geteilt. Versuchen Sie es in einer Stunde."))


def count_opening(link: ShareLink) -> bool:
    """Count that somebody opened the link, unless it was closed in the meantime; keep nothing about who it was."""
    return ShareLink.objects.open().filter(pk=link.pk).update(openings=F("openings") + 1) == 1


def _cards(events: Iterable[dict[str, Any]]) -> list[Card]:
    return [Card.from_json(values) for values in events]
