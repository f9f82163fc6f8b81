"""Find the nouns and verbs that may report a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ..analysis import Analysis
from ..clauses import Clause, clauses_in
from ..findings import MeetingFormat, Span
from ..lexicon import load_rows, load_table, load_words
from ..roles import Role, roles_in
from ..text import Document
from ..verbal import Verb, is_auxiliary
from ..verbs import joined, particles
from ..words import Word
from .parts import part_at, parts_of

CONCLUDING = frozenset(
    {"accord", "agreement", "decision"}
)  # what verbs ask for that do not tell of a sitting itself


@dataclass(frozen=True)
class Sentence:
    """A sentence with its clauses."""

    span: Span
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Trigger:
    """A word that may report a meeting, with the clause it stands in."""

    start: int
    end: int
    format: MeetingFormat
    asks: str  # what must be known before it counts, as in nouns.csv and verbs.csv
    rule: str
    clause: Clause
    sentence: Sentence
    verb: Verb | None = None  # set where the trigger is a verb
    partners: frozenset[str] = frozenset()  # prepositions that bring in further participants
    goes: frozenset[str] = frozenset()  # prepositions of the destination
    takes: str = ""  # "party" or "place": what the verb's object is
    lasting: bool = False  # in the present tense the verb tells what goes on, not what is to come
    part: Span | None = None  # the coordinate part of the clause that it tells of, where there are several
    repeats: bool = False  # the word itself stands in an earlier part: "am Montag tagt A, am Dienstag B"

    @property
    def word(self) -> Word:
        """Return the trigger's own word."""
        return next(word for word in self.clause.words if word.end > self.start)

    @property
    def span(self) -> Span:
        """Return the part of the text that tells of the meeting: the clause, or its own part of it."""
        return self.part or self.clause.span


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Return the document's sentences with their clauses."""
    return tuple(Sentence(span, clauses_in(document, span)) for span in document.sentences)


def triggers_in(analysis: Analysis, sentence: Sentence) -> Iterator[Trigger]:
    """Yield the possible meetings of a sentence in the order of their words."""
    for clause in sentence.clauses:
        found = sorted((*_nouns(sentence, clause), *_verbs(sentence, clause)), key=lambda one: one.start)
        if all(one.asks in CONCLUDING for one in found):
            found += _stages(analysis, sentence, clause)
        yield from _in_parts(analysis, clause, found) if found else ()


def _in_parts(analysis: Analysis, clause: Clause, found: list[Trigger]) -> Iterator[Trigger]:
    """Yield each trigger for its part of the clause, and again for later parts that leave the word out."""
    parts = parts_of(analysis, clause)
    if len(parts) == 1:
        yield from found
        return
    taken = {part_at(parts, _anchor(one)) for one in found}
    for one in found:
        home = part_at(parts, _anchor(one))
        yield replace(one, part=home)
        for part in parts[parts.index(home) + 1 :]:
            if part in taken or any(home.end <= start < part.end for start in _finite(clause)):
                break
            if again := _again(analysis, one, part):
                yield again


def _anchor(trigger: Trigger) -> int:
    """Return the offset by which a trigger belongs to a part: a verb's by its finite form."""
    return trigger.verb.finite.start if trigger.verb and trigger.verb.finite else trigger.start


def _finite(clause: Clause) -> list[int]:
    return [clause.words[place].start for place in clause.finite]


def _again(analysis: Analysis, trigger: Trigger, part: Span) -> Trigger | None:
    """Return the trigger for a part that leaves its word out; a noun leaves its article: "am Abend die der EU"."""
    if trigger.verb:
        return replace(trigger, part=part, repeats=True)
    words = [word for word in trigger.clause.words if part.start <= word.start < part.end]
    for word, following in pairwise(words):
        if word.is_a("article") and following.is_a("article", "preposition"):
            return replace(trigger, start=word.start, end=word.end, part=part, repeats=True)
    return None


def _nouns(sentence: Sentence, clause: Clause) -> Iterator[Trigger]:
    for word in clause.words:
        row = noun_row(word.text) if word.capital else None
        if row:
            yield Trigger(
                word.start,
                word.end,
                row["format"],  # type: ignore[arg-type]
                row["asks"],
                f"noun-{row['noun'].lower()}",
                clause,
                sentence,
                partners=frozenset({"mit", "bei", "beim", "zwischen"}),
            )


def _verbs(sentence: Sentence, clause: Clause) -> Iterator[Trigger]:
    reflexive = any(word.lower in ("sich", "uns", "einander") for word in clause.words)
    for verb in (_with_front(clause, verb) for verb in clause.verbs):
        for row in verb_rows(verb.lemma):
            if (row["reflexive"] and not reflexive) or _is_none(clause, verb):
                continue
            start, end = verb.parts[-1].start, verb.parts[-1].end
            yield Trigger(
                start,
                end,
                row["format"],  # type: ignore[arg-type]
                row["asks"],
                f"verb-{row['verb']}",
                clause,
                sentence,
                verb,
                frozenset(row["with"].split()),
                frozenset(row["goes"].split()),
                row["object"],
                row["lasting"] == "yes",
            )


