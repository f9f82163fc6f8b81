"""A crisis's timeline."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.facets import chosen_facets, entity_facets, kind_facets, month_facets
from timeline.forms import TimelineFilterForm
from timeline.keeping import keep, with_stamp
from timeline.listing import Listing, Paging, ahead_of, list_page, paging_of
from timeline.models import Crisis
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
    crisis: Any = get_object_or_404(with_stamp(), slug=slug)
    form = TimelineFilterForm(request.GET)
    if any("" in values for _name, values in request.GET.lists()):  # as forms send them where no script runs
        return redirect(request.path + _without_blanks(request.GET))
    view = keep(crisis, request, lambda: _render_view(request, crisis, form))
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponse(view)
    context = {"crisis": crisis, "filters": form.filters, "view": view, "now": crisis.seen_at}
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
    filters = form.filters.read_in(crisis)
    selection = Selection(crisis, filters)
    paging = paging_of(selection, EVENTS_PER_PAGE)
    mark = partial(mark_news, since=filters.changed_since) if filters.changed_since else list
    listing = list_page(selection, request.GET.get("page"), paging, mark)
    context = {
        "crisis": crisis,
        "form": form,
        "filters": filters,
        "selection": selection,
        "listing": listing,
        "page": listing.page,
        "picture": picture_of(selection, timezone.localdate(), _shown(listing, paging)),
        "chosen": chosen_facets(filters),
        "kinds": kind_facets(selection),
        "entities": entity_facets(selection),
        "months": month_facets(selection),
        "standpoint": standpoint_of(crisis, filters),
        "ahead_url": ahead_of(selection),
        "withdrawn": withdrawn_since(crisis, filters.changed_since) if filters.changed_since else (),
    }
    return render_to_string("timeline/_view.html", context, request)


def _shown(listing: Listing, paging: Paging) -> Shown:
    """Return what of the list is shown; its days, but for those ahead, only where there are other pages."""
    listed = [card.day for card in listing.cards if not (paging.apart and listing.order.is_ahead(card.day))]
    stretch = (min(listed), max(listed)) if listed and listing.page.has_other_pages() else None
    return Shown([card.pk for card in listing.cards], stretch, paging)
