"""Score event coreference through the real extraction, without a database: what each article gives, and what all of them give together.

    python tests/benchmarks/score_coreference.py [sample|second|third|fourth|FOLDER GOLD.json] [--articles] [--pairs] [--only WORD]

A dossier is a folder with `dossier.toml` and `dossier/*.txt`; GOLD lists its true events with the sentences that report them. Printed are, of
meetings and figures: the gold sentences found; how well sentences of one article are gathered (pairwise, as in tests/timeline/coreference.py); the
same over all articles, after the chronicle's own clustering. `--articles` lists each article's faults, `--pairs` the wrong and missed links between articles.
"""

# ruff: noqa: E402 - Django must be set up before the chronicle is imported, though no database is used
from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django
from django.conf import settings

settings.INSTALLED_APPS = [
    app for app in settings.INSTALLED_APPS if "admin" not in app and "unfold" not in app
]
django.setup()

from articles.reading import read
from tests.timeline.coreference import Link, Scores, score
from timeline.chronicle.clustering import cluster
from timeline.chronicle.told import COMPARED, Told, account
from timeline.extraction import extract
from timeline.extraction.entities.knowledge import slug
from timeline.extraction.findings import FoundEntity, FoundMeeting, FoundTroopFigure, Span
from timeline.extraction.text import Document

DOSSIERS = {
    "sample": (ROOT / "timeline/sample", ROOT / "tests/timeline/sample_events.json"),
} | {
    name: (ROOT / f"tests/timeline/{name}_dossier", ROOT / f"tests/timeline/{name}_dossier/events.json")
    for name in ("second", "third", "fourth")
}
BERLIN = ZoneInfo("Europe/Berlin")
KINDS = ("meeting", "troop_figure")
Event = dict[str, Any]


@dataclass(frozen=True)
class Reported:
    """One event as one article reports it: comparable values, its sentences and the rule that found it."""

    name: str
    told: Told
    url: str
    sentences: tuple[str, ...]
    rule: str

    def as_event(self) -> Event:
        """Return it in the form that the scorer reads."""
        return {
            "kind": self.told.kind,
            "evidence": [{"url": self.url, "sentence": s} for s in self.sentences],
        }

    def __str__(self) -> str:
        facts = " ".join(str(value) for _, value in self.told.facts)
        cast = ", ".join(key for _, key in sorted(self.told.roles))
        return (
            f"[{facts}] {{{cast}}} @{self.told.place} {self.told.earliest}..{self.told.latest} ({self.rule})"
        )


def reports_of(folder: Path) -> Iterator[list[Reported]]:
    """Yield the reports of each article of a dossier."""
    for entry in tomllib.loads((folder / "dossier.toml").read_text(encoding="utf-8"))["articles"]:
        page = read((folder / "dossier" / entry["file"]).read_bytes())
        text, published = page.text, page.published_at.astimezone(BERLIN)
        findings = extract(text, published, title=page.title)
        keys = {found.id: found.key or _own_key(found, entry["url"]) for found in findings.entities}
        document = Document(text)
        found = [*findings.meetings, *findings.troop_figures]
        yield [
            Reported(
                f"{entry['file']}#{at}",
                _told(one, keys, published.date()),
                entry["url"],
                tuple(_sentence(document, span) for span in _evidence(one)),
                one.rule,
            )
            for at, one in enumerate(found)
        ]


def _own_key(found: FoundEntity, url: str) -> str:
    bare = found.kind == "person" and " " not in found.name
    return f"{slug(found.name)}-{url}" if bare else slug(found.name)


def _evidence(found: FoundMeeting | FoundTroopFigure) -> tuple[Span, ...]:
    return found.evidence if isinstance(found, FoundMeeting) else (found.evidence,)


def _sentence(document: Document, span: Span) -> str:
    first, last = document.sentence_at(span.start), document.sentence_at(span.end - 1)
    return " ".join(document.text[first.start : last.end].split())


def _told(found: FoundMeeting | FoundTroopFigure, keys: dict[str, str], published: Any) -> Told:
    if isinstance(found, FoundMeeting):
        kind, roles = "meeting", {("participant", keys[one]) for one in found.participants}
    else:
        kind = "troop_figure"
        named = (("actor", found.actor), ("claimant", found.claimed_by))
        roles = {(role, keys[one]) for role, one in named if one}
    return account(
        kind,
        found.days,
        published,
        place=keys.get(found.place or ""),
        roles=roles,
        values={slot: getattr(found, slot) for slot in COMPARED[kind]},
    )


def inside(gold: list[Event], reported: Iterable[Reported], url: str) -> Scores:
    """Score how the sentences of one article are gathered."""
    own = [
        event | {"evidence": [piece for piece in event["evidence"] if piece["url"] == url]} for event in gold
    ]
    return score(own, [one.as_event() for one in reported])


def together(gold: list[Event], reported: list[Reported]) -> Scores:
    """Score how the chronicle's clustering gathers the sentences of all articles."""
    by_name = {one.name: one for one in reported}
    groups = cluster({one.name: one.told for one in reported})
    events = [
        {
            "kind": by_name[min(group)].told.kind,
            "evidence": [piece for name in sorted(group) for piece in by_name[name].as_event()["evidence"]],
        }
        for group in groups
    ]
    return score(gold, events)


