"""Page readers: bytes in, a clean Page out. Pure: no Django, no clock, no network."""

from articles.reading.feed import Feed, is_feed, read_feed
from articles.reading.html import read_html
from articles.reading.page import Page, Paragraph, ParagraphKind, ReadingError, RelatedLink
from articles.reading.plaintext import read_text
from articles.reading.reader import read

__all__ = [
    "Feed",
    "Page",
    "Paragraph",
    "ParagraphKind",
    "ReadingError",
    "RelatedLink",
    "is_feed",
    "read",
    "read_feed",
    "read_html",
    "read_text",
]
