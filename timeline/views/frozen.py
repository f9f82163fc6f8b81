"""What the pages of a share link show, on our site and in the frames of others."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Page, Paginator

from timeline.cards import Card
from timeline.days import group_by_days
from timeline.listing import parts_of, place_of_today
from timeline.models import ShareLink
from timeline.sharing import SharedView, lead_into_list, thaw


def frozen_page(link: ShareLink, number: str | None, per_page: int, *, is_narrow: bool) -> dict[str, Any]:
    """Return a page of the frozen view; the first one puts the highlights first."""
    view = thaw(link.snapshot)
    page = Paginator(view.cards, per_page).get_page(number)
    pages = {card.pk: index // per_page + 1 for index, card in enumerate(view.cards)}
    drawing = (view.picture.narrow if is_narrow else view.picture.wide) if view.picture else ""
    return {
        "link": link,
        "view": view,
        "page": page,
        "highlights": [(card, _place(card, pages)) for card in view.picked] if page.number == 1 else [],
        "picked": view.highlights,
        "parts": parts_of(group_by_days(page, view.order), view.order, _has_today(view, page)),
        "drawing": lead_into_list(drawing, pages, page.number),
        "summary": view.picture.summary if view.picture else "",
    }


def _has_today(view: SharedView, page: Page) -> bool:
    """Say whether the page holds the place between what had been and what lay ahead."""
    place = place_of_today(Counter(card.day for card in view.cards), view.order)
    is_between = view.order.today is not None and 0 < place < len(view.cards)
    return is_between and page.start_index() - 1 <= place < page.end_index()


def _place(card: Card, pages: dict[int, int]) -> str:
    """Return where the list holds the event, seen from its first page."""
    number = pages[card.pk]
    return ("" if number == 1 else f"?page={number}") + f"#event-{card.pk}"
