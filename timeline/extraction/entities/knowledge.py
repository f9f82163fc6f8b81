"""What is known before the article is read: states, organisations, places and people, with their names and offices."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from anyascii import anyascii

from ..findings import EntityKind
from ..lexicon import load_rows, load_words
from .respelling import Scheme, schemes_by_state

Gender = Literal["m", "f", "n", "p", ""]  # p: a plural, whatever its gender
GENDER_OF_ARTICLE: dict[str, Gender] = {"der": "m", "die": "f", "das": "n", "pl": "p"}
NUMERAL = re.compile(r"[IVX]+\.?")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})  # all other letters as anyascii has them


class Office(NamedTuple):
    """An office that a person holds or held: foreign minister of the USA from one day to another."""

    role: str
    body: str  # the key of the state or organisation
    start: date | None = None
    end: date | None = None

    def held_on(self, day: date) -> bool:
        """Tell whether the office was held on that day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One known entity with all its names."""

    key: str
    kind: EntityKind
    name: str
    gender: Gender = ""
    type: str = ""  # "city", "alliance", "agency", ...
    state: str = ""  # the key of the state that it belongs to or lies in
    names: tuple[str, ...] = ()  # with "~" where adjective endings go
    surname: str = ""
    adjectives: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()
    governs: str = ""  # a seat of government: the key of the state (or union) for which its name may stand
    offices: tuple[Office, ...] = ()
    compound: str = ""  # before an organ's name in place of the adjective: "US-"
    scheme: Scheme | None = None  # how other papers spell a person's name
    party: str = ""  # the key of a person's party


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity that editors know beyond the lexicon, with its names and its offices' first and last days."""

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[tuple[str, date | None, date | None], ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """All known entities by key, with who held which office."""

    entries: dict[str, Entry]
    holders: dict[tuple[str, str], list[tuple[Office, Entry]]] = field(default_factory=dict)
    seats: dict[str, Entry] = field(default_factory=dict)  # the capital of each state

    def seat(self, state: str) -> Entry | None:
        """Return the capital of a state."""
        return self.seats.get(state)

    def holder(self, role: str, body: str, day: date, gender: Gender = "") -> Entry | None:
        """Return who held the office on that day; on the day of a change, who began."""
        found = [
            (office.start or date.min, entry)
            for office, entry in self.holders.get((role, body), ())
            if office.held_on(day) and (not gender or not entry.gender or gender == entry.gender)
        ]
        return max(found, key=lambda pair: pair[0])[1] if found else None


def slug(name: str) -> str:
    """Return the stable key of a name.

    >>> slug("Côte d’Ivoire"), slug("Zoran Đinđić")
    ('cote-d-ivoire', 'zoran-dindic')
    """
    composed = unicodedata.normalize("NFC", name.casefold())
    return re.sub(r"[^a-z0-9]+", "-", anyascii(composed.translate(UMLAUTS)).lower()).strip("-")


@cache
def particles(stands: str = "") -> frozenset[str]:
    """Return the words that begin a surname; of those only the ones that stand so, where that is given."""
    rows = load_rows("entities/name_particles.csv")
    return frozenset(row["particle"] for row in rows if not stands or row["stands"] == stands)


@cache
def load_knowledge() -> Knowledge:
    """Return what the lexicon knows."""
    states = {row["code"]: entry for row, entry in _states()}
    entries = [*states.values(), *_capitals(states), *_organisations(states), *_places(states)]
    known = {entry.key: entry for entry in entries}
    people = list(_people({code: entry.key for code, entry in states.items()}))
    return with_holders(known | {entry.key: entry for entry in people})


@cache
def keys_by_code() -> dict[str, str]:
    """Return the key of each state by its ISO code."""
    return {row["code"]: entry.key for row, entry in _states()}


def with_holders(entries: dict[str, Entry]) -> Knowledge:
    """Return the knowledge of these entries, with its offices by role and body."""
    holders: dict[tuple[str, str], list[tuple[Office, Entry]]] = {}
    for entry in entries.values():
        for office in entry.offices:
            holders.setdefault((office.role, office.body), []).append((office, entry))
    seats: dict[str, Entry] = {}
    for entry in entries.values():
        if entry.governs:  # Brussels, which may stand for the European Union, is Belgium's capital too
            seats.setdefault(entry.governs, entry)
            seats.setdefault(entry.state, entry)
    return Knowledge(entries, holders, seats)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _states() -> Iterator[tuple[dict[str, str], Entry]]:
    territories = {row["code"]: row["name"] for row in load_rows("entities/territories.generated.csv")}
    for row in load_rows("entities/states.csv"):
        name = row["name"] or territories[row["code"]]
        yield (
            row,
            Entry(
                slug(name),
                row["kind"] or "state",  # type: ignore[arg-type]
                name,
                GENDER_OF_ARTICLE.get(row["article"], "n"),
                "state",
                names=(name, *_split(row["aliases"])),
                adjectives=_split(row["adjective"]),
                inhabitants=_split(row["inhabitant"]),
                compound=row["compound"],
            ),
        )


def _capitals(states: dict[str, Entry]) -> Iterator[Entry]:
    """Yield the seats of government; a name after the first is another spelling, unless it is a second seat."""
    second_seats = load_words("entities/second_seats.txt")
    for row in load_rows("entities/states.csv"):
        seats: list[list[str]] = []
        for name in _split(row["capital"]):
            if seats and name not in second_seats:
                seats[-1].append(name)
            else:
                seats.append([name])
        for names in seats:
            state = states[row["code"]].key
            yield Entry(slug(names[0]), "place", names[0], "n", "city", state, tuple(names), governs=state)


def _organisations(states: dict[str, Entry]) -> Iterator[Entry]:
    for row in load_rows("entities/organisations.csv"):
        state = states[row["state"]].key if row["state"] else ""
        gender = GENDER_OF_ARTICLE.get(row["article"], "")
        yield Entry(
            row["key"], "organisation", row["name"], gender, row["type"], state, (row["name"], *_split(row["aliases"])),
            adjectives=_split(row.get("adjective") or ""),
        )  # fmt: skip


def _places(states: dict[str, Entry]) -> Iterator[Entry]:
    for row in load_rows("entities/places.csv"):
        state = states[row["state"]].key if row["state"] else ""
        name, gender = row["name"], GENDER_OF_ARTICLE.get(row["article"], "n")
        yield Entry(
            slug(name), "place", name, gender, row["type"], state, (name, *_split(row["aliases"])),
            adjectives=_split(row["adjective"]),
            governs=row["governs"],
        )  # fmt: skip


def _people(states: dict[str, str]) -> Iterator[Entry]:
    code_of = {key: code for code, key in states.items()}
    parties = {row["name"]: row["party"] for row in load_rows("entities/parties.csv")}
    for row in load_rows("entities/people.csv"):
        name = row["name"]
        offices = tuple(_offices(row["offices"], states))
        home = _home(offices, code_of)
        yield Entry(
            slug(name),
            "person",
            name,
            row["gender"],  # type: ignore[arg-type]
            state=home,
            names=(name, *_split(row["aliases"])),
            surname=row["surname"] or surname_of(name),
            offices=offices,
            scheme=schemes_by_state().get(code_of.get(home, "")),
            party=parties.get(name, ""),
        )


def _home(offices: tuple[Office, ...], states: dict[str, str]) -> str:
    """Return the state that the first office belongs to, if it belongs to one."""
    found = (
        key for office in offices for key in states if office.body == key or office.body.startswith(f"{key}-")
    )
    return next(found, "")


def surname_of(name: str) -> str:
    """Return the surname of a full name, with the particles before it.

    >>> surname_of("Ursula von der Leyen"), surname_of("Baschar al-Assad"), surname_of("Johannes Paul II.")
    ('von der Leyen', 'al-Assad', 'Johannes Paul')
    """
    words = name.split()
    if not words:
        return ""
    if NUMERAL.fullmatch(words[-1]) and len(words) > 1:
        return " ".join(words[:-1])
    first = next((i for i, word in enumerate(words) if i and word in particles()), len(words) - 1)
    return " ".join(words[first:])


OFFICE = re.compile(r"(?P<role>\w+)@(?P<body>[\w-]+) (?P<start>[\d-]*)\.\.(?P<end>[\d-]*)")


def _offices(cell: str, states: dict[str, str]) -> Iterator[Office]:
    """Yield the offices of a cell such as "foreign_minister@US 2021-01-26..2025-01-20"."""
    for part in filter(None, cell.split(";")):
        match = OFFICE.fullmatch(part.strip())
        if not match:
            raise ValueError(f"not an office: {part!r}")
        start = _day(match["start"], last=False)
        yield Office(
            match["role"], states.get(match["body"], match["body"]), start, _day(match["end"], last=True)
        )


def _day(text: str, *, last: bool) -> date | None:
    """Return the day of an ISO date; of a month its first or last day, of a year its first or last day."""
    if not text:
        return None
    numbers = [int(part) for part in text.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if last else 1)
    day = numbers[2] if len(numbers) > 2 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)
