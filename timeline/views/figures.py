"""The ledger of figures, as chart and table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.keeping import keep, with_stamp
from timeline.ledger.material import fetch
from timeline.ledger.page import figures as figures_of
from timeline.ledger.state import State, read_state
from timeline.models import Crisis

from .requests import ReaderRequest


@require_safe
@vary_on_headers("HX-Request")
def figures(request: ReaderRequest, slug: str) -> HttpResponse:
    """Show the claims that the address asks for; htmx gets the view without the page."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    state = read_state(request.GET, request.path)
    view = keep(crisis, request, lambda: _render_view(request, crisis, state))
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponse(view)
    context = {
        "crisis": crisis,
        "state": state,
        "view": view,
        "heading": gettext("Truppenzahlen"),
        "standfirst": gettext(
            "Wer wann wie viele Kräfte nannte. Nichts ist gemittelt; jede Zahl führt zu ihrem Satz."
        ),
    }
    return render(request, "timeline/relations.html", context)


def _render_view(request: ReaderRequest, crisis: Crisis, state: State) -> SafeString:
    events = state.events(crisis)
    material = fetch(events, crisis)
    found = figures_of(events, material, crisis, state, state.known_day, request.GET.get("page"))
    context = {"crisis": crisis, "state": state, "figures": found}
    return render_to_string("timeline/ledger/_view.html", context, request)
