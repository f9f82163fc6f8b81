"""The verbs, phrases and nouns of saying, read from the lexicon and looked up by lemma."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from ..clauses import Verb, Word
from ..findings import Stance
from ..lexicon import load_rows, load_table


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb or phrase of saying with the complements it takes."""

    verb: str
    reflexive: bool
    complements: frozenset[str]
    objects: frozenset[str]
    stance: Stance
    words: tuple[frozenset[str], ...] = ()  # of a phrase: one of each must stand in the clause
    other_stances: tuple[tuple[str, Stance], ...] = ()  # with some complements: "mahnte, dass …" warns

    def stance_with(self, complement: str) -> Stance:
        """Return what the speaker does with what such a complement says."""
        return dict(self.other_stances).get(complement, self.stance)

    def fits(self, lower_words: frozenset[str]) -> bool:
        """Tell whether the clause holds the words that the phrase needs."""
        if self.reflexive and lower_words.isdisjoint(("sich", "mich", "uns")):
            return False
        return all(not choice.isdisjoint(lower_words) for choice in self.words)


@dataclass(frozen=True, slots=True)
class SpeechNoun:
    """A noun of saying: what a phrase around it means."""

    noun: str
    source: bool  # after nach, laut, gemäß, before zufolge: "nach Angaben"
    view: bool  # after aus: "aus Sicht"
    postposed: bool  # before nach: "ihrer Meinung nach"
    clause: bool  # with a clause: "die Forderung, …"
    text: bool  # a text or broadcast, which says things itself
    stance: Stance


def speech_verb(verb: Verb, words: Iterable[Word]) -> SpeechVerb | None:
    """Return how the verb speaks in a clause of these words, None where it does not."""
    lower = frozenset(word.lower for word in words)
    named = (verb.lemma, *verb.other_lemmas)
    fitting = [
        entry for lemma in (*named, _base(verb), verb.auxiliary) for entry in _phrases().get(lemma, ())
    ]
    fitting = [entry for entry in fitting if entry.fits(lower)] or [
        entry for lemma in named for entry in _verbs().get(lemma, ()) if entry.fits(lower)
    ]
    if len({entry.verb for entry in fitting}) > 1:  # "gelobt" is of "loben" and of "geloben"
        return replace(fitting[0], complements=frozenset().union(*(entry.complements for entry in fitting)))
    return max(fitting, key=lambda entry: entry.reflexive, default=None)


def _base(verb: Verb) -> str:
    """Return the lemma without an adverb that has joined the verb: "machen" of "deutlich machen"."""
    if verb.finite is None or len(verb.parts) != 2 or verb.auxiliary:
        return verb.lemma
    return verb.lemma.removeprefix(verb.parts[1].lower)


def negated(stance: Stance) -> Stance:
    """Return what a speaker does who does not do it: who does not confirm, only says something on it."""
    return load_table("speech/speakers.toml")["negated"][stance]  # type: ignore[no-any-return]


@cache
def not_negated() -> frozenset[str]:
    """Return the words behind a negation that take it back."""
    return frozenset(load_table("speech/speakers.toml")["not_negated"].split())


@cache
def _verbs() -> dict[str, list[SpeechVerb]]:
    table: defaultdict[str, list[SpeechVerb]] = defaultdict(list)
    for row in load_rows("speech/verbs.csv"):
        table[row["verb"]].append(_entry(row, ()))
    return dict(table)


@cache
def _phrases() -> dict[str, list[SpeechVerb]]:
    table: defaultdict[str, list[SpeechVerb]] = defaultdict(list)
    for row in load_rows("speech/phrases.csv"):
        words = tuple(frozenset(choice.split("/")) for choice in row["words"].split())
        table[row["verb"]].append(_entry(row, words))
    return dict(table)


def _entry(row: dict[str, str], words: tuple[frozenset[str], ...]) -> SpeechVerb:
    stance, *others = row["stance"].split()
    return SpeechVerb(
        row["verb"],
        row.get("reflexive") == "sich",
        frozenset(row["complements"].split()),
        frozenset(row["object"].split()),
        stance,  # type: ignore[arg-type]
        words,
        tuple(tuple(other.split(":")) for other in others),  # type: ignore[misc]
    )


@cache
def _nouns() -> dict[str, SpeechNoun]:
    return {
        row["noun"].lower(): SpeechNoun(
            row["noun"],
            row["source"] == "yes",
            row["source"] == "view",
            row["postposed"] == "yes",
            row["clause"] == "yes",
            row["text"] == "yes",
            row["stance"],  # type: ignore[arg-type]
        )
        for row in load_rows("speech/nouns.csv")
    }


PLURALS = ("", "en", "n", "e", "s", "es", "er", "nen", "se")
SHORTEST_LAST_PART = (
    5  # letters of a noun that may close a compound: "Polizeiangaben", not "Vorrat" with "Rat"
)


@cache
def speech_noun(word: str) -> SpeechNoun | None:
    """Return the noun of saying that the word is or ends in, in any number and case.

    >>> speech_noun("Polizeiangaben").noun
    'Angabe'
    """
    lower = word.lower().rpartition("-")[2]
    for ending in PLURALS:
        if lower.endswith(ending) and (noun := _nouns().get(lower.removesuffix(ending))):
            return noun
    for first in range(1, len(lower) - SHORTEST_LAST_PART + 1):
        for ending in PLURALS:
            last = lower[first:].removesuffix(ending) if lower.endswith(ending) else ""
            if len(last) >= SHORTEST_LAST_PART and last in _nouns():
                return _nouns()[last]
    return None
