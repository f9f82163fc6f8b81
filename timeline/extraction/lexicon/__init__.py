"""What German news needs to know, as data files; this module only reads them, once."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "de"


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the lines of a word list, without comments (from "#") and blank lines."""
    lines = (
        line.partition("#")[0].strip() for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
    )
    return frozenset(line for line in lines if line)


@cache
def load_rows(name: str, *, language: str = "de") -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file with a heading line; lines that begin with "#" are comments."""
    lines = (
        line
        for line in (FOLDER.parent / language / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
    return tuple(csv.DictReader(lines))


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return a TOML file's contents."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def load_set(name: str, key: str) -> frozenset[str]:
    """Return a TOML file's list of words under a key, which blanks separate; "|" does where the words hold blanks."""
    words: str = load_table(name)[key]
    return frozenset(words.split("|") if "|" in words else words.split())


@cache
def load_pattern(name: str, key: str) -> re.Pattern[str]:
    """Return a TOML file's regular expression under a key."""
    return re.compile(load_table(name)[key])
