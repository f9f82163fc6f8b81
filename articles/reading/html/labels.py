"""What class names and ids say, by word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from articles.reading.wording import load_rows, load_words


@lru_cache(maxsize=50_000)
def verdict_of(label: str) -> str:
    """Return what the class names and id of a box say of it: hidden, comments, drop, weak or nothing."""
    words = _words(label)
    return next((verdict for verdict, pattern in _box_patterns().items() if pattern.search(words)), "")


@lru_cache(maxsize=50_000)
def is_named(label: str, word_list: str) -> bool:
    """Tell whether the class names and id of a box hold a word of a list."""
    return bool(label) and bool(_list_pattern(word_list).search(_words(label)))


def _words(label: str) -> str:
    """Return the words of a label in lower case; utility classes with conditions ("md:hidden") say nothing."""
    names = [name for name in label[:500].split() if ":" not in name and "[" not in name]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", " ".join(names)).lower()


@cache
def _box_patterns() -> dict[str, re.Pattern[str]]:
    rows = load_rows("boxes.csv")
    return {
        verdict: _pattern(row["word"] for row in rows if row["verdict"] == verdict)
        for verdict in ("hidden", "comments", "drop", "weak")
    }


@cache
def _list_pattern(word_list: str) -> re.Pattern[str]:
    return _pattern(load_words(word_list))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word).replace(r"\*", "[a-z0-9]*") for word in sorted(words))
    return re.compile(rf"(?<![a-z0-9])(?:{alternatives})(?![a-z0-9])")
