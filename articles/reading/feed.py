"""Reads the entries of a feed: RSS, Atom and JSON Feed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from articles.reading.addresses import canonical_address
from articles.reading.cleaning import clean, fold
from articles.reading.credits import is_person, split_names
from articles.reading.encoding import decode
from articles.reading.html.blocks import find_blocks
from articles.reading.html.body import Body, read_body
from articles.reading.html.container import Witness
from articles.reading.html.document import parse
from articles.reading.moments import Moment, parse_moment
from articles.reading.page import Page, Paragraph, ReadingError

MAX_ENTRIES = 500
MIN_FULL_TEXT = 600  # characters; a shorter text is taken for a summary
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_FEED_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE rss[^>]*>\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b",
    re.S,
)
_JSON_FEED = re.compile(r'\s*\{[^{]{0,500}"https?://(?:www\.)?jsonfeed\.org/version/')


@dataclass(frozen=True)
class Feed:
    """A feed's entries as articles; an article of which the feed gives a summary alone is marked as truncated."""

    title: str
    language: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class _Entry:
    """What the formats have in common."""

    title: str
    url: str
    markup: str  # the text, full or not
    summary: str
    published: str
    changed: str
    authors: tuple[str, ...]
    language: str


def is_feed(data: bytes, content_type: str | None = None) -> bool:
    """Tell whether a document is a feed, by its declared type or its beginning."""
    declared = (content_type or "").partition(";")[0].strip().lower()
    start = data[:3000].decode("latin-1").removeprefix("\xef\xbb\xbf")
    return declared in _FEED_TYPES or bool(_FEED_START.match(start) or _JSON_FEED.match(start))


def read_feed(
    data: bytes, *, url: str = "", content_type: str | None = None, timezone: str = "Europe/Berlin"
) -> Feed:
    """Read a feed's entries; `url` is where it was found, times without a zone are local in `timezone`.

    Raise ReadingError where the document is no feed. Entries without a title or an address are left out.
    """
    if not is_feed(data, content_type):
        raise ReadingError("Das ist kein Feed (RSS, Atom oder JSON Feed).")
    read_entries = _json_feed if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_feed
    title, language, entries = read_entries(data, url, content_type)
    zone = ZoneInfo(timezone)
    pages = (_page(entry, title, language, zone) for entry in entries)
    return Feed(title, language, tuple(page for page in pages if page.title and page.url and page.paragraphs))


def _xml_feed(data: bytes, url: str, content_type: str | None) -> tuple[str, str, Iterator[_Entry]]:
    headers = {"content-type": content_type or "application/xml", "content-location": url}
    # A stream, because feedparser would take bytes for the name of a file.
    parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False)
    if not parsed.get("version") and not parsed.entries:
        raise ReadingError("Der Feed ist nicht zu lesen.")
    base = parsed.feed.get("link") or url
    entries = (_xml_entry(entry, base) for entry in parsed.entries[:MAX_ENTRIES])
    return clean(parsed.feed.get("title", "")), parsed.feed.get("language", ""), entries


def _xml_entry(entry: Mapping[str, Any], base: str) -> _Entry:
    entry = dict(entry)  # feedparser's own mapping answers for a missing "updated" with "published"
    changed = entry.get("updated", "")
    contents = [content.get("value", "") for content in entry.get("content", [])]
    summary = entry.get("summary", "")
    return _Entry(
        title=entry.get("title", ""),
        url=_absolute(base, entry.get("link") or ""),
        markup=max([*contents, summary], key=len),
        summary=summary,
        published=entry.get("published") or changed or entry.get("created") or "",
        changed=changed,
        authors=tuple(author.get("name", "") for author in entry.get("authors", [])),
        language=(entry.get("content") or [{}])[0].get("language") or "",
    )


def _json_feed(data: bytes, url: str, content_type: str | None) -> tuple[str, str, Iterator[_Entry]]:
    try:
        feed = json.loads(decode(data, content_type=content_type))
    except (ValueError, RecursionError) as error:
        raise ReadingError("Der Feed ist nicht zu lesen.") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ReadingError("Der Feed hat keine Einträge.")
    base = _text(feed, "home_page_url") or url
    entries = (_json_entry(item, feed, base) for item in items[:MAX_ENTRIES] if isinstance(item, dict))
    return clean(_text(feed, "title")), _text(feed, "language"), entries


def _json_entry(item: Mapping[str, Any], feed: Mapping[str, Any], base: str) -> _Entry:
    authors = _dicts(item.get("authors")) or _dicts([item.get("author")]) or _dicts(feed.get("authors"))
    summary = _text(item, "summary")
    return _Entry(
        title=_text(item, "title"),
        url=_absolute(base, _text(item, "url") or _text(item, "external_url") or _text(item, "id")),
        markup=_text(item, "content_html") or _as_markup(_text(item, "content_text")) or summary,
        summary=summary,
        published=_text(item, "date_published"),
        changed=_text(item, "date_modified"),
        authors=tuple(_text(author, "name") for author in authors),
        language=_text(item, "language"),
    )


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _absolute(base: str, link: str) -> str:
    return canonical_address(link, base=base) if link else ""


def _as_markup(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped) if part.strip())


def _page(entry: _Entry, site_name: str, language: str, zone: ZoneInfo) -> Page:
    body = _body(entry.markup)
    published, changed = _moment(entry.published, zone), _moment(entry.changed, zone)
    byline = tuple(dict.fromkeys(name for author in entry.authors for name in split_names(clean(author))))
    is_full = body.length >= MIN_FULL_TEXT
    return Page(
        title=_plain(entry.title),
        paragraphs=tuple(
            _with_summary(body.paragraphs, entry.summary) if is_full else _summary(body.paragraphs)
        ),
        authors=tuple(filter(is_person, byline)),
        credits=tuple(dict.fromkeys([*(name for name in byline if not is_person(name)), *body.credits])),
        byline=byline,
        published_at=published.at if published else None,
        changed_at=changed.at if changed and published and changed.at > published.at else None,
        has_time=published.has_time if published else True,
        language=(entry.language or language or "de").partition("-")[0].lower(),
        url=entry.url,
        site_name=site_name,
        related=tuple(dict.fromkeys(body.related)),
        is_truncated=not is_full,
    )


def _body(markup: str) -> Body:
    if not markup.strip():
        return Body()
    return read_body(
        find_blocks(parse(f"<html><body><div>{markup}</div></body></html>")), -1, (), Witness("")
    )


def _with_summary(paragraphs: Iterable[Paragraph], summary: str) -> Iterator[Paragraph]:
    """Yield a full text with the feed's summary as lead, where the text does not begin with it."""
    paragraphs = list(paragraphs)
    text, body = _plain(summary), fold(" ".join(paragraph.text for paragraph in paragraphs))
    if text and fold(text.rstrip(" .…[]"))[:80] not in body:
        yield Paragraph("lead", text)
    yield from paragraphs


def _summary(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    yield from (paragraph._replace(kind="lead") for paragraph in paragraphs if paragraph.kind != "heading")


def _plain(markup: str) -> str:
    """Return the text of a title or summary that may hold markup or entities."""
    if "<" not in markup and "&" not in markup:
        return clean(markup)
    return clean(parse(f"<div>{markup}</div>").text_content())


def _moment(value: str, zone: ZoneInfo) -> Moment | None:
    return parse_moment(value, zone) if value else None
