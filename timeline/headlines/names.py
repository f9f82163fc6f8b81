"""Put the names of states, organisations and places into German phrases: "dem Weißen Haus", "im Kreml", "an der Grenze", "nach Polen"."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from timeline.extraction.entities.knowledge import slug
from timeline.extraction.lexicon import load_pattern, load_rows, load_table

if TYPE_CHECKING:
    from timeline.models import Entity

Case = Literal["nominative", "accusative", "dative", "genitive"]
GENDERS = {"der": "m", "die": "f", "das": "n", "pl": "p"}
MEMORY = 20_000
TOWN_ENDING = "er"  # of adjectives that never change: "Genfer"
STRONG_ENDINGS = ("e", "er", "es")
PLACES = frozenset({"state", "city", "region", "water", "island", "place"})  # types of the lexicon
INCLUDED_ARTICLE = ("Der ", "Die ", "Das ")  # of newspapers: "Der Spiegel"


class Noun(NamedTuple):
    """A name's gender (m, f, n, p; empty where it takes no article) and type in the lexicon, and the preposition of place."""

    gender: str = ""
    type: str = ""
    preposition: str = ""


class Named(NamedTuple):
    """A state or place that only the lexicon knows, in the form of an entity."""

    name: str
    kind: str
    key: str
    name_en: str = ""


def named(entity: Entity | Named, case: Case = "nominative") -> str:
    """Return the name as a sentence has it, with its article: "die USA", "dem Weißen Haus", "Polen"."""
    return _in_case(entity.name, entity.kind, case)


def is_plural(entity: Entity) -> bool:
    """Say whether a verb after the name stands in the plural: "die USA", "die Vereinten Nationen"."""
    return noun_of(entity.name, entity.kind).gender == "p"


def gathers(entity: Entity) -> bool:
    """Say whether its members meet by themselves: "Gipfel der EU", but "Gespräch mit dem Kreml"."""
    types = str(_locations()["gathering"]["types"]).split("|")
    return entity.kind == "organisation" and noun_of(entity.name, entity.kind).type in types


def adjective(state: Entity) -> str:
    """Return the stem of a state's adjective, "ukrainisch"; nothing where the lexicon has none."""
    return _adjectives_of_states().get(state.name, "") if state.kind == "state" else ""


def is_circle(entity: Entity) -> bool:
    """Say whether it is nothing but its members, whatever they meet for: "Gespräch des Weimarer Dreiecks"."""
    types = str(_locations()["gathering"]["circles"]).split("|")
    return entity.kind == "organisation" and noun_of(entity.name, entity.kind).type in types


def where(place: Entity | Named) -> str:
    """Return "in Genf", "in der Ukraine", "im Kreml", "auf der Krim" or "an der Grenze zur Ukraine"."""
    return _located(place.name, place.kind, "dative")


def whither(place: Entity | Named) -> str:
    """Return "nach Belarus", "in die Ukraine", "an die Grenze"."""
    noun = noun_of(place.name, place.kind)
    if not noun.gender:
        return f"nach {place.name}"
    if noun.preposition == "bei":
        return contracted(f"zu {_in_case(place.name, place.kind, 'dative')}")
    return _located(place.name, place.kind, "accusative")


def whence(place: Entity | Named) -> str:
    """Return "aus Belarus", "aus der Ukraine", "von der Grenze"."""
    noun = noun_of(place.name, place.kind)
    from_ = "aus" if noun.preposition == "in" else "von"
    return contracted(f"{from_} {_in_case(place.name, place.kind, 'dative')}")


def moved(place: Entity | Named, change: str) -> str:
    """Return the place with what happened to forces: "nach Polen" entsandt, "aus Polen" abgezogen, "für Polen" geplant, "in Polen"."""
    if change == "planned":
        return f"für {named(place, 'accusative')}"
    return {"sent": whither, "withdrawn": whence}.get(change, where)(place)


def near(place: Entity | Named, change: str) -> str:
    """Return "nahe der Ukraine", or "in die Nähe der Ukraine" of what was sent."""
    if change == "sent":
        return f"in die Nähe {_genitive_or_von(place)}"
    return f"nahe {named(place, 'dative')}"


def and_also(place: Entity | Named, change: str) -> str:
    """Return how a second place goes on from the first: " und Deutschland", " und in die Ukraine"."""
    phrase = moved(place, change)
    return f" und {place.name}" if not noun_of(place.name, place.kind).gender else f" und {phrase}"


def _genitive_or_von(place: Entity | Named) -> str:
    genitive = named(place, "genitive")
    return contracted(f"von {named(place, 'dative')}") if genitive.endswith("’") else genitive


def is_known(name: str) -> bool:
    """Say whether the lexicon knows the name of a state or a place."""
    return name in _known() and _known()[name].type in PLACES


def known(name: str) -> Named:
    """Return the state or place of that name."""
    return Named(name, "state" if _known()[name].type == "state" else "place", slug(name))


def contracted(text: str) -> str:
    """Join prepositions with their articles: "in dem Kreml" becomes "im Kreml"."""
    return _uncontracted().sub(lambda match: _grammar()["contractions"][match[0]], text)


