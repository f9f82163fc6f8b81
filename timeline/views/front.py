"""The front page: the crises, and the latest articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from timeline.cards import Card, make_card
from timeline.models import Crisis, Event

LATEST_ARTICLES = 11  # a lead story with one beside it, and three rows of three


@dataclass(frozen=True)
class Dossier:
    """A crisis as the front page shows it."""

    crisis: Crisis
    latest: Card | None


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the crises and the latest articles."""
    articles = Article.objects.published().for_list()[:LATEST_ARTICLES]
    return render(request, "front.html", {"dossiers": _dossiers(), "articles": articles})


def _dossiers() -> list[Dossier]:
    latest = {crisis: crisis.latest_event for crisis in _crises()}
    events = Event.objects.filter(pk__in=latest.values()).with_details()
    cards = {event.pk: make_card(event) for event in events}
    return [Dossier(crisis, cards.get(pk)) for crisis, pk in latest.items()]


def _crises() -> QuerySet[Any]:
    """Return the crises, that with the newest event first, each with its counts."""
    shown = Event.objects.public().filter(crises=OuterRef("pk"))
    past = shown.filter(day__lte=timezone.localdate()).order_by("-day", "-first_reported_at", "-pk")
    articles = Article.objects.published().filter(crises=OuterRef("pk"))
    return Crisis.objects.annotate(
        event_count=_count(shown),
        article_count=_count(articles),
        latest_event=Subquery(past.values("pk")[:1]),
        latest_day=Subquery(past.values("day")[:1]),
    ).order_by(F("latest_day").desc(nulls_last=True), "title")


def _count(rows: QuerySet) -> Subquery:
    counted = (
        rows.order_by().annotate(group=F("crises")).values("group").annotate(count=Count("pk", distinct=True))
    )
    return Subquery(counted.values("count")[:1], output_field=IntegerField())
