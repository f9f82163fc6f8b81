"""Reads an article out of any publisher's HTML page."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from articles.reading.addresses import canonical_address, is_same_site
from articles.reading.cleaning import clean, fold
from articles.reading.credits import is_office, is_person
from articles.reading.html.authors import find_authors
from articles.reading.html.blocks import Block, find_blocks
from articles.reading.html.body import read_body
from articles.reading.html.container import Witness
from articles.reading.html.document import parse
from articles.reading.html.entries import with_entries
from articles.reading.html.hints import apply_hints
from articles.reading.html.metadata import Metadata, read_metadata
from articles.reading.html.paywall import is_cut
from articles.reading.html.times import find_times
from articles.reading.html.title import find_headline
from articles.reading.page import Page, Paragraph, ReadingError, RelatedLink
from articles.reading.surroundings import is_biography

MIN_TOLD = 500  # characters; a shorter text in the metadata is a summary
MAX_RELATED = 30
MIN_BEFORE_BIOGRAPHY = 3  # paragraphs
MIN_FULLER = 2  # times as long as the text on the page


def read_html(markup: str, *, url: str | None = None, timezone: str = "Europe/Berlin") -> Page:
    """Read an article out of a page's markup; raise ReadingError where it holds none.

    `url` is where the page was found; times without a zone are local in `timezone`.
    """
    root = parse(markup)
    apply_hints(root, url or "")
    metadata = read_metadata(root, url or "")
    blocks = find_blocks(root)
    headline = find_headline(blocks, metadata)
    body = read_body(blocks, headline.place, list(metadata.descriptions), Witness(metadata.article_body))
    zone = ZoneInfo(timezone)
    times = find_times(blocks, headline.place, metadata, zone)
    published = times.published.at if times.published else None
    paragraphs = with_entries(body, blocks[headline.place + 1 :], metadata, published, zone)
    paragraphs = _fuller(paragraphs, metadata.article_body)
    if not headline.title or not any(paragraph.kind != "heading" for paragraph in paragraphs):
        raise ReadingError("Die Seite enthält keinen Artikel.")
    byline = find_authors(blocks, headline.place, metadata) or tuple(filter(is_office, body.credits))
    paragraphs = _without_biography(paragraphs, byline)
    return Page(
        title=headline.title,
        kicker=headline.kicker,
        paragraphs=tuple(paragraphs),
        authors=tuple(name for name in byline if _is_author(name, metadata)),
        credits=tuple(
            dict.fromkeys([*(name for name in byline if not _is_author(name, metadata)), *body.credits])
        ),
        byline=byline,
        published_at=published,
        changed_at=times.changed.at if times.changed else None,
        has_time=times.published.has_time if times.published else True,
        language=(metadata.language or "de").replace("_", "-").partition("-")[0].lower(),
        url=_address(metadata, url or ""),
        site_name=next(iter(metadata.site_names), ""),
        related=_related(body.related, url or metadata.links.get("canonical", "")),
        is_truncated=_is_cut(paragraphs, blocks, metadata),
        metadata={name: values[0] for name, values in metadata.meta.items()},
    )


def _is_author(name: str, metadata: Metadata) -> bool:
    return is_person(name) and fold(name) not in {fold(site) for site in metadata.site_names}


def _related(links: list[RelatedLink], base: str) -> tuple[RelatedLink, ...]:
    """Return pointers to other articles with whole addresses, each once."""
    resolved = (RelatedLink(link.title, canonical_address(link.url, base=base)) for link in links)
    return tuple(dict.fromkeys(link for link in resolved))[:MAX_RELATED]


def _without_biography(paragraphs: list[Paragraph], byline: tuple[str, ...]) -> list[Paragraph]:
    """Leave out what the page tells of the author at the end of the text."""
    if len(paragraphs) > MIN_BEFORE_BIOGRAPHY and is_biography(paragraphs[-1].text, byline):
        return paragraphs[:-1]
    return paragraphs


def _fuller(paragraphs: list[Paragraph], told: str) -> list[Paragraph]:
    """Return the text that the metadata gives, where it is much longer than the one on the page."""
    shown = sum(len(paragraph.text) for paragraph in paragraphs)
    if len(told) < MIN_TOLD or len(told) < MIN_FULLER * shown:
        return paragraphs
    lines = [clean(line) for line in re.sub(r"<[^>]*>", "\n", told).split("\n")]
    return [Paragraph("text", line) for line in lines if line]


def _is_cut(paragraphs: list[Paragraph], blocks: list[Block], metadata: Metadata) -> bool:
    text = " ".join(paragraph.text for paragraph in paragraphs)
    return is_cut(len(text), len(text.split()), blocks, metadata)


def _address(metadata: Metadata, found_at: str) -> str:
    """Return the page's canonical address: its own word counts as far as its own site goes.

    A page must not pass itself off as another site's, nor as its front page.
    """
    for told in (metadata.links.get("canonical", ""), metadata.first("og:url")):
        address = canonical_address(told, base=found_at) if told else ""
        if address and not address.endswith("/") and (not found_at or is_same_site(address, found_at)):
            return address
    return canonical_address(found_at)
