"""The page of a person, state, organisation or place."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article
from timeline.cards import make_card
from timeline.days import Group, group_by_days
from timeline.filters import events_with
from timeline.models import Crisis, Entity, Entry, Event, EventQuerySet, Participation

EVENTS_PER_PAGE = 40
LATEST_ARTICLES = 20


@require_safe
def entity(request: HttpRequest, key: str) -> HttpResponse:
    """Show who or what it is, its events in order, its statements, and the articles that name it."""
    found = get_object_or_404(Entity.objects.public().select_related("merged_into"), key=key)
    if found.merged_into:
        return redirect(found.surviving)  # not for good: editors may take the merge apart
    events = Event.objects.public().filter(events_with(found))
    spoken = Q(pk__in=found.participations.filter(role=Participation.Role.SPEAKER).values("event_id"))
    page = _page(events.exclude(spoken), request.GET.get("page"))
    statements = _page(events.filter(spoken), request.GET.get("statements"))
    articles = Article.objects.published().filter(
        pk__in=found.mentions.values("paragraph__revision__article")
    )
    context = {
        "entity": found,
        "page": page,
        "days": _days(page),
        "statements": statements,
        "statement_days": _days(statements),
        "articles": articles.for_list()[:LATEST_ARTICLES],
        "crises": _crises_of(events),
    }
    return render(request, "timeline/entity.html", context)


def _page(events: EventQuerySet, number: str | None) -> Page:
    return Paginator(events.with_details(), EVENTS_PER_PAGE).get_page(number)


def _days(events: Page) -> list[Group]:
    return group_by_days(make_card(event) for event in events)


def _crises_of(events: EventQuerySet) -> QuerySet[Crisis]:
    """Return the crises whose readers see some of the events, that with most of them first."""
    entries = Entry.objects.known(None).shown().filter(event__in=events.order_by().values("pk"))
    counted = Count("entries", filter=Q(entries__in=entries))
    return Crisis.objects.annotate(event_count=counted).filter(event_count__gt=0).order_by("-event_count")
