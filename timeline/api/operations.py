"""Answer the API's requests: each list page by page, each thing by its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import http_date
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer
from pydantic import BaseModel

from articles.models import Article
from timeline.models import Crisis, Entity, EntityAlias, Entry, Event, EventQuerySet, Evidence
from timeline.modified import last_change

from . import records
from .keyset import Keyset, Turned, turn
from .parameters import (
    ArticleParameters,
    EntityParameters,
    EventParameters,
    EvidenceParameters,
    Key,
    Number,
    Paging,
    known_crisis,
    known_source,
)
from .problems import handle_problems
from .schemas import (
    ArticlePage,
    ArticleRecord,
    CrisisPage,
    CrisisRecord,
    EntityPage,
    EntityRecord,
    EventPage,
    EventRecord,
    EvidencePage,
    EvidenceRecord,
    Page,
    ProblemDetails,
)
from .throttling import ClientThrottle


class Renderer(JSONRenderer):
    """Writes umlauts as they are."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="Krisenchronik",
    version="1",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    throttle=[ClientThrottle()],
    renderer=Renderer(),
)
handle_problems(api)

_PROBLEMS = dict.fromkeys((400, 404, 429, 500), ProblemDetails)
_SLUG = Keyset("slug", ("slug",), (str,))
_KEY = Keyset("key", ("key",), (str,))
_ID = Keyset("id", ("pk",), (int,))
_NEWEST_ARTICLE = Keyset("published", ("published_at", "pk"), (parse_datetime, int), descends=True)
_EVENT = partial(
    Keyset,
    fields=("day", "first_reported_at", "pk"),
    readers=(date.fromisoformat, parse_datetime, int),
)
EVENT_ORDERS = {"oldest": _EVENT("oldest"), "newest": _EVENT("newest", descends=True)}
_ENTRY = partial(_EVENT, fields=("day", "first_reported_at", "event_id"))
ENTRY_ORDERS = {"oldest": _ENTRY("oldest in crisis"), "newest": _ENTRY("newest in crisis", descends=True)}


def _responses(found: Any, *statuses: int) -> dict[int, Any]:
    return {200: found, **{status: _PROBLEMS[status] for status in (*statuses, 429, 500)}}


@api.get("/crises", response=_responses(CrisisPage, 400), tags=["crises"], summary=_("Alle Krisen"))
def list_crises(request: HttpRequest, response: HttpResponse, parameters: Query[Paging]) -> Any:
    """Give out all crises."""
    return _page(
        request,
        response,
        turn(Crisis.objects.all(), _SLUG, parameters),
        CrisisPage,
        records.crisis_record,
    )


@api.get(
    "/crises/{slug}", response=_responses(CrisisRecord, 400, 404), tags=["crises"], summary=_("Eine Krise")
)
def get_crisis(request: HttpRequest, slug: Key) -> Any:
    """Give out one crisis."""
    return records.crisis_record(get_object_or_404(Crisis, slug=slug), _site(request))


@api.get(
    "/events",
    response=_responses(EventPage, 400),
    tags=["events"],
    summary=_("Ereignisse mit Belegen, gefiltert wie die Zeitleiste"),
)
def list_events(request: HttpRequest, response: HttpResponse, parameters: Query[EventParameters]) -> Any:
    """Give out the events that a timeline with these filters shows."""
    filters = parameters.filters
    if crisis := known_crisis(parameters.crisis):
        entries = filters.entries(crisis).only("day", "first_reported_at", "event_id")
        rows: Turned[Any] = turn(entries, ENTRY_ORDERS[parameters.order], parameters)
        keys = [entry.event_id for entry in rows.rows]
        _tell_change(response, crisis)
    else:
        visible = filters.apply(Event.objects.visible()).only("day", "first_reported_at")
        rows = turn(visible, EVENT_ORDERS[parameters.order], parameters)
        keys = [event.pk for event in rows.rows]
    turned = Turned(_public(keys, filters.moment), rows.next_cursor)
    return _page(request, response, turned, EventPage, records.event_record)


@api.get(
    "/events/{id}",
    response={**_responses(EventRecord, 400, 404), 302: None},
    tags=["events"],
    summary=_("Ein Ereignis mit Belegen"),
)
def get_event(request: HttpRequest, response: HttpResponse, id: Number) -> Any:
    """Give out one event, or lead to the one it went up in."""
    public = Event.objects.public()
    event = _detailed(public).filter(pk=id).first()
    if event is None and (heir := public.heir_of(id)):
        return HttpResponseRedirect(reverse("api:get_event", args=[heir.pk]))
    if event is None:
        raise Http404
    _tell_change(response, event)
    return records.event_record(event, _site(request))


@api.get(
    "/entities",
    response=_responses(EntityPage, 400),
    tags=["entities"],
    summary=_("Personen, Staaten, Organisationen und Orte"),
)
def list_entities(request: HttpRequest, response: HttpResponse, parameters: Query[EntityParameters]) -> Any:
    """Give out people, states, organisations and places."""
    entities = _entities().filter(merged_into=None)
    if parameters.kind:
        entities = entities.filter(kind=parameters.kind)
    if parameters.name:
        named = Q(name__icontains=parameters.name) | Q(name_en__icontains=parameters.name)
        aliases = EntityAlias.objects.filter(name__icontains=parameters.name)
        entities = entities.filter(named | Q(pk__in=aliases.values("entity")))
    return _page(
        request,
        response,
        turn(entities, _KEY, parameters),
        EntityPage,
        records.entity_record,
    )


