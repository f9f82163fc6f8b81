"""Extract findings from articles given as JSON lines."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import track

from timeline.extraction import extract

NEWSROOM_TIME = ZoneInfo("Europe/Berlin")  # where a time without a zone is read


class Command(BaseCommand):
    """Read articles as JSON lines from standard input, write their findings as JSON lines to standard output."""

    help = (
        "Extract dates, entities, statements, meetings and troop figures from JSON lines on standard input."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line; a bad line is answered with its error, and the exit code is 1 at the end."""
        failed = 0
        lines = [line for line in sys.stdin if line.strip()]
        console = Console(stderr=True)
        for line in track(lines, "Extracting", console=console, disable=not console.is_terminal):
            answer = _answer(line)
            failed += "error" in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if failed:
            sys.exit(1)


def _answer(line: str) -> dict[str, Any]:
    article_id = None
    try:
        article = json.loads(line)
        article_id = article.get("id")
        findings = extract(article["text"], _moment(article["published_at"]), title=article.get("title"))
    except Exception as error:  # one broken line must never stop the batch
        return {"id": article_id, "error": f"{type(error).__name__}: {error}"}
    return {"id": article_id, **findings.as_json()}


def _moment(value: str | None) -> datetime:
    """Read an ISO time or a bare date, in the newsroom's zone where it names none."""
    if not value:
        raise ValueError("published_at is missing")
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=NEWSROOM_TIME)
