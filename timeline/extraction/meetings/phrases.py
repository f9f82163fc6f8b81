"""Read the phrase of a meeting's noun and the groups beside it: what governs it, how far it reaches, who stands there without a name."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..analysis import Analysis
from ..lexicon import load_set, load_table
from ..roles import GENITIVES, represents
from ..verbs import is_attributive
from ..words import Word
from .triggers import Trigger

MAX_ATTRIBUTES = 10  # words between a preposition and the meeting's noun
DEFINITE = load_set("meetings/frames.toml", "definite")
BODY_ENDINGS = tuple(load_set("meetings/frames.toml", "body_endings"))
GROUP_ARTICLES = frozenset({"die", "mehrere", "zwei", "drei", "vier"})
CONTRACTED = frozenset({"beim", "vom", "zum", "zur"})
LONGEST_ATTRIBUTE = 12  # words
GROUP_WORDS = 6  # "mit den Staats- und Regierungschefs"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("meetings/frames.toml")[name].split())


def attends(trigger: Trigger) -> bool:
    """Tell whether the noun says where or after what its clause happens: "bei einem Treffen", "am Rande des Gipfels"."""
    return governor_of(trigger) in _words("attending")


def is_definite(trigger: Trigger) -> bool:
    """Tell whether an article before the noun says that it is a meeting that readers know: "das für Freitag geplante Treffen"."""
    before = [word for word in trigger.clause.words if word.end <= trigger.start][-MAX_ATTRIBUTES:]
    opener = next(
        (word for word in reversed(before) if word.is_a("article") or word.lower in CONTRACTED), None
    )
    return opener is not None and opener.lower in DEFINITE


def governor_of(trigger: Trigger) -> str:
    """Return the preposition that governs the meeting's noun, "" where none does."""
    before = _without_attribute([word for word in trigger.clause.words if word.end <= trigger.start][::-1])
    coordinated = False
    for at, word in enumerate(before[:MAX_ATTRIBUTES]):
        if word.is_a("preposition"):
            return "bis" if before[at + 1 : at + 2] and before[at + 1].lower == "bis" else word.lower
        coordinated = coordinated or word.is_a("coordinator")
        if word.noun and word.lower not in _words("edges") and not coordinated:
            return ""
        if (
            not word.capital
            and any(form.finite for form in word.forms)
            and not word.classes
            and not word.lower.endswith("en")
        ):
            return ""
    return ""


def _without_attribute(before: list[Word]) -> list[Word]:
    """Leave out an attribute with a preposition of its own, back from the noun: "zu einem (für Montag geplanten) Treffen"."""
    if not before or not is_attributive(before[0].lower):
        return before
    pairs = enumerate(pairwise(before[:LONGEST_ATTRIBUTE]))
    opens = (at for at, (word, outer) in pairs if word.is_a("preposition") and outer.is_a("article"))
    return before[next(opens, -1) + 1 :]


def at_the_edge(trigger: Trigger) -> bool:
    """Tell whether the clause only takes place beside the meeting: "am Rande des Gipfels"."""
    before = [word.lower for word in trigger.clause.words if word.end <= trigger.start][-MAX_ATTRIBUTES:]
    return not {"rande", "rand"}.isdisjoint(before)


def reach_of(analysis: Analysis, trigger: Trigger) -> int:
    """Return where the noun's own phrase ends, with its genitives and prepositions, as an offset."""
    words = [word for word in trigger.clause.words if word.start >= trigger.end]
    mentions = {
        offset for one in analysis.mentions_in(trigger.clause.span) for offset in range(one.start, one.end)
    }
    governed, noun_before, before = False, True, ""
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        if not word.capital and word.forms and not word.classes and _closes_part(word, following):
            return word.start
        if word.is_a("preposition") or (word.lower in GENITIVES and noun_before):
            governed, noun_before = True, False
        elif word.mark or word.is_a("coordinator"):
            noun_before = False
        elif word.is_a("article", "determiner", "reflexive", "personal_pronoun") and noun_before:
            return word.start
        elif word.noun:
            if (noun_before or not governed) and word.start not in mentions and not _begins_name(before):
                return word.start
            noun_before = True
        before = word.text
    return trigger.clause.end


def _begins_name(word: str) -> bool:
    """Tell whether a capitalised word is an adjective that begins a name: "Demokratischen Partei"."""
    return word == "–" or bool(re.search(load_table("meetings/frames.toml")["name_adjectives"], word))


def _closes_part(word: Word, following: Word | None) -> bool:
    """Tell whether a verb form closes the phrase, and is no attribute of a noun behind it."""
    return any(form.finite for form in word.forms) or not (
        following and (following.noun or not following.classes)
    )


def names_group(analysis: Analysis, trigger: Trigger, reach: int) -> bool:
    """Tell whether the noun's genitive is a group of unnamed representatives: "Treffen der Außenminister"."""
    words = [word for word in trigger.clause.words if trigger.end <= word.start < reach]
    if not words or words[0].lower not in ("der", "von", "zwischen", "beider", "mehrerer", "mit"):
        return False
    titles = _titles_of_names(analysis, trigger.end, reach)
    return any(word.noun and represents(word.lower) and word.start not in titles for word in words[:6])


def _titles_of_names(analysis: Analysis, start: int, end: int) -> set[int]:
    """Return the offsets of titles that stand before their bearer's name, and so for no group: "Präsident Wladimir Putin"."""
    mentions = analysis.mentions_in((start, end))
    names = {(one.entity, one.start) for one in mentions if one.form == "name"}
    return {
        offset
        for title in mentions
        if title.form == "office" and (title.entity, title.end + 1) in names
        for offset in range(title.start, title.end)
    }


def meets_group(trigger: Trigger) -> bool:
    """Tell whether the verb's partner is a group without a name: "beriet mit den Spitzen der Verbündeten"."""
    words = trigger.clause.words
    return "mit" in trigger.partners and any(
        word.lower == "mit"
        and any(one.noun and represents(one.lower) for one in words[at + 1 : at + GROUP_WORDS])
        for at, word in enumerate(words)
    )


def are_people(noun: str) -> bool:
    """Tell whether a noun names several representatives, not one body: "Botschafter", not "Botschaft"."""
    return represents(noun) and not noun.endswith(BODY_ENDINGS)


def receives_group(trigger: Trigger) -> bool:
    """Tell whether the verb's object is a group without a name: "empfing die Botschafter der Nachbarländer"."""
    behind = [
        word
        for word in trigger.clause.words
        if trigger.verb and trigger.verb.finite and word.start > trigger.verb.finite.start
    ]
    return trigger.takes == "party" and any(
        article.lower in GROUP_ARTICLES and noun.noun and are_people(noun.lower)
        for article, noun in pairwise(behind)
    )
