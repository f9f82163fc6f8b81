"""A page of a list of events by days: what lies ahead stands apart, and a line shows where today is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.core.paginator import Page, Paginator

from .cards import Card, make_card
from .days import Cut, Group, cut, group_by_days
from .order import Order
from .selection import Selection

MOST_AHEAD = 12  # events that stand before a list that begins with the newest; the others are a link away
FOLDED_FROM = 3  # more of them would push today out of sight


@dataclass(frozen=True)
class Part:
    """A stretch of the list that lies ahead of today, or does not."""

    days: list[Group]
    is_ahead: bool
    follows_today: bool  # whether the line of today stands right before it
    number: int  # of its events, with those that are not shown

    @property
    def is_folded(self) -> bool:
        """Say whether it is too long to stand open before today."""
        return self.is_ahead and not self.follows_today and self.number > FOLDED_FROM

    @property
    def rest(self) -> int:
        """Return how many of its events are not shown."""
        return self.number - _count(self.days)


@dataclass(frozen=True)
class Parts:
    """The stretches of a page, and whether the line of today stands after them."""

    all: list[Part]
    end_with_today: bool


@dataclass(frozen=True)
class Paging:
    """How a list is spread over pages: so many events stand apart before it, on its first page."""

    per_page: int
    apart: int = 0

    def page_of(self, place: int) -> int:
        """Return the page that shows the event at this place in the order; 0 where none does."""
        if place < self.apart:
            return int(place < MOST_AHEAD)
        return (place - self.apart) // self.per_page + 1

    def places_on(self, page: Page) -> list[range]:
        """Return the places in the order of the events that the page shows."""
        listed = range(self.apart + max(page.start_index() - 1, 0), self.apart + page.end_index())
        return [range(min(self.apart, MOST_AHEAD)), listed] if self.apart and page.number == 1 else [listed]


@dataclass(frozen=True)
class Listing:
    """What a page of a list shows."""

    page: Page  # of the events that do not stand apart
    cards: list[Card]
    parts: Parts
    today_page: int  # that has the line of today; 0 where none does
    order: Order

    @property
    def is_away_from_today(self) -> bool:
        """Say whether the list has a line of today elsewhere than at its beginning here."""
        is_at_top = self.order.newest_first and self.page.number == 1
        return self.today_page > 0 and not (is_at_top and self.today_page == 1)


def paging_of(selection: Selection, per_page: int) -> Paging:
    """Return how the view's list is spread over pages."""
    ahead = sum(_ahead(selection).values())
    is_apart = selection.order.newest_first and ahead < selection.total
    return Paging(per_page, ahead if is_apart else 0)


def list_page(
    selection: Selection, number: str | None, paging: Paging, mark: Callable[[list[Card]], list[Card]] = list
) -> Listing:
    """Return a page of the view's list; `mark` says what is new of its cards."""
    order, apart = selection.order, paging.apart
    page = Paginator(range(selection.total - apart), paging.per_page).get_page(number)
    cards = mark([make_card(event) for event in selection.events(*paging.places_on(page))])
    ahead = [card for card in cards if apart and order.is_ahead(card.day)]
    listed = [card for card in cards if not (apart and order.is_ahead(card.day))]
    groups = group_by_days(ahead, order) + group_by_days(listed, order, _cut(selection, page, apart))
    today_page = _today_page(selection, paging)
    parts = parts_of(groups, order, page.number == today_page, apart)
    return Listing(page, cards, parts, today_page, order)


def ahead_of(selection: Selection) -> str:
    """Return the address of the view of what lies ahead."""
    tomorrow = selection.today and selection.today + timedelta(days=1)
    return selection.crisis.get_absolute_url() + selection.filters.but(since=tomorrow).query


def parts_of(groups: Sequence[Group], order: Order, has_today: bool, apart: int = 0) -> Parts:
    """Return the groups in stretches; `apart` is how many events stand before the list."""
    parts: list[Part] = []
    for is_ahead, same in groupby(groups, key=lambda group: order.is_ahead(group.cards[0].day)):
        follows_today = has_today and is_ahead != order.newest_first
        has_today = has_today and not follows_today
        days = list(same)
        number = apart if apart and is_ahead else _count(days)
        parts.append(Part(days, is_ahead, follows_today, number))
    return Parts(parts, has_today)


def place_of_today(numbers: Mapping[date, int], order: Order) -> int:
    """Return how many events stand before today's line."""
    if order.newest_first:
        return sum(number for day, number in numbers.items() if order.is_ahead(day))
    before = Order(since=order.since)
    today = before.place(order.today or date.max)
    return sum(number for day, number in numbers.items() if before.place(day) <= today)


def _today_page(selection: Selection, paging: Paging) -> int:
    filters, today, total = selection.filters, selection.today, selection.total
    if not total or today is None or not (filters.since or today) <= today <= (filters.until or today):
        return 0
    place = place_of_today(selection.by_day_inside(), selection.order)
    return paging.page_of(min(place, total - 1)) if place else 1


def _ahead(selection: Selection) -> Counter[date]:
    numbers, order = selection.by_day_inside(), selection.order
    return Counter({day: number for day, number in numbers.items() if order.is_ahead(day)})


def _cut(selection: Selection, page: Page, apart: int) -> Cut:
    numbers = selection.by_day_inside() - (_ahead(selection) if apart else Counter())
    return cut(numbers, page.start_index() - 1, page.end_index(), selection.order)


def _count(days: Sequence[Group]) -> int:
    return sum(len(group.cards) for group in days)
