"""Publish an article in a test, the way the commands do."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from articles.ingest import Stored, store
from articles.reading.page import Page, Paragraph

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2022, 1, 21, 17, 4, tzinfo=BERLIN)


def make_page(
    *texts: str, title: str = "Gespräch am Genfersee", published_at: Any = FRIDAY, **fields: Any
) -> Page:
    """Return a page of text paragraphs."""
    paragraphs = tuple(Paragraph("text", text) for text in texts or ("Die Minister sprachen lange.",))
    return Page(title=title, paragraphs=paragraphs, published_at=published_at, **fields)


def publish(*texts: str, source: str = "Hafenblatt", url: str = "", **fields: Any) -> Stored:
    """Store a page of text paragraphs."""
    return store(make_page(*texts, **fields), source_name=source, url=url)
