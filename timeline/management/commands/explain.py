"""Show what the extraction finds in one article, and which rule found it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from timeline.extraction import extract
from timeline.extraction.findings import DayRange, Findings, FoundMeeting, FoundTroopFigure, Span

from .extract import NEWSROOM_TIME

STYLES = {
    "person": "bold cyan",
    "state": "bold blue",
    "organisation": "bold magenta",
    "place": "bold green",
    "date": "yellow",
    "statement": "italic",
    "meeting": "underline red",
    "figure": "reverse yellow",
}


class Mark(NamedTuple):
    """A piece of the text to colour."""

    start: int
    end: int
    style: str


class Command(BaseCommand):
    """Print an article with everything found in it, each with the rule that found it."""

    help = (
        "Print an article (a text file, or - for standard input) with all findings marked, then list each of them with its values and "
        "the rule that found it. Use it to trace a wrong result."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the time of publication."""
        parser.add_argument(
            "file", help="text file with blank lines between paragraphs, or - for standard input"
        )
        parser.add_argument(
            "--published", metavar="TIME", help="ISO time or day of publication; the present if left out"
        )
        parser.add_argument("--title", help="title, where it is not part of the text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, extract and print."""
        text = _read(options["file"])
        findings = extract(text, _published(options["published"]), title=options["title"])
        console = Console(
            file=cast(IO[str], self.stdout), force_terminal=self.stdout.isatty(), no_color=options["no_color"]
        )
        console.print(marked(text, findings))
        for table in tables(text, findings):
            console.print()
            console.print(table)


def marked(text: str, findings: Findings) -> Text:
    """Return the text with its findings coloured, the widest first so that what lies inside stays visible."""
    painted = Text(text)
    for mark in sorted(_marks(findings), key=lambda one: (one.start, -one.end)):
        painted.stylize(mark.style, mark.start, mark.end)
    return painted


def tables(text: str, findings: Findings) -> Iterator[Table]:
    """Yield one table for each kind of finding that the article has."""
    names = {entity.id: entity.name for entity in findings.entities}
    yield from _table(
        "Meetings", MEETING_COLUMNS, [_meeting_row(text, one, names) for one in findings.meetings]
    )
    yield from _table(
        "Troop figures", FIGURE_COLUMNS, [_figure_row(text, one, names) for one in findings.troop_figures]
    )
    yield from _table(
        "Statements", ("words", "speaker", "mode", "rule"), list(_statement_rows(text, findings, names))
    )
    yield from _table("Dates", ("words", "value", "days", "rule"), list(_date_rows(text, findings)))
    yield from _table("Entities", ("name", "kind", "key", "mentions"), list(_entity_rows(text, findings)))


MEETING_COLUMNS = ("evidence", "format", "status", "participants", "place", "days", "minutes", "rule")
FIGURE_COLUMNS = ("evidence", "number", "change", "whose", "place", "claimed by", "days", "rule")


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {file}: {error}") from error


def _published(value: str | None) -> datetime:
    if value is None:
        return datetime.now(NEWSROOM_TIME)
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise CommandError(f"not a time of publication: {value}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=NEWSROOM_TIME)


def _marks(findings: Findings) -> Iterator[Mark]:
    for entity in findings.entities:
        yield from (Mark(one.start, one.end, STYLES[entity.kind]) for one in entity.mentions)
    yield from (Mark(one.start, one.end, STYLES["date"]) for one in findings.dates)
    yield from (Mark(*span, STYLES["statement"]) for one in findings.statements for span in one.spans)
    yield from (Mark(*span, STYLES["meeting"]) for one in findings.meetings for span in one.evidence)
    yield from (Mark(*one.evidence, STYLES["figure"]) for one in findings.troop_figures)


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[Table]:
    if not rows:
        return
    table = Table(
        *columns, title=f"{title} ({len(rows)})", title_justify="left", title_style="bold", show_lines=True
    )
    for row in rows:
        table.add_row(*map(escape, row))
    yield table


def _meeting_row(text: str, meeting: FoundMeeting, names: dict[str, str]) -> tuple[str, ...]:
    return (
        "\n".join(_words(text, span) for span in meeting.evidence),
        meeting.format,
        meeting.status,
        ", ".join(names[one] for one in meeting.participants),
        names.get(meeting.place or "", ""),
        _days(meeting.days),
        " ".join(str(value) for value in (meeting.hour, meeting.duration_minutes) if value),
        meeting.rule,
    )


def _figure_row(text: str, figure: FoundTroopFigure, names: dict[str, str]) -> tuple[str, ...]:
    high = "" if figure.high == figure.low else f"–{figure.high or ''}"
    return (
        _words(text, figure.evidence),
        f"{figure.low}{high} {figure.qualifier} {figure.unit}",
        figure.change,
        names.get(figure.actor or "", ""),
        names.get(figure.place or "", ""),
        names.get(figure.claimed_by or "", ""),
        _days(figure.days),
        figure.rule,
    )


def _statement_rows(text: str, findings: Findings, names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for one in findings.statements:
        speaker = (
            names.get(one.speaker.entity or "", text[one.speaker.start : one.speaker.end])
            if one.speaker
            else ""
        )
        yield " … ".join(_words(text, span) for span in one.spans), speaker, one.mode, one.rule


def _date_rows(text: str, findings: Findings) -> Iterator[tuple[str, ...]]:
    for one in findings.dates:
        yield text[one.start : one.end], f"{one.type} {one.value}", _days(one.days), one.rule


def _entity_rows(text: str, findings: Findings) -> Iterator[tuple[str, ...]]:
    for one in findings.entities:
        words = dict.fromkeys(
            f"{text[mention.start : mention.end]} ({mention.rule})" for mention in one.mentions
        )
        yield one.name, one.kind, one.key or "", ", ".join(words)


def _words(text: str, span: Span) -> str:
    return " ".join(text[slice(*span)].split())


def _days(days: DayRange) -> str:
    return " – ".join(dict.fromkeys(str(day) for day in days if day))
