"""Reads an article out of any publisher's HTML page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from articles.reading.addresses import canonical_address, is_same_site
from articles.reading.cleaning import clean, fold
from articles.reading.credits import is_office, is_person
from articles.reading.html.authors import find_authors
from articles.reading.html.blocks import Block, find_blocks
from articles.reading.html.body import Body, read_body
from articles.reading.html.container import Witness
from articles.reading.html.document import parse
from articles.reading.html.entries import with_entries
from articles.reading.html.hints import apply_hints
from articles.reading.html.metadata import Metadata, read_metadata
from articles.reading.html.paywall import is_cut
from articles.reading.html.times import Times, find_times
from articles.reading.html.title import Headline, find_headline
from articles.reading.page import Page, Paragraph, ReadingError, RelatedLink
from articles.reading.surroundings import is_biography

MIN_TOLD = 500  # characters; a shorter text in the metadata is a summary
MAX_RELATED = 30
MIN_BEFORE_BIOGRAPHY = 3  # paragraphs
MIN_FULLER = 2  # times as long as the text on the page


@dataclass(frozen=True)
class _Findings:
    """What the steps have found on a page."""

    url: str
    metadata: Metadata
    blocks: list[Block]
    headline: Headline
    body: Body
    times: Times

    @cached_property
    def byline(self) -> tuple[str, ...]:
        """Return whom the page names as authors; where it names none, the office that signs the text."""
        named = find_authors(self.blocks, self.headline.place, self.metadata)
        return named or tuple(filter(is_office, self.body.credits))


def read_html(markup: str, *, url: str | None = None, timezone: str = "Europe/Berlin") -> Page:
    """Read an article out of a page's markup; raise ReadingError where it holds none.

    `url` is where the page was found; times without a zone are local in `timezone`.
    """
    zone = ZoneInfo(timezone)
    root = parse(markup)
    apply_hints(root, url or "")
    metadata = read_metadata(root, url or "")
    blocks = find_blocks(root)
    headline = find_headline(blocks, metadata)
    body = read_body(blocks, headline.place, list(metadata.descriptions), Witness(metadata.article_body))
    times = find_times(blocks, headline.place, metadata, zone)
    findings = _Findings(url or "", metadata, blocks, headline, body, times)
    paragraphs = _text(findings, zone)
    if not headline.title or not any(paragraph.kind != "heading" for paragraph in paragraphs):
        raise ReadingError("Die Seite enthält keinen Artikel.")
    return _page(findings, paragraphs)


def _text(findings: _Findings, zone: ZoneInfo) -> list[Paragraph]:
    """Return the text with the times of a live blog's entries, or the one that the metadata gives."""
    published = findings.times.published
    following = findings.blocks[findings.headline.place + 1 :]
    paragraphs = with_entries(
        findings.body, following, findings.metadata, published.at if published else None, zone
    )
    return _without_biography(_fuller(paragraphs, findings.metadata.article_body), findings.byline)


def _page(findings: _Findings, paragraphs: list[Paragraph]) -> Page:
    metadata, byline = findings.metadata, findings.byline
    published, changed = findings.times
    authors = tuple(name for name in byline if _is_author(name, metadata))
    others = [name for name in byline if name not in authors]
    return Page(
        title=findings.headline.title,
        kicker=findings.headline.kicker,
        paragraphs=tuple(paragraphs),
        authors=authors,
        credits=tuple(dict.fromkeys([*others, *findings.body.credits])),
        byline=byline,
        published_at=published.at if published else None,
        changed_at=changed.at if changed else None,
        has_time=published.has_time if published else True,
        language=(metadata.language or "de").replace("_", "-").partition("-")[0].lower(),
        url=_address(metadata, findings.url),
        site_name=next(iter(metadata.site_names), ""),
        related=_related(findings.body.related, findings.url or metadata.links.get("canonical", "")),
        is_truncated=_is_cut(paragraphs, findings.blocks, metadata),
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
