"""An event with all its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Revision
from timeline import describe
from timeline.cards import Quote, first_reports, make_card, make_quotes
from timeline.chronicle.remembering import standing
from timeline.corrections import corrections_of
from timeline.differences import course, differences, newest_of_each_article
from timeline.filters import Filters
from timeline.models import READABLE, Event, EventQuerySet, Evidence, Participation, Report
from timeline.related import views_of_event
from timeline.standing import standing_of
from timeline.viewstate import known_label, read_as_of


@dataclass(frozen=True)
class Reporting:
    """What an article says of the event, in the newest revision that says so."""

    revision: Revision
    reported_at: datetime
    quotes: tuple[Quote, ...]


@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the event's particulars, who takes part in which role, and all evidence from all articles; or what was known of it then."""
    as_of, is_unreadable = read_as_of(request.GET)
    known = {"as_of": as_of, "known_label": known_label(as_of), "was_partly_unreadable": is_unreadable}
    moment = Filters(as_of=as_of).moment
    found = _as_known(Event.objects.public(moment), moment).filter(pk=pk).first()
    if found is None and (heir := Event.objects.once_public().heir_of(pk)):
        # for now only: editors may take a merge back
        return redirect(f"{heir.get_absolute_url()}?{request.GET.urlencode()}".rstrip("?"))
    if found is None:
        return _not_there(request, pk, moment, known)
    accounts = _accounts(found)
    crises = found.shown_in
    context = {
        "event": found,
        "card": make_card(found),
        "particulars": describe.particulars(found),
        "roles": _roles(found),
        "reports": _reports(found),
        "differences": differences(newest_of_each_article(standing(accounts, moment))),
        "course": course(accounts),
        "crises": crises,
        "related": views_of_event(found, crises),
        "standing": standing_of(found),
        "corrections": [] if moment else corrections_of(found),
        **known,
    }
    return render(request, "timeline/event.html", context)


def _as_known(events: EventQuerySet, moment: datetime | None) -> EventQuerySet:
    """Return the events with all that their pages show, as they were known at that time."""
    events.as_of = moment
    return events.with_details()


def _not_there(request: HttpRequest, pk: int, moment: datetime | None, known: dict[str, Any]) -> HttpResponse:
    """Say that nothing was known of the event yet, or that no article reports it any more and what these say instead."""
    event = get_object_or_404(Event.objects.once_public(), pk=pk)
    held = event.states.filter(since__lte=moment) if moment else event.states.all()
    last = held.order_by("since").last()
    if last is None:
        return render(request, "timeline/event_unknown.html", {"event": event, **known}, status=404)
    found = _as_known(Event.objects.all(), last.since).get(pk=pk)
    context = {"event": found, "card": make_card(found), "corrections": corrections_of(found), **known}
    return render(request, "timeline/event_gone.html", context, status=410)


def _accounts(event: Event) -> list[Report]:
    """Return what readable articles say of the event, or said then, and what they had said before; the first report first."""
    reports = event.reports.filter(READABLE)
    if event.known_at:
        reports = reports.filter(reported_at__lte=event.known_at)
    return list(reports.select_related("revision__article__source", "place").order_by("said_since", "pk"))


def _roles(event: Event) -> list[tuple[str, list[Participation]]]:
    """Return the participants by role, in the order of the roles."""
    order = Participation.Role.values
    parts = sorted(event.participations.all(), key=lambda part: (order.index(part.role), part.position))
    return [
        (str(Participation.Role(role).label), list(same))
        for role, same in groupby(parts, key=lambda part: part.role)
    ]


def _reports(event: Event) -> list[Reporting]:
    """Return the evidence by article, the first report first."""
    since = first_reports(event.evidence.all())
    by_article: dict[int, list[Evidence]] = {}
    for one in event.told:
        by_article.setdefault(one.revision.article_id, []).append(one)
    return [
        _reporting(by_article[article], since[article])
        for article in sorted(by_article, key=lambda article: since[article])
    ]


def _reporting(evidence: list[Evidence], since: datetime) -> Reporting:
    evidence.sort(key=lambda one: (one.paragraph.position, one.start))
    return Reporting(evidence[0].revision, since, tuple(make_quotes(evidence)))
