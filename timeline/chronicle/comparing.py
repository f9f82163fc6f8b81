"""Compare what two reports say of casts, days and places: how much of it agrees, and whether it contradicts."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta

from .behalf import is_body, is_state
from .told import SLACK, Span, Told

WEEK = timedelta(days=7)
LONGEST = (
    timedelta(days=31) + SLACK
)  # what is said to lie in a longer range is too vague to be brought together
LOOKS_BACK = 10  # days for which a past meeting is mentioned without a date
ZONES = 1  # days by which a meeting on another continent may seem to lie ahead of the news of it
LOOKS_AHEAD = 21  # days for which a planned one is
LONG_LIST = 0.7  # the share of a cast that must be named by both where each names others too
PART = 0.6  # the share from which the casts may still be parts of a larger one
AHEAD = frozenset({"planned", "proposed"})


@dataclass(frozen=True)
class Agreement:
    """How far two casts agree, one naming people and the other perhaps their states or the format that they meet in."""

    shared: int  # how many of the smaller cast the other one covers
    named: int  # how many people and bodies are named by both
    smaller: int  # the size of the smaller cast, 0 where one names nobody
    is_whole: bool  # one cast is covered in full
    is_equal: bool  # both are
    may_fit: bool = (
        False  # what is left over are states here, and there people of whom nobody knows for whom they act
    )

    @property
    def contradicts(self) -> bool:
        """Tell whether each names somebody whom the other lacks; of long lists, news name some here and others there."""
        return bool(self.smaller) and not self.is_whole and self.shared < LONG_LIST * self.smaller

    @property
    def are_others(self) -> bool:
        """Tell whether the casts cannot be parts of one: a single name may be half of a pair whose other half went unread."""
        fits = self.is_whole or self.may_fit or self.shared >= PART * self.smaller
        return self.smaller > 1 and not fits


def agreement(a: Told, b: Told, role: str) -> Agreement:
    """Compare the casts of a role; a person is covered by the state that they stand for, and the other way round."""
    ours, theirs = a.cast(role), b.cast(role)
    pairs = a.behalf | b.behalf
    us = {one for one in ours if one in theirs or _is_covered(one, theirs, pairs)}
    them = {one for one in theirs if one in ours or _is_covered(one, ours, pairs)}
    return Agreement(
        shared=min(len(us), len(them)),
        named=sum(not is_state(one) for one in ours & theirs),
        smaller=min(len(ours), len(theirs)),
        is_whole=us == ours or them == theirs,
        is_equal=us == ours and them == theirs,
        may_fit=_may_fit(ours - us, theirs - them, pairs) or _may_fit(theirs - them, ours - us, pairs),
    )


def _is_covered(one: str, others: frozenset[str], pairs: frozenset[tuple[str, str]]) -> bool:
    return any((one, other) in pairs or (other, one) in pairs for other in others)


def _may_fit(people: Set[str], states: Set[str], pairs: Set[tuple[str, str]]) -> bool:
    known = {actor for actor, _ in pairs}
    strangers = people and not any(one in known or is_state(one) or is_body(one) for one in people)
    return bool(strangers and states) and all(is_state(one) for one in states)


def spans_differ(a: Span | None, b: Span | None) -> bool:
    """Tell whether two ranges of days have none in common; an unknown one may be any."""
    return bool(a and b and (a[1] < b[0] or b[1] < a[0]))


def window(told: Told) -> Span:
    """Return the days on which a meeting can have been: those that were told, else some time before or after publication."""
    if told.span:
        return told.span
    back = ZONES if told.fact("status") in AHEAD else LOOKS_BACK
    ahead = LOOKS_AHEAD if told.fact("status") in {*AHEAD, "cancelled"} else ZONES
    return told.day - timedelta(days=back), told.day + timedelta(days=ahead)


def day_likeness(a: Told, b: Told) -> float:
    """Return 1 for the same single day, less for wider ranges and for undated reports, 0 for contradicting or distant days."""
    one, other = a.span, b.span
    if one and other:
        return 0.0 if spans_differ(one, other) else _exactness(one, other)
    if one or other:
        undated, span = (b, one) if one else (a, other)
        return _recalled(undated, span, same_town=a.place_is_exact and a.place == b.place)  # type: ignore[arg-type]
    planned, past = sorted((a, b), key=lambda told: told.fact("status") not in AHEAD)
    if planned.fact("status") in AHEAD and past.fact("status") not in AHEAD:
        return _fading((past.day - planned.day).days, 4)
    return _fading(abs((a.day - b.day).days), LOOKS_BACK)


def _exactness(one: Span, other: Span) -> float:
    wider = max(one[1] - one[0], other[1] - other[0])
    if wider <= timedelta(days=1):
        return 1.0
    if wider > LONGEST:
        return 0.0
    return 0.8 if wider < WEEK else 0.4


def _recalled(undated: Told, span: Span, *, same_town: bool) -> float:
    """Return how likely an undated report means those days: the past is recalled, what is planned lies ahead of publication.

    What is planned on the day of a meeting is the next one, unless it is in the same town.
    """
    first, last = span
    if undated.fact("status") in AHEAD:
        return _fading((last - undated.day).days - (not same_town), LOOKS_AHEAD)
    ahead = (first - undated.day).days
    if undated.fact("status") == "cancelled" and ahead >= 0:
        return _fading(ahead, LOOKS_AHEAD)
    return _fading(max(-ahead, 0), LOOKS_BACK) if ahead <= ZONES else 0.0


def _fading(distance: int, reach: int) -> float:
    return 0.5 - 0.4 * distance / (reach + 1) if 0 <= distance <= reach else 0.0


def places_differ(a: Told, b: Told) -> bool:
    """Tell whether both name a town, and not the same."""
    return bool(a.place_is_exact and b.place_is_exact and a.place != b.place)


def place_likeness(a: Told, b: Told) -> float:
    """Return 1 for the same place, 0.5 where one lies in the other, 0 where nothing is known, -0.5 where they seem to differ."""
    if not a.place or not b.place:
        return 0.0
    if a.place == b.place:
        return 1.0
    if a.place in b.place_lies_in or b.place in a.place_lies_in or a.place_lies_in & b.place_lies_in:
        return 0.5
    return -0.5


def are_host_and_guest(a: Told, b: Told) -> bool:
    """Tell whether each names one side of a visit: one somebody of the state that they meet in, the other somebody from elsewhere."""
    if any(len(told.cast("participant")) != 1 for told in (a, b)):
        return False
    at_home = [bool(_own_states(told) & a.place_lies_in) for told in (a, b)]
    return at_home.count(True) == 1


def _own_states(told: Told) -> set[str]:
    return set(told.cast("participant")) | {body for _, body in told.behalf}
