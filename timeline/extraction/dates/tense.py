"""Tell whether a clause speaks of the past or of what is to come, by its verbs."""

from __future__ import annotations

import re
from typing import Literal

from ..findings import Span
from ..text import Document
from ..verbs import VerbForm, forms_of, is_attributive
from .rules import words

Time = Literal["past", "present", "future", ""]

CLAUSE_BORDER = re.compile(r"[;:()„“”\"»«]|,(?!\s*\d)|\s[–—-]\s")
WORD = re.compile(r"[^\W\d_]+")
REACH = 250  # characters on both sides; no clause of a newspaper is longer
PERFECT = frozenset({"haben", "sein"})
OUTLOOK = frozenset({"werden", "sollen", "wollen", "müssen", "können", "dürfen", "mögen"})


def time_of(document: Document, start: int, end: int) -> Time:
    """Return the time that the verbs around text[start:end] speak of; "" where no verb tells."""
    sentence = document.sentence_at(start)
    first, last = max(sentence.start, start - REACH), min(sentence.end, end + REACH)
    text = document.text
    before = [first, *(border.end() for border in CLAUSE_BORDER.finditer(text, first, start))][-1]
    border = CLAUSE_BORDER.search(text, end, last)
    return _time(text[before : border.start() if border else last]) or _time(text[first:last])


def has_finite_verb(document: Document, sentence: Span) -> bool:
    """Tell whether the sentence has a finite verb; entries of a listing have none."""
    spoken = WORD.findall(document.text, sentence.start, min(sentence.end, sentence.start + 2 * REACH))
    return any(form.finite for index in range(len(spoken)) for form in _verb_forms(spoken, index))


def _time(clause: str) -> Time:
    spoken = WORD.findall(clause)
    readings = [reading for index in range(len(spoken)) for reading in _verb_forms(spoken, index)]
    finite = [form for form in readings if form.finite]
    participles = {form.lemma for form in readings if form.mood == "participle"} - words_of_planning()
    if any(form.tense == "past" and form.mood == "indicative" and form.lemma not in OUTLOOK - {"werden"} for form in finite):
        return "past"
    if participles and any(form.lemma in PERFECT for form in readings):
        return "past"
    if any(form.lemma in OUTLOOK for form in finite):
        return "future"
    return "present" if finite else ""


def _verb_forms(spoken: list[str], index: int) -> tuple[VerbForm, ...]:
    """Return the verb readings of a word; none for nouns and for participles that stand before a noun."""
    word = spoken[index]
    if word[0].isupper() and index:
        return ()
    if is_attributive(word) and spoken[index + 1 : index + 2] and spoken[index + 1][0].isupper() and index and not spoken[index - 1][0].isupper():
        return ()
    return forms_of(word.lower())


def words_of_planning() -> frozenset[str]:
    """Return the verbs whose participle speaks of what is to come ("ist für Freitag angesetzt")."""
    return frozenset(words()["planned"])
