"""Claims on numbers of troops: which of them speak of the same, replace one another, or contradict each other. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import inf

LASTING = frozenset(  # what is counted anew each time, so that a later number takes an earlier one's place
    {"present", "ready", "killed", "wounded", "captured"}
)
AT_ONE_TIME = timedelta(days=14)  # within which two claims speak of the same state of things
ROUNDED = 0.1  # by which share the truth may lie off what is "about" a number
OPEN_ABOVE = frozenset({"over", "at_least"})
OPEN_BELOW = frozenset({"under", "up_to"})


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
    states: frozenset[str] = field(default_factory=frozenset)  # around the place, as far as is known

    @property
    def counted(self) -> str:
        """Return what is counted, and what happened to it: only such claims can be compared."""
        return f"{self.unit}-{self.change}"

    @property
    def is_lasting(self) -> bool:
        """Say whether it tells how things stand, not what moves."""
        return self.change in LASTING

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
    """All that one side says of the same forces in the same place, in order."""

    side: str
    force: str
    claims: tuple[Claim, ...]
    is_one_of_several: bool  # of this side, on other places

    @property
    def last(self) -> Claim:
        """Return the newest claim."""
        return self.claims[-1]


def strips(claims: Iterable[Claim], *, by_force: bool) -> list[Strip]:
    """Return the claims by who makes them, the most talkative first; `by_force` where they are on several forces."""
    lines: dict[tuple[str, str], list[list[Claim]]] = defaultdict(list)
    for claim in in_order(claims):
        for force in (claim.forces or ("",)) if by_force else ("",):
            _add(lines[claim.side, force], claim)
    found = [
        Strip(side, force, tuple(line), is_one_of_several=len(same) > 1)
        for (side, force), same in lines.items()
        for line in same
    ]
    return sorted(found, key=lambda strip: (not strip.side, -len(strip.claims), strip.force, strip.side))


class Ledger:
    """The claims in order, so that those to be compared with one are found without looking at all."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._alike: dict[tuple[str, frozenset[str]], list[Claim]] = defaultdict(list)
        for claim in in_order(claims):
            if claim.is_lasting and claim.side:
                self._alike[claim.counted, frozenset(claim.forces)].append(claim)

    def replaced_by(self, claim: Claim) -> Claim | None:
        """Return the same side's next claim, if any."""
        alike = self._all_like(claim)
        later = alike[bisect_right(alike, claim.day, key=_day) :]
        return next((other for other in later if _succeed(claim, other)), None)

    def replaces(self, claim: Claim) -> Claim | None:
        """Return the same side's claim before this one, if any."""
        alike = self._all_like(claim)
        earlier = alike[: bisect_left(alike, claim.day, key=_day)]
        return next((other for other in reversed(earlier) if _succeed(claim, other)), None)

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
        is_comparable = claim.is_lasting and claim.side
        return self._alike.get((claim.counted, frozenset(claim.forces)), []) if is_comparable else []

    def _around(self, claim: Claim) -> list[Claim]:
        alike = self._all_like(claim)
        first = bisect_left(alike, _shifted(claim.day, -AT_ONE_TIME), key=_day)
        return alike[first : bisect_right(alike, _shifted(claim.day, AT_ONE_TIME), key=_day)]


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims by their days."""
    return sorted(claims, key=_place)


def _add(lines: list[list[Claim]], claim: Claim) -> None:
    """Put the claim into the first line of claims on the same place, or open another."""
    for line in lines:
        if all(_may_mean_one_place(claim, other) for other in line):
            line.append(claim)
            return
    lines.append([claim])


def _succeed(one: Claim, other: Claim) -> bool:
    return one.side == other.side and _may_mean_one_place(one, other)


def _contradict(one: Claim, other: Claim) -> bool:
    if one.side == other.side or not _may_mean_one_place(one, other):
        return False
    (low, high), (other_low, other_high) = one.reach, other.reach
    return high < other_low or other_high < low


def _may_mean_one_place(one: Claim, other: Claim) -> bool:
    return not one.states or not other.states or bool(one.states & other.states)


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
