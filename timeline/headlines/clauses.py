"""Judge and shorten German words for headlines. Pure functions."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from timeline.extraction.clauses import Clause, clauses_in
from timeline.extraction.findings import Span
from timeline.extraction.lexicon import load_pattern, load_set
from timeline.extraction.text import Document

MEMORY = 20_000
LONGEST = 240  # characters of German words; a headline says no more than one sentence
SHORTEST = 70  # that a cut at a clause's border leaves
DEPENDENT = ("subordinate", "infinitive", "relative")
GAP = " … "  # where what was said is interrupted by who said it
MARKS = frozenset('„“”"»«')
CLAUSE_MARKS = frozenset(",;:–—")
FIRST_LETTER = re.compile(r"\w")
BORDER = re.compile(r"\s+[–—]\s|[,;:]\s")
QUOTED = re.compile(r"[„“”\"»«]")
OPENING = re.compile(r"(?:^|(?<=[\s(–—]))[„“”\"»«](?=\w|…)")


class Said(NamedTuple):
    """Somebody's words for a headline, and what they are: a sentence, one of indirect speech, a clause that hangs on another."""

    text: str
    is_sentence: bool
    is_indirect: bool
    is_quotation: bool  # as a whole
    is_dependent: bool  # begins with a clause that hangs on a verb: "dass …", "… zu …"


@lru_cache(MEMORY)
def read(words: str) -> Said:
    """Return the first sentence of the words, with a capital and without its full stop."""
    return next(iter(read_all(words)), Said("", False, False, False, False))


@lru_cache(MEMORY)
def read_all(words: str) -> tuple[Said, ...]:
    """Return all sentences of the words."""
    text = _with_pairs(words.strip())
    spoken = _unwrapped(text)
    document = Document(text if spoken is None else spoken)
    return tuple(
        _read(document, sentence, is_quotation=spoken is not None) for sentence in document.sentences
    )


def _read(document: Document, sentence: Span, *, is_quotation: bool) -> Said:
    text = document.text[sentence.start : sentence.end]
    clauses = clauses_in(document, sentence)
    main = [clause for clause in clauses if clause.kind == "main" and clause.finite]
    is_sentence = (
        bool(main) and GAP not in text and _begins_a_sentence(text, clauses, is_quotation=is_quotation)
    )
    text = _without_stop(_with_pairs(text))
    if is_sentence:
        text = FIRST_LETTER.sub(lambda match: match[0].upper(), text, count=1)
    is_dependent = bool(clauses) and clauses[0].kind in DEPENDENT
    return Said(text, is_sentence, any(one.subjunctive for one in main), is_quotation, is_dependent)


@lru_cache(MEMORY)
def joined(words: str, sentence: str) -> str:
    """Return what was said without what interrupts it: "Man sei bereit, sagte sie, es eile" becomes "Man sei bereit, es eile".

    A pronoun that only takes it up ("… Das gab sie bekannt") says nothing; what stands in no such sentence keeps its gaps.
    """
    pieces = words.split(GAP)
    while len(pieces) > 1 and pieces[-1].lower() in load_set("speech/headlines.toml", "taken_up"):
        pieces.pop()
    text = pieces[0]
    for before, after in pairwise(pieces):
        start = sentence.find(before)
        end = sentence.find(after, start + len(before))
        if start < 0 or end < 0:
            return GAP.join(pieces)
        text += _joint(sentence[start + len(before) : end].strip(), after) + after
    return text


def _joint(between: str, after: str) -> str:
    """Return what two pieces are joined by: the mark before the second if it is a clause, or a phrase set apart; else a blank."""
    opening, closing = between[:1], between[-1:]
    if closing in CLAUSE_MARKS and _is_clause(after):
        return f"{closing} "
    return f"{opening} " if opening in CLAUSE_MARKS and closing not in CLAUSE_MARKS else " "


def _is_clause(text: str) -> bool:
    document = Document(text)
    return any(
        clause.finite for sentence in document.sentences[:1] for clause in clauses_in(document, sentence)
    )


def _begins_a_sentence(text: str, clauses: tuple[Clause, ...], *, is_quotation: bool) -> bool:
    """Say whether the words stand by themselves: not "dass …", "hat Russland …", "und …", of which something stands before."""
    if text[:1].isupper() or not text[:1].isalpha():
        return True
    opening = clauses[0]
    follows = opening.words[0].is_a("coordinator") and not is_quotation
    return opening.kind == "main" and opening.finite[:1] != (0,) and not follows


def quoted(text: str, outer: str = "„“", inner: str = "‚‘", *, whole: bool = False) -> str:
    """Return the words as a quotation: marks around them, those within made single ones; `whole` also if they were quoted in part."""
    text = _with_pairs(text)
    if "„" in text and not text.startswith("„") and not whole:
        return text
    spoken = _unwrapped(text)
    text = text if spoken is None else spoken
    return outer[0] + text.replace("„", inner[0]).replace("“", inner[1]) + outer[1]


@lru_cache(MEMORY)
def shortened(text: str) -> str:
    """Return a text of headline's length, cut where a clause ends, else between two words."""
    if len(text) <= LONGEST:
        return text
    borders = [match.start() for match in BORDER.finditer(text, SHORTEST, LONGEST)]
    end = borders[-1] if borders else text.rindex(" ", 0, LONGEST)
    cut = text[:end].rstrip(" ,;:–—") + " …"
    return cut + "“" * (cut.count("„") - cut.count("“"))


@lru_cache(MEMORY)
def without_dateline(sentence: str) -> str:
    """Return the sentence without the place and the agency before an article: "Genf (dpa) - "."""
    return load_pattern("speech/headlines.toml", "dateline").sub("", sentence)


def _with_pairs(text: str) -> str:
    """Return the text with all double quotation marks as German ones, and none left open."""
    opened = {match.start() for match in OPENING.finditer(text)}
    text = QUOTED.sub(lambda match: "„" if match.start() in opened else "“", text)
    return text + "“" * (text.count("„") - text.count("“"))


def _unwrapped(text: str) -> str | None:
    """Return what stands in the marks if they enclose the whole text, else nothing."""
    if not text.startswith("„"):
        return None
    depths = accumulate({"„": 1, "“": -1}.get(letter, 0) for letter in text)
    return text[1:-1] if list(depths).index(0) == len(text) - 1 else None


def _without_stop(text: str) -> str:
    """Return the text without its full stop, also where a quotation ends with it."""
    return re.sub(r"(?<!\.)[.,;:](?=“?\Z)", "", text)
