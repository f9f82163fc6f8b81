"""Group reports by the event that they tell of, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import combinations
from typing import TypeVar

from .matching import CONTRADICTION, likeness
from .told import Told

Key = TypeVar("Key", bound=Hashable)


def cluster(reports: Mapping[Key, Told]) -> list[frozenset[Key]]:
    """Return the groups of reports that tell of the same event.

    The likeliest pairs join first; two groups join only where no report of one contradicts a report of the other. Ties fall by what the
    reports say, never by their keys, so that the groups depend on the set of reports alone.
    """
    told = sorted(set(reports.values()), key=_content)
    groups = {index: {index} for index in range(len(told))}
    scores = {pair: likeness(told[pair[0]], told[pair[1]]) for pair in combinations(groups, 2)}
    home = {index: index for index in groups}
    likely = sorted((-score, pair) for pair, score in scores.items() if score > 0)
    for _, (first, second) in likely:
        one, other = home[first], home[second]
        if one != other and not any(
            scores[min(a, b), max(a, b)] == CONTRADICTION for a in groups[one] for b in groups[other]
        ):
            groups[one] |= groups.pop(other)
            home |= dict.fromkeys(groups[one], one)
    place = {content: home[index] for index, content in enumerate(told)}
    members: dict[int, set[Key]] = {}
    for key, content in reports.items():
        members.setdefault(place[content], set()).add(key)
    return [frozenset(keys) for keys in members.values()]


def _content(told: Told) -> str:
    """Return a text by which what reports say can be put in order."""
    days = (str(told.earliest), str(told.latest), str(told.day))
    return repr((told.kind, days, told.place, sorted(told.roles), told.facts, told.pinned_to))
