"""Compile the patterns of what stands around names, which are data."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import load_table

UPPER = "".join(chr(code) for code in range(0x41, 0x250) if chr(code).isupper())
PATTERNS = "entities/patterns.toml"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of that name in patterns.toml."""
    entry = next(entry for entry in load_table(PATTERNS)["pattern"] if entry["name"] == name)
    flags = re.VERBOSE | (re.IGNORECASE if entry.get("ignore_case") else re.NOFLAG)
    return re.compile(source(name), flags)


@cache
def source(name: str) -> str:
    """Return the text of a pattern, to build others from."""
    entry = next(entry for entry in load_table(PATTERNS)["pattern"] if entry["name"] == name)
    return entry["pattern"].strip().replace("{UPPER}", UPPER)
