"""Share a view of a timeline, show what was shared, and take it back."""

from __future__ import annotations

from typing import Any

import pghistory
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from timeline.embedding import frame_code, with_fitting, with_language
from timeline.filters import Filters
from timeline.forms import MOST_HIGHLIGHTS, ShareForm, TimelineFilterForm
from timeline.keeping import with_stamp
from timeline.listing import Paging, list_page
from timeline.models import Crisis, ShareLink
from timeline.picture.qr import qr_code
from timeline.selection import Selection
from timeline.sharing import (
    SharedView,
    SharingError,
    check_readers_may_share,
    count_opening,
    freeze,
    refusal,
)
from timeline.since import changes_since

from .frozen import frozen_page

EVENTS_PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def create_share(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask how the view that the address describes is to be shared, freeze it, and lead to its links."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    filters = TimelineFilterForm(request.GET).filters
    selection = Selection(crisis, filters)
    is_turning_pages = "page" in request.POST
    form = _form(request, crisis, filters, is_turning_pages=is_turning_pages)
    if form.is_valid():
        try:
            return _see_other(_create(form, crisis, filters, request))
        except SharingError as error:
            form.add_error(None, str(error))
    listing = list_page(selection, request.POST.get("page"), Paging(EVENTS_PER_PAGE))
    living = crisis.get_absolute_url() + filters.query
    context = {
        "crisis": crisis,
        "filters": filters,
        "form": form,
        "page": listing.page,
        "refusal": refusal(selection.total),
        "most": MOST_HIGHLIGHTS,
        "days": [group for part in listing.parts.all for group in part.days],
        "picked": _picked(request),
        "elsewhere": _picked(request) - {card.pk for card in listing.cards},
        "is_picking": is_turning_pages or bool(_picked(request)),
        "living": _ways(request, living, _embed_of(crisis, filters), crisis.local_title),
    }
    return render(request, "timeline/create_share.html", context, status=422 if form.errors else 200)


@require_safe
def share(request: HttpRequest, token: str) -> HttpResponse:
    """Show the frozen view; who has the link of one that is gone may know that it is."""
    link = get_object_or_404(ShareLink.objects.select_related("crisis"), token=token)
    if not link.is_open:
        return _gone(request, link)
    number = request.GET.get("page")
    if request.method == "GET" and number is None:
        count_opening(link)
    shown = frozen_page(link, number, EVENTS_PER_PAGE, is_narrow=False)
    context = {**shown, **_around(request, link, shown["view"], shown["page"])}
    response = render(request, "timeline/share.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage_share(request: HttpRequest, token: str, secret: str) -> HttpResponse:
    """Show whoever shared the view all ways to hand it on, and revoke it when asked to."""
    link = get_object_or_404(ShareLink.objects.select_related("crisis").defer("snapshot"), token=token)
    if not link.is_secret(secret):
        raise Http404
    page = link.get_absolute_url()
    if request.method == "POST":
        with pghistory.context(url=page):  # the history keeps addresses, but never this one
            link.revoke()
        return _see_other(request.path)
    context = {
        "link": link,
        "frozen": _ways(request, page, with_language(f"{page}embed/"), link.title),
        "living": request.build_absolute_uri(_living(link)),
        "secret_address": request.build_absolute_uri(request.path),
    }
    response = render(request, "timeline/manage_share.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "strict-origin"  # what the page leads to or loads is not told its address
    return response


def _form(request: HttpRequest, crisis: Crisis, filters: Filters, *, is_turning_pages: bool) -> ShareForm:
    """Return the form; while somebody turns the pages of the picker it only keeps what was filled in."""
    if request.method == "POST" and not is_turning_pages:
        return ShareForm(request.POST, crisis=crisis, filters=filters)
    return ShareForm(crisis=crisis, filters=filters, drafted=request.POST.dict())


def _picked(request: HttpRequest) -> set[int]:
    keys = request.POST.getlist("highlights")
    return {int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 19}


def _embed_of(crisis: Crisis, filters: Filters) -> str:
    return with_language(reverse("embed-timeline", args=[crisis.slug]) + filters.query)


def _living(link: ShareLink) -> str:
    return link.crisis.get_absolute_url() + (f"?{link.query}" if link.query else "")


def _ways(request: HttpRequest, page: str, embed: str, title: str) -> dict[str, Any]:
    """Return the ways to hand a page on: its address, as a QR code, and the code that embeds it."""
    address = request.build_absolute_uri(page)
    return {
        "address": address,
        "qr": qr_code(address),
        "frame": with_fitting(
            frame_code(request.build_absolute_uri(embed), title), request.build_absolute_uri("/")
        ),
    }


def _around(request: HttpRequest, link: ShareLink, view: SharedView, page: Page) -> dict[str, Any]:
    """Return what stands around the frozen view."""
    address = request.build_absolute_uri(link.get_absolute_url())
    return {
        "address": address,
        "qr": qr_code(address),
        "living": _living(link),
        "since": changes_since(link, view) if page.number == 1 else None,
    }


def _gone(request: HttpRequest, link: ShareLink) -> HttpResponse:
    response = render(request, "timeline/share_gone.html", {"link": link}, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def _create(form: ShareForm, crisis: Any, filters: Filters, request: HttpRequest) -> str:
    """Freeze the view; return the address from which it is handed on and revoked."""
    author = request.user if request.user.is_authenticated else None
    if author is None:
        check_readers_may_share()
    link = form.save(commit=False)
    link.crisis = crisis
    link.created_at = crisis.seen_at  # what is told as having come since is all that the view lacks
    link.query = filters.query.removeprefix("?")
    link.snapshot = freeze(crisis, filters, form.cleaned_data["highlights"])
    link.created_by = author
    secret = link.new_secret()
    link.save()
    return reverse("manage-share", args=[link.token, secret])


def _see_other(address: str) -> HttpResponse:
    response = redirect(address)
    response.status_code = 303  # so that the browser fetches the page instead of posting again
    return response
