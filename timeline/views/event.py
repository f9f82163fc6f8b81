"""An event with all its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article, Revision
from timeline import describe
from timeline.cards import Quote, make_card, make_quotes
from timeline.differences import course, differences, newest_of_each_article
from timeline.filters import Filters
from timeline.models import Event, Evidence, Participation, Report
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
    found = _find(pk, as_of)
    if found.pk != pk:  # 302: editors may take a merge back
        return redirect(f"{found.get_absolute_url()}?{request.GET.urlencode()}".rstrip("?"))
    if as_of and not found.known_at:
        return render(request, "timeline/event_unknown.html", {"event": found, **known}, status=404)
    accounts = _accounts(found)
    crises = found.crises.all()
    context = {
        "event": found,
        "card": make_card(found),
        "particulars": describe.particulars(found),
        "roles": _roles(found),
        "reports": _reports(found),
        "differences": differences(newest_of_each_article(accounts)),
        "course": course(accounts),
        "crises": crises,
        "related": views_of_event(found, crises),
        "standing": standing_of(found),
        **known,
    }
    return render(request, "timeline/event.html", context)


def _find(pk: int, as_of: date | None) -> Event:
    """Return the event or the one in which it went up, as it was known at that time if it was; known events say so themselves."""
    events = Event.objects.public()
    events.as_of = Filters(as_of=as_of).moment
    found = events.with_details().filter(pk=pk).first() or Event.objects.public().heir_of(pk)
    if found is None:
        raise Http404
    return found


def _accounts(event: Event) -> list[Report]:
    """Return what readable articles say of the event, the first report first."""
    readable = event.reports.exclude(revision__article__status=Article.Status.DRAFT)
    if event.known_at:
        readable = readable.filter(reported_at__lte=event.known_at)
    return list(readable.select_related("revision__article__source", "place").order_by("reported_at", "pk"))


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
    by_article: dict[int, list[Evidence]] = {}
    for one in event.evidence.all():
        if one.revision.article.status != Article.Status.DRAFT:
            by_article.setdefault(one.revision.article_id, []).append(one)
    return [_reporting(evidence) for evidence in by_article.values()]


def _reporting(evidence: list[Evidence]) -> Reporting:
    newest = max((one.revision for one in evidence), key=lambda revision: revision.number)
    shown = [one for one in evidence if one.revision_id == newest.pk]
    shown.sort(key=lambda one: (one.paragraph.position, one.start))
    return Reporting(newest, min(one.reported_at for one in evidence), tuple(make_quotes(shown)))
