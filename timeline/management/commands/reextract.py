"""Extract stored articles anew."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import QuerySet
from rich.console import Console
from rich.progress import track

from articles.models import Revision
from timeline.reextraction import Changes, chosen, extract_anew, queue, waiting

from .ingest import parse_moment

SIGNS = {"new": "+", "gone": "-", "changed": "~"}


class Command(BaseCommand):
    """Extract articles again, after a better lexicon or rule; what editors decided and edited stays."""

    help = (
        "Run after the lexicon or a rule got better. The revisions are queued, so that workers share the work and a crash loses nothing, "
        "and done at once; --resume goes on with what is left. Lists what is new (+), gone (-) and changed (~)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare which revisions are meant, and how they are done."""
        parser.add_argument("--crisis", default="", help="slug of the crisis")
        parser.add_argument("--article", default="", help="address or number of the article")
        parser.add_argument("--since", type=parse_moment, help="publication time in ISO 8601")
        parser.add_argument("--dry-run", action="store_true", help="only list what would change")
        parser.add_argument("--queue-only", action="store_true", help="leave the work to the workers")
        parser.add_argument("--resume", action="store_true", help="go on with what is still waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue the revisions and do them one by one, or only tell what would change."""
        revisions = chosen(options["crisis"], options["article"], options["since"])
        if options["dry_run"]:
            self._each(revisions, keep=False)
            return
        if not options["resume"]:
            self.stdout.write(f"{queue(revisions)} Fassungen eingereiht")
        if not options["queue_only"]:
            self._each(waiting().select_related("article__source"), keep=True)

    def _each(self, revisions: QuerySet[Revision], *, keep: bool) -> None:
        counts: Counter[str] = Counter()
        failures = []
        console = Console(stderr=True)
        for revision in track(list(revisions), "Auswerten", console=console, disable=not console.is_terminal):
            try:
                counts += self._tell(revision, extract_anew(revision, keep=keep))
            except Exception as error:  # a bug met by one article must not stop the batch
                failures.append(f"{revision}: {type(error).__name__}: {error}")
        self._report(counts, failures)

    def _tell(self, revision: Revision, changes: Changes) -> Counter[str]:
        for name, sign in SIGNS.items():
            for line in getattr(changes, name):
                self.stdout.write(f"{sign} {revision.article.url or revision.article_id}: {line}")
        return Counter({name: len(getattr(changes, name)) for name in SIGNS})

    def _report(self, counts: Counter[str], failures: list[str]) -> None:
        for failure in failures:
            self.stderr.write(failure)
        self.stdout.write(
            f"{counts['new']} neu, {counts['gone']} verschwunden, {counts['changed']} geändert, {len(failures)} fehlgeschlagen"
        )
        if failures:
            raise SystemExit(1)
