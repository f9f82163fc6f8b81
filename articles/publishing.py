"""Give articles to readers, or take them from them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet

from .models import Article
from .signals import status_changed


def set_status(articles: QuerySet[Article], status: str) -> int:
    """Give the articles that status; return how many had another."""
    with transaction.atomic():
        keys = list(articles.exclude(status=status).values_list("pk", flat=True))
        Article.objects.filter(pk__in=keys).update(status=status)
        tell(keys)
    return len(keys)


def tell(articles: Collection[int]) -> None:
    """Tell the rest of the project that these articles have another status."""
    if articles:
        status_changed.send(sender=Article, articles=list(articles))
