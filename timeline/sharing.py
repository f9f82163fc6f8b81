"""Freeze a view of a timeline as it is, and read it again later."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from .cards import Card, local, make_card
from .days import in_order
from .describe import format_days, format_number, in_all_languages
from .filters import Filters
from .models import Crisis, ShareLink
from .order import Order
from .picture import Frame, Shown, picture_of
from .picture.drawing import NARROW, WIDTH
from .selection import Selection

FORMAT = 3  # of the snapshot; the first had neither highlights nor a picture, and the styles of the second's are no more
LINKS_PER_HOUR = 200  # by all readers together; far more than people share by hand
TO_EVENT = re.compile(r'href="#event-(\d+)"')
MAX_EVENTS = 2_000  # a snapshot of some 3 MB; more is no longer a view that somebody reads


class SharingError(Exception):
    """The view cannot be shared; the message tells the reader why."""


@dataclass(frozen=True)
class FrozenPicture:
    """The picture as it was drawn, for pages and for places with little room, with what it says in words."""

    wide: str
    narrow: str
    summary: str


@dataclass(frozen=True)
class SharedView:
    """All that the page of a share link shows."""

    titles: dict[str, str]
    filters: dict[str, str]
    spans: dict[str, str]
    cards: tuple[Card, ...]
    order: Order
    highlights: tuple[int, ...]  # the keys of the events that were picked
    pictures: dict[str, FrozenPicture]

    @property
    def crisis_title(self) -> str:
        """Return the crisis's title as it was, in the reader's language."""
        return local(self.titles)

    @property
    def filtered_by(self) -> str:
        """Return the filters in words, in the reader's language."""
        return local(self.filters)

    @property
    def span(self) -> str:
        """Return the days of the events in words, in the reader's language."""
        return local(self.spans)

    @property
    def picked(self) -> list[Card]:
        """Return the highlights, in the order of the view."""
        return [card for card in self.cards if card.pk in self.highlights]

    @property
    def picture(self) -> FrozenPicture | None:
        """Return the picture with words in the reader's language; early links have none."""
        return self.pictures.get(get_language() or "") or self.pictures.get(settings.LANGUAGE_CODE)


def freeze(crisis: Crisis, filters: Filters, highlights: Collection[int] = ()) -> dict[str, Any]:
    """Return everything that the view shows now, as JSON."""
    selection = Selection(crisis, filters)
    if reason := refusal(selection.total):
        raise SharingError(reason)
    order = selection.order
    cards = in_order(map(make_card, selection.events()), order)
    return {
        "format": FORMAT,
        "titles": in_all_languages(lambda: crisis.local_title),
        "filters": in_all_languages(filters.describe),
        "spans": in_all_languages(lambda: span_of(selection)),
        "newest_first": order.newest_first,
        "since": order.since and order.since.isoformat(),
        "today": order.today and order.today.isoformat(),
        "events": [card.as_json() for card in cards],
        "highlights": [card.pk for card in cards if card.pk in highlights],
        "drawings": _freeze_pictures(selection, [card.pk for card in cards]),
    }


def refusal(number: int) -> str:
    """Return why so many events cannot be frozen, or nothing if they can."""
    if number <= MAX_EVENTS:
        return ""
    return _(
        "Das sind zu viele Ereignisse zum Einfrieren: %(number)s; es gehen höchstens %(most)s. "
        "Grenzen Sie die Ansicht ein, etwa auf einen Monat oder einen Akteur."
    ) % {"number": format_number(number), "most": format_number(MAX_EVENTS)}


def span_of(selection: Selection) -> str:
    """Return the days of the view in words; what somebody recalls from long ago does not widen a crisis."""
    filters, crisis, days = selection.filters, selection.crisis, selection.by_day_inside()
    if not days:
        return ""
    first = filters.since or crisis.first_day or min(days)
    return format_days(first, filters.until or crisis.last_day or max(days))


def thaw(snapshot: dict[str, Any]) -> SharedView:
    """Return the view that was frozen."""
    return SharedView(
        titles=snapshot["titles"],
        filters=snapshot["filters"],
        spans=snapshot.get("spans", {}),
        cards=tuple(_cards(snapshot["events"])),
        order=Order(snapshot["newest_first"], *(_day(snapshot.get(name)) for name in ("since", "today"))),
        highlights=tuple(snapshot.get("highlights", ())),
        pictures={
            language: FrozenPicture(**picture) for language, picture in snapshot.get("drawings", {}).items()
        },
    )


def _freeze_pictures(selection: Selection, shown: Collection[int]) -> dict[str, Any]:
    """Return the picture with its words in every language of the interface, or nothing if nothing is drawn."""
    pictures = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            picture = _freeze_picture(selection, shown)
        if picture:
            pictures[language] = asdict(picture)
    return pictures


def _freeze_picture(selection: Selection, shown: Collection[int]) -> FrozenPicture | None:
    today = timezone.localdate()
    wide, narrow = (
        picture_of(selection, today, Shown(shown), Frame(width, is_frozen=True, is_alone=True))
        for width in (WIDTH, NARROW)
    )
    return FrozenPicture(wide.drawing, narrow.drawing, wide.summary) if wide and narrow else None


def lead_into_list(drawing: str, pages: Mapping[int, int], current: int = 1) -> SafeString:
    """Return the picture with its marks leading to the page of the list that holds the event, in the same frame."""

    def lead(found: re.Match[str]) -> str:
        number = pages.get(int(found[1]), current)
        return f'target="_self" href="{"" if number == current else f"?page={number}"}#event-{found[1]}"'

    return mark_safe(TO_EVENT.sub(lead, drawing))  # noqa: S308 - drawn by the server


def check_readers_may_share() -> None:
    """Hold back a flood of links without knowing who sends it; editors, who are logged in, are not held back."""
    last_hour = timezone.now() - timedelta(hours=1)
    if ShareLink.objects.filter(created_by=None, created_at__gt=last_hour).count() >= LINKS_PER_HOUR:
        raise SharingError(_("Gerade werden sehr viele Ansichten geteilt. Versuchen Sie es in einer Stunde."))


def count_opening(link: ShareLink) -> bool:
    """Count that somebody opened the link, unless it was closed in the meantime; keep nothing about who it was."""
    return ShareLink.objects.open().filter(pk=link.pk).update(openings=F("openings") + 1) == 1


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _cards(events: Iterable[dict[str, Any]]) -> list[Card]:
    return [Card.from_json(values) for values in events]
