"""Store a page as an article, or as a new revision of the article that it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from .fetch import FetchError, fetch
from .knowing import known_since
from .models import Article, Paragraph, RelatedLink, Revision, Source
from .publishing import set_status
from .reading import read
from .reading.addresses import canonical_address
from .reading.page import Page, ReadingError
from .reading.page import Paragraph as PageParagraph
from .reading.page import RelatedLink as PageLink
from .signals import revision_stored

UNKNOWN_SOURCE = "Ohne Quelle"


@dataclass(frozen=True)
class Stored:
    """What became of a page."""

    article: Article
    revision: Revision
    outcome: Literal["new", "changed", "unchanged", "withdrawn"]


def store(
    page: Page, *, source_name: str = "", url: str = "", published_at: datetime | None = None
) -> Stored:
    """Store the page in one transaction; a text that the article already had changes nothing.

    What is given outweighs what the page says of itself. Raises ReadingError where no publication time is known.
    """
    address = canonical_address(url or page.url) or None
    published_at = published_at or page.published_at
    if published_at is None:
        raise ReadingError("Kein Erscheinungsdatum gefunden; bitte angeben.")
    with transaction.atomic():
        source = _source(source_name or page.site_name or urlsplit(address or "").hostname or UNKNOWN_SOURCE)
        text_hash = hash_text(page)
        article = _known_article(source, address, text_hash)
        if article is None:
            article = Article.objects.create(source=source, url=address, published_at=published_at)
            return Stored(article, _add_revision(article, page, published_at, text_hash), "new")
        known = article.revisions.filter(text_hash=text_hash).order_by("-number").first()
        if known:
            return Stored(article, known, "unchanged")
        return Stored(article, _add_revision(article, page, published_at, text_hash), "changed")


def store_fetched(url: str, *, source_name: str = "", published_at: datetime | None = None) -> Stored:
    """Fetch an address and store what it holds; where a known article is gone, mark it as withdrawn.

    Raises FetchError where nothing is to be had, ReadingError where it is no article.
    """
    known = Article.objects.filter(url=canonical_address(url), current_revision__isnull=False).first()
    answer = fetch(url, etag=known.etag if known else "", last_modified=known.last_modified if known else "")
    if answer.outcome == "page":
        page = read(answer.data, url=answer.url, content_type=answer.content_type)
        stored = store(page, source_name=source_name, url=page.url or answer.url, published_at=published_at)
        Article.objects.filter(pk=stored.article.pk).update(
            etag=answer.etag[:300], last_modified=answer.last_modified[:100]
        )
        return stored
    if known is None or known.current_revision is None:
        raise FetchError("Die Seite gibt es nicht mehr.")
    if answer.outcome == "withdrawn":
        set_status(Article.objects.filter(pk=known.pk), Article.Status.WITHDRAWN)
    return Stored(known, known.current_revision, answer.outcome)


def rewrite(
    article: Article, title: str, kicker: str, paragraphs: Sequence[PageParagraph]
) -> Revision | None:
    """Store an editor's changed text as a new revision known from now on, with the rest as it was; the same text again changes nothing."""
    with transaction.atomic():
        current = article.revisions.select_for_update().latest("number")
        page = Page(
            title=title,
            paragraphs=tuple(paragraphs),
            kicker=kicker,
            authors=tuple(current.authors),
            credits=tuple(current.credits),
            changed_at=current.changed_at,
            has_time=current.has_time,
            language=current.language,
            related=tuple(PageLink(link.title, link.url) for link in current.related_links.all()),
            is_truncated=current.is_truncated,
            metadata=current.metadata,
        )
        text_hash = hash_text(page)
        return (
            _add_revision(article, page, current.published_at, text_hash)
            if text_hash != current.text_hash
            else None
        )


def hash_text(page: Page) -> str:
    """Return a digest of what readers see: title, kicker and paragraphs."""
    parts = [
        page.kicker,
        page.title,
        *(f"{paragraph.kind} {paragraph.text}" for paragraph in page.paragraphs),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _source(name: str) -> Source:
    return Source.objects.get_or_create(name=name[:200])[0]


def _known_article(source: Source, address: str | None, text_hash: str) -> Article | None:
    """Return the article of that address, or the same source's article with the very same text, locked."""
    articles = Article.objects.select_for_update()
    by_address = articles.filter(url=address).first() if address else None
    return by_address or articles.filter(source=source, revisions__text_hash=text_hash).first()


def _add_revision(article: Article, page: Page, published_at: datetime, text_hash: str) -> Revision:
    last = article.revisions.order_by("-number").first()
    is_later = (
        last is not None and published_at > last.published_at
    )  # an agency's next text names its own time
    changed_at = page.changed_at or (published_at if is_later else None)
    revision = Revision.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        title=page.title[:500],
        kicker=page.kicker[:300],
        authors=[author[:200] for author in page.authors],
        credits=[credit[:100] for credit in page.credits],
        language=page.language,
        published_at=published_at,
        changed_at=changed_at,
        has_time=page.has_time,
        is_truncated=page.is_truncated,
        text_hash=text_hash,
        metadata=page.metadata,
        reported_at=known_since(published_at, changed_at, timezone.now(), last),
    )
    Paragraph.objects.bulk_create(
        Paragraph(
            revision=revision,
            position=position,
            kind=paragraph.kind,
            text=paragraph.text,
            published_at=paragraph.published_at,
        )
        for position, paragraph in enumerate(page.paragraphs)
    )
    RelatedLink.objects.bulk_create(
        RelatedLink(revision=revision, position=position, title=link.title[:500], url=link.url[:2000])
        for position, link in enumerate(page.related)
    )
    article.current_revision = revision
    article.save(update_fields=["current_revision"])
    revision_stored.send(sender=Revision, revision=revision)
    return revision
