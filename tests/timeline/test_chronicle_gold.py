"""How well the merging does alone: the gold lists' events as every article would report them if nothing were misread."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from articles.reading import read
from timeline.chronicle.behalf import bodies_of
from timeline.chronicle.clustering import cluster
from timeline.chronicle.told import Told, account

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "timeline" / "sample"
DOSSIERS = [
    (SAMPLE, HERE / "sample_events.json"),
    (HERE / "second_dossier", HERE / "second_dossier" / "events.json"),
]
LOST = {"days": 0.12, "place": 0.2, "format": 0.2}  # how often a hasty reader loses what
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
    roles = {("participant", key) for key in event.get("participants", ())}
    roles |= {("claimant", key) for key in event.get("claimed_by", ())[:1]}
    roles |= {("actor", event["actor"])} if event.get("actor") else set()
    values = event | {"status": status, "qualifier": "about"}
    return account(event["kind"], (first, last), appeared, place=event["place"], roles=roles, values=values)


def with_gaps(event: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return the event as a hasty reader has it: now and then a name, the place, the day or the form is lost, or a state stands for a person."""
    day = date.fromisoformat(event["earliest"] or "2022-01-01")
    cast = [key for key in event["participants"] if random.random() > 0.07] or event["participants"][:1]
    states = {key: next(iter(bodies_of(key, day)), key) for key in cast if random.random() < 0.07}
    lost = {slot for slot, share in LOST.items() if random.random() < share}
    dates = {"earliest": None, "latest": None} if "days" in lost else {}
    return event | {
        "participants": [states.get(key, key) for key in cast],
        "place": None if "place" in lost else event["place"],
        "format": "talks" if "format" in lost else event["format"],
        **dates,
    }


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
def test_reports_with_gaps_still_come_together(folder: Path, gold: Path) -> None:
    appeared = published(folder)
    events = {event["id"]: event for event in json.loads(gold.read_text(encoding="utf-8"))["events"]}
    right = wrong = true = 0
    for seed in range(5):
        random = Random(seed)
        reports = {
            (name, url): perfect(with_gaps(events[name], random), appeared[url])
            for name, url in perfect_reports(folder, gold)
            if events[name]["kind"] == "meeting"
        }
        together = [pair for group in cluster(reports) for pair in combinations(sorted(group), 2)]
        right += sum(one[0] == other[0] for one, other in together)
        wrong += sum(
            one[0] != other[0] and frozenset((one[0], other[0])) not in may_join(gold)
            for one, other in together
        )
        true += sum(one[0] == other[0] for one, other in combinations(sorted(reports), 2))
    assert right >= 0.85 * true
    assert wrong <= 0.08 * right


@pytest.mark.parametrize(("folder", "gold"), DOSSIERS, ids=["sample", "second"])
def test_meetings_of_two_days_are_never_merged(folder: Path, gold: Path) -> None:
    reports = perfect_reports(folder, gold)
    for group in cluster(reports):
        days = [told.span for told in (reports[key] for key in group) if told.kind == "meeting" and told.span]
        assert not any(one[1] < other[0] or other[1] < one[0] for one, other in combinations(days, 2))