def _stages(analysis: Analysis, sentence: Sentence, clause: Clause) -> Iterator[Trigger]:
    """Yield the councils in which, or before which, somebody speaks: "warf ihm im Sicherheitsrat vor"."""
    if clause.kind != "main" or not clause.finite:
        return
    for role in roles_in(analysis, clause):
        if role.entity.kind == "organisation" and role.governor in ("in", "vor") and _is_council(role):
            yield Trigger(
                role.mention.start, role.mention.end, "session", "stage", "stage-council", clause, sentence
            )
            return


def _is_council(role: Role) -> bool:
    return role.words.endswith(_ends("meetings/councils.txt")) and not role.attribute_of


@cache
def _ends(name: str) -> tuple[str, ...]:
    return tuple(sorted(load_words(name)))


def _is_none(clause: Clause, verb: Verb) -> bool:
    """Tell whether the words beside a verb show that it reports no meeting, or lack what would show one."""
    return _has_lost_prefix(clause, verb) or _takes_abstract(clause, verb) or _lacks_sign(clause, verb)


def _lacks_sign(clause: Clause, verb: Verb) -> bool:
    """Tell whether a verb of many senses stands without the words that make it one of meeting: "die Hand reichen"."""
    pattern = _signs().get(verb.lemma)
    return pattern is not None and not pattern.search(" ".join(word.text for word in clause.words))


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    return {lemma: re.compile(sign) for lemma, sign in load_table("meetings/frames.toml")["beside"].items()}


def _with_front(clause: Clause, verb: Verb) -> Verb:
    """Return the verb with a participle that opens the sentence: "Begleitet wurde er von …", "Zugeschaltet waren …"."""
    first = _front(clause)
    lemma = next((form.lemma for form in first.forms if form.mood == "participle"), None)
    opens = first.capital or first is not clause.words[0]
    if not is_auxiliary(verb.lemma) or not lemma or not opens or verb.finite is first:
        return verb
    return replace(
        verb, lemma=lemma, parts=(first, *verb.parts), auxiliary=verb.lemma, passive=verb.lemma == "werden"
    )


def _front(clause: Clause) -> Word:
    """Return the word that may be a participle in front of its verb, behind an adverb: "Persönlich begegnet waren sich …"."""
    words = clause.words
    second = clause.kind == "main" and clause.finite[:1] == (2,)
    return words[1] if second and not words[1].capital else words[0]


def _takes_abstract(clause: Clause, verb: Verb) -> bool:
    """Tell whether the verb's object is nobody: "eine Entscheidung treffen"."""
    ends = tuple(load_table("meetings/frames.toml")["objects"].get(verb.lemma, "").split())
    return bool(ends) and any(word.noun and word.lower.endswith(ends) for word in clause.words)


def _has_lost_prefix(clause: Clause, verb: Verb) -> bool:
    """Tell whether a prefix inside the clause makes the verb another one: "traf eine Lieferung ein, die …"."""
    return len(verb.parts) == 1 and any(
        word.lower in particles()
        and not word.is_a("preposition")
        and following.is_a("relative", "subordinator")
        and joined(word.lower, verb.lemma)
        for word, following in pairwise(clause.words)
        if word.start > verb.parts[0].start
    )


@cache
def noun_row(word: str) -> dict[str, str] | None:
    """Return the row of nouns.csv that a noun belongs to, by the end of the word."""
    lower = word.lower()
    if _ruled_out().search(lower):
        return None
    return next((row for row, pattern in _noun_patterns() if pattern.fullmatch(lower)), None)


@cache
def _noun_patterns() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    rows = load_rows("meetings/nouns.csv")
    return tuple((row, re.compile(rf"[\w’'/.-]*?(?:{row['forms']})")) for row in rows)


@cache
def _ruled_out() -> re.Pattern[str]:
    """Match words of not_meetings.txt, as whole words or as what a compound ends or begins with."""
    words = load_words("meetings/not_meetings.txt")
    ends = "|".join(re.escape(word) for word in words if not word.endswith("-"))
    beginnings = "|".join(re.escape(word[:-1]) for word in words if word.endswith("-"))
    return re.compile(rf"(?:{ends})(?:e?n|e?s)?\Z|\A(?:{beginnings})")


@cache
def verb_rows(lemma: str) -> tuple[dict[str, str], ...]:
    """Return the rows of verbs.csv for a verb."""
    return tuple(row for row in load_rows("meetings/verbs.csv") if row["verb"] == lemma)
