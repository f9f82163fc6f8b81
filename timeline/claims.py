"""Claims on numbers of troops: which of them speak of the same, replace one another, or contradict each other. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from math import inf
from typing import Any

from timeline.chronicle.behalf import states_around
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.entities.patterns import pattern

LASTING = frozenset(  # what is counted anew each time, so that a later number takes an earlier one's place
    {"present", "ready", "killed", "wounded", "captured"}
)
AT_ONE_TIME = timedelta(days=14)  # within which two claims speak of the same state of things
ROUNDED = 0.1  # by which share the truth may lie off what is "about" a number
OPEN_ABOVE = frozenset({"over", "at_least"})
OPEN_BELOW = frozenset({"under", "up_to"})
MOSTLY = 0.5  # the share of the known places above which claims without one mean the same
LEAST = 2  # how often that place must be named; and at least as often as none is
ADJECTIVE_ENDING = re.compile(r"e[mnrs]?\Z")


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says on a number of troops."""

    pk: int
    day: date
    low: int
    high: int
    qualifier: str
    unit: str
    change: str
    forces: tuple[str, ...] = ()  # the states and organisations whose troops they are
    claimants: tuple[str, ...] = ()
    side: str = ""  # for whom the first claimant speaks; nobody's claims stand alone
    place: str = ""
    where: str = ""  # the state in which the place lies, or else the place; nothing where it may be any
    part: str = ""  # what part of the forces it counts, such as their paratroopers; nothing for all of them
    is_share: bool = False  # of another number: "davon 5.000"

    @property
    def counted(self) -> str:
        """Return what is counted, and what happened to it: only such claims can be compared."""
        return f"{self.unit}-{self.change}"

    @property
    def is_lasting(self) -> bool:
        """Say whether it tells how things stand, not what moves."""
        return self.change in LASTING

    @property
    def is_alone(self) -> bool:
        """Say whether no other claim takes its place: what only moves, has no source, or is a share of another number."""
        return not self.is_lasting or not self.side or self.is_share

    @property
    def reach(self) -> tuple[float, float]:
        """Return the numbers that the claim allows."""
        if self.qualifier in OPEN_ABOVE:
            return self.low, inf
        if self.qualifier in OPEN_BELOW:
            return 0, self.high
        slack = ROUNDED if self.qualifier == "about" else 0
        return self.low * (1 - slack), self.high * (1 + slack)


@dataclass(frozen=True)
class Strip:
    """All that one side says of the same part of the same forces in the same place, in order."""

    side: str
    force: str
    claims: tuple[Claim, ...]
    is_elsewhere: bool  # than where most claims are

    @property
    def last(self) -> Claim:
        """Return the newest claim."""
        return self.claims[-1]


def strips(claims: Iterable[Claim], *, by_force: bool) -> list[Strip]:
    """Return the claims by who makes them, the most talkative first; `by_force` where they are on several forces.

    A side's claims on another place, or on another part of the forces, are no later numbers of the same, and stand in a strip of
    their own. Nobody's claims stand together, since none of them is compared with another.
    """
    found: dict[tuple[str, str, Any], list[Claim]] = defaultdict(list)
    on: dict[str, list[Claim]] = defaultdict(list)
    for claim in in_order(claims):
        for force in (claim.forces or ("",)) if by_force else ("",):
            about = (claim.where, claim.part, frozenset(claim.forces)) if claim.side else None
            found[claim.side, force, about].append(claim)
            on[force].append(claim)
    usual = {force: _usual(same) for force, same in on.items()}
    return sorted(
        (
            Strip(side, force, tuple(same), is_elsewhere=about is not None and about[0] != usual[force])
            for (side, force, about), same in found.items()
        ),
        key=lambda strip: (not strip.side, -len(strip.claims), strip.force, strip.side),
    )


