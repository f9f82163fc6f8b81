"""Recognise the nouns that count armed personnel and military equipment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..findings import Unit
from ..lexicon import load_rows, load_words


@dataclass(frozen=True, slots=True)
class Force:
    """A noun's reading as a force: what it counts, and what must stand around it before it counts."""

    noun: str
    unit: Unit
    needs: str  # "", "context", "mission", "men" or "name"
    owner: str  # the first part of a compound, which often names whose it is: "pkk" in "PKK-Kämpfer"


@cache
def force_of(word: str) -> Force | None:
    """Return what a noun counts: "PKK-Kämpfern" -> personnel of "pkk"; None for all other words."""
    if word[:1].islower() or _is_ruled_out(word.lower()):
        return None
    for row, pattern in _patterns():
        if match := pattern.fullmatch(word if row["needs"] == "name" else word.lower()):
            owner = (match.groupdict().get("owner") or "").strip("-’' ")
            return Force(row["noun"], row["unit"], row["needs"], owner)  # type: ignore[arg-type]
    return None


def speaks_of_military(text: str) -> bool:
    """Tell whether a piece of text speaks of armed forces."""
    return bool(_beginnings("figures/military_context.txt").search(text.lower()))


def speaks_of_mission(text: str) -> bool:
    """Tell whether a piece of text speaks of a military or peace mission."""
    return bool(_beginnings("figures/missions.txt").search(text.lower()))


def speaks_of_court(text: str) -> bool:
    """Tell whether a piece of text speaks of a trial."""
    return bool(_beginnings("figures/court.txt").search(text.lower()))


@cache
def _patterns() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple((row, re.compile(_pattern(row))) for row in load_rows("figures/forces.csv"))


def _pattern(row: dict[str, str]) -> str:
    if row["needs"] in ("men", "name"):
        return rf"(?:{row['forms']})"
    return rf"(?P<owner>[\w’'/.-]*?)(?:{row['forms']})"


@cache
def _beginnings(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in sorted(load_words(name)))})")


def _is_ruled_out(word: str) -> bool:
    ruled_out = load_words("figures/not_forces.txt")
    return word in ruled_out or any(word.startswith(line[:-1]) for line in ruled_out if line.endswith("-"))
