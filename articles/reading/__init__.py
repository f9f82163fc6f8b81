"""Page readers: bytes in, a clean Page out. Pure: no Django, no clock, no network."""

from articles.reading.html import read_html
from articles.reading.page import Page, Paragraph, ParagraphKind, ReadingError, RelatedLink
from articles.reading.plaintext import read_text
from articles.reading.reader import read

__all__ = [
    "Page",
    "Paragraph",
    "ParagraphKind",
    "ReadingError",
    "RelatedLink",
    "read",
    "read_html",
    "read_text",
]
