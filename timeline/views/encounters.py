"""Who meets whom in a crisis, and all that passed between two actors."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.encounters.exchange import exchange
from timeline.encounters.material import fetch
from timeline.encounters.ranking import choices, ranking
from timeline.encounters.state import State, read_state
from timeline.keeping import keep, with_stamp
from timeline.models import Crisis
from timeline.telling import telling

from .requests import ReaderRequest


@require_safe
@vary_on_headers("HX-Request")
def encounters(request: ReaderRequest, slug: str) -> HttpResponse:
    """Show the two actors that the address names, or the ranking of all pairs; htmx gets the view without the page."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    state = read_state(request.GET, request.path)
    view = keep(crisis, request, lambda: _render_view(request, crisis, state))
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponse(view)
    context = {
        "crisis": crisis,
        "state": state,
        "view": view,
        "heading": gettext("Begegnungen"),
        "described": state.describe(),
        "standfirst": gettext(
            "Wer mit wem zusammenkam, zu zweit oder in größerer Runde, und was zwischen zweien geschah."
        ),
    }
    return render(request, "timeline/relations.html", context)


def _render_view(request: ReaderRequest, crisis: Crisis, state: State) -> SafeString:
    events = state.events(crisis)
    material = fetch(events, crisis)
    told = telling(crisis, (met.day for met in material.meetings), state.known_day)
    number = request.GET.get("page")
    context = {"crisis": crisis, "state": state, "choices": choices(material, (state.a, state.b))}
    if state.a and state.b:
        context["exchange"] = exchange(events, material, state, told, number)
        return render_to_string("timeline/encounters/_exchange.html", context, request)
    context["ranking"] = ranking(material, state, told, number)
    return render_to_string("timeline/encounters/_ranking.html", context, request)
