"""Join what editors know to what the lexicon knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

import ahocorasick

from .forms import automaton_of, lexicon_automaton
from .knowledge import Entry, Gender, Knowledge, KnownEntity, Office, load_knowledge, surname_of, with_holders
from .offices import OfficePhrase, OfficeReader
from .scanning import scan
from .words import capitalised, closing_words, given_name_gender

MEMORY = 2_000  # pairs of wordings of offices that are remembered
IN_GOVERNMENT = (
    "president",
    "prime_minister",
    "chancellor",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
)
KEPT = 4  # how many states of the editors' knowledge are kept ready: one for each worker's batch, and its neighbours


@lru_cache(KEPT)
def knowledge_with(known: tuple[KnownEntity, ...]) -> tuple[Knowledge, ahocorasick.Automaton]:
    """Return the lexicon, extended by what editors know, with its automaton."""
    if not known:
        return load_knowledge(), lexicon_automaton()
    knowledge = extended(known)
    return knowledge, automaton_of(knowledge)


def extended(known: Iterable[KnownEntity]) -> Knowledge:
    """Return the lexicon's knowledge with the editors' names and offices."""
    entries = dict(load_knowledge().entries)
    for added in known:
        entry = entries.get(added.key) or Entry(added.key, added.kind, added.name, _gender(added))
        names = (name.strip() for name in (*entry.names, added.name, *added.aliases))
        entries[added.key] = replace(
            entry,
            names=tuple(dict.fromkeys(filter(None, names))),
            surname=entry.surname or (surname_of(added.name) if added.kind == "person" else ""),
            offices=(*entry.offices, *_offices(added)),
        )
    return with_holders(entries)


def _gender(known: KnownEntity) -> Gender:
    """Return whether a person's given name is a man's or a woman's, where it is only one of them."""
    return (given_name_gender(known.name.split(" ")[0]) or "") if known.kind == "person" else ""


def _offices(known: KnownEntity) -> Iterator[Office]:
    for title, start, end in known.offices:
        yield from read_office(title, start, end)


def read_office(words: str, start: date | None, end: date | None) -> Iterator[Office]:
    """Yield the offices that words such as "Außenministerin der USA" name; none where they name no state or body."""
    for phrase in _office_phrases(words):
        yield from (Office(phrase.title.offices[0], body, start, end) for body in phrase.bodies)


@lru_cache(MEMORY)
def offices_agree(one: str, other: str) -> bool:
    """Tell whether two wordings may mean one office: that of one body; where one names none, any; where neither does, one in a government.

    >>> offices_agree("Außenminister", "bulgarischer Außenminister"), offices_agree("Sprecher", "Sprecher")
    (True, False)
    """
    return any(_agree(ours, theirs) for ours in _office_phrases(one) for theirs in _office_phrases(other))


def _agree(one: OfficePhrase, other: OfficePhrase) -> bool:
    if not any(other.title.means(office) for office in one.title.offices):
        return False
    if one.bodies and other.bodies:
        return bool(set(one.bodies) & set(other.bodies))
    return bool(one.bodies or other.bodies or any(map(one.title.means, IN_GOVERNMENT)))


def _office_phrases(words: str) -> list[OfficePhrase]:
    hits = scan(words, lexicon_automaton(), closing_words())
    phrases = OfficeReader(words, hits, load_knowledge()).phrases(capitalised(words))
    return [phrase for phrase in phrases if isinstance(phrase, OfficePhrase)]
