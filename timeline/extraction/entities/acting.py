"""Tell where a state or a capital acts or speaks from where it is only a location."""

from __future__ import annotations

import re

from .scanning import Hit

REACH = 30  # characters before a name that hold its preposition
LOCATIVE = re.compile(
    r"\b(?:in|im|ins|nach|aus|bei|um|über|auf|an|am|nahe|durch|innerhalb|außerhalb|nördlich|südlich|östlich|westlich|nordöstlich|"
    r"nordwestlich|südöstlich|südwestlich|unweit|rund um|bis|via|vor|Raum|Stadt|Hauptstadt|Region|Provinz|Großraum|Flughafen|"
    r"Metropole|Innenstadt|Bezirk|Gebiet|Bürgermeister von|Fall von|Einwohner von|Zentrum von|Vororte von)"
    r"(?:\s(?:der|den|dem|das|die|ganz|Richtung))?\s(?:\w+\s(?:und|oder)\s)?\Z",
    re.IGNORECASE,
)
PARTNER = re.compile(
    r"\b(?:mit|zwischen|gegen|gegenüber|von|für|durch|seitens|an|und|dass|wenn|weil|ob|so|laut|wie|als|auch|nur|selbst)"
    r"(?:\s(?:der|den|dem|die|das))?\s\Z",
    re.IGNORECASE,
)
VERB_AFTER = re.compile(
    r"[  ](?!(?:und|oder|am|im|in|an|bei|mit|vor|nach|aus|zu|von|auf|der|die|das)\b)[a-zäöü]{2,}(?:t|te|en|ten|de|ß|st)?\b"
)
DATELINE = re.compile(r"\s?(?:\([\w/, -]+\))?\s?[–—-]\s|/|\s\([a-z]{2,}[\w/, ]*\)|:\s?\Z")


def is_location(text: str, hit: Hit) -> bool:
    """Tell whether a locative preposition governs the name."""
    return LOCATIVE.search(text, max(0, hit.start - REACH), hit.start) is not None


def capital_acts(text: str, hit: Hit, paragraph_start: int) -> bool:
    """Tell whether a capital stands for its government: it is somebody's partner, or the subject of a verb."""
    if hit.form != "name" or is_location(text, hit):
        return False
    if hit.start == paragraph_start and DATELINE.match(text, hit.end):
        return False
    if PARTNER.search(text, max(0, hit.start - REACH), hit.start):
        return True
    return VERB_AFTER.match(text, hit.end) is not None
