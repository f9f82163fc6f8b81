"""Put the names of states, organisations and places into English phrases: "the US", "at the Kremlin", "in Ukraine"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from timeline.chronicle.naming import english_name
from timeline.describe import join_names
from timeline.extraction.lexicon import load_rows

from . import clauses

if TYPE_CHECKING:
    from timeline.models import Entity

    from .names import Named

WAYS = {"sent": "to", "withdrawn": "from", "planned": "for"}
NO_USAGE = {"article": "", "at": "", "number": "", "short": ""}


def label(entity: Entity | Named) -> str:
    """Return the name as it stands alone, before a colon or a verb: "US", "Kremlin"."""
    return _usage(entity)["short"] or _name(entity)


def named(entity: Entity | Named) -> str:
    """Return the name as a sentence has it: "the US", "the Kremlin", "Ukraine"."""
    return f"the {label(entity)}" if _usage(entity)["article"] else label(entity)


def is_plural(entity: Entity) -> bool:
    """Say whether a verb after the name stands in the plural: "the Taliban say"."""
    return _usage(entity)["number"] == "plural"


def where(place: Entity) -> str:
    """Return "in Geneva", "at the Kremlin"."""
    return f"{_usage(place)['at'] or 'in'} {named(place)}"


def moved(place: Entity, change: str) -> str:
    """Return "to Belarus" of what was sent, "from Belarus" of what was withdrawn, else where it is."""
    way = WAYS.get(change)
    return f"{way} {named(place)}" if way else where(place)


def near(place: Entity) -> str:
    """Return "near Ukraine"."""
    return f"near {named(place)}"


def and_also(place: Entity | Named) -> str:
    """Return how a second place goes on from the first: " and Germany"."""
    return f" and {named(place)}"


def reported(words: str, speakers: Sequence[Entity] = (), verb: str = "") -> str:
    """Return the German sentence of an article as an English headline: "Kremlin demands, as reported: “Der Kreml drängt auf Gespräche”"."""
    if not speakers:
        return gettext("Berichtet wird: %(words)s") % {"words": quotation(words)}
    who = " ".join(filter(None, [join_names(map(label, speakers)), verb]))
    return gettext("%(who)s, wie berichtet: %(words)s") % {"who": who, "words": quotation(words)}


def in_plural(verb: str) -> str:
    """Return the third person plural of a verb in the present tense: "deny" of "denies"."""
    return re.sub(r"ies\Z", "y", verb) if verb.endswith("ies") else verb.removesuffix("s")


def quotation(words: str) -> str:
    """Set German words apart in an English line; pages mark what stands in these marks as German."""
    return clauses.quoted(words, "“”", "‘’", whole=True)


def _name(entity: Entity | Named) -> str:
    return entity.name_en or english_name(entity.key) or entity.name


def _usage(entity: Entity | Named) -> dict[str, str]:
    return _rows().get(_name(entity), NO_USAGE) if entity.kind != "person" else NO_USAGE


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in load_rows("usage.csv", language="en")}
