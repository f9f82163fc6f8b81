"""Find the nouns and verbs that may report a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ..clauses import Clause, clauses_in
from ..findings import MeetingFormat, Span
from ..lexicon import load_rows, load_table, load_words
from ..text import Document
from ..verbal import Verb, is_auxiliary
from ..verbs import joined, particles


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


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Return the document's sentences with their clauses."""
    return tuple(Sentence(span, clauses_in(document, span)) for span in document.sentences)


def triggers_in(sentence: Sentence) -> Iterator[Trigger]:
    """Yield the possible meetings of a sentence in the order of their words."""
    for clause in sentence.clauses:
        yield from sorted((*_nouns(sentence, clause), *_verbs(sentence, clause)), key=lambda one: one.start)


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
            if (
                (row["reflexive"] and not reflexive)
                or _has_lost_prefix(clause, verb)
                or _takes_abstract(clause, verb)
            ):
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


def _with_front(clause: Clause, verb: Verb) -> Verb:
    """Return the verb with a participle that opens the sentence: "Begleitet wurde er von …", "Zugeschaltet waren …"."""
    first = clause.words[0]
    lemma = next((form.lemma for form in first.forms if form.mood == "participle"), None)
    if not is_auxiliary(verb.lemma) or not lemma or not first.capital or verb.finite is first:
        return verb
    return replace(
        verb, lemma=lemma, parts=(first, *verb.parts), auxiliary=verb.lemma, passive=verb.lemma == "werden"
    )


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
