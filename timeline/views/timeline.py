"""A crisis's timeline."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.cards import Card, make_card
from timeline.days import Cut, cut, group_by_days
from timeline.facets import chosen_facets, entity_facets, kind_facets, month_facets
from timeline.forms import TimelineFilterForm
from timeline.keeping import keep, with_stamp
from timeline.models import Crisis, EventQuerySet
from timeline.news import mark_news, news_since, withdrawn_since
from timeline.picture import Shown, picture_of
from timeline.selection import Selection
from timeline.standpoint import standpoint_of

from .requests import ReaderRequest

EVENTS_PER_PAGE = 30  # which a reader scrolls through in some minutes; a browser shows them at once


@require_safe
@vary_on_headers("HX-Request")
def timeline(request: ReaderRequest, slug: str) -> HttpResponse:
    """Show the crisis's events by days, as the address narrows them down; htmx gets the view without the page."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    form = TimelineFilterForm(request.GET)
    if any("" in values for _name, values in request.GET.lists()):  # as forms send them where no script runs
        return redirect(request.path + _without_blanks(request.GET))
    view = keep(crisis, request, lambda: _render_view(request, crisis, form))
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponse(view)
    context = {"crisis": crisis, "filters": form.filters, "view": view, "now": timezone.now()}
    response = render(request, "timeline/timeline.html", context)
    # Isolated from its opener, the page would wait for a process of its own, a third of the time; it knows nobody and keeps no secret.
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response


@require_safe
def news(request: ReaderRequest, slug: str) -> HttpResponse:
    """Say what is new in the crisis since the time that the reader's browser remembers; a part of a page."""
    crisis = get_object_or_404(Crisis, slug=slug)
    since = TimelineFilterForm(request.GET).filters.changed_since
    if since is None:
        return HttpResponseBadRequest()
    return render(request, "timeline/_news.html", {"crisis": crisis, "news": news_since(crisis, since)})


def _without_blanks(query: QueryDict) -> str:
    given = [(name, value) for name, values in query.lists() for value in values if value]
    return f"?{urlencode(given)}" if given else ""


def _render_view(request: ReaderRequest, crisis: Crisis, form: TimelineFilterForm) -> SafeString:
    filters = form.filters
    selection = Selection(crisis, filters)
    listed: Any = Listed(selection)
    page = Paginator(listed, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    cards = [make_card(event) for event in page]
    if filters.changed_since:
        cards = mark_news(cards, filters.changed_since)
    context = {
        "crisis": crisis,
        "form": form,
        "filters": filters,
        "page": page,
        "picture": picture_of(selection, timezone.localdate(), _shown(cards, page)),
        "days": group_by_days(
            cards, newest_first=filters.newest_first, since=filters.since, at=_cut(selection, page)
        ),
        "chosen": chosen_facets(filters),
        "kinds": kind_facets(selection),
        "entities": entity_facets(selection),
        "months": month_facets(selection),
        "standpoint": standpoint_of(crisis, filters),
        "withdrawn": withdrawn_since(crisis, filters.changed_since) if filters.changed_since else (),
    }
    return render_to_string("timeline/_view.html", context, request)


def _shown(cards: list[Card], page: Page) -> Shown:
    """Return what of the list is shown; its days only where there are other pages."""
    days = [card.day for card in cards]
    stretch = (min(days), max(days)) if days and page.has_other_pages() else None
    return Shown([card.pk for card in cards], stretch, EVENTS_PER_PAGE)


def _cut(selection: Selection, page: Page) -> Cut:
    numbers, newest_first = selection.by_day_inside(), selection.filters.newest_first
    since = None if newest_first else selection.filters.since
    return cut(numbers, page.start_index() - 1, page.end_index(), newest_first=newest_first, since=since)


class Listed:
    """The events of a selection as a paginator wants them: counted without a query, fetched a page at a time."""

    ordered = True

    def __init__(self, selection: Selection) -> None:
        self.selection = selection

    def __len__(self) -> int:
        return self.selection.total

    def __getitem__(self, places: Any) -> EventQuerySet:
        return self.selection.events(places.start, places.stop)
