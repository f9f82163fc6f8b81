"""English names for entities that the lexicon knows by their German ones."""

from __future__ import annotations

from functools import cache

from babel import Locale

from timeline.extraction.entities.knowledge import slug
from timeline.extraction.lexicon import load_rows

SHORT = {"US": "USA", "GB": "United Kingdom"}  # as headlines have them


def english_name(key: str) -> str:
    """Return the English name of a known entity, or nothing where it is the German one or none is known."""
    return _english_names().get(key, "")


@cache
def _english_names() -> dict[str, str]:
    """Return the names by key: states from CLDR, everyone and everything else from the list."""
    german, english = Locale("de").territories, Locale("en").territories
    states = {
        slug(row["name"] or german[row["code"]]): row["code"] for row in load_rows("entities/states.csv")
    }
    named = {key: SHORT.get(code) or english[code] for key, code in states.items() if code in english}
    return named | {row["key"]: row["name"] for row in load_rows("names.csv", language="en")}
