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

from . import choosing, clauses, english, names, parts, sayers, verbs
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
    speakers = parts.cast(event, "speaker")
    stance, cue = statement.stance, statement.cue
    is_direct = statement.mode == "direct"
    words, said = _read(event, speakers, statement.words)
    if statement.mode in SPOKEN and speakers:
        is_alone = is_direct or stance == PLAIN or said.is_indirect or _is_taken_up(statement.words, words)
        is_heading = is_direct and _sentence_of(event, words).strip() == words
        if is_heading or (said.is_sentence and is_alone):
            return _spoken(speakers, said, stance, cue, is_direct=is_direct)
    return _told(event, speakers, words, stance, cue, is_whole=statement.mode not in SPOKEN)


def announcement_headline(event: Event, announcement: Announcement) -> str:
    """Return "Anna Bär kündigt an: Man werde liefern", or the article's own sentence: "Die USA wollen liefern"."""
    announcers = parts.cast(event, "announcer")
    words, said = _read(event, announcers, announcement.what)
    is_direct = said.is_quotation or _is_quoted(event, words)
    is_alone = is_direct or _is_taken_up(announcement.what, words)
    if (
        said.is_sentence
        and announcers
        and (is_alone or said.is_indirect)
        and not _are_named(announcers, said.text)
    ):
        return _spoken(announcers, said, "announces", "", is_direct=is_direct)
    is_whole = said.is_sentence and (not said.is_indirect or bool(announcers))
    return _told(event, announcers, words, "announces", "", is_whole=is_whole)


def _read(event: Event, speakers: Sequence[Entity], words: str) -> tuple[str, Said]:
    """Return the words without what interrupts them, and the sentence of them that makes sense alone."""
    words = clauses.joined(words.strip(), _sentence_of(event, words) if speakers else "")
    person = speakers[0] if len(speakers) == 1 and speakers[0].kind == "person" else None
    gender = sayers.sayer(person.name).gender if person else ""
    pronouns = "speaker" + (f"_{gender}" if gender else "") if person else ""
    return words, choosing.telling(words, pronouns)


def _is_taken_up(words: str, joined: str) -> bool:
    """Say whether the words are a sentence of the article that another one gives to somebody: "… Das gab sie bekannt"."""
    return GAP in words and words.startswith(joined + GAP)


def _is_quoted(event: Event, words: str) -> bool:
    """Say whether the article has the words in quotation marks."""
    before, found, after = _sentence_of(event, words).partition(words)
    return (
        bool(found) and before[-1:] in clauses.MARKS and after[:1] in clauses.MARKS and bool(before and after)
    )


def _are_named(speakers: Sequence[Entity], text: str) -> bool:
    """Say whether the words name the speaker themselves: "Die USA böten Gespräche an" needs no "USA:"."""
    words = set(WORD.findall(text))
    return any(one.name.split()[-1] in words for one in speakers)


def _spoken(speakers: Sequence[Entity], said: Said, stance: str, cue: str, *, is_direct: bool) -> str:
    text = clauses.shortened(said.text)
    if get_language() != "de":
        return _in_english(speakers, text, "" if is_direct and stance == PLAIN else stance)
    plural = _are_many(speakers)
    verb = verbs.verb_of(cue, plural=plural)
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
    text = _holding(clauses.without_dateline(sentence), words)
    if get_language() != "de":
        verb = "" if stance == PLAIN or not speakers else _english_verb(stance, plural=_are_many(speakers))
        return english.reported(clauses.shortened(text), speakers, verb)
    if len(speakers) == 1 and speakers[0].kind == "person":
        text = sayers.named(text, sayers.sayer(speakers[0].name), cue.partition(" ")[0])
    return clauses.shortened(text)


def _holding(sentences: str, words: str) -> str:
    """Return the sentence that holds the words, or the first one."""
    read = clauses.read_all(sentences)
    return next((one.text for one in read if words in one.text), read[0].text if read else "")


def _sentence_of(event: Event, words: str) -> str:
    """Return the sentence of the evidence that holds the words."""
    evidence = parts.evidence_with(event, words.split(GAP)[0].strip())
    return evidence.sentence if evidence else ""


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
    return english.in_plural(verb) if plural else verb


def _labels(speakers: Sequence[Entity]) -> str:
    if get_language() != "de":
        return join_names(english.label(one) for one in speakers)
    return join_names(one.name for one in speakers)


def _are_many(speakers: Sequence[Entity]) -> bool:
    is_plural = names.is_plural if get_language() == "de" else english.is_plural
    return len(speakers) > 1 or is_plural(speakers[0])
