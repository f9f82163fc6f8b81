"""Put articles, and with them their events, into a crisis."""

from __future__ import annotations

from articles.models import Article

from .chronicle import is_recorded
from .chronicle.locking import only_writer
from .chronicle.redeeming import redeem_by
from .models import Crisis, Event


def crisis_of(slug: str) -> Crisis:
    """Return the crisis of that slug, made where there is none."""
    return Crisis.objects.get_or_create(slug=slug, defaults={"title": slug.replace("-", " ").capitalize()})[0]


def add_article(crisis: Crisis, article: Article) -> None:
    """Add the article to the crisis, together with all events that it reports, and see which announcements there it redeems."""
    crisis.articles.add(article)
    crisis.events.add(*Event.objects.filter(reports__revision__article=article).distinct())
    if article.current_revision and is_recorded(article.current_revision):
        with only_writer():
            redeem_by(article.current_revision)
