"""Articles that come as JSON objects, one a line, from an archive or another newsroom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .cleaning import clean
from .page import Page, Paragraph, ReadingError

BYTE_ORDER_MARK = "\ufeff"
LONGEST_TAG = 10  # letters of a language's tag
FIRST_YEAR, LAST_YEAR = 1600, 2999  # of newspapers


@dataclass(frozen=True)
class Record:
    """An article given as JSON: `{"id", "url", "outlet", "title", "kicker", "text", "published_at", "language"}`."""

    name: str
    outlet: str
    page: Page


def read_record(line: str, *, timezone: str = "Europe/Berlin") -> Record:
    """Read one line; paragraphs of `text` are separated by a blank line. Raise ReadingError where it is no article."""
    try:
        values = json.loads(line.lstrip(BYTE_ORDER_MARK))
    except ValueError as error:
        raise ReadingError(f"Die Zeile ist kein JSON: {error}") from error
    if not isinstance(values, dict):
        raise ReadingError("Die Zeile ist kein JSON-Objekt.")
    blocks = (clean(block) for block in _text(values, "text").split("\n\n"))
    paragraphs = tuple(Paragraph("text", block) for block in blocks if block)
    title = clean(_text(values, "title")) or (paragraphs[0].text[:120] if paragraphs else "")
    if not paragraphs:
        raise ReadingError("Die Zeile hat keinen Text.")
    page = Page(
        title=title,
        paragraphs=paragraphs,
        kicker=clean(_text(values, "kicker")),
        published_at=_moment(values.get("published_at"), timezone),
        has_time=len(_text(values, "published_at")) > len("2022-01-21"),
        language=_text(values, "language")[:LONGEST_TAG] or "de",
        url=_text(values, "url"),
    )
    return Record(_text(values, "id") or page.url or title, _text(values, "outlet"), page)


def _text(values: dict[str, Any], field: str) -> str:
    value = values.get(field)
    if value is not None and not isinstance(value, str | int):
        raise ReadingError(f"Das Feld „{field}“ ist kein Text.")
    return str(value or "").replace("\r\n", "\n")


def _moment(value: Any, timezone: str) -> datetime | None:
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ReadingError(f"„{value}“ ist keine Zeit nach ISO 8601.") from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ReadingError(f"„{value}“ kann kein Erscheinungsdatum sein.")
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(timezone))
