"""Tell titles, given names and ordinary nouns apart among the capitalised words of German."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache, lru_cache

from ..findings import EntityKind
from ..lexicon import load_rows, load_words
from .knowledge import Gender, keys_by_code, load_knowledge
from .patterns import UPPER

CAPITALISED = re.compile(rf"(?<![\w-])[{UPPER}][\w’'′]*(?:-[\w’'′]+)*")
FORM_ENDINGS = ("", "s", "es", "n", "en", "e", "r")
MEMORY = 50_000  # words whose class is remembered
ANY = "*"  # stands for any letters in a role
MAX_TITLE = 24  # letters of the longest title that closes a compound
MAX_WORD = 80  # longer ones are no words; looking for endings in them would take long
MIN_CLOSING = 4  # letters: shorter titles are found at the end of too many names ("Özdemir")


def capitalised(text: str) -> list[re.Match[str]]:
    """Return the capitalised words of a text, at which every reader of names begins."""
    return list(CAPITALISED.finditer(text))


@dataclass(frozen=True, slots=True)
class Title:
    """A noun of office or rank."""

    noun: str
    gender: Gender
    roles: tuple[str, ...]
    bodies: tuple[str, ...]
    kind: str = ""  # "any": whoever was introduced, "colleague": who has the same office elsewhere
    prefix: str = ""  # what stands before it in a compound: "US-", "Kreml", "Vize-"
    sooner: tuple[str, ...] = ()  # the offices whose holders are called so sooner than others

    @property
    def offices(self) -> tuple[str, ...]:
        """Return the offices that the noun can mean; a noun without a known office is one of its own."""
        return self.roles or (self.noun,)

    def means(self, role: str) -> bool:
        """Tell whether the noun can mean that office."""
        return any(fnmatchcase(role, wanted) for wanted in self.offices)

    def suits(self, role: str) -> bool:
        """Tell whether a holder of that office is called so sooner than others."""
        return any(fnmatchcase(role, wanted) for wanted in self.sooner)

    def after(self, prefix: str) -> Title:
        """Return the title as the end of a compound; "Energie-" makes an office of its own out of any minister's."""
        if any(role.startswith(ANY) for role in self.roles) and prefix[-1].isalpha():
            roles = tuple(prefix.lower() + role.removeprefix(ANY) for role in self.roles)
            return replace(self, noun=prefix + self.noun.lower(), roles=roles, prefix=prefix)
        return replace(self, prefix=prefix)


@cache
def _titles() -> dict[str, Title]:
    """Return every form of every title."""
    keys = keys_by_code()
    forms: dict[str, Title] = {}
    for row in load_rows("entities/titles.csv"):
        roles = tuple(filter(None, row["roles"].split("|")))
        bodies = tuple(keys.get(body, body) for body in row["body"].split("|") if body)
        for noun, gender in ((row["masculine"], "m"), (row["feminine"], "f")):
            if not noun:
                continue
            if row["masculine"] == row["feminine"] + "r":  # "Beauftragter", "die Beauftragte"
                gender = ""
            sooner = tuple(filter(None, row["sooner"].split("|")))
            title = Title(noun, gender, roles, bodies, row["kind"], sooner=sooner)  # type: ignore[arg-type]
            endings = ("", "nen") if gender == "f" and noun.endswith("in") else FORM_ENDINGS
            for ending in endings:
                forms.setdefault(noun + ending, title)
    return forms


@cache
def _closing_titles() -> dict[str, Title]:
    """Return the titles that may close a compound without a hyphen ("Kremlsprecher")."""
    return {
        form.lower(): title for form, title in _titles().items() if title.roles and len(form) > MIN_CLOSING
    }


@cache
def closing_words() -> frozenset[str]:
    """Return the words that may follow a known name in one compound: "Kreml-sprecher", "Taliban-kämpfer"."""
    return frozenset(_closing_titles()) | load_words("entities/compound_tails.txt")


