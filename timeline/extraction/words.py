"""Words with their closed classes and their readings as verbs: what all grammar starts from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .lexicon import load_table
from .text import Document, Token
from .verbs import VerbForm, forms_of

WORD = re.compile(r"\w")
CASE_ENDINGS = ("e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its word classes and its readings as a verb."""

    start: int
    end: int
    text: str
    lower: str
    classes: frozenset[str]
    forms: tuple[VerbForm, ...]
    capital: bool

    @property
    def noun(self) -> bool:
        """Tell whether the word looks like a noun or a name: capital letter, and no closed-class word."""
        return self.capital and not self.classes

    @property
    def mark(self) -> bool:
        """Tell whether the word is a punctuation mark."""
        return not WORD.match(self.text)

    @property
    def adjectival(self) -> bool:
        """Tell whether the word has the looks of an adjective before a noun, and no other known reading."""
        inflected = self.lower.endswith(CASE_ENDINGS)
        return (
            inflected
            and not self.capital
            and not self.classes
            and not any(form.finite for form in self.forms)
        )

    def is_a(self, *classes: str) -> bool:
        """Tell whether the word belongs to one of the closed classes."""
        return not self.classes.isdisjoint(classes)


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Return the closed classes of each function word, in lower case."""
    table: dict[str, set[str]] = {}
    for name, words in load_table("grammar/function_words.toml").items():
        for word in words.split():
            table.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in table.items()}


def word_of(token: Token) -> Word:
    """Look a token up in the closed classes and among the verb forms."""
    lower = token.text.lower()
    return Word(
        token.start,
        token.end,
        token.text,
        lower,
        word_classes().get(lower, frozenset()),
        forms_of(lower),
        token.text[:1].isupper(),
    )


def words_in(document: Document, span: tuple[int, int]) -> tuple[Word, ...]:
    """Return the words and marks that begin inside the span."""
    return tuple(word_of(token) for token in document.tokens_in(span))


def is_adverbial_pair(words: Sequence[Word], place: int) -> bool:
    """Tell whether two words are an adverb: "unter anderem"."""
    pair = " ".join(word.lower for word in words[place : place + 2])
    return pair in load_table("grammar/noun_phrases.toml")["adverbial_pairs"]
