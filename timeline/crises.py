"""Put articles, and with them their events, into a crisis."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article

from .chronicle import is_recorded
from .chronicle.belonging import belong, reported_by
from .chronicle.locking import only_writer
from .chronicle.redeeming import redeem, redeem_by
from .chronicle.settling import settle_all
from .models import Crisis, Redemption


def crisis_of(slug: str) -> Crisis:
    """Return the crisis of that slug, made where there is none."""
    return Crisis.objects.get_or_create(slug=slug, defaults={"title": slug.replace("-", " ").capitalize()})[0]


def add_article(crisis: Crisis, article: Article) -> None:
    """Add the article to the crisis, together with all events that it reports."""
    crisis.articles.add(article)
    follow_articles([article.pk])


def follow_articles(article_ids: Iterable[int]) -> None:
    """Let the events that the articles report follow them into crises and out of them, and see again what they redeem there."""
    keys = list(article_ids)
    with only_writer():
        belong(reported_by(keys))
        _see_again(keys)


def follow_status(article_ids: Iterable[int]) -> None:
    """Weigh the events that the articles report anew, now that readers may read these, or may not any more."""
    keys = list(article_ids)
    with only_writer():
        settle_all(reported_by(keys))
        _see_again(keys)


def _see_again(article_ids: list[int]) -> None:
    """Look again for what the articles tell of the keeping of announcements."""
    told = Redemption.objects.filter(paragraph__revision__article__in=article_ids)
    redeem(told.values_list("event", flat=True))
    for article in Article.objects.filter(pk__in=article_ids).select_related("current_revision"):
        if article.current_revision and is_recorded(article.current_revision):
            redeem_by(article.current_revision)
