"""A crisis's timeline."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.cards import make_card
from timeline.days import group_by_days
from timeline.facets import chosen_facets, entity_facets, kind_facets, month_facets, total_of
from timeline.filters import Filters
from timeline.forms import TimelineFilterForm
from timeline.keeping import keep, with_stamp
from timeline.models import Crisis, Event, EventQuerySet
from timeline.picture import picture_of

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
    kinds = kind_facets(crisis, filters)
    page = _page(crisis, filters, total_of(kinds, filters), request.GET.get("page"))
    cards = [make_card(event) for event in page]
    context = {
        "crisis": crisis,
        "form": form,
        "filters": filters,
        "page": page,
        "picture": picture_of(crisis, filters, [card.pk for card in cards], timezone.localdate()),
        "days": group_by_days(cards, newest_first=filters.newest_first),
        "chosen": chosen_facets(filters),
        "kinds": kinds,
        "entities": entity_facets(crisis, filters),
        "months": month_facets(crisis, filters),
    }
    return render_to_string("timeline/_view.html", context, request)


class CountedPaginator(Paginator):
    """A paginator that is told how many events there are, since the facets have counted them already."""

    def __init__(self, events: EventQuerySet, total: int) -> None:
        super().__init__(events, EVENTS_PER_PAGE)
        self.total = total

    @cached_property
    def count(self) -> int:
        """Return the number of all events."""
        return self.total


def _page(crisis: Crisis, filters: Filters, total: int, number: str | None) -> Page:
    events = filters.apply(Event.objects.of_crisis(crisis))
    return CountedPaginator(events.with_details(), total).get_page(number)