def _matches(piece: dict[str, Any], sentence: str) -> bool:
    one, other = sorted((" ".join(piece["sentence"].split()), sentence), key=len)
    return bool(one) and one in other


def _count_found(gold: list[Event], reported: list[Reported], kind: str) -> tuple[int, int]:
    mentions = {
        (p["url"], p["sentence"]) for event in gold if event["kind"] == kind for p in event["evidence"]
    }
    found = [
        (url, sentence)
        for url, sentence in mentions
        if any(
            one.url == url
            and one.told.kind == kind
            and any(_matches({"sentence": sentence}, s) for s in one.sentences)
            for one in reported
        )
    ]
    return len(found), len(mentions)


def describe_article(gold: list[Event], reported: list[Reported], url: str) -> Iterator[str]:
    """Yield what is missed, found besides, and read with other values than the gold list has."""
    own = [
        (event, p) for event in gold for p in event["evidence"] if p["url"] == url and event["kind"] in KINDS
    ]
    for one in reported:
        events = {
            event["id"]: event
            for event, piece in own
            if event["kind"] == one.told.kind and any(_matches(piece, s) for s in one.sentences)
        }
        yield f"  {'MERGED ' if len(events) > 1 else '' if events else 'NOT GOLD '}{one}"
        yield from (f"      · {sentence}" for sentence in one.sentences)
        yield from (f"      = {_gold_line(event)}" for event in events.values())
    for event, piece in own:
        hit = any(
            one.told.kind == event["kind"] and any(_matches(piece, s) for s in one.sentences)
            for one in reported
        )
        if not hit:
            yield f"  MISSED {piece['sentence']}\n      = {_gold_line(event)}"


def _gold_line(event: Event) -> str:
    values = [
        event.get("format"),
        event.get("status"),
        event.get("low"),
        event.get("high"),
        event.get("change"),
    ]
    cast = [*event.get("participants", ()), event.get("actor"), *event.get("claimed_by", ())]
    facts = " ".join(str(value) for value in values if value is not None)
    names = ", ".join(one for one in cast if one)
    return f"{event['id']}: [{facts}] {{{names}}} @{event['place']} {event['earliest']}..{event['latest']}"


def _print(label: str, right: int, wrong: int, missed: int) -> None:
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(
        f"{label:28} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  ({right} right, {wrong} wrong, {missed} missed)"
    )


def _lines(links: Iterable[Link]) -> Iterator[str]:
    for link in sorted(links, key=lambda one: sorted(one)):
        (kind, url, sentence), (_, other_url, other) = sorted(link)
        yield f"  {kind}\n      {url.rsplit('/', 1)[-1]}: {sentence}\n      {other_url.rsplit('/', 1)[-1]}: {other}"


def main() -> None:
    """Score the dossiers that are named, by default both of our own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dossier", nargs="*", default=["sample", "second"])
    parser.add_argument("--articles", action="store_true", help="list the faults of each article")
    parser.add_argument("--pairs", action="store_true", help="list wrong and missed links over all articles")
    parser.add_argument("--only", default="", help="list only articles whose file name holds this")
    options = parser.parse_args()
    named = all(name in DOSSIERS for name in options.dossier)
    chosen = [DOSSIERS[name] for name in options.dossier] if named else [tuple(map(Path, options.dossier))]
    for folder, gold_file in chosen:
        score_dossier(folder, json.loads(gold_file.read_text(encoding="utf-8"))["events"], options)


def score_dossier(folder: Path, gold: list[Event], options: argparse.Namespace) -> None:
    """Print the figures of one dossier, and what the options ask for."""
    articles = list(reports_of(folder))
    reported = [one for article in articles for one in article]
    print(f"\n== {folder.name}")
    for kind in KINDS:
        found, all_of_them = _count_found(gold, reported, kind)
        on_gold = sum(_on_gold(gold, one) for one in reported if one.told.kind == kind)
        count = sum(one.told.kind == kind for one in reported)
        print(
            f"{kind + ' sentences':28} {found} of {all_of_them} found; {on_gold} of {count} reports lie on one"
        )
    scores = [inside(gold, article, article[0].url) for article in articles if article]
    _print(
        "pairs within articles",
        *(sum(len(getattr(s, part)) for s in scores) for part in ("right", "wrong", "missed")),
    )
    for kind in (*KINDS, ""):
        of_kind = [event for event in gold if event["kind"] == kind or (not kind and event["kind"] in KINDS)]
        result = together(of_kind, reported)
        _print(f"pairs of all, {kind or 'both'}", len(result.right), len(result.wrong), len(result.missed))
    if options.articles:
        for article in articles:
            if article and options.only in article[0].name:
                print(f"\n-- {article[0].name}")
                print("\n".join(describe_article(gold, article, article[0].url)))
    if options.pairs:
        print("\nwrong", *_lines(result.wrong), "\nmissed", *_lines(result.missed), sep="\n")


def _on_gold(gold: list[Event], one: Reported) -> bool:
    return any(
        piece["url"] == one.url
        and event["kind"] == one.told.kind
        and any(_matches(piece, s) for s in one.sentences)
        for event in gold
        for piece in event["evidence"]
    )


if __name__ == "__main__":
    main()
