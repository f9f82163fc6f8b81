"""Share a view of a timeline, and show what was shared."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from timeline.days import group_by_days
from timeline.filters import Filters
from timeline.forms import ShareForm, TimelineFilterForm
from timeline.models import Crisis, Event, ShareLink
from timeline.sharing import SharingError, check_readers_may_share, count_opening, freeze, thaw

EVENTS_PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def create_share(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for a title, then freeze the view that the address describes and lead to it."""
    crisis = get_object_or_404(Crisis, slug=slug)
    filters = TimelineFilterForm(request.GET).filters
    form = ShareForm(request.POST if request.method == "POST" else None, crisis=crisis, filters=filters)
    if request.method == "POST" and form.is_valid():
        try:
            return _see_other(_create(form, crisis, filters, request))
        except SharingError as error:
            form.add_error(None, str(error))
    context = {
        "crisis": crisis,
        "filters": filters,
        "form": form,
        "event_count": filters.apply(Event.objects.of_crisis(crisis)).count(),
    }
    return render(request, "timeline/create_share.html", context, status=422 if form.errors else 200)


@require_safe
def share(request: HttpRequest, token: str) -> HttpResponse:
    """Show the frozen view; a link that is unknown, revoked or expired is not found, whichever it is."""
    link = get_object_or_404(ShareLink.objects.open().select_related("crisis"), token=token)
    number = request.GET.get("page")
    if request.method == "GET" and number is None:
        count_opening(link)
    view = thaw(link.snapshot)
    page = Paginator(view.cards, EVENTS_PER_PAGE).get_page(number)
    context = {
        "link": link,
        "view": view,
        "page": page,
        "days": group_by_days(page, newest_first=view.newest_first),
        "address": request.build_absolute_uri(link.get_absolute_url()),
    }
    response = render(request, "timeline/share.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _create(form: ShareForm, crisis: Crisis, filters: Filters, request: HttpRequest) -> ShareLink:
    author = request.user if request.user.is_authenticated else None
    if author is None:
        check_readers_may_share()
    link = form.save(commit=False)
    link.crisis = crisis
    link.query = filters.query.removeprefix("?")
    link.snapshot = freeze(crisis, filters)
    link.created_by = author
    link.save()
    return link


def _see_other(link: ShareLink) -> HttpResponse:
    response = redirect(link)
    response.status_code = 303  # so that the browser fetches the page instead of posting again
    return response
