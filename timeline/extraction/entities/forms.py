"""The written forms of known names: inflected, respelt, as adjective, inhabitant and surname."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import ahocorasick

from ..lexicon import load_words
from .knowledge import Entry, Knowledge, load_knowledge
from .patterns import pattern
from .respelling import respellings
from .scanning import ADJECTIVE_ENDINGS, NOTHING, NOUN_ENDINGS, PLURAL_ENDINGS, Term, build_automaton

MIN_SURNAME = 4  # shorter ones ("Li", "Kan") mean somebody known only where the article has the full name


@cache
def lexicon_automaton() -> ahocorasick.Automaton:
    """Return the automaton of the lexicon's names."""
    return automaton_of(load_knowledge())


def automaton_of(knowledge: Knowledge) -> ahocorasick.Automaton:
    """Return the automaton of all written forms of all entries."""
    return build_automaton(form for entry in knowledge.entries.values() for form in forms_of(entry))


def forms_of(entry: Entry) -> Iterator[tuple[str, Term]]:
    """Yield the written forms of an entity, each with what it stands for."""
    ordinary = load_words("entities/ordinary_words.txt")
    common = ordinary | load_words("entities/common_surnames.txt")
    endings = PLURAL_ENDINGS if entry.gender == "p" else NOUN_ENDINGS
    for name in _spelled(entry.names, entry):
        for text in _inflected(name):
            yield text, Term(entry.key, "name", endings, _without_article(text) in ordinary)
            if entry.kind == "place" and entry.type == "city" and not entry.adjectives:
                yield _demonym(text), Term(entry.key, "demonym", NOTHING)
    for stem in entry.adjectives:
        if stem.endswith("er"):
            yield stem[0].upper() + stem[1:], Term(entry.key, "demonym", NOTHING)
            continue
        term = Term(entry.key, "adjective", ADJECTIVE_ENDINGS)
        yield stem, term
        yield stem[0].upper() + stem[1:], term
    for noun in entry.inhabitants:
        yield from ((text, Term(entry.key, "inhabitant", NOTHING)) for text in _inhabitants(noun))
    for surname in _spelled(tuple(_surnames(entry)), entry):
        yield (
            surname,
            Term(entry.key, "surname", NOUN_ENDINGS, surname in common or len(surname) < MIN_SURNAME),
        )


def _spelled(names: tuple[str, ...], entry: Entry) -> Iterator[str]:
    """Yield the names with their other spellings."""
    for name in names:
        yield name
        yield from respellings(name, entry.scheme)


def _inflected(name: str) -> Iterator[str]:
    """Yield the name with every adjective ending: "Weiß~ Haus" -> "Weiße Haus", "Weißen Haus", ..."""
    if "~" in name:
        yield from (name.replace("~", ending) for ending in sorted(ADJECTIVE_ENDINGS))
    else:
        yield name


def _without_article(name: str) -> str:
    """Return "Spiegel" of "Der Spiegel"."""
    first, blank, rest = name.partition(" ")
    match = pattern("determiner").search(first + blank)
    return rest if match and match.lastgroup == "definite" else name


def _demonym(city: str) -> str:
    """Return the city's adjective: "Genf" -> "Genfer", "Bremen" -> "Bremer", "Athen" -> "Athener"."""
    return city + ("r" if city.endswith("e") else "er")


def _inhabitants(noun: str) -> Iterator[str]:
    """Yield the forms of an inhabitant's name, for men and women: "Russe" -> Russe, Russen, Russin, Russinnen."""
    stem = noun.removesuffix("e")
    yield noun
    if noun.endswith(("e", "t", "gar")):
        yield from (stem + "en", stem + "in", stem + "innen")
    elif noun.endswith("er"):
        yield from (noun + "n", noun + "s", noun + "in", noun + "innen")
    else:
        yield from (noun + "s", noun + "n")


def _surnames(entry: Entry) -> Iterator[str]:
    """Yield the ways in which a surname stands alone: with its particle, capitalised, and without the Arabic article."""
    surname = entry.surname
    if not surname:
        return
    yield surname
    if surname[0].islower():
        yield surname[0].upper() + surname[1:]
        bare = surname.split("-", 1)[-1] if surname.startswith(("al-", "el-")) else surname.split()[-1]
        if len(bare) > 3:
            yield bare
