"""Find known names in a text with one automaton, whatever the number of names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

REST_OF_WORD = re.compile(r"[^\W\d_]*")
NOTHING = frozenset({""})
NOUN_ENDINGS = frozenset({"", "s", "es", "’s", "'s"})
PLURAL_ENDINGS = frozenset({"", "n", "s"})
ADJECTIVE_ENDINGS = frozenset({"e", "en", "er", "es", "em"})


class Covered:
    """Spans of the text that do not overlap, asked whether they reach into another one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether one of the spans shares a character with this one."""
        index = bisect_right(self.ends, start)
        return index < len(self.starts) and self.starts[index] < end


class Term(NamedTuple):
    """What one written form stands for."""

    key: str
    form: str  # name, surname, adjective, demonym, inhabitant
    endings: frozenset[str] = NOUN_ENDINGS
    guarded: bool = False  # also an ordinary word: it needs something else that says it is a name


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text, with the ending that the text gives it."""

    start: int
    end: int
    terms: tuple[Term, ...]
    ending: str = ""
    compound: bool = False  # the first part of a compound: "US-", "Kreml" in "Kremlsprecher"

    @property
    def form(self) -> str:
        """Return the form of the first reading."""
        return self.terms[0].form


def build_automaton(forms: Iterable[tuple[str, Term]]) -> ahocorasick.Automaton:
    """Return the automaton of all written forms."""
    terms: dict[str, dict[Term, None]] = {}
    for text, term in forms:
        if text:
            terms.setdefault(text, {})[term] = None
    automaton = ahocorasick.Automaton()
    for text, readings in terms.items():
        automaton.add_word(text, (len(text), tuple(readings)))
    automaton.make_automaton()
    return automaton


def scan(text: str, automaton: ahocorasick.Automaton, tails: frozenset[str] = frozenset()) -> list[Hit]:
    """Return the longest known names, in order and without overlap; `tails` are words that may close a compound."""
    if not automaton:
        return []
    hits: list[Hit] = []
    for last, (length, terms) in automaton.iter(text):
        start = last + 1 - length
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        if start and text[start - 1] == "-":  # "Ex-Russland-Chef", but not "T-Shirt-Laden"
            terms = tuple(term for term in terms if term.form != "surname")
            if not terms:
                continue
        hit = _whole_word(text, start, last + 1, terms, tails)
        if hit:
            hits.append(hit)
    return _longest(hits)


def _whole_word(
    text: str, start: int, end: int, terms: tuple[Term, ...], tails: frozenset[str]
) -> Hit | None:
    """Return the hit with its ending where the word ends well or goes on as a compound."""
    rest = REST_OF_WORD.match(text, end).group()  # type: ignore[union-attr]
    stop = end + len(rest)
    hyphen = text[stop : stop + 1] == "-" and text[stop + 1 : stop + 2].isalpha()
    if not rest and hyphen:
        return Hit(start, end, terms, "", True)
    fitting = tuple(term for term in terms if rest in term.endings)
    if fitting:
        if text[stop : stop + 1].isdigit():
            return None
        return Hit(start, stop, fitting, rest, hyphen)
    if rest in tails and end - start > 3:
        return Hit(start, end, terms, "", True)
    return None


def _longest(hits: list[Hit]) -> list[Hit]:
    hits.sort(
        key=lambda hit: (hit.start, -hit.end, hit.ending)
    )  # a whole name before another one with an ending
    kept: list[Hit] = []
    border = -1
    for hit in hits:
        if hit.start >= border:
            kept.append(hit)
            border = hit.end
    return kept