def placed(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims, those without a known place put where most of the others on the same forces are, if anywhere."""
    every = list(claims)
    alike: dict[tuple[tuple[str, ...], str], list[Claim]] = defaultdict(list)
    for claim in every:
        alike[claim.forces, claim.counted].append(claim)
    usual = {about: _usual(one for one in same if not one.is_share) for about, same in alike.items()}
    return [
        claim if claim.where else replace(claim, where=usual[claim.forces, claim.counted]) for claim in every
    ]


def _usual(claims: Iterable[Claim]) -> str:
    """Return where most of the claims are that have a known place; one that is rarely named may as well be the exception."""
    places = Counter(claim.where for claim in claims)
    unknown = places.pop("", 0)
    where, number = places.most_common(1)[0] if places else ("", 0)
    is_usual = number >= max(LEAST, unknown) and number > places.total() * MOSTLY
    return where if is_usual else ""


def where_is(place: str, kind: str, name: str) -> str:
    """Return the state in which the place lies, or else the place; for a border the state that it names, if any."""
    states = frozenset({place}) if kind == "state" else states_around(place)
    return min(states, default="") or (_bordering(name) if pattern("border").search(name) else place)


@lru_cache(maxsize=1_000)
def _bordering(border: str) -> str:
    """Return the state of "Grenze zur Ukraine", "ukrainische Grenze"; nothing for a border of two."""
    words = re.split(r"[\s-]+", border.lower())
    known = _names_of_states()
    states = {known.get(word) or known.get(ADJECTIVE_ENDING.sub("", word), "") for word in words} - {""}
    return states.pop() if len(states) == 1 else ""


@cache
def _names_of_states() -> dict[str, str]:
    states = (entry for entry in load_knowledge().entries.values() if entry.kind == "state")
    return {form.lower(): state.key for state in states for form in (*state.names, *state.adjectives)}


class Ledger:
    """The claims in order, so that those to be compared with one are found without looking at all."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._alike: dict[tuple[str, frozenset[str], str, str], list[Claim]] = defaultdict(list)
        for claim in in_order(claims):
            if not claim.is_alone:
                self._alike[_about(claim)].append(claim)

    def replaced_by(self, claim: Claim) -> Claim | None:
        """Return the same side's next claim, if any."""
        alike = self._all_like(claim)
        later = alike[bisect_right(alike, claim.day, key=_day) :]
        return next((other for other in later if other.side == claim.side), None)

    def replaces(self, claim: Claim) -> Claim | None:
        """Return the same side's claim before this one, if any."""
        alike = self._all_like(claim)
        earlier = alike[: bisect_left(alike, claim.day, key=_day)]
        return next((other for other in reversed(earlier) if other.side == claim.side), None)

    def contradicting(self, claim: Claim) -> list[Claim]:
        """Return the claims of other sides at that time which cannot be true together with this one: of each side the nearest."""
        nearest: dict[str, Claim] = {}
        for other in sorted(self._around(claim), key=lambda other: (abs(other.day - claim.day), other.pk)):
            if other.side not in nearest and _contradict(claim, other):
                nearest[other.side] = other
        return list(nearest.values())

    def is_contested(self, claim: Claim) -> bool:
        """Say whether another side contradicts the claim."""
        return any(_contradict(claim, other) for other in self._around(claim))

    def _all_like(self, claim: Claim) -> list[Claim]:
        return [] if claim.is_alone else self._alike.get(_about(claim), [])

    def _around(self, claim: Claim) -> list[Claim]:
        alike = self._all_like(claim)
        first = bisect_left(alike, _shifted(claim.day, -AT_ONE_TIME), key=_day)
        return alike[first : bisect_right(alike, _shifted(claim.day, AT_ONE_TIME), key=_day)]


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims by their days."""
    return sorted(claims, key=_place)


def _about(claim: Claim) -> tuple[str, frozenset[str], str, str]:
    """Return what the claim is on; only claims on the same can replace or contradict one another."""
    return claim.counted, frozenset(claim.forces), claim.where, claim.part


def _contradict(one: Claim, other: Claim) -> bool:
    if one.side == other.side:
        return False
    (low, high), (other_low, other_high) = one.reach, other.reach
    return high < other_low or other_high < low


def _shifted(day: date, by: timedelta) -> date:
    """Return the day that far away, or the calendar's end."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _day(claim: Claim) -> date:
    return claim.day


def _place(claim: Claim) -> tuple[date, int]:
    return claim.day, claim.pk


def counts(claims: Sequence[Claim]) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return how many claims there are by whose forces they are on, by what is counted, and by place."""
    forces: dict[str, int] = defaultdict(int)
    counted: dict[str, int] = defaultdict(int)
    places: dict[str, int] = defaultdict(int)
    for claim in claims:
        counted[claim.counted] += 1
        places[claim.place] += 1
        for force in claim.forces or ("",):
            forces[force] += 1
    return dict(forces), dict(counted), dict(places)
