"""Say in German where something is: some states take an article, and so need another preposition."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from timeline.extraction.lexicon import load_rows

if TYPE_CHECKING:
    from .models import Entity

# By the article with which a state's name is used, as in the lexicon; without one it is "in Polen", as with cities.
PREPOSITIONS = {"": "in", "der": "im", "das": "im", "die": "in der", "pl": "in den"}
WEAK_E = re.compile(
    r"e(?=\s|$)"
)  # "Vereinigte Arabische Emirate", "Niederlande": the dative plural adds an n


def german_location(place: Entity) -> str:
    """Return "in Genf", "in der Ukraine", "im Iran" or "in den USA"; in brackets what takes another preposition."""
    article = _articles().get(place.name, "" if _is_proper_name(place.name) else None)
    if article is None:
        return f"({place.name})"
    name = WEAK_E.sub("en", place.name) if article == "pl" else place.name
    return f"{PREPOSITIONS[article]} {name}"


@cache
def _articles() -> dict[str, str | None]:
    """Return each state's article, nothing for places without one, and None for regions and seas ("auf der Krim")."""
    names = {row["code"]: row["name"] for row in load_rows("entities/territories.generated.csv")}
    states = {
        row["name"] or names.get(row["code"], ""): row["article"] for row in load_rows("entities/states.csv")
    }
    places = {row["name"]: None if row["article"] else "" for row in load_rows("entities/places.csv")}
    return {**places, **states}


def _is_proper_name(name: str) -> bool:
    """Guess that an unknown place of one capitalised word is a town."""
    return name[:1].isupper() and " " not in name
