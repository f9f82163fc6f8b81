"""What German news pages say around an article, as data files; this module only reads and applies them."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


@cache
def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file with a heading line; lines that begin with "#" are comments."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the lines of a word list; lines that begin with "#" are comments."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def load_rules(name: str) -> tuple[dict[str, Any], ...]:
    """Return the rules of a TOML file: each has a name, a pattern, examples and counter-examples."""
    return tuple(tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["rule"])


@cache
def load_hints() -> tuple[dict[str, Any], ...]:
    """Return the hints for single hosts."""
    return tuple(tomllib.loads((FOLDER / "hints.toml").read_text(encoding="utf-8"))["hint"])


@cache
def pattern_of(name: str, kind: str) -> re.Pattern[str]:
    """Return one pattern for all rules of a kind in a file; an unknown kind is an error."""
    patterns = [f"(?:{rule['pattern']})" for rule in load_rules(name) if rule["kind"] == kind]
    if not patterns:
        raise ValueError(f"{name} has no rule of kind {kind!r}")
    return re.compile("|".join(patterns), re.IGNORECASE)
