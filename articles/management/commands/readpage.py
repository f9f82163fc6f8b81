"""Read articles out of publishers' pages given as JSON lines."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from articles.reading import Page, ReadingError, read_html


class Command(BaseCommand):
    """Read pages as JSON lines from standard input, write their articles as JSON lines to standard output."""

    help = "Read title, authors, time and text out of HTML pages given as JSON lines on standard input."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line; a bad line is answered with its error, and the exit code is 1 at the end."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        failed = 0
        console = Console(stderr=True)
        for line in track(sys.stdin, "Reading", console=console, disable=not console.is_terminal):
            if line.strip():
                answer = _answer(line)
                failed += "error" in answer
                self.stdout.write(json.dumps(answer))
        if failed:
            sys.exit(1)


def _answer(line: str) -> dict[str, Any]:
    page_id = None
    try:
        item = json.loads(line)
        page_id = item.get("id")
        page = read_html(item["html"], url=item.get("url"))
    except ReadingError as error:
        return {"id": page_id, "error": str(error)}
    except Exception as error:  # one broken line must never stop the batch
        return {"id": page_id, "error": f"{type(error).__name__}: {error}"}
    return {"id": page_id, **_as_json(page)}


def _as_json(page: Page) -> dict[str, Any]:
    return {
        "title": page.title,
        "kicker": page.kicker or None,
        "lead": page.lead or None,
        "authors": list(page.byline),
        "published_at": _published(page),
        "language": page.language,
        "paragraphs": [paragraph.text for paragraph in page.paragraphs if paragraph.kind != "heading"],
        "headings": [paragraph.text for paragraph in page.paragraphs if paragraph.kind == "heading"],
        "related": [link._asdict() for link in page.related],
    }


def _published(page: Page) -> str | None:
    """Return the time to the second with its offset; the day alone where the page gives no more."""
    if not page.published_at:
        return None
    return (page.published_at if page.has_time else page.published_at.date()).isoformat()
