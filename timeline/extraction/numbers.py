"""Read numbers in digits and in German words, with ranges, vague numbers and the words that qualify them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from .findings import Qualifier
from .lexicon import load_rows, load_set
from .text import Document, Token

DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?")
ARTICLES = load_set("numbers/frames.toml", "articles")
GROUP_MARKS = frozenset({"'", "’"})  # Swiss thousands: 100'000
RANGE_WORDS = load_set("numbers/frames.toml", "range_words")
TOPICAL = tuple(load_set("numbers/frames.toml", "topical"))
LARGEST = 10**12  # longer rows of digits are telephone or account numbers
MAX_FILLERS = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its qualifier; `number` is where the number itself begins, `last` its last token."""

    start: int
    end: int
    low: int
    high: int | None
    qualifier: Qualifier = "exact"
    number: int = 0
    indefinite: bool = False  # "ein", which may as well be the article
    first_token: int = 0
    last_token: int = 0


def find_quantities(document: Document) -> tuple[Quantity, ...]:
    """Return all numbers of the document in order, as far as they are whole: "bis zu 8.000" -> 8000, up_to."""
    return tuple(_qualified(document.tokens, quantity) for quantity in _ranges(document.tokens))


def word_value(word: str) -> int | None:
    """Return the value of a number written as one word, else None: "zweihundertdreißig" -> 230."""
    match = _number_word().fullmatch(word.lower())
    if not match or not match.group():
        return None
    thousands = _hundreds(match, "t") if match["thousand"] else 0
    if match["thousand"]:
        thousands = thousands or 1
    return (thousands * 1000 + _hundreds(match, "h")) or None


@cache
def _values(kind: str) -> dict[str, int]:
    return {row["word"]: int(row["value"]) for row in load_rows("numbers/words.csv") if row["kind"] == kind}


@cache
def _vague(kind: str) -> dict[str, int]:
    return {row["word"]: int(row["low"]) for row in load_rows("numbers/vague.csv") if row["kind"] == kind}


@cache
def _phrases(place: str) -> dict[tuple[str, ...], Qualifier]:
    rows = (row for row in load_rows("numbers/qualifiers.csv") if row["place"] == place)
    return {tuple(row["phrase"].split()): row["qualifier"] for row in rows}  # type: ignore[misc]


@cache
def _number_word() -> re.Pattern[str]:
    unit, teen, ten = (
        "|".join(sorted(_values(kind), key=len, reverse=True)) for kind in ("unit", "teen", "ten")
    )

    def hundreds(mark: str) -> str:
        below = rf"(?:(?P<{mark}_teen>{teen})|(?:(?P<{mark}_one>{unit})und)?(?P<{mark}_ten>{ten})|(?P<{mark}_unit>{unit}))"
        return rf"(?:(?P<{mark}_count>{unit})?(?P<{mark}_hundred>hundert)(?:und)?)?{below}?"

    return re.compile(rf"(?:{hundreds('t')}(?P<thousand>tausend)(?:und)?)?{hundreds('h')}")


def _hundreds(match: re.Match[str], mark: str) -> int:
    value = 0
    if match[f"{mark}_hundred"]:
        value = 100 * _values("unit").get(match[f"{mark}_count"] or "ein", 1)
    for part, kind in (("teen", "teen"), ("one", "unit"), ("ten", "ten"), ("unit", "unit")):
        value += _values(kind).get(match[f"{mark}_{part}"] or "", 0)
    return value


def _ranges(tokens: tuple[Token, ...]) -> Iterator[Quantity]:
    """Join two numbers into a range: "3.000 bis 5.000", "zwischen 3.000 und 5.000"."""
    pending: Quantity | None = None
    for quantity in _atoms(tokens):
        if pending and (joined := _joined(tokens, pending, quantity)):
            pending = joined
            continue
        if pending:
            yield pending
        pending = quantity
    if pending:
        yield pending


def _joined(tokens: tuple[Token, ...], first: Quantity, second: Quantity) -> Quantity | None:
    between = [token.text.lower() for token in tokens[first.last_token + 1 : second.first_token]]
    before = tokens[first.first_token - 1].text.lower() if first.first_token else ""
    in_range = (len(between) == 1 and between[0] in RANGE_WORDS) or between == ["bis", "zu"]
    if not in_range and not (before == "zwischen" and between == ["und"]):
        return None
    low = first.low
    if (
        second.low >= 1000 > low
        and first.last_token == first.first_token
        and second.last_token > second.first_token
    ):
        low *= _scale_of(tokens[second.last_token].text)  # "zwei bis drei Tausend"
    if first.high is None or second.high is None or low >= second.low or first.indefinite:
        return None
    return replace(
        second,
        start=first.start,
        number=first.number,
        low=low,
        qualifier="between",
        first_token=first.first_token,
    )


def _scale_of(word: str) -> int:
    return _values("scale").get(word.lower(), 1)


def _atoms(tokens: tuple[Token, ...]) -> Iterator[Quantity]:
    """Yield the single numbers: digits, words, vague numbers, each with its scale."""
    at = 0
    while at < len(tokens):
        quantity = _vague_at(tokens, at) or _digits_at(tokens, at) or _words_at(tokens, at)
        if quantity:
            yield quantity
        at = quantity.last_token + 1 if quantity else at + 1


def _vague_at(tokens: tuple[Token, ...], at: int) -> Quantity | None:
    word = tokens[at].text.lower()
    if word in _vague("noun"):
        return _quantity(tokens, at, at, _vague("noun")[word], open_end=True)
    if word in _vague("several") and at + 1 < len(tokens):
        scale = _scale_of(tokens[at + 1].text)
        first = at - 1 if at and tokens[at - 1].text.lower() == "ein" else at
        return _quantity(tokens, first, at + 1, 2 * scale, open_end=True) if scale > 1 else None
    return None


