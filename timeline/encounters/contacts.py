"""When two actors met, what kept them apart, and who meets whom most: pure on what is given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, combinations
from typing import Protocol

from .values import AHEAD, Contact, Met


class Standing(Protocol):
    """Knows for whom actors stand on a day."""

    def bodies(self, key: str, day: date) -> tuple[str, ...]:
        """Return the actor and all for whom it stands."""

    def side(self, key: str, day: date) -> str:
        """Return the state or organisation for which it stands above all."""

    def is_person(self, key: str) -> bool:
        """Say whether the actor is a person."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of days without contact."""

    first: date  # of the contact before
    last: date  # of the contact after, or as far as is known
    goes_on: bool

    @property
    def days(self) -> int:
        """Return how long it was."""
        return (self.last - self.first).days


@dataclass(frozen=True)
class Summary:
    """The contacts of two actors in a nutshell."""

    last: Contact | None  # whose day is known, if any is
    undated: Contact | None  # reported later than the last, on a day that nobody tells
    alone: Counter[str]  # by format
    in_rounds: Counter[str]
    pause: Pause | None
    coming: Contact | None
    unconfirmed: int  # planned for days that have passed


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that met, how often, and when."""

    a: str
    b: str
    contacts: tuple[Contact, ...]

    @property
    def alone(self) -> int:
        """Return how often they met without others."""
        return sum(contact.is_alone for contact in self.contacts)

    @property
    def in_rounds(self) -> int:
        """Return how often they met among others only."""
        return len(self.contacts) - self.alone

    @property
    def last(self) -> Contact:
        """Return the latest contact whose day is known, if any is."""
        return _latest(self.contacts)


def between(meetings: Iterable[Met], sides: Standing, a: str, b: str) -> list[Contact]:
    """Return the meetings in which somebody for the one and somebody else for the other took part."""
    contacts = (_contact(met, sides, a, b) for met in meetings)
    return sorted(filter(None, contacts), key=lambda contact: (contact.met.day, contact.met.pk))


def summarise(contacts: Sequence[Contact], until: date) -> Summary:
    """Return what the contacts come to; `until` is today, or the day on which the crisis ended."""
    past = [contact for contact in contacts if contact.met.has_happened(until)]
    dated = [contact for contact in past if contact.met.is_dated]
    planned = [contact for contact in contacts if contact.met.status in AHEAD]
    coming = [contact for contact in planned if contact.met.last >= until]
    last = _latest(past) if past else None
    later = [contact for contact in past if last and not contact.met.is_dated and contact.day > last.met.last]
    return Summary(
        last=last,
        undated=max(later, key=_when, default=None),
        alone=Counter(contact.met.format for contact in past if contact.is_alone),
        in_rounds=Counter(contact.met.format for contact in past if not contact.is_alone),
        pause=_longest_pause(dated, until),
        coming=min(coming, key=lambda contact: (contact.met.first, contact.met.pk), default=None),
        unconfirmed=len(planned) - len(coming),
    )


def rank(
    meetings: Iterable[Met], sides: Standing, until: date, *, by_people: bool = False, whom: str = ""
) -> list[Pair]:
    """Return who met whom, the most frequent first; with `whom` only its own partners."""
    contacts: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for met in meetings:
        if met.has_happened(until):
            present = _present(met, sides, by_people, whom)
            is_alone = len(present) == 2 and _is_complete(met, sides, present)
            for a, b in combinations(present, 2):
                if not whom or whom in (a, b):
                    contacts[_in_order(a, b, whom)].append(Contact(met, is_alone))
    pairs = [Pair(a, b, tuple(same)) for (a, b), same in contacts.items()]
    return sorted(
        pairs, key=lambda pair: (-pair.alone, -pair.in_rounds, -_when(pair.last).toordinal(), pair.a, pair.b)
    )


def _contact(met: Met, sides: Standing, a: str, b: str) -> Contact | None:
    for_a = {key for key in met.people if a in sides.bodies(key, met.day)}
    for_b = {key for key in met.people if b in sides.bodies(key, met.day)}
    if not for_a or not for_b or len(for_a | for_b) < 2:
        return None
    return Contact(met, is_alone=for_a | for_b >= set(met.people))


def _present(met: Met, sides: Standing, by_people: bool, whom: str) -> list[str]:
    """Return who sits at the table: people or their sides, and in the place of those who stand for `whom` that one."""
    present = dict.fromkeys(
        whom if whom and whom in sides.bodies(key, met.day) else _seat(key, met, sides, by_people)
        for key in met.people
    )
    return sorted(filter(None, present))


def _seat(key: str, met: Met, sides: Standing, by_people: bool) -> str:
    if by_people:
        return key if sides.is_person(key) else ""
    return sides.side(key, met.day)


def _is_complete(met: Met, sides: Standing, present: Sequence[str]) -> bool:
    """Say whether everybody who took part stands for somebody present, so that no third one was there."""
    return all(set(sides.bodies(key, met.day)) & set(present) for key in met.people)


def _in_order(a: str, b: str, whom: str) -> tuple[str, str]:
    return (b, a) if whom == b else (a, b)


def _when(contact: Contact) -> date:
    return contact.met.last


def _latest(contacts: Sequence[Contact]) -> Contact:
    return max([one for one in contacts if one.met.is_dated] or contacts, key=_when)


def _longest_pause(contacts: Sequence[Contact], until: date) -> Pause | None:
    """Return the longest stretch between two contacts, or since the last one where that is longer still."""
    meetings = sorted((contact.met for contact in contacts), key=lambda met: (met.first, met.pk))
    if len(meetings) < 2:
        return None  # how long ago the only contact was is said anyway
    return max(_pauses(meetings, until), key=lambda pause: (pause.days, pause.first), default=None)


def _pauses(meetings: Sequence[Met], until: date) -> Iterator[Pause]:
    lasts = list(accumulate((met.last for met in meetings), max))
    for last, after in zip(lasts, meetings[1:], strict=False):
        if after.first > last:
            yield Pause(last, after.first, goes_on=False)
    if until > lasts[-1]:
        yield Pause(lasts[-1], until, goes_on=True)
