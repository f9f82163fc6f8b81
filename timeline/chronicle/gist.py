"""The stems of the words that tell what a wording is about: by them promises are retold, and known again where they are kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from timeline.extraction.lexicon import load_rows, load_table
from timeline.extraction.verbs import forms_of, joined, particles

STEM = 5  # letters that make a stem
BEHIND_PREFIX = (
    3  # beside a prefix that has so many itself, so that "unterzeichnen" and "unterstützen" are two
)
SHORTEST = 5  # letters of a word that tells something; of a verb those of its infinitive
WORDS = "chronicle/promises.toml"
WORD = re.compile(r"[^\W\d_]+")


def telling_words(words: str) -> list[str]:
    """Return the words that tell what is done, verbs as infinitives, the longest first; no times, offices and little words."""
    return _longest_first({word for word, _ in _read(words)})


def unchanging(words: str) -> list[str]:
    """Return the stems of those of them that are no verbs, and so stand in every text nearly as they do here."""
    return list(
        dict.fromkeys(map(_stem, _longest_first({word for word, is_verb in _read(words) if not is_verb})))
    )


def gist(words: str) -> list[str]:
    """Return the stems of these words, those of the longest first.

    >>> gist("Die schriftliche Antwort soll noch in dieser Woche folgen.")
    ['schri', 'antwo', 'folge']
    >>> gist("Am Mittwoch gab der Botschafter das Papier ab.")
    ['abgeb', 'papie']
    """
    return list(dict.fromkeys(map(_stem, telling_words(words))))


@lru_cache(maxsize=5_000)
def stems(words: str) -> frozenset[str]:
    """Return the same in no order.

    >>> sorted(stems("Die Antwort soll folgen"))
    ['antwo', 'folge']
    """
    return frozenset(gist(words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(filter(_tells, words), key=lambda word: (-len(word), word))


def _read(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the words in small letters, and whether they are verbs, which stand as infinitives.

    So "schickte" and "schicken" are one, as are "gab … ab" and "abgeben".
    """
    tokens = WORD.findall(words)
    for place, token in enumerate(tokens):
        is_noun = token[0].isupper() and place > 0
        readings = () if is_noun or token.casefold() in _little_words() else forms_of(token.casefold())
        if readings:
            yield _whole(readings[0].lemma, tokens[place + 1 :]), True
        else:
            yield token.casefold(), False


def _whole(lemma: str, behind: list[str]) -> str:
    """Return the separable verb that the base verb makes with a prefix further behind, or itself."""
    return next((whole for token in behind if (whole := joined(token, lemma))), lemma)


def _tells(word: str) -> bool:
    return len(word) >= SHORTEST and word not in _little_words() and not word.endswith(_offices())


def _stem(word: str) -> str:
    prefix = next((one for one in _long_prefixes() if word.startswith(one)), "")
    return word[: len(prefix) + BEHIND_PREFIX if prefix else STEM]


@cache
def _long_prefixes() -> tuple[str, ...]:
    inseparable = load_table(WORDS)["inseparable_prefixes"].split()
    long = {prefix for prefix in (*particles(), *inseparable) if len(prefix) >= STEM}
    return tuple(sorted(long, key=lambda prefix: (-len(prefix), prefix)))


@cache
def _little_words() -> frozenset[str]:
    table = load_table(WORDS)
    closed = " ".join(
        [*load_table("grammar/function_words.toml").values(), table["little_words"], table["promising_verbs"]]
    )
    times = [form for row in load_rows("dates/words.csv") for form in row["forms"].split("|")]
    return frozenset(word.casefold() for word in (*closed.split(), *times))


@cache
def _offices() -> tuple[str, ...]:
    """Return the endings of words for offices, in all cases: they tell who acts, not what is done."""
    rows = load_rows("entities/titles.csv")
    titles = {row[gender].casefold() for row in rows for gender in ("masculine", "feminine")} - {""}
    single = {title for title in titles if " " not in title and len(title) >= SHORTEST}
    return tuple(title + ending for title in single for ending in ("", "s", "es", "n", "en", "innen"))
