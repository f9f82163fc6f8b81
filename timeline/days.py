"""Group cards by the days on which their events lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.utils.translation import gettext

from . import describe
from .cards import Card
from .models import Event
from .order import Order
from .selection import WEIGHTS

FOLDED_FROM = 12  # more events than a reader takes in at a glance
UNTIMED = "99:99"  # after all hours of the clock
USUAL = Order()


@dataclass(frozen=True)
class Group:
    """The events of one day, or of one uncertain span of days."""

    heading: str
    cards: tuple[Card, ...]
    day: date | None = None  # None where the days are uncertain
    note: str = ""
    is_continued: bool = False  # from the page before, which showed the weightiest
    rest: int = 0  # events of the day on the next pages

    @property
    def shown(self) -> tuple[Card, ...]:
        """Return the weightiest events, which stand open."""
        is_short = self.is_continued or len(self.cards) <= FOLDED_FROM + 1
        return self.cards if is_short else self.cards[:FOLDED_FROM]

    @property
    def folded(self) -> tuple[Card, ...]:
        """Return the rest, which a reader opens in place."""
        return self.cards[len(self.shown) :]


@dataclass(frozen=True)
class Cut:
    """Where a page of a list begins and ends within a day."""

    is_continued: bool = False
    rest: int = 0  # events of the last day that come after the page


def cut(numbers: Mapping[date, int], start: int, stop: int, order: Order = USUAL) -> Cut:
    """Return how the page from one place of a list to another cuts the days, of which each has so many events."""
    end, is_continued, rest = 0, False, 0
    for day in sorted(numbers, key=order.place):
        begin, end = end, end + numbers[day]
        is_continued |= begin < start < end
        rest = end - stop if begin < stop < end else rest
    return Cut(is_continued, rest)


def in_order(cards: Iterable[Card], order: Order = USUAL) -> list[Card]:
    """Return the cards by days; on one day what is certain comes first, and what nobody dates last."""
    return sorted(sorted(cards, key=_place_within_day), key=lambda card: order.place(card.day))


def group_by_days(cards: Iterable[Card], order: Order = USUAL, at: Cut | None = None) -> list[Group]:
    """Return the cards in groups, in order; `at` says what of their first and last day lies on other pages."""
    groups = [_group(list(same)) for _key, same in groupby(in_order(cards, order), key=_days)]
    if groups and at:
        groups[0] = replace(groups[0], is_continued=at.is_continued)
        groups[-1] = replace(groups[-1], rest=at.rest)
    return groups


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
