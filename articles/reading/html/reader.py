"""Reads an article out of any publisher's HTML page."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from articles.reading.addresses import canonical_address
from articles.reading.credits import is_office, is_person
from articles.reading.html.authors import find_authors
from articles.reading.html.blocks import find_blocks
from articles.reading.html.body import read_body
from articles.reading.html.container import Witness
from articles.reading.html.document import parse
from articles.reading.html.metadata import Metadata, read_metadata
from articles.reading.html.times import find_times
from articles.reading.html.title import find_headline
from articles.reading.page import Page, ReadingError


def read_html(markup: str, *, url: str | None = None, timezone: str = "Europe/Berlin") -> Page:
    """Read an article out of a page's markup; raise ReadingError where it holds none.

    `url` is where the page was found; times without a zone are local in `timezone`.
    """
    root = parse(markup)
    metadata = read_metadata(root, url or "")
    blocks = find_blocks(root)
    headline = find_headline(blocks, metadata)
    body = read_body(blocks, headline.place, list(metadata.descriptions), Witness(metadata.article_body))
    if not headline.title or not any(paragraph.kind != "heading" for paragraph in body.paragraphs):
        raise ReadingError("Die Seite enthält keinen Artikel.")
    times = find_times(blocks, headline.place, metadata, ZoneInfo(timezone))
    byline = find_authors(blocks, headline.place, metadata) or tuple(filter(is_office, body.credits))
    return Page(
        title=headline.title,
        kicker=headline.kicker,
        paragraphs=tuple(body.paragraphs),
        authors=tuple(name for name in byline if is_person(name)),
        credits=tuple(dict.fromkeys([*(name for name in byline if not is_person(name)), *body.credits])),
        byline=byline,
        published_at=times.published.at if times.published else None,
        changed_at=times.changed.at if times.changed else None,
        has_time=times.published.has_time if times.published else True,
        language=(metadata.language or "de").replace("_", "-").partition("-")[0].lower(),
        url=_address(metadata, url or ""),
        site_name=next(iter(metadata.site_names), ""),
        related=tuple(dict.fromkeys(body.related)),
    )


def _address(metadata: Metadata, found_at: str) -> str:
    """Return the page's canonical address: its own word counts where it names a page and not the front page."""
    for told in (metadata.links.get("canonical", ""), metadata.first("og:url"), found_at):
        address = canonical_address(told, base=found_at) if told else ""
        if address and address.count("/") > 2 and not address.endswith("/"):
            return address
    return canonical_address(found_at)
