"""Print a crisis's chronicle as JSON lines."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline.chronicle.asof import KnownEvent, as_event, known_events
from timeline.chronicle.origins import origin_of
from timeline.headlines import headline
from timeline.models import Crisis, Participation

from .ingest import parse_moment

ROLES = {
    "participants": Participation.Role.PARTICIPANT,
    "speakers": Participation.Role.SPEAKER,
    "addressees": Participation.Role.ADDRESSEE,
    "actors": Participation.Role.ACTOR,
    "claimed_by": Participation.Role.CLAIMANT,
    "announcers": Participation.Role.ANNOUNCER,
}


class Command(BaseCommand):
    """Print the merged events of a crisis, each with all its evidence, one JSON object a line, in a stable order."""

    help = "Print a crisis's merged events as JSON lines, as known now or at a given time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the crisis and the time of knowledge."""
        parser.add_argument("--crisis", required=True, help="slug of the crisis")
        parser.add_argument(
            "--as-of", type=parse_moment, help="time of knowledge in ISO 8601; by default now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the events, ordered by their days and what they say."""
        crisis = Crisis.objects.filter(slug=options["crisis"]).first()
        if crisis is None:
            raise CommandError(f"Es gibt keine Krise „{options['crisis']}“.")
        as_of = options["as_of"]
        lines = [as_json(known, as_of) for known in known_events(crisis, as_of)]
        for line in sorted(lines, key=_order):
            self.stdout.write(json.dumps(line, ensure_ascii=False))


def as_json(known: KnownEvent, as_of: datetime | None = None) -> dict[str, Any]:
    """Return an event, as it is or was known at that time, as values that `json.dumps` takes."""
    fields, values = known.values.fields, known.values.particulars
    roles = {
        name: [known.entities[entity].key for part, entity in known.values.roles if part == role]
        for name, role in ROLES.items()
    }
    return {
        "kind": known.event.kind,
        "label": headline(as_event(known)),
        **{name: found for name, found in roles.items() if found or name == "participants"},
        "claimed_by": next(iter(roles["claimed_by"]), None),
        "place": fields["place"].key if fields["place"] else None,
        "earliest": _day(fields["earliest"]),
        "latest": _day(fields["latest"]),
        "status": values.get("status") or _outcome(known, as_of),
        **{slot: _plain(value) for slot, value in sorted(values.items()) if slot != "status"},
        "low": values.get("low"),
        "high": values.get("high"),
        "review": known.event.review,
        "known_since": fields["first_reported_at"].isoformat(),
        "origins": sorted({origin_of(evidence.revision) for evidence in known.evidence}),
        "evidence": _evidence(known),
    }


def _outcome(known: KnownEvent, as_of: datetime | None) -> str | None:
    """Return what has become of an announcement, or what had by then; nothing for other kinds."""
    announcement = getattr(as_event(known, as_of), "announcement", None)
    return announcement.outcome if announcement else None


def _evidence(known: KnownEvent) -> list[dict[str, Any]]:
    """Return each sentence once, in the order of its publication."""
    sentences = {
        (evidence.paragraph_id, evidence.sentence_start): {
            "url": evidence.revision.article.url,
            "outlet": evidence.revision.article.source.name,
            "revision": evidence.revision.number,
            "reported_at": evidence.reported_at.isoformat(),
            "sentence": evidence.sentence,
            "words": evidence.words,
        }
        for evidence in known.evidence
    }
    return list(sentences.values())


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; of what editors have entered, days come as days."""
    return value.isoformat() if isinstance(value, date) else value


def _order(line: dict[str, Any]) -> tuple[str, ...]:
    return (
        line["earliest"] or line["known_since"],
        line["kind"],
        json.dumps(line, ensure_ascii=False, sort_keys=True),
    )
