"""How well a chronicle gathers the sentences that report one event, measured against a gold list of true events.

A mention is a sentence of an article under one kind of event. Two mentions are linked where some event of that kind rests on both.
Only mentions that both sides know are compared, so that this measures the merging alone, not the finding. Links between events that
the gold list lets join (a visit and the talks inside it) count neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

Mention = tuple[str, str, str]
Link = frozenset[Mention]


@dataclass(frozen=True)
class Scores:
    """Pairwise precision and recall, and the links that were wrong, for people to read."""

    right: frozenset[Link]
    wrong: frozenset[Link]
    missed: frozenset[Link]

    @property
    def precision(self) -> float:
        """Return the share of the chronicle's links that are true."""
        return _share(len(self.right), len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """Return the share of the true links that the chronicle has."""
        return _share(len(self.right), len(self.right) + len(self.missed))

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(gold: Iterable[Mapping[str, Any]], reported: Iterable[Mapping[str, Any]]) -> Scores:
    """Compare reported events with the gold list; both have a kind and evidence of addresses and sentences."""
    gold = list(gold)
    known = {mention for event in gold for mention in _mentions(event)}
    gathered = [_known(event, known) for event in reported]
    found = frozenset().union(*gathered) if gathered else frozenset()
    true_links = {link for event in gold for link in _links(_mentions(event) & found)}
    links = {link for mentions in gathered for link in _links(mentions)}
    free = _free_links(gold) - true_links
    return Scores(
        right=frozenset(links & true_links),
        wrong=frozenset(links - true_links - free),
        missed=frozenset(true_links - links),
    )


def _mentions(event: Mapping[str, Any]) -> frozenset[Mention]:
    return frozenset((event["kind"], item["url"], item["sentence"]) for item in event["evidence"])


def _known(event: Mapping[str, Any], known: Iterable[Mention]) -> frozenset[Mention]:
    """Return the gold mentions on which a reported event rests; its sentences may be cut differently."""
    return frozenset(
        gold
        for gold in known
        for mention in _mentions(event)
        if gold[:2] == mention[:2] and _same(gold[2], mention[2])
    )


def _same(first: str, second: str) -> bool:
    shorter, longer = sorted((" ".join(first.split()), " ".join(second.split())), key=len)
    return bool(shorter) and shorter in longer


def _links(mentions: Iterable[Mention]) -> set[Link]:
    return {frozenset(pair) for pair in combinations(sorted(mentions), 2)}


def _free_links(gold: list[Mapping[str, Any]]) -> set[Link]:
    mentions = {event["id"]: _mentions(event) for event in gold if "id" in event}
    return {
        link
        for event in gold
        for other in event.get("may_join", ())
        for link in _links(mentions[event["id"]] | mentions[other])
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
