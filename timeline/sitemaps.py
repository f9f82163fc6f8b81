"""The addresses that search engines are told of."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from articles.models import Article

from .models import Crisis, Entity, Event


class CrisisSitemap(Sitemap):
    """The timelines."""

    priority = 1.0

    def items(self) -> QuerySet[Crisis]:
        """Return all crises."""
        return Crisis.objects.order_by("slug")


class EventSitemap(Sitemap):
    """The events that readers may see."""

    limit = 10_000

    def items(self) -> QuerySet[Event]:
        """Return the events, without what their pages show of them."""
        return Event.objects.public().order_by("pk").only("pk", "kind")


class EntitySitemap(Sitemap):
    """Persons, states, organisations and places that readers know and that still stand for themselves."""

    limit = 10_000

    def items(self) -> QuerySet[Entity]:
        """Return the entities."""
        return Entity.objects.public().filter(merged_into=None).order_by("key").only("key")


class ArticleSitemap(Sitemap):
    """The published articles."""

    limit = 10_000

    def items(self) -> QuerySet[Article]:
        """Return the articles with what their addresses are made of."""
        return Article.objects.published().select_related("current_revision").order_by("pk")

    def lastmod(self, article: Article) -> datetime:
        """Return when the article was last told of anew."""
        return article.current_revision.reported_at if article.current_revision else article.published_at


SITEMAPS: dict[str, type[Sitemap]] = {
    "crises": CrisisSitemap,
    "events": EventSitemap,
    "entities": EntitySitemap,
    "articles": ArticleSitemap,
}
