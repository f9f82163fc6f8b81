"""What somebody said on a subject over time, and two statements side by side."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from timeline.keeping import keep, with_stamp
from timeline.models import Crisis
from timeline.positions.page import positions as positions_of
from timeline.positions.state import State, read_state

from .requests import ReaderRequest


@require_safe
@vary_on_headers("HX-Request")
def positions(request: ReaderRequest, slug: str) -> HttpResponse:
    """Show the statements that the address asks for, or who speaks; htmx gets the view without the page."""
    crisis = get_object_or_404(with_stamp(), slug=slug)
    state = read_state(request.GET, request.path)
    view = keep(crisis, request, lambda: _render_view(request, crisis, state))
    if request.htmx and not request.htmx.history_restore_request:
        return HttpResponse(view)
    context = {
        "crisis": crisis,
        "state": state,
        "view": view,
        "heading": gettext("Positionen"),
        "described": state.describe(),
        "standfirst": gettext(
            "Wer was wann zu einem Thema sagte. Zwei Aussagen lassen sich nebeneinanderstellen."
        ),
    }
    return render(request, "timeline/relations.html", context)


def _render_view(request: ReaderRequest, crisis: Crisis, state: State) -> SafeString:
    found = positions_of(state.events(crisis), crisis, state, request.GET.get("page"))
    context = {"crisis": crisis, "state": state, "positions": found}
    return render_to_string("timeline/positions/_view.html", context, request)