def _digits_at(tokens: tuple[Token, ...], at: int) -> Quantity | None:
    if not DIGITS.fullmatch(tokens[at].text):
        return None
    digits, last = tokens[at].text.replace(".", ""), at
    while last + 1 < len(tokens) and (step := _group_step(tokens, at, last)):
        last += step
        digits += tokens[last].text
    if "," not in digits:
        return _scaled(tokens, at, last, int(digits)) if len(digits) < 13 else None
    scale = _scale_of(tokens[last + 1].text) if last + 1 < len(tokens) else 1
    if scale == 1:
        return None  # "2,5 Prozent" counts no people
    whole, _, part = digits[:26].partition(",")
    return _quantity(tokens, at, last + 1, round(float(f"{whole}.{part}") * scale))


def _group_step(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """Tell how many tokens on the next group of three digits stands: 100 000 and 100'000."""
    here, after = tokens[last], tokens[last + 1]
    grouped = len(tokens[first].text) <= 3 and (last == first or len(here.text) == 3)
    if not grouped or "," in tokens[first].text:
        return 0
    if after.text in GROUP_MARKS and last + 2 < len(tokens) and after.start == here.end:
        return 2 if _is_group(tokens[last + 2]) and tokens[last + 2].start == after.end else 0
    return 1 if _is_group(after) and after.start == here.end + 1 else 0


def _is_group(token: Token) -> bool:
    return len(token.text) == 3 and token.text.isdecimal()


def _words_at(tokens: tuple[Token, ...], at: int) -> Quantity | None:
    word = tokens[at].text.lower()
    if word in ARTICLES:
        return _article_at(tokens, at)
    value = word_value(word) or _values("scale").get(word)
    return _scaled(tokens, at, at, value) if value else None


def _article_at(tokens: tuple[Token, ...], at: int) -> Quantity | None:
    """Read "ein", which may be a number: "eine halbe Million", "ein Dutzend", "ein Soldat"."""
    following = [token.text.lower() for token in tokens[at + 1 : at + 3]]
    if len(following) == 2 and following[0].startswith("halbe") and _scale_of(following[1]) > 1:
        return _quantity(tokens, at, at + 2, _scale_of(following[1]) // 2)
    if following and following[0] in _vague("several"):
        return None
    quantity = _scaled(tokens, at, at, 1)
    return replace(quantity, indefinite=quantity.low == 1) if quantity else None


def _scaled(tokens: tuple[Token, ...], first: int, last: int, value: int) -> Quantity | None:
    """Multiply with the scales that follow: "zwei Dutzend", "500 Tausend"."""
    while last + 1 < len(tokens) and value < LARGEST and (scale := _scale_of(tokens[last + 1].text)) > 1:
        value, last = value * scale, last + 1
    return _quantity(tokens, first, last, value) if value < LARGEST else None


def _quantity(
    tokens: tuple[Token, ...], first: int, last: int, low: int, *, open_end: bool = False
) -> Quantity:
    start = tokens[first].start
    return Quantity(
        start,
        tokens[last].end,
        low,
        None if open_end else low,
        "at_least" if open_end else "exact",
        start,
        first_token=first,
        last_token=last,
    )


def _qualified(tokens: tuple[Token, ...], quantity: Quantity) -> Quantity:
    """Add the qualifier that stands before the number, or after it."""
    at = quantity.first_token
    if quantity.qualifier == "between" and at and tokens[at - 1].text.lower() == "zwischen":
        return replace(quantity, start=tokens[at - 1].start)
    for _ in range(MAX_FILLERS + 1):
        if found := _phrase_before(tokens, at):
            at, qualifier = found
            return _with_qualifier(tokens, quantity, at, qualifier)
        if not at or (tokens[at - 1].text.lower(),) not in _phrases("filler"):
            break
        at -= 1
    after = tuple(token.text.lower() for token in tokens[quantity.last_token + 1 : quantity.last_token + 3])
    for phrase in (after, after[:1]):
        if phrase and phrase in _phrases("after"):
            last = quantity.last_token + len(phrase)
            return replace(
                quantity, qualifier=_phrases("after")[phrase], end=tokens[last].end, last_token=last
            )
    return quantity


def _with_qualifier(tokens: tuple[Token, ...], quantity: Quantity, at: int, qualifier: Qualifier) -> Quantity:
    if quantity.high is None or quantity.qualifier == "between":
        qualifier = quantity.qualifier  # "mehrere hundert" and ranges stay what they are
    return replace(quantity, start=tokens[at].start, qualifier=qualifier, indefinite=False)


def _phrase_before(tokens: tuple[Token, ...], at: int) -> tuple[int, Qualifier] | None:
    """Return where the longest qualifying phrase that ends before the token begins, and what it means."""
    words = tuple(token.text.lower() for token in tokens[max(0, at - 4) : at])
    for length in range(len(words), 0, -1):
        if (qualifier := _phrases("before").get(words[-length:])) and not _is_topic(
            tokens, at - length, length
        ):
            return at - length, qualifier
    return None


def _is_topic(tokens: tuple[Token, ...], at: int, length: int) -> bool:
    """Tell whether "über" only says what a noun before it is about: "Berichte über 8000 Soldaten"."""
    about = length == 1 and tokens[at].text.lower() == "über"
    return about and at > 0 and tokens[at - 1].text.lower().endswith(TOPICAL)
