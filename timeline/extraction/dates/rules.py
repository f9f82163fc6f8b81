"""Read the rules and words of time expressions from the lexicon and compile them, once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ..lexicon import load_rows, load_table

RULE_FILES = (
    "not_numbers", "not_lengths", "not_words", "days", "months", "years", "periods", "near_days", "weekdays", "relative", "after_another",
    "holidays", "references", "clock", "times_of_day", "durations", "whole_units", "sets",
)  # fmt: skip
REFERENCE = re.compile(r"<(?:(?P<name>\w+)=)?(?P<captured>[a-z]\w*)>|\{(?P<plain>[a-z]\w*)\}")
LOOKBEHIND_OR_BLANK = re.compile(r"\(\?<[!=][^()]*\)| ")
END = ""  # marks in a trie that a word may end here
BLANK = r"(?:[^\S\n]{0,9}\s)"  # up to one line's end, never a blank line


ExpressionType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True)
class Rule:
    """A pattern for one kind of time expression, and how it is resolved."""

    name: str
    type: ExpressionType | None  # None: what looks like a time expression and is none
    resolve: str
    pattern: re.Pattern[str]
    classes: dict[str, str]  # what each named group captures
    fallback: bool  # only where no other rule finds anything
    examples: tuple[Any, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class RuleFile:
    """The rules of one file, and the words that make them worth trying."""

    name: str
    triggers: tuple[
        str, ...
    ]  # parts of words in small letters; ^ and $ stand for a word's ends, 0 for any digit
    rules: tuple[Rule, ...]


@cache
def words() -> dict[str, dict[str, str]]:
    """Return the values of all forms (in small letters) of each word class."""
    classes: dict[str, dict[str, str]] = {}
    for row in load_rows("dates/words.csv"):
        for name in row["class"].split():
            forms = classes.setdefault(name, {})
            forms.update((form.lower(), row["value"]) for form in row["forms"].split("|"))
    classes["number"] = classes["cardinal"]  # a number may also stand in digits
    classes["holiday"] = _phrases("dates/holidays.csv", "rule")
    classes["reference"] = _phrases("dates/references.csv", "value")
    return classes


@cache
def date_words() -> frozenset[str]:
    """Return all forms (in small letters) of all word classes."""
    return frozenset(form for forms in words().values() for form in forms)


def _phrases(file: str, key: str) -> dict[str, str]:
    return {form.lower(): row[key] for row in load_rows(file) for form in row["forms"].split("|")}


@cache
def rule_files() -> tuple[RuleFile, ...]:
    """Return all rules, grouped by file."""
    return tuple(_read_file(name) for name in RULE_FILES)


def _read_file(name: str) -> RuleFile:
    table = load_table(f"dates/rules/{name}.toml")
    rules = tuple(_read_rule(entry) for entry in table["rule"])
    return RuleFile(name, tuple(table["trigger"]), rules)


def _read_rule(entry: dict[str, Any]) -> Rule:
    classes: dict[str, str] = {}
    return Rule(
        name=entry["name"],
        type=entry.get("type"),
        resolve=entry.get("resolve", ""),
        pattern=compile_pattern(entry["pattern"], classes),
        classes=classes,
        fallback=entry.get("fallback", False),
        examples=tuple(entry.get("examples", ())),
        counter_examples=tuple(entry.get("counter_examples", ())),
    )


def compile_pattern(pattern: str, classes: dict[str, str]) -> re.Pattern[str]:
    """Compile a rule's pattern, and note in `classes` what each of its groups captures."""
    if "«" not in pattern:
        pattern = f"«{pattern}»"
    expanded = _expand(pattern, classes).replace("«", r"(?P<found>(?<!\d[.,:])(?:").replace("»", r")(?!\w))")
    return re.compile(rf"(?<!\w)(?:{expanded})")


def _expand(pattern: str, classes: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match["captured"] or match["plain"]
        if match["plain"]:
            return piece(name)
        group = match["name"] or name
        classes[group] = name
        return f"(?P<{group}>{piece(name)})"

    return LOOKBEHIND_OR_BLANK.sub(
        lambda found: BLANK if found.group() == " " else found.group(), REFERENCE.sub(replace, pattern)
    )


@cache
def piece(name: str) -> str:
    """Return the pattern of a piece, or one that matches the forms of a word class."""
    pieces = load_table("dates/pieces.toml")
    if name in pieces:
        return f"(?:{_expand(pieces[name], {})})"
    return f"(?:{any_of(_spellings(name))})"


def _spellings(name: str) -> set[str]:
    """Return all forms of a word class as they may be printed."""
    forms = {form for row in _rows(name) for form in row.split("|")}
    return {spelling for form in forms for spelling in (form, form.upper(), form[0].upper() + form[1:])}


def any_of(spellings: Iterable[str]) -> str:
    """Return a pattern of any of the spellings, the longest first, that tries each letter once (a trie).

    >>> any_of(["Tag", "Tage", "Tages"])
    'Tag(?:e(?:s)?)?'
    """
    tree: dict[str, Any] = {}
    for spelling in spellings:
        node = tree
        for letter in spelling:
            node = node.setdefault(letter, {})
        node[END] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    options = [
        (BLANK if letter == " " else re.escape(letter)) + _branches(below)
        for letter, below in sorted(node.items())
        if letter != END
    ]
    if not options:
        return ""
    if END in node:
        return f"(?:{'|'.join(options)})?"
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


def _rows(name: str) -> list[str]:
    if name == "holiday":
        return [row["forms"] for row in load_rows("dates/holidays.csv")]
    if name == "reference":
        return [row["forms"] for row in load_rows("dates/references.csv")]
    found = [row["forms"] for row in load_rows("dates/words.csv") if name in row["class"].split()]
    if not found:
        raise KeyError(f"no word class and no piece is called {name!r}")
    return found
