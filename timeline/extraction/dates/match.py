"""Find where the rules match: first the words that trigger rules, then the rules around them."""

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
from .rules import Rule, any_of, date_words, rule_files, words

MAX_ROW = 200  # words in a row that can all be part of a date; a longer row is a table, of which only the beginning is read
BEFORE, AFTER = 40, 24  # characters around a word that triggers rules, at which they may look
WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+|§")
NO_FILES = frozenset[str]()
DIGIT = re.compile(r"\d")


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
    windows = _windows(document.text)
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


def _windows(text: str) -> dict[str, list[Span]]:
    """Return, by rule file, the pieces of the text around words that trigger it, joined where they touch."""
    windows: dict[str, list[list[int]]] = {}
    for word, names in _triggers(text):
        start, end = max(0, word.start - BEFORE), min(len(text), word.end + AFTER)
        for name in names:
            found = windows.setdefault(name, [])
            if found and start <= found[-1][1]:
                found[-1][1] = end
            else:
                found.append([start, end])
    return {name: [Span(*window) for window in found] for name, found in windows.items()}


def _triggers(text: str) -> Iterator[tuple[Span, frozenset[str]]]:
    """Yield the words that trigger rule files, with the names of these files."""
    row = 0
    for word in WORD.finditer(text):
        names = _role(word.group())
        row = 0 if names is None else row + 1
        if names and row <= MAX_ROW:
            yield Span(*word.span()), names


@lru_cache(maxsize=1 << 16)
def _role(word: str) -> frozenset[str] | None:
    """Return the rule files that the word triggers, none for a word that only joins others, None for all other words."""
    lower = word.lower()
    marked = DIGIT.sub("0", f"^{lower}$")
    if _any_trigger().search(marked):
        return frozenset(
            file.name for file in rule_files() if any(trigger in marked for trigger in file.triggers)
        )
    return NO_FILES if lower in _joining_words() or word[0].isdigit() else None


@cache
def _any_trigger() -> re.Pattern[str]:
    return re.compile(any_of(trigger for file in rule_files() for trigger in file.triggers))


@cache
def _joining_words() -> frozenset[str]:
    return frozenset(part for form in date_words() for part in re.findall(r"\w+", form)) | load_words(
        "dates/joining.txt"
    )
