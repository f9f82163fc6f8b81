"""Tell which reports only mean people or a meeting told before: "die beiden", "es war ihr erstes Treffen"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..lexicon import load_set
from ..words import Word
from .parties import Parties
from .phrases import governor_of
from .triggers import Trigger

MEETING_THEM = frozenset(
    {"parties", "partner", "occasion", "adds"}
)  # what verbs and nouns ask for that several people do together
FURTHER = load_set("meetings/frames.toml", "further")
OF = frozenset({"der", "des", "von", "aus"})
AHEAD = load_set("meetings/frames.toml", "ahead")
CIRCLES = load_set("meetings/frames.toml", "circles")
SIDES = load_set("meetings/frames.toml", "sides")
COUNTED = load_set("meetings/frames.toml", "counted")
BOTH = load_set("meetings/frames.toml", "both")
COMMENTING = load_set("meetings/frames.toml", "commenting")
INDEFINITE = load_set("meetings/frames.toml", "indefinite")
THEIRS = load_set("meetings/frames.toml", "theirs")


def means_the_same(trigger: Trigger, parties: Parties) -> bool:
    """Tell whether those who meet are a group of which the article has just told: "Zwei Stunden sprachen die beiden"."""
    if len(parties.all) > 1 or trigger.asks not in MEETING_THEM:
        return False
    words = [word for word in trigger.clause.words if trigger.span.start <= word.start < trigger.span.end]
    if parties.all:  # "Die drei wurden vom König empfangen"
        return trigger.verb is not None and trigger.verb.number == "plural" and _are_meant(words)
    if not trigger.verb:
        return _is_theirs(trigger, words)
    if any(word.lower in CIRCLES for word in words):
        return trigger.verb.auxiliary in AHEAD
    return trigger.verb.number == "plural" and _has_known_group(words)


def _are_meant(words: list[Word]) -> bool:
    """Tell whether "die beiden", "sie" or "die drei" stands among the words."""
    counted = (
        a.lower == "die" and b.lower in COUNTED and not (c.capital or c.adjectival)
        for a, b, c in _triples(words)
    )
    return any(word.lower in BOTH for word in words) or any(counted)


def _has_known_group(words: list[Word]) -> bool:
    if _are_meant(words):
        return True
    named = {word.start for word, following in pairwise(words) if following.lower in OF}
    return any(
        article.lower == "die" and noun.lower in SIDES and noun.start not in named
        for article, noun in pairwise(words)
        if noun.noun
    )


def _triples(words: list[Word]) -> Iterator[tuple[Word, Word, Word]]:
    return zip(words, words[1:], words[2:], strict=False)


def _is_theirs(trigger: Trigger, words: list[Word]) -> bool:
    """Tell whether the noun is theirs: "ihr erstes Treffen", "der zweite Gipfel der beiden"."""
    before = [word.lower for word in words if word.end <= trigger.start][-3:]
    following = [word for word in words if word.start >= trigger.end][:3]
    behind = (
        [word.lower for word in following if not word.noun]
        if len(following) < 3 or not following[2].noun
        else []
    )
    is_next = bool(before) and before[-1] in FURTHER and bool(trigger.clause.verbs)
    return not THEIRS.isdisjoint(before) or behind[:2] == ["der", "beiden"] or is_next


def is_again_told(trigger: Trigger) -> bool:
    """Tell whether a sentence only says what kind of meeting it was that it has told: "Es war der erste Besuch …"."""
    if trigger.verb or governor_of(trigger):
        return False
    words = trigger.clause.words
    names_it = any(word.lower in ("es", "das", "dies") for word in words[:3] if word.end <= trigger.start)
    is_copula = any(verb.lemma == "sein" and not verb.passive for verb in trigger.clause.verbs)
    before = [word.lower for word in words if word.end <= trigger.start][-3:]
    is_described = not THEIRS.isdisjoint(before) or not INDEFINITE.isdisjoint(before) or _is_counted(before)
    return names_it and is_copula and is_described


def is_commented(trigger: Trigger) -> bool:
    """Tell whether a sentence only says what somebody thinks of a meeting told before: "X sprach von einem guten Gespräch"."""
    before = [word.lower for word in trigger.clause.words if word.end <= trigger.start][-3:]
    comments = any(verb.lemma in COMMENTING for verb in trigger.clause.verbs)
    return (
        trigger.verb is None
        and comments
        and governor_of(trigger) == "von"
        and not INDEFINITE.isdisjoint(before)
    )


def _is_counted(before: list[str]) -> bool:
    """Tell whether an ordinal counts the meeting: "das zweite Treffen", "bereits der dritte Besuch"."""
    return any(
        word.startswith(("erst", "zweit", "dritt", "viert", "letzt")) and word.endswith(("e", "es", "er"))
        for word in before
    )
