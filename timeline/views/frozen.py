"""What the pages of a share link show, on our site and in the frames of others."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from timeline.cards import Card
from timeline.days import group_by_days
from timeline.models import ShareLink
from timeline.sharing import lead_into_list, thaw


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
        "days": group_by_days(page, newest_first=view.newest_first),
        "drawing": lead_into_list(drawing, pages, page.number),
        "summary": view.picture.summary if view.picture else "",
    }


def _place(card: Card, pages: dict[int, int]) -> str:
    """Return where the list holds the event, seen from its first page."""
    number = pages[card.pk]
    return ("" if number == 1 else f"?page={number}") + f"#event-{card.pk}"
