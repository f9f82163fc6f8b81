"""Say how many of what a figure counts, by the article's own noun: "vier Kampfflugzeuge", "a frigate"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from timeline.describe import format_number, unit_of
from timeline.extraction.figures.forces import force_of
from timeline.extraction.lexicon import load_pattern, load_rows, load_set

if TYPE_CHECKING:
    from timeline.models import TroopFigure

MEMORY = 5_000
SPELLED = 12  # up to which numbers are words
ARTICLE = re.compile(r"(?i)\bein(?:e[nmrs]?)?\b")
WORDS = "figures/headlines.toml"


def counted(figure: TroopFigure) -> str:
    """Return "rund 30.000 Soldaten", "vier Kampfflugzeuge", "eine Fregatte"."""
    noun = _noun(figure)
    if _number(figure) == 1 and figure.qualifier == "exact" and (one := _single(figure.wording, noun)):
        return one
    spell = _spelled if noun else format_number
    low, high = spell(figure.low), spell(figure.high or figure.low)
    if low != high:
        number = gettext("%(low)s bis %(high)s") % {"low": low, "high": high}
    elif figure.qualifier in ("exact", "between"):
        number = low
    else:
        number = f"{figure.get_qualifier_display()} {low}"
    return f"{number} {noun}".strip()


def _number(figure: TroopFigure) -> int:
    return int(figure.high or figure.low)


def _spelled(number: int) -> str:
    return _numerals(get_language() or "").get(number) or format_number(number)


def _noun(figure: TroopFigure) -> str:
    word = figure.wording.rstrip(' .,;“"»').rpartition(" ")[2]
    own = (
        own_noun(word, get_language() or "", is_one=_number(figure) == 1)
        if _counts(word, figure.unit)
        else ""
    )
    return own or unit_of(figure)


@lru_cache(MEMORY)
def _counts(word: str, unit: str) -> bool:
    """Say whether the word is a noun that says more than the unit does."""
    force = force_of(word)
    return force is not None and force.unit == unit and word.lower() not in load_set(WORDS, "plain")


@lru_cache(MEMORY)
def own_noun(word: str, language: str, *, is_one: bool) -> str:
    """Return the noun by which forces are counted, in the nominative; in English where its translation is known."""
    word = load_pattern(WORDS, "owners").sub("", word)
    if language != "de":
        return next((names[not is_one] for ending, names in _in_english() if ending.search(word.lower())), "")
    word = word[0].upper() + word[1:]
    if word.lower() in load_set(WORDS, "plain"):
        return ""
    return word if is_one else load_pattern(WORDS, "dative_n").sub("", word)


def _single(wording: str, noun: str) -> str:
    """Return "eine Fregatte", "an aircraft carrier"; nothing where the article's words have no article, or a case that cannot be undone."""
    if get_language() != "de":
        return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}" if noun else ""
    article = ARTICLE.search(wording)
    if not article or load_pattern(WORDS, "weak").search(noun):
        return ""
    return f"{'eine' if article[0].lower() in ('eine', 'einer') else 'ein'} {noun}"


@cache
def _numerals(language: str) -> dict[int, str]:
    if language != "de":
        return {int(row["value"]): row["word"] for row in load_rows("numerals.csv", language="en")}
    rows = [row for row in load_rows("numbers/words.csv") if row["kind"] in ("unit", "teen")]
    return {int(row["value"]): row["word"] for row in reversed(rows) if 1 < int(row["value"]) <= SPELLED}


@cache
def _in_english() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    return tuple(
        (re.compile(rf"(?:{row['noun']})\Z"), (row["singular"], row["plural"]))
        for row in load_rows("forces.csv", language="en")
    )
