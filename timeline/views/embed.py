"""Views of a timeline for the frames of other sites."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from timeline.forms import TimelineFilterForm
from timeline.keeping import keep, with_stamp
from timeline.listing import ahead_of, list_page, paging_of
from timeline.models import Crisis, ShareLink
from timeline.picture import Frame, Shown, picture_of
from timeline.picture.drawing import NARROW
from timeline.selection import Selection
from timeline.sharing import count_opening, lead_into_list

from .frozen import frozen_page
from .languages import in_language_of_address

EVENTS_PER_PAGE = 10  # below the picture; a frame that fits its content is to be no longer than an article
LIVE_SECONDS, FROZEN_SECONDS = 60, 300
View = Callable[..., HttpResponse]


def for_frames(view: View) -> View:
    """Let any site show the page in a frame: it knows nobody, keeps nothing, and changes nothing."""
    framed: Any = csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(view))

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = framed(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"  # the page itself is to be found, not its frame
        return response

    return answer


@require_safe
@in_language_of_address
@for_frames
def embed_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the view that the address describes, as it is now."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    response = HttpResponse(keep(crisis, request, lambda: _render_live(request, crisis)))
    patch_cache_control(response, public=True, max_age=LIVE_SECONDS)
    return response


def _render_live(request: HttpRequest, crisis: Crisis) -> SafeString:
    filters = TimelineFilterForm(request.GET).filters.read_in(crisis)
    selection = Selection(crisis, filters)
    listing = list_page(selection, request.GET.get("page"), paging_of(selection, EVENTS_PER_PAGE))
    shown = [card.pk for card in listing.cards]
    picture = picture_of(selection, timezone.localdate(), Shown(shown), Frame(NARROW, is_alone=True))
    context = {
        "title": crisis.local_title,
        "kicker": filters.describe(),
        "whole": crisis.get_absolute_url() + filters.query,
        "page": listing.page,
        "total": selection.total,
        "parts": listing.parts,
        "today": selection.today,
        "is_past": bool(filters.as_of),
        "ahead_url": ahead_of(selection),
        "drawing": lead_into_list(picture.drawing, {}) if picture else "",
        "summary": picture.summary if picture else "",
    }
    return render_to_string("timeline/embed.html", context, request)


@require_safe
@in_language_of_address
@for_frames
def embed_share(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was frozen; where it is gone, say so."""
    link = get_object_or_404(ShareLink.objects.select_related("crisis"), token=token)
    if not link.is_open:
        return render(request, "timeline/embed_gone.html", {"link": link}, status=410)
    number = request.GET.get("page")
    if request.method == "GET" and number is None:
        count_opening(link)
    shown = frozen_page(link, number, EVENTS_PER_PAGE, is_narrow=True)
    about = {"title": link.title, "kicker": shown["view"].crisis_title, "whole": link.get_absolute_url()}
    about |= {"total": len(shown["view"].cards), "today": shown["view"].order.today, "is_past": True}
    response = render(request, "timeline/embed.html", {**shown, **about, "frozen": True})
    patch_cache_control(response, public=True, max_age=FROZEN_SECONDS)
    return response
