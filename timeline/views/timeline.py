"""A crisis's timeline."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.cards import make_card
from timeline.days import group_by_days
from timeline.facets import chosen_facets, entity_facets, kind_facets, month_facets
from timeline.forms import TimelineFilterForm
from timeline.keeping import keep, with_stamp
from timeline.models import Crisis, EventQuerySet
from timeline.picture import picture_of
from timeline.selection import Selection

from .requests import ReaderRequest

EVENTS_PER_PAGE = 100


@require_safe
@vary_on_headers("HX-Request")
def timeline(request: ReaderRequest, slug: str) -> HttpResponse:
    """Show the crisis's events by days, as the address narrows them down; htmx gets the view without the page."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    form = TimelineFilterForm(request.GET)
    view = keep(crisis, request, lambda: _render_view(request, crisis, form))
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponse(view)
    return render(
        request, "timeline/timeline.html", {"crisis": crisis, "filters": form.filters, "view": view}
    )


def _render_view(request: ReaderRequest, crisis: Crisis, form: TimelineFilterForm) -> SafeString:
    filters = form.filters
    selection = Selection(crisis, filters)
    listed: Any = Listed(selection)
    page = Paginator(listed, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    cards = [make_card(event) for event in page]
    shown = [card.pk for card in cards]
    context = {
        "crisis": crisis,
        "form": form,
        "filters": filters,
        "page": page,
        "picture": picture_of(crisis, filters, shown, timezone.localdate(), selection=selection),
        "days": group_by_days(cards, newest_first=filters.newest_first),
        "chosen": chosen_facets(filters),
        "kinds": kind_facets(selection),
        "entities": entity_facets(selection),
        "months": month_facets(selection),
    }
    return render_to_string("timeline/_view.html", context, request)


class Listed:
    """The events of a selection as a paginator wants them: counted without a query, fetched a page at a time."""

    ordered = True

    def __init__(self, selection: Selection) -> None:
        self.selection = selection

    def __len__(self) -> int:
        return self.selection.total

    def __getitem__(self, places: Any) -> EventQuerySet:
        return self.selection.events(places.start, places.stop)
