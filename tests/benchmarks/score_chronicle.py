"""Score which reports the chronicle brings together, against a gold list of true events.

    manage.py chronicle --crisis SLUG > events.jsonl
    python tests/benchmarks/score_chronicle.py tests/timeline/sample_events.json events.jsonl [--errors]

A gold mention is a sentence of an article's revision that reports a true event. It is found where an event of the same kind has that
sentence among its evidence. Pairs of mentions of the same kind that report the same event are counted: precision over the pairs of
found mentions that the chronicle has in one event, recall over all gold pairs (Bagga and Baldwin 1998 discuss the alternatives).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

KINDS = ("meeting", "troop_figure", "announcement")


class Mention(NamedTuple):
    """A sentence that reports an event of a kind."""

    kind: str
    url: str
    revision: int
    sentence: str
    event: str


def main() -> None:
    """Print the figures, and on demand the pairs that are wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    mentions = list(_mentions(json.loads(options.gold.read_text(encoding="utf-8"))["events"]))
    homes = _homes([json.loads(line) for line in options.events.read_text(encoding="utf-8").splitlines()])
    for kind in (*KINDS, "all"):
        print(_figures(kind, [mention for mention in mentions if kind in (mention.kind, "all")], homes))
    if options.errors:
        _print_errors(mentions, homes)


def _mentions(events: Iterable[dict[str, Any]]) -> Iterable[Mention]:
    for event in events:
        for evidence in event["evidence"]:
            yield Mention(
                event["kind"], evidence["url"], evidence["revision"], evidence["sentence"], event["id"]
            )


def _homes(events: list[dict[str, Any]]) -> dict[tuple[str, str, int], list[tuple[int, str]]]:
    """Return the events that rest on sentences of a revision: (kind, url, revision) -> (event's index, sentence)."""
    homes: dict[tuple[str, str, int], list[tuple[int, str]]] = {}
    for index, event in enumerate(events):
        for evidence in event["evidence"]:
            place = (event["kind"], evidence["url"], evidence["revision"])
            homes.setdefault(place, []).append((index, evidence["sentence"]))
    return homes


def _found(mention: Mention, homes: dict[tuple[str, str, int], list[tuple[int, str]]]) -> frozenset[int]:
    sentences = homes.get((mention.kind, mention.url, mention.revision), [])
    return frozenset(index for index, sentence in sentences if _same(sentence, mention.sentence))


def _same(a: str, b: str) -> bool:
    a, b = " ".join(a.split()), " ".join(b.split())
    return a in b or b in a


def _figures(kind: str, mentions: list[Mention], homes: Any) -> str:
    found = {mention: _found(mention, homes) for mention in mentions}
    pairs = [pair for pair in combinations(mentions, 2) if pair[0].kind == pair[1].kind]
    gold = {(a, b) for a, b in pairs if a.event == b.event}
    together = {(a, b) for a, b in pairs if found[a] & found[b]}
    hits = len(gold & together)
    precision, recall = hits / (len(together) or 1), hits / (len(gold) or 1)
    f1 = 2 * precision * recall / (precision + recall or 1)
    share = sum(bool(homes) for homes in found.values()) / (len(mentions) or 1)
    return f"{kind:13} mentions {len(mentions):4} found {share:.3f}  pairs P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


def _print_errors(mentions: list[Mention], homes: Any) -> None:
    found = {mention: _found(mention, homes) for mention in mentions}
    for mention in mentions:
        if not found[mention]:
            print(f"missed   {mention.event}: {mention.sentence[:150]}")
    for a, b in combinations(mentions, 2):
        if a.kind == b.kind and found[a] and found[b] and (a.event == b.event) != bool(found[a] & found[b]):
            verb = "apart   " if a.event == b.event else "together"
            print(f"{verb} {a.event} | {b.event}\n    {a.sentence[:150]}\n    {b.sentence[:150]}")


if __name__ == "__main__":
    main()
