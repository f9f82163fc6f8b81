"""English names for entities that the lexicon knows by their German ones."""

from __future__ import annotations

from functools import cache

from babel import Locale

from timeline.extraction.entities.knowledge import slug
from timeline.extraction.lexicon import load_rows

SHORT = {  # as British newspapers have them
    "US": "USA",
    "GB": "United Kingdom",
    "AG": "Antigua and Barbuda",
    "BA": "Bosnia and Herzegovina",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "KN": "St Kitts and Nevis",
    "MM": "Myanmar",
    "ST": "São Tomé and Príncipe",
    "TL": "East Timor",
    "TR": "Turkey",
    "TT": "Trinidad and Tobago",
    "VC": "St Vincent and the Grenadines",
}
SHORTEST = {"US": "US", "GB": "UK"}  # before a noun


def name_in(language: str | None, key: str, name: str, name_en: str) -> str:
    """Return what an entity is called in that language: in English as editors have it, else as the lexicon does."""
    return name_en or english_name(key) or name if language == "en" else name


def english_name(key: str) -> str:
    """Return the English name of a known entity, or nothing where it is the German one or none is known."""
    return _english_names().get(key, "")


@cache
def _english_names() -> dict[str, str]:
    """Return the names by key: states from CLDR, everyone and everything else from the list."""
    german, english = Locale("de").territories, Locale("en", "GB").territories
    states = {
        slug(row["name"] or german[row["code"]]): row["code"] for row in load_rows("entities/states.csv")
    }
    named = {key: SHORT.get(code) or english[code] for key, code in states.items() if code in english}
    organs = {
        f"{key}-{row['noun']}": f"{_genitive(named[key], code)} {row['name']}"
        for key, code in states.items()
        for row in load_rows("bodies.csv", language="en")
        if key in named
    }
    listed = (*load_rows("coined.csv", language="en"), *load_rows("names.csv", language="en"))
    return named | organs | {row["key"]: row["name"] for row in listed}


def _genitive(name: str, code: str) -> str:
    """Return the state's name before that of its organ: "Russia's army", "Netherlands' army", "US army"."""
    return SHORTEST.get(code) or name + ("'" if name.endswith("s") else "'s")
