"""The cards that social networks show of our pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from timeline import describe
from timeline.api import throttling
from timeline.filters import Filters
from timeline.forms import TimelineFilterForm
from timeline.headlines import headline
from timeline.keeping import with_stamp
from timeline.models import Crisis, Event, ShareLink
from timeline.picture import Frame, picture_of
from timeline.picture.drawing import NARROW
from timeline.picture.raster import RasterBusyError
from timeline.selection import Selection
from timeline.sharing import span_of, thaw
from timeline.social import Poster, draw_card

from .languages import in_language_of_address

LIVE_SECONDS, FROZEN_SECONDS = 600, 3600
KEPT_SECONDS = 86_400
CARDS_A_MINUTE = 60  # drawn for one client; networks fetch a card once for all who pass it on
HEIGHT_OF_LANES = (
    250.0  # units; where a card has only meetings, so that all lanes have room below a title of two lines
)
FEW = 60  # events; of more a card shows only the meetings
AROUND = timedelta(days=10)  # an event


@require_safe
@in_language_of_address
def timeline_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the card of the view that the address describes."""
    crisis: Any = get_object_or_404(with_stamp(), slug=slug)
    filters = TimelineFilterForm(request.GET).filters
    state = (crisis.pk, crisis.stamp, filters.query, timezone.localdate())
    return _answer(request, state, lambda: _of_view(crisis, filters), LIVE_SECONDS)


@require_safe
@in_language_of_address
def share_card(request: HttpRequest, token: str) -> HttpResponse:
    """Show the card of a frozen view."""
    links = ShareLink.objects.open().defer("snapshot")
    link = get_object_or_404(links, token=token)
    return _answer(request, (link.pk, link.title), lambda: _of_link(link), FROZEN_SECONDS)


@require_safe
@in_language_of_address
def event_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the card of an event: what it is, above the days around it."""
    public = Event.objects.public()
    event = public.with_details().filter(pk=pk).first()
    if event is None and (heir := public.heir_of(pk)):
        return redirect("card-event", heir.pk)
    if event is None:
        raise Http404
    crisis: Any = with_stamp().filter(pk__in=[crisis.pk for crisis in event.shown_in]).first()
    state = (event.pk, headline(event), event.day, crisis and crisis.stamp)
    return _answer(request, state, lambda: _of_event(event, crisis), LIVE_SECONDS)


def _answer(
    request: HttpRequest, state: tuple[object, ...], poster: Callable[[], Poster], seconds: int
) -> HttpResponse:
    """Answer with the card; the same state gives the same card, which is drawn once."""
    key = "card-" + hashlib.sha256(repr((request.path, get_language(), *state)).encode()).hexdigest()
    etag = f'"{key}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    card = cache.get(key)
    if card is None:
        if throttling.count(request, "cards", CARDS_A_MINUTE).is_exceeded:
            return HttpResponse(status=429)  # the header says when to come again
        try:
            card = draw_card(poster())
        except RasterBusyError:
            return HttpResponse(status=503, headers={"Retry-After": "60"})
        cache.set(key, card, KEPT_SECONDS)
    response = HttpResponse(card, content_type="image/png", headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=seconds)
    return response


def _of_view(crisis: Crisis, filters: Filters) -> Poster:
    selection = Selection(crisis, filters)
    chosen = filters.but(since=None, until=None).describe()
    return Poster(
        kicker=crisis.local_title if chosen else "",
        title=chosen or crisis.local_title,
        note=_note(span_of(selection), selection.total),
        drawing=_drawing_of_view(selection),
    )


def _of_link(link: ShareLink) -> Poster:
    view = thaw(link.snapshot)
    return Poster(
        kicker=view.crisis_title if view.crisis_title != link.title else "",
        title=link.title,
        note=_note(view.span, len(view.cards)),
        drawing=view.picture.narrow if view.picture else "",
    )


def _of_event(event: Event, crisis: Crisis | None) -> Poster:
    around = Filters(since=event.day - AROUND, until=event.day + AROUND)
    on_a_lane = event.kind != Event.Kind.TROOP_FIGURE  # figures stand below the lanes, where the card ends
    return Poster(
        kicker=crisis.local_title if crisis else "",
        title=headline(event),
        note=describe.format_when(event.earliest, event.latest, event.precision, event.day),
        drawing=_drawing(Selection(crisis, around), *([event.pk] if on_a_lane else [])) if crisis else "",
    )


def _drawing(selection: Selection, *subject: int, height: float | None = None) -> str:
    frame = Frame(NARROW, is_alone=True, height=height, subject=subject)
    picture = picture_of(selection, timezone.localdate(), frame=frame)
    return picture.drawing if picture else ""


def _drawing_of_view(selection: Selection) -> str:
    """Return the picture of the view, or that of its meetings alone where a card has no room for more."""
    crisis, filters = selection.crisis, selection.filters
    if filters.kinds or selection.total <= FEW or not selection.by_kind()[Event.Kind.MEETING]:
        return _drawing(selection)
    meetings = Selection(crisis, filters.but(kinds=(Event.Kind.MEETING,)))
    return _drawing(meetings, height=HEIGHT_OF_LANES)


def _note(span: str, count: int) -> str:
    number = ngettext("%(number)s Ereignis", "%(number)s Ereignisse", count)
    return " · ".join(filter(None, [span, number % {"number": describe.format_number(count)}]))
