"""Say in one line what somebody said or announced.

What makes a sentence by itself stands after a colon ("Annalena Baerbock: Deutschland sei zum Dialog bereit"). Where an article wove somebody's words into a
sentence of its own ("… verlangte, dass …"), that sentence is the headline, since only it says what the clause hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from timeline.describe import join_names

from . import clauses, english, names, verbs
from .clauses import GAP, Said

if TYPE_CHECKING:
    from timeline.models import Announcement, Entity, Event, Statement

SPOKEN = ("direct", "indirect")
PLAIN = "asserts"  # the stance that says no more than a colon
WORD = re.compile(r"[\w-]+")
UNSAID = frozenset(
    {"denies", "rejects"}
)  # what follows is what they say instead: no verb of theirs introduces it


def statement_headline(event: Event, statement: Statement) -> str:
    """Return "Anna Bär: „Wir reden“", "Anna Bär warnt: Die Zeit dränge", or the article's own sentence."""
    speakers = _people(event, "speaker")
    said = clauses.read(statement.words)
    if statement.mode in SPOKEN and said.is_sentence and speakers and _stands_alone(said, statement):
        return _spoken(speakers, said, statement.stance, statement.cue, is_direct=statement.mode == "direct")
    if (
        statement.mode == "direct"
        and speakers
        and _sentence_of(event, statement.words).strip() == statement.words.strip()
    ):
        return _spoken(speakers, said, statement.stance, statement.cue, is_direct=True)
    is_whole = statement.mode not in SPOKEN
    return _told(event, speakers, statement.words, statement.stance, statement.cue, is_whole=is_whole)


def announcement_headline(event: Event, announcement: Announcement) -> str:
    """Return "Anna Bär kündigt an: Man werde liefern", or the article's own sentence: "Die USA wollen liefern"."""
    announcers = _people(event, "announcer")
    said = clauses.read(announcement.what)
    if said.is_sentence and said.is_indirect and announcers and not _are_named(announcers, said.text):
        return _spoken(announcers, said, "announces", "", is_direct=False)
    is_whole = said.is_sentence and (not said.is_indirect or bool(announcers))
    return _told(event, announcers, announcement.what, "announces", "", is_whole=is_whole)


def _stands_alone(said: Said, statement: Statement) -> bool:
    """Say whether a verb may stand before the words; what an article says itself ("…, wie er forderte") is no demand."""
    return statement.mode == "direct" or statement.stance == PLAIN or said.is_indirect


def _are_named(speakers: Sequence[Entity], text: str) -> bool:
    """Say whether the words name the speaker themselves: "Die USA böten Gespräche an" needs no "USA:"."""
    words = set(WORD.findall(text))
    return any(one.name.split()[-1] in words for one in speakers)


def _spoken(speakers: Sequence[Entity], said: Said, stance: str, cue: str, *, is_direct: bool) -> str:
    text = clauses.shortened(said.text)
    if get_language() != "de":
        return _in_english(speakers, text, "" if is_direct and stance == PLAIN else stance)
    plural = _are_many(speakers)
    verb = verbs.verb_of(cue, plural=plural) if stance != PLAIN else ""
    if not verb and stance == "announces":
        verb = verbs.verb_for(stance, plural=plural)
    words = clauses.quoted(text, whole=said.is_quotation) if is_direct else text
    if verb:
        return f"{join_names(names.named(one) for one in speakers)} {verb}: {words}"
    return f"{_labels(speakers)}: {words}"


def _told(
    event: Event, speakers: Sequence[Entity], words: str, stance: str, cue: str, *, is_whole: bool
) -> str:
    """Return the sentence that tells it; where it is not known, the clause after the verb that stands for the stance."""
    sentence = words if is_whole else _sentence_of(event, words)
    if not sentence:
        return _clause(speakers, words, stance)
    text = clauses.read(clauses.without_dateline(sentence)).text
    if get_language() != "de":
        return english.reported(clauses.shortened(text), speakers)
    if len(speakers) == 1 and speakers[0].kind == "person":
        text = clauses.with_subject(text, speakers[0].name, cue.split(" ")[0])
    return clauses.shortened(text)


def _sentence_of(event: Event, words: str) -> str:
    """Return the sentence of the evidence that holds the words."""
    first = words.split(GAP)[0].strip()
    return next((one.sentence for one in event.told if first in one.sentence), "")


def _clause(speakers: Sequence[Entity], words: str, stance: str) -> str:
    said = clauses.read(words)
    text = clauses.shortened(said.text)
    if get_language() != "de":
        return _in_english(speakers, f"… {text}" if text[:1].islower() else text, stance)
    if not speakers:
        return text
    if stance == PLAIN and not said.is_dependent:
        return f"{_labels(speakers)}: {text}"
    verb = verbs.verb_for(stance, plural=_are_many(speakers))
    return (
        f"{join_names(names.named(one) for one in speakers)} {verb}{',' if said.is_dependent else ':'} {text}"
    )


def _in_english(speakers: Sequence[Entity], words: str, stance: str) -> str:
    if not speakers:
        return english.reported(words)
    if not stance:
        return f"{_labels(speakers)}: {english.quotation(words)}"
    verb = _english_verb(PLAIN if stance in UNSAID else stance, plural=_are_many(speakers))
    return f"{_labels(speakers)} {verb}: {english.quotation(words)}"


def _english_verb(stance: str, *, plural: bool) -> str:
    from timeline.models import Statement

    verb = str(Statement.Stance(stance).label)
    return verb.removesuffix("s") if plural else verb


def _people(event: Event, role: str) -> list[Entity]:
    return [part.entity for part in event.participations.all() if part.role == role]


def _labels(speakers: Sequence[Entity]) -> str:
    if get_language() != "de":
        return join_names(english.label(one) for one in speakers)
    return join_names(one.name for one in speakers)


def _are_many(speakers: Sequence[Entity]) -> bool:
    is_plural = names.is_plural if get_language() == "de" else english.is_plural
    return len(speakers) > 1 or is_plural(speakers[0])
