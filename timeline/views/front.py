"""The front page: the crises, and the latest articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from timeline import describe
from timeline.cards import Card, make_card
from timeline.filters import Filters
from timeline.models import Crisis, Entry, Event, reported_day

LATEST_ARTICLES = 11  # a lead story with one beside it, and three rows of three
LATEST_EVENTS = 3


@dataclass(frozen=True)
class KindCount:
    """How many events of a kind a crisis has, in words, and the view that shows them."""

    label: str
    query: str


@dataclass(frozen=True)
class Dossier:
    """A crisis as the front page shows it."""

    crisis: Crisis
    kinds: list[KindCount]
    latest: list[Card]


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the crises and the latest articles."""
    articles = Article.objects.published().for_list()[:LATEST_ARTICLES]
    return render(request, "front.html", {"dossiers": _dossiers(), "articles": articles})


def _dossiers() -> list[Dossier]:
    latest = {crisis: crisis.latest_events for crisis in _crises()}
    events = Event.objects.filter(pk__in=chain.from_iterable(latest.values())).with_details()
    cards = {event.pk: make_card(event) for event in events}
    counts = _counts()
    return [
        Dossier(crisis, _kinds(counts.get(crisis.pk, {})), [cards[pk] for pk in pks])
        for crisis, pks in latest.items()
    ]


def _crises() -> QuerySet[Any]:
    """Return the crises, that with the latest event first, each with its articles counted."""
    shown = Entry.objects.known(None).shown()
    past = shown.filter(crisis=OuterRef("pk"), day__lte=reported_day("first_reported_at"))
    newest = past.order_by("-day", "-first_reported_at", "-event")
    published = Count("articles", filter=Q(articles__status=Article.Status.PUBLISHED))
    return Crisis.objects.annotate(
        article_count=published,
        latest_events=ArraySubquery(newest.values("event")[:LATEST_EVENTS]),
        latest_day=Subquery(newest.values("day")[:1]),
    ).order_by(F("latest_day").desc(nulls_last=True), "title")


def _counts() -> dict[int, dict[str, int]]:
    """Return for each crisis how many events of each kind it has."""
    shown = Entry.objects.known(None).shown().exclude(crisis=None).order_by()
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for crisis, kind, number in shown.values_list("crisis", "kind").annotate(Count("pk")):
        counts[crisis][kind] = number
    return counts


def _kinds(counts: dict[str, int]) -> list[KindCount]:
    return [
        KindCount(describe.count_events(kind, counts[kind]), Filters(kinds=(kind,)).query)
        for kind in Event.Kind.values
        if kind in counts
    ]
