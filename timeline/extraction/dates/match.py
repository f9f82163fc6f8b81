"""Find where the rules match: first the stretches of words that can be part of a time expression, then the rules in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..findings import Span
from ..lexicon import load_words
from ..spans import keep_longest
from ..text import Document
from .rules import Rule, date_words, rule_files, words

MAX_STRETCH = 200  # tokens; a longer one is a table of numbers, of which only the beginning is read
MARGIN = 24  # characters before and after a stretch at which a rule may look
PUNCTUATION = frozenset(",.-–—/()?:’'…")
TIMELESS = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Match:
    """A place where a rule matches, with the normalised value of each named group."""

    rule: Rule
    start: int
    end: int
    text: str
    groups: dict[str, str]


def find_matches(document: Document) -> list[Match]:
    """Return the matches of all rules without overlaps, in order; what is no time expression is left out."""
    windows = _windows(document)
    candidates = [
        match
        for rule_file in rule_files()
        for window in windows.get(rule_file.name, ())
        for rule in rule_file.rules
        for match in _matches_of(rule, document.text, window)
    ]
    kept = keep_longest(match for match in candidates if not match.rule.fallback)
    kept += _beside(kept, keep_longest(match for match in candidates if match.rule.fallback))
    return sorted((match for match in kept if match.rule.type), key=lambda match: match.start)


def _beside(kept: list[Match], others: list[Match]) -> list[Match]:
    """Return those of the others that overlap none of the kept ones; both are in order and without overlaps."""
    ends = [match.end for match in kept]
    following = ((bisect_right(ends, other.start), other) for other in others)
    return [other for index, other in following if index == len(kept) or kept[index].start >= other.end]


def _matches_of(rule: Rule, text: str, window: Span) -> Iterator[Match]:
    for found in rule.pattern.finditer(text, *window):
        groups = {
            name.rstrip("23"): _normalise(rule.classes[name], value)
            for name, value in found.groupdict().items()
            if value and name != "found"
        }
        yield Match(rule, *found.span("found"), found["found"], groups)


def _normalise(kind: str, text: str) -> str:
    """Return the lexicon's value of a captured word, or the text itself where it stands for itself."""
    values = words().get(kind)
    return values.get(" ".join(text.lower().split()), text) if values else text


def _windows(document: Document) -> dict[str, list[Span]]:
    """Return, by rule file, the pieces of the text in which its rules are worth trying: stretches with a margin, joined where they touch."""
    windows: dict[str, list[Span]] = {}
    for stretch, triggered in _stretches(document):
        end = min(len(document.text), stretch.end + MARGIN)
        for name in triggered:
            found = windows.setdefault(name, [])
            if found and stretch.start - MARGIN <= found[-1].end:
                found[-1] = Span(found[-1].start, end)
            else:
                found.append(Span(max(0, stretch.start - MARGIN), end))
    return windows


def _stretches(document: Document) -> Iterator[tuple[Span, frozenset[str]]]:
    """Yield the rows of words that can be part of a time expression, with the names of the rule files that they trigger."""
    start = end = length = 0
    triggered = TIMELESS
    for token in document.tokens:
        names = _role(token.text)
        if names is None:
            if triggered:
                yield Span(start, end), triggered
            length, triggered = 0, TIMELESS
        elif length < MAX_STRETCH:
            if not length:
                start = token.start
            length, end, triggered = length + 1, token.end, triggered | names
    if triggered:
        yield Span(start, end), triggered


@lru_cache(maxsize=1 << 16)
def _role(word: str) -> frozenset[str] | None:
    """Return the rule files that the word triggers, none for a word that only joins others, None for all other words."""
    lower = word.lower()
    triggered = frozenset(file.name for file in rule_files() if file.trigger(lower))
    return triggered if triggered or lower in _joining_words() or word[0].isdigit() else None


@cache
def _joining_words() -> frozenset[str]:
    return (
        frozenset(part for form in date_words() for part in re.findall(r"\w+", form))
        | PUNCTUATION
        | load_words("dates/joining.txt")
    )
