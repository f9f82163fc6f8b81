"""The way in: bytes of a page or a text file become an article."""

from __future__ import annotations

import re

from articles.reading.encoding import decode
from articles.reading.html import read_html
from articles.reading.page import Page, ReadingError
from articles.reading.plaintext import read_text

MAX_BYTES = 10_000_000
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|article|div)\b",
    re.I | re.S,
)


def read(
    data: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    timezone: str = "Europe/Berlin",
) -> Page:
    """Read an article out of an HTML page or plain text; which it is shows in the bytes.

    Times without a zone are local in the given one. Raise ReadingError where there is no article to read.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError(
            f"Die Datei ist zu groß ({len(data) / 1e6:.0f} MB, erlaubt sind {MAX_BYTES // 10**6} MB)."
        )
    text = decode(data, content_type=content_type)
    if not text.strip():
        raise ReadingError("Die Datei ist leer.")
    if is_html(text, content_type):
        return read_html(text, url=url, timezone=timezone)
    return read_text(text, timezone=timezone)


def is_html(text: str, content_type: str | None = None) -> bool:
    """Tell whether a text is a page's markup."""
    declared = (content_type or "").partition(";")[0].strip().lower()
    return declared in ("text/html", "application/xhtml+xml") or bool(_MARKUP.match(text[:5000]))