@lru_cache(MEMORY)
def title_of(word: str) -> Title | None:
    """Return the title that a word is or ends with.

    >>> title_of("US-Außenministerin").prefix
    'US-'
    """
    if len(word) > MAX_WORD or word in load_words("entities/not_titles.txt"):
        return None
    if (title := _titles().get(word)) is not None:
        return title
    head, hyphen, tail = word.rpartition("-")
    if hyphen and (title := _titles().get(tail)) is not None:
        return title.after(head + hyphen)
    for cut in range(max(3, len(word) - MAX_TITLE), len(word) - 3):
        if (title := _closing_titles().get(word[cut:])) is not None:
            return title.after(word[:cut])
    return None


def roles_of(word: str) -> tuple[str, ...]:
    """Return the offices that a title can mean, none for other words."""
    title = title_of(word)
    return title.roles if title else ()


@lru_cache(MEMORY)
def is_human(word: str) -> bool:
    """Tell whether a noun means a person: a title, or one of the nouns for people.

    >>> is_human("Kremlsprecher"), is_human("Krankenwagenfahrerin"), is_human("Vertrag")
    (True, True, False)
    """
    return title_of(word) is not None or word.lower().endswith(_endings("entities/humans.txt"))


@cache
def _given_names() -> dict[str, Gender]:
    names = {row["name"]: row["gender"] for row in load_rows("entities/given_names.generated.csv")}
    names |= {row["name"]: row["gender"] for row in load_rows("entities/given_names.csv")}
    not_names = load_words("entities/not_given_names.txt") | _words_of_places()
    return {
        name: "" if gender == "x" else gender  # type: ignore[misc]
        for name, gender in names.items()
        if name not in not_names
    }


@cache
def _words_of_places() -> frozenset[str]:
    return frozenset(
        name for entry in load_knowledge().entries.values() if entry.kind != "person" for name in entry.names
    )


def given_name_gender(word: str) -> Gender | None:
    """Return who bears the given name ("" for both), or None where the word is none; "Hans-Peter" counts by its first part."""
    names = _given_names()
    if word in names:
        return names[word]
    head, hyphen, _ = word.partition("-")
    return names.get(head) if hyphen else None


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words(name)))


@lru_cache(MEMORY)
def is_noun_or_title(word: str) -> bool:
    """Tell whether a capitalised word is for certain no part of a name."""
    nouns = load_words("entities/nouns.txt")
    last = word.rpartition("-")[2]
    return (
        word in nouns
        or last in nouns
        or title_of(word) is not None
        or last.endswith(_endings("entities/noun_endings.txt"))
    )


@lru_cache(MEMORY)
def is_ordinary_noun(word: str) -> bool:
    """Tell whether a capitalised word looks like an ordinary noun where nothing else says that it is a name."""
    return is_noun_or_title(word) or word.endswith(_endings("entities/noun_tails.txt"))


@cache
def _triggers() -> dict[str, tuple[EntityKind, bool]]:
    return {row["noun"]: (row["kind"], row["part"] == "yes") for row in load_rows("entities/triggers.csv")}  # type: ignore[misc]


@cache
def _closing_triggers() -> dict[str, tuple[EntityKind, bool]]:
    return {noun.lower(): found for noun, found in _triggers().items() if len(noun) > 3}


@lru_cache(MEMORY)
def trigger_of(word: str) -> tuple[EntityKind, bool] | None:
    """Return what the name after this noun is, and whether the noun is part of it ("Rebellengruppe", "120.000-Einwohner-Stadt")."""
    last = word.rpartition("-")[2]
    if len(last) > MAX_WORD:
        return None
    if last in _triggers():
        return _triggers()[last]
    for cut in range(max(2, len(last) - MAX_TITLE), len(last) - 3):
        if last[cut:] in _closing_triggers():
            return _closing_triggers()[last[cut:]][0], False
    return None
