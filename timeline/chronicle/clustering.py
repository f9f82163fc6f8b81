"""Group reports by the event that they tell of, whatever the order in which they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations, product
from typing import TypeVar

from .matching import CONTRADICTION, ENOUGH, likeness, likeness_of_words
from .told import Told

Key = TypeVar("Key", bound=Hashable)
Pair = tuple[int, int]
Scores = dict[Pair, float]


def cluster(reports: Mapping[Key, Told]) -> list[frozenset[Key]]:
    """Return the groups of reports that tell of the same event.

    The likeliest pairs join first, in the end those that are too little alike to be sure but have no other choice; two groups join only where
    no report of one contradicts a report of the other. Ties fall by what the reports say, never by their keys, so that the groups depend on
    the set of reports alone.
    """
    told = sorted(set(reports.values()), key=_content)
    home = _homes(_scores(told), len(told))
    place = {content: home[index] for index, content in enumerate(told)}
    members: dict[int, set[Key]] = {}
    for key, content in reports.items():
        members.setdefault(place[content], set()).add(key)
    return [frozenset(keys) for keys in members.values()]


class _Groups:
    """Groups of reports, by number, that grow together where no report of one contradicts a report of the other."""

    def __init__(self, scores: Scores, count: int) -> None:
        self.home = list(range(count))
        self._members = {index: {index} for index in range(count)}
        self._scores = scores

    def join(self, first: int, second: int) -> None:
        """Make one group of those that the two reports are in."""
        one, other = self.home[first], self.home[second]
        if one != other and not self.oppose(one, other):
            self._members[one] |= self._members.pop(other)
            for index in self._members[one]:
                self.home[index] = one

    def oppose(self, one: int, other: int) -> bool:
        """Tell whether a report of one group contradicts a report of the other."""
        pairs = product(self._members[one], self._members[other])
        return any(self._scores[min(pair), max(pair)] == CONTRADICTION for pair in pairs)


def _homes(scores: Scores, count: int) -> list[int]:
    """Return for each report the number of its group."""
    groups = _Groups(scores, count)
    likely = sorted((-score, pair) for pair, score in scores.items() if score > 0)
    for score, pair in likely:
        if -score >= ENOUGH:
            groups.join(*pair)
    for pair in _only_choices([pair for score, pair in likely if -score < ENOUGH], groups):
        groups.join(*pair)
    return groups.home


def _only_choices(weak: Sequence[Pair], groups: _Groups) -> list[Pair]:
    """Return the pairs that bring together groups for neither of which another group comes into question that opposes this one."""
    choices: dict[int, set[int]] = defaultdict(set)
    apart = [(pair, (groups.home[pair[0]], groups.home[pair[1]])) for pair in weak]
    possible = [(pair, homes) for pair, homes in apart if homes[0] != homes[1] and not groups.oppose(*homes)]
    for _, (one, other) in possible:
        choices[one].add(other)
        choices[other].add(one)

    def is_only(one: int, other: int) -> bool:
        return not any(groups.oppose(other, rival) for rival in choices[one] - {other})

    return [pair for pair, (one, other) in possible if is_only(one, other) and is_only(other, one)]


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
