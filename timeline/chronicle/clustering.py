"""Group reports by the event that they tell of, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, product
from typing import TypeVar

from .matching import CONTRADICTION, likeness, likeness_of_words
from .told import Told

Key = TypeVar("Key", bound=Hashable)
Scores = dict[tuple[int, int], float]


def cluster(reports: Mapping[Key, Told]) -> list[frozenset[Key]]:
    """Return the groups of reports that tell of the same event.

    The likeliest pairs join first; two groups join only where no report of one contradicts a report of the other. Ties fall by what the
    reports say, never by their keys, so that the groups depend on the set of reports alone.
    """
    told = sorted(set(reports.values()), key=_content)
    home = _homes(_scores(told), len(told))
    place = {content: home[index] for index, content in enumerate(told)}
    members: dict[int, set[Key]] = {}
    for key, content in reports.items():
        members.setdefault(place[content], set()).add(key)
    return [frozenset(keys) for keys in members.values()]


def _homes(scores: Scores, count: int) -> list[int]:
    """Return for each report the number of its group."""
    groups = {index: {index} for index in range(count)}
    home = list(range(count))
    for _, (first, second) in sorted((-score, pair) for pair, score in scores.items() if score > 0):
        one, other = home[first], home[second]
        if one != other and not _oppose(groups[one], groups[other], scores):
            groups[one] |= groups.pop(other)
            for index in groups[one]:
                home[index] = one
    return home


def _oppose(one: set[int], other: set[int], scores: Scores) -> bool:
    return any(scores[min(pair), max(pair)] == CONTRADICTION for pair in product(one, other))


def _scores(told: Sequence[Told]) -> Scores:
    scores = {(a, b): likeness(told[a], told[b]) for a, b in combinations(range(len(told)), 2)}
    for event in _joined_against_the_words(told, scores):
        followers = _followers(told, scores, event)
        scores |= {
            pair: 0.0
            for pair in combinations(sorted(followers), 2)
            if scores[pair] == CONTRADICTION and not all(told[index].pinned_to for index in pair)
        }
    return scores


def _joined_against_the_words(told: Sequence[Told], scores: Scores) -> set[int]:
    """Return the events into which editors have put reports that contradict each other."""
    return {
        told[a].pinned_to or 0
        for (a, b), score in scores.items()
        if score > 1 and likeness_of_words(told[a], told[b]) == CONTRADICTION
    }


def _followers(told: Sequence[Told], scores: Scores, event: int) -> set[int]:
    """Return the reports that an editor has put into the event, and those that are like one of them."""
    pinned = {index for index, one in enumerate(told) if one.pinned_to == event}
    like = {index for pair, score in scores.items() if score > 0 and pinned & set(pair) for index in pair}
    return pinned | like


def _content(told: Told) -> str:
    """Return a text by which what reports say can be put in order."""
    days = (str(told.earliest), str(told.latest), str(told.day))
    return repr((told.kind, days, told.place, sorted(told.roles), told.facts, told.pinned_to))
