"""Store articles and extract what they say."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.db import transaction
from rich.console import Console
from rich.progress import track

from articles.fetch import FetchError
from articles.ingest import Stored
from articles.inputs import Input, collect
from articles.reading import ReadingError
from timeline.crises import add_article, crisis_of
from timeline.models import Crisis
from timeline.tasks import extract_revision


class Command(BaseCommand):
    """Read pages, texts and JSON lines, store them as articles and extract their events."""

    help = (
        "Take in articles: HTML pages, plain texts, JSON lines, folders of them, addresses, or - for standard input. "
        "What is known already stays as it is; what fails is listed, and the exit code is then 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what can be given."""
        parser.add_argument("inputs", nargs="+", metavar="PATH|DIRECTORY|URL|-")
        parser.add_argument("--crisis", type=_slug, help="slug of the crisis, made where there is none")
        parser.add_argument("--source", default="", help="name of the publisher")
        parser.add_argument(
            "--published-at", type=parse_moment, help="publication time in ISO 8601, for all inputs"
        )
        parser.add_argument("--url", default="", help="the article's address, where one text is given")
        parser.add_argument("--queue-only", action="store_true", help="leave the extraction to the workers")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in one input after the other; none stops the rest."""
        inputs = collect(options["inputs"])
        if options["url"]:
            inputs = iter(_only_one(inputs))
        crisis = crisis_of(options["crisis"]) if options["crisis"] else None
        counts: Counter[str] = Counter()
        failures = []
        console = Console(stderr=True)
        for given in track(inputs, "Einlesen", console=console, disable=not console.is_terminal):
            try:
                counts[_take_in(given, crisis, options).outcome] += 1
            except (ReadingError, FetchError) as error:
                failures.append(f"{given.name}: {error}")
            except Exception as error:  # a bug met by one article must not stop the batch
                failures.append(f"{given.name}: unerwarteter Fehler: {type(error).__name__}: {error}")
        self._report(counts, failures)

    def _report(self, counts: Counter[str], failures: list[str]) -> None:
        for failure in failures:
            self.stderr.write(failure)
        withdrawn = f", {counts['withdrawn']} zurückgezogen" if counts["withdrawn"] else ""
        self.stdout.write(
            f"{counts['new']} neu, {counts['changed']} geändert, {counts['unchanged']} unverändert{withdrawn}, {len(failures)} fehlgeschlagen"
        )
        if failures:
            raise SystemExit(1)


def _take_in(given: Input, crisis: Crisis | None, options: dict[str, Any]) -> Stored:
    with transaction.atomic():
        stored = given.store(
            source_name=options["source"], url=options["url"], published_at=options["published_at"]
        )
        if crisis:
            add_article(crisis, stored.article)
    if not options["queue_only"]:
        extract_revision(stored.revision.pk)
    return stored


def _only_one(inputs: Iterator[Input]) -> list[Input]:
    few = list(islice(inputs, 2))
    if len(few) > 1:
        raise CommandError("--url geht nur mit einem einzigen Artikel.")
    return few


def _slug(value: str) -> str:
    try:
        validate_slug(value)
    except ValidationError as error:
        raise CommandError(
            f"„{value}“ taugt nicht als Kürzel: nur Buchstaben ohne Umlaute, Ziffern, - und _."
        ) from error
    return value


def parse_moment(value: str) -> datetime:
    """Read a time in ISO 8601, local where it names no zone; raise CommandError where it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise CommandError(f"„{value}“ ist keine Zeit nach ISO 8601, etwa 2022-01-21T17:04.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
