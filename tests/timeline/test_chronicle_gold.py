"""How well the merging does alone: the gold lists' events as every article would report them if nothing were misread."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from articles.reading import read
from timeline.chronicle.behalf import bodies_of, is_town, states_around
from timeline.chronicle.clustering import cluster
from timeline.chronicle.told import COMPARED, Told

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "timeline" / "sample"
DOSSIERS = [
    (SAMPLE, HERE / "sample_events.json"),
    (HERE / "second_dossier", HERE / "second_dossier" / "events.json"),
]
Mention = tuple[str, str]  # an event of the gold list, and the article that reports it


def published(folder: Path) -> dict[str, date]:
    """Return when the articles of a dossier appeared, by address."""
    entries = tomllib.loads((folder / "dossier.toml").read_text(encoding="utf-8"))["articles"]
    pages = ((entry["url"], read((folder / "dossier" / entry["file"]).read_bytes())) for entry in entries)
    return {url: page.published_at.date() for url, page in pages if page.published_at}


def perfect_reports(folder: Path, gold: Path) -> dict[Mention, Told]:
    appeared = published(folder)
    return {
        (event["id"], url): perfect(event, appeared[url])
        for event in json.loads(gold.read_text(encoding="utf-8"))["events"]
        if event["kind"] in ("meeting", "troop_figure")
        for url in sorted({piece["url"] for piece in event["evidence"]})
    }


def perfect(event: dict[str, Any], appeared: date) -> Told:
    """Return the event as an article of that day reports it: what lies ahead is still planned."""
    first, last = (
        date.fromisoformat(event[side]) if event[side] else None for side in ("earliest", "latest")
    )
    day = first or last or appeared
    status = "planned" if event.get("status") == "held" and day > appeared else event.get("status")
    facts = event | {"status": status, "qualifier": "about"}
    roles = (
        {("participant", key) for key in event.get("participants", ())}
        if event["kind"] == "meeting"
        else set()
    )
    roles |= {("claimant", key) for key in event.get("claimed_by", ())[:1]}
    roles |= {("actor", event["actor"])} if event.get("actor") else set()
    place = event["place"]
    return Told(
        kind=event["kind"],
        earliest=first,
        latest=last,
        day=day,
        place=place,
        place_is_exact=bool(place and is_town(place)),
        roles=frozenset(roles),
        facts=tuple((slot, facts.get(slot)) for slot in COMPARED[event["kind"]]),
        place_lies_in=states_around(place) if place else frozenset(),
        behalf=frozenset((key, body) for _, key in roles for body in bodies_of(key, day)),
    )


def may_join(gold: Path) -> set[frozenset[str]]:
    events = json.loads(gold.read_text(encoding="utf-8"))["events"]
    return {frozenset((event["id"], other)) for event in events for other in event.get("may_join", ())}


@pytest.mark.parametrize(("folder", "gold"), DOSSIERS, ids=["sample", "second"])
def test_perfect_reports_of_one_event_come_together_and_hardly_any_others(folder: Path, gold: Path) -> None:
    reports = perfect_reports(folder, gold)
    free = may_join(gold)
    together = [pair for group in cluster(reports) for pair in combinations(sorted(group), 2)]
    right = [pair for pair in together if pair[0][0] == pair[1][0]]
    wrong = [
        pair for pair in together if pair not in right and frozenset((pair[0][0], pair[1][0])) not in free
    ]
    true = [pair for pair in combinations(sorted(reports), 2) if pair[0][0] == pair[1][0]]
    assert len(right) >= 0.98 * len(true)
    assert len(wrong) <= 0.05 * len(together), wrong


@pytest.mark.parametrize(("folder", "gold"), DOSSIERS, ids=["sample", "second"])
def test_meetings_of_two_days_are_never_merged(folder: Path, gold: Path) -> None:
    reports = perfect_reports(folder, gold)
    for group in cluster(reports):
        days = [told.span for told in (reports[key] for key in group) if told.kind == "meeting" and told.span]
        assert not any(one[1] < other[0] or other[1] < one[0] for one, other in combinations(days, 2))