@lru_cache(MEMORY)
def noun_of(name: str, kind: str) -> Noun:
    """Return what the lexicon knows of the name, else of the noun in it; people's names take no article."""
    if kind == "person":
        return Noun(preposition="bei")
    if name in _known():
        return _known()[name]
    words = name.split()
    noun = words[_place_of_noun(words)].rpartition("-")[2].lower()
    known = _nouns().get(noun, Noun())
    if not known.gender and (kind != "place" or len(words) > 1):  # "Düsseldorf" is no "Dorf"
        known = next((known for tail, known in _nouns().items() if noun.endswith(tail)), known)
    return known._replace(preposition=known.preposition or "in")


@lru_cache(MEMORY)
def _in_case(name: str, kind: str, case: Case) -> str:
    gender = noun_of(name, kind).gender
    if not gender or name.startswith(INCLUDED_ARTICLE):
        return _genitive_of_a_name(name) if case == "genitive" else name
    words = name.split()
    noun = _place_of_noun(words)
    words[noun] = _noun_in_case(words[noun], case, gender)
    for place in range(noun):
        if _is_inflected(words[place]):
            words[place] = _without_ending(words[place]) + _weak_ending(case, gender)
    return " ".join([_grammar()["articles"][case][gender], *words])


def _place_of_noun(words: list[str]) -> int:
    """Return which word is the noun: behind adjectives ("Weißes Haus", "Warschauer Pakt"), before attributes ("Golf von Aden")."""
    for place, (word, following) in enumerate(pairwise(words)):
        is_before_noun = following[:1].isupper() or _is_inflected(following)
        if not (is_before_noun and (_is_inflected(word) or word.endswith(TOWN_ENDING))):
            return place
    return len(words) - 1


def _is_inflected(word: str) -> bool:
    """Say whether the word is an adjective with the ending that it has without an article: "Weißes", "ukrainische"."""
    return word.endswith(STRONG_ENDINGS) and bool(_adjectives().fullmatch(_without_ending(word)))


def _without_ending(word: str) -> str:
    return word[:-1] if word.endswith("e") else word[:-2]


@lru_cache(MEMORY)
def _located(name: str, kind: str, case: Case) -> str:
    return contracted(f"{noun_of(name, kind).preposition} {_in_case(name, kind, case)}")


def _weak_ending(case: Case, gender: str) -> str:
    endings = _grammar()["weak"].get(case, {})
    return str(endings.get(gender, _grammar()["weak_elsewhere"]))


def _noun_in_case(noun: str, case: Case, gender: str) -> str:
    if case == "dative" and gender == "p":
        return noun + "n" * bool(re.search(_grammar()["dative_plural"], noun))
    if case == "genitive" and gender in "mn" and not re.search(_grammar()["genitive_unchanged"], noun):
        return noun + ("es" if re.search(_grammar()["genitive_es"], noun) else "s")
    return noun


def _genitive_of_a_name(name: str) -> str:
    if re.search(_grammar()["genitive_unchanged"], name):
        return name
    return f"{name}’" if re.search(_grammar()["genitive_es"], name) else f"{name}s"


@cache
def _states() -> tuple[tuple[str, dict[str, str]], ...]:
    """Return the rows of all states with their names."""
    names = {row["code"]: row["name"] for row in load_rows("entities/territories.generated.csv")}
    return tuple((row["name"] or names[row["code"]], row) for row in load_rows("entities/states.csv"))


@cache
def _adjectives_of_states() -> dict[str, str]:
    return {name: row["adjective"].partition("|")[0] for name, row in _states()}


@cache
def _known() -> dict[str, Noun]:
    """Return the names of the lexicon."""
    rows = [
        *((row["name"], row["article"], row["type"]) for row in load_rows("entities/places.csv")),
        *((row["name"], row["article"], row["type"]) for row in load_rows("entities/organisations.csv")),
        *((name, row["article"], "state") for name, row in _states()),
    ]
    return {
        name: Noun(GENDERS.get(article, ""), type_, _preposition(name, type_))
        for name, article, type_ in rows
    }


def _preposition(name: str, type_: str) -> str:
    for table, value in (("names", name), ("types", type_)):
        for preposition, values in _locations()[table].items():
            if value in values.split("|"):
                return str(preposition)
    return str(_locations()["otherwise"])


@cache
def _nouns() -> dict[str, Noun]:
    """Return the nouns, in lower case, that make names of organs and of places, longer ones first."""
    found = {
        noun.lower(): Noun(gender, "place", preposition)
        for preposition, by_gender in _locations()["nouns"].items()
        for gender, nouns in by_gender.items()
        for noun in nouns.split("|")
    }
    for row in load_rows("entities/bodies.csv"):
        found[row["noun"].partition("|")[0].lower()] = Noun(row["gender"], "body", "in")
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def _locations() -> dict[str, Any]:
    return load_table("entities/locations.toml")


@cache
def _grammar() -> dict[str, Any]:
    return load_table("grammar/articles.toml")


@cache
def _adjectives() -> re.Pattern[str]:
    return load_pattern("grammar/articles.toml", "adjectives")


@cache
def _uncontracted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_grammar()['contractions'])})\b")
