"""Group cards by the days on which their events lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext

from . import describe
from .cards import Card
from .models import Event

FOLDED_FROM = 12  # more events than a reader takes in at a glance
UNTIMED = "99:99"  # after all hours of the clock
WEIGHTS = {
    kind: weight for weight, kind in enumerate(["meeting", "announcement", "troop_figure", "statement"])
}


@dataclass(frozen=True)
class Group:
    """The events of one day, or of one uncertain span of days."""

    heading: str
    cards: tuple[Card, ...]
    day: date | None = None  # None where the days are uncertain
    note: str = ""

    @property
    def shown(self) -> tuple[Card, ...]:
        """Return the weightiest events, which stand open."""
        return self.cards if len(self.cards) <= FOLDED_FROM + 1 else self.cards[:FOLDED_FROM]

    @property
    def folded(self) -> tuple[Card, ...]:
        """Return the rest, which a reader opens in place."""
        return self.cards[len(self.shown) :]


def group_by_days(cards: Iterable[Card], *, newest_first: bool = False) -> list[Group]:
    """Return the cards in groups; on one day what is certain comes first, and what nobody dates last."""
    ordered = sorted(cards, key=_place_within_day)
    ordered.sort(key=lambda card: card.day, reverse=newest_first)
    return [_group(list(same)) for _key, same in groupby(ordered, key=_days)]


def _place_within_day(card: Card) -> tuple[int, str, int, str, int]:
    certainty = 0 if card.is_one_day else 1 if card.is_dated else 2
    latest = card.latest.isoformat() if card.latest else ""
    weight = WEIGHTS.get(card.kind, len(Event.Kind))
    return certainty, latest, weight, card.begins_at or UNTIMED, -len(card.quotes)


def _days(card: Card) -> tuple[object, ...]:
    return card.day, card.earliest, card.latest, card.precision if not card.is_one_day else ""


def _group(cards: list[Card]) -> Group:
    first = cards[0]
    if first.is_one_day:
        return Group(first.days, tuple(cards), first.day, describe.format_weekday(first.day))
    if first.is_dated:
        return Group(first.days, tuple(cards), note=gettext("genauer Tag offen"))
    return Group(describe.format_day(first.day), tuple(cards), note=gettext("Tag offen, gemeldet"))