@api.get(
    "/entities/{key}",
    response={**_responses(EntityRecord, 400, 404), 302: None},
    tags=["entities"],
    summary=_("Eine Person, ein Staat, eine Organisation oder ein Ort"),
)
def get_entity(request: HttpRequest, key: Key) -> Any:
    """Give out one entity, or lead to the one it went up in."""
    entity = get_object_or_404(_entities().select_related("merged_into"), key=key)
    if entity.merged_into:
        return HttpResponseRedirect(reverse("api:get_entity", args=[entity.surviving.key]))
    return records.entity_record(entity, _site(request))


@api.get(
    "/articles",
    response=_responses(ArticlePage, 400),
    tags=["articles"],
    summary=_("Angaben zu Artikeln, ohne ihren Text, die neuesten zuerst"),
)
def list_articles(request: HttpRequest, response: HttpResponse, parameters: Query[ArticleParameters]) -> Any:
    """Give out what is known about published articles."""
    articles = _articles().published()
    if crisis := known_crisis(parameters.crisis):
        articles = articles.filter(crises=crisis)
    if source := known_source(parameters.source):
        articles = articles.filter(source=source)
    if parameters.since:
        articles = articles.filter(published_at__gte=_moment(parameters.since, time.min))
    if parameters.until:
        articles = articles.filter(published_at__lte=_moment(parameters.until, time.max))
    return _page(
        request,
        response,
        turn(articles, _NEWEST_ARTICLE, parameters),
        ArticlePage,
        records.article_record,
    )


@api.get(
    "/articles/{id}",
    response=_responses(ArticleRecord, 400, 404),
    tags=["articles"],
    summary=_("Angaben zu einem Artikel, ohne seinen Text"),
)
def get_article(request: HttpRequest, id: Number) -> Any:
    """Give out what is known about one article; withdrawn ones say so."""
    readable = _articles().exclude(status=Article.Status.DRAFT).filter(current_revision__isnull=False)
    return records.article_record(get_object_or_404(readable, pk=id), _site(request))


@api.get(
    "/evidence",
    response=_responses(EvidencePage, 400),
    tags=["evidence"],
    summary=_("Belege: die Sätze, auf denen Ereignisse beruhen"),
)
def list_evidence(request: HttpRequest, response: HttpResponse, parameters: Query[EvidenceParameters]) -> Any:
    """Give out the sentences that events rest on."""
    evidence = _evidence()
    if crisis := known_crisis(parameters.crisis):
        shown = Entry.objects.of_crisis(crisis).filter(event=OuterRef("event"))
        evidence = evidence.filter(Exists(shown))
    if parameters.event:
        evidence = evidence.filter(event=parameters.event)
    if parameters.article:
        evidence = evidence.filter(revision__article=parameters.article)
    return _page(
        request,
        response,
        turn(evidence, _ID, parameters),
        EvidencePage,
        records.evidence_record,
    )


@api.get(
    "/evidence/{id}",
    response=_responses(EvidenceRecord, 400, 404),
    tags=["evidence"],
    summary=_("Ein Beleg"),
)
def get_evidence(request: HttpRequest, id: Number) -> Any:
    """Give out one sentence that an event rests on."""
    return records.evidence_record(get_object_or_404(_evidence(), pk=id), _site(request))


def _public(keys: list[int], as_of: datetime | None) -> list[Event]:
    """Return the events in this order, without those that are not public, so that a page may hold fewer than it could.

    Asked of a page only, this costs the same however many events and crises there are.
    """
    events = Event.objects.public(as_of).filter(pk__in=keys)
    events.as_of = as_of
    found = {event.pk: event for event in _detailed(events)}
    return [found[key] for key in keys if key in found]


def _detailed(events: EventQuerySet) -> EventQuerySet:
    return events.with_details().prefetch_related("crises")


def _entities() -> QuerySet[Entity]:
    return Entity.objects.public().prefetch_related("aliases", "offices")


def _articles() -> Any:
    return Article.objects.select_related("source", "current_revision").prefetch_related("crises")


def _evidence() -> QuerySet[Evidence]:
    public = Exists(Event.objects.public().filter(pk=OuterRef("event_id")))
    return (
        Evidence.objects.readable()
        .filter(public)
        .select_related("paragraph", "revision__article__source", "revision__article__current_revision")
    )


def _page(
    request: HttpRequest,
    response: HttpResponse,
    turned: Turned[Any],
    page: type[Page[Any]],
    make: Callable[[Any, str], BaseModel],
) -> Page[Any]:
    following = _with_cursor(request, turned.next_cursor) if turned.next_cursor else None
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    site = _site(request)
    return page(items=[make(row, site) for row in turned.rows], next=following)


def _tell_change(response: HttpResponse, of: Crisis | Event) -> None:
    if changed_at := last_change(of):
        response["Last-Modified"] = http_date(changed_at.timestamp())


def _with_cursor(request: HttpRequest, cursor: str) -> str:
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
