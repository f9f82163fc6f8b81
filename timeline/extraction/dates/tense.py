"""Tell whether a clause speaks of the past or of what is to come, by its verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from ..findings import Span
from ..text import Document
from ..verbs import VerbForm, forms_of, is_attributive, particles
from .rules import date_words, piece, words

Time = Literal["past", "present", "future", ""]

CLAUSE_BORDER = re.compile(
    rf"[;:()„“”\"»«]|,(?!\s*\d)|\s[–—-]\s|\s(?P<conjunction>{piece('clause_conjunction')})\s"
)
ANNOUNCING = re.compile(piece("announcing"))
WORD = re.compile(r"[^\W\d_]+")
UNKNOWN_PRETERITE = re.compile(r"[a-zäöüß]{3,}[^s\W]ten?")
UNKNOWN_PARTICIPLE = re.compile(rf"(?:[a-zäöüß]*(?:{'|'.join(sorted(particles()))}))?ge[a-zäöüß]{{2,}}t")
INFLECTION = re.compile(r"(?:e|em|en|er|es)\Z")
PARTICIPLE_REACH = 5  # words among which a participle that belongs to the expression must be
REACH = 300  # characters on both sides; no clause of a newspaper is longer


def time_of(document: Document, start: int, end: int) -> Time:
    """Return the time that the verbs around text[start:end] speak of; "" where no verb tells."""
    if time := _time_of_participle(document, end):
        return time
    clause = _verbs(_clause(document, start, end))
    if (time := _time(clause)) and not _awaits_participle(clause):
        return time
    first, last = near_sentence(document, start, end)
    if _has_only_infinitive(clause) and ANNOUNCING.search(document.text, first, last):
        return "future"
    return _time(_verbs(document.text[first:last])) or time


def _has_only_infinitive(verbs: list[VerbForm]) -> bool:
    """Tell whether the clause has an infinitive and no finite verb: "kündigte an, im Herbst zu kommen"."""
    perfect = any(form.mood == "participle" for form in verbs)
    return (
        any(form.mood == "infinitive" for form in verbs)
        and not perfect
        and not any(form.finite for form in verbs)
    )


def time_of_clause(document: Document, start: int, end: int) -> Time:
    """Return the time that the verbs of the very clause around text[start:end] speak of; "" where it has none."""
    return _time(_verbs(_clause(document, start, end)))


def _clause(document: Document, start: int, end: int) -> str:
    first, last = near_sentence(document, start, end)
    before = [first, *(border.end for border in _borders(document.text, first, start))][-1]
    after = next((border.start for border in _borders(document.text, end, last)), last)
    return document.text[before:after]


def in_one_clause(text: str, first: int, last: int) -> bool:
    """Tell whether no clause ends between the offsets."""
    return next(_borders(text, first, last), None) is None


def _borders(text: str, first: int, last: int) -> Iterator[Span]:
    """Yield what parts clauses: marks, and a conjunction before a finite verb ("kam am Montag an und wird …")."""
    for border in CLAUSE_BORDER.finditer(text, first, last):
        following = WORD.match(text, border.end())
        forms = forms_of(following.group()) if border["conjunction"] and following else ()
        if not border["conjunction"] or (forms and all(form.finite for form in forms)):
            yield Span(*border.span())


def near_sentence(document: Document, start: int, end: int) -> Span:
    """Return the sentence around text[start:end], as far as it is near."""
    sentence = document.sentence_at(start)
    return Span(max(sentence.start, start - REACH), min(sentence.end, end + REACH))


def belongs_to_participle(document: Document, end: int) -> bool:
    """Tell whether an expression that ends here belongs to a participle before a noun: "das 1949 gegründete Bündnis"."""
    return bool(_time_of_participle(document, end))


def _time_of_participle(document: Document, end: int) -> Time:
    """Return the time of the participle to which an expression belongs: "der im Juni beschlossene Plan"."""
    last = min(document.sentence_at(end - 1).end, end + REACH)
    border = next((border.start for border in _borders(document.text, end, last)), last)
    following = WORD.findall(document.text, end, border)
    for index, word in enumerate(following[:PARTICIPLE_REACH]):
        if word[0].isupper() or not any(noun[0].isupper() for noun in following[index + 1 : index + 3]):
            continue
        if time := _time_of_attribute(word):
            of_another_noun = index and following[index - 1].lower() in words()["article"]
            return "" if of_another_noun else time
    return ""


def _time_of_attribute(word: str) -> Time:
    """Return the time of an inflected participle: "beschlossene" is past, "geplante" and "stattfindende" are to come."""
    stem = INFLECTION.sub("", word)
    if stem == word or not (is_attributive(word) or UNKNOWN_PARTICIPLE.fullmatch(stem)):
        return ""
    return "future" if stem.endswith("end") or _is_planned(stem) else "past"


def has_finite_verb(document: Document, sentence: Span) -> bool:
    """Tell whether the sentence has a finite verb; entries of a listing have none."""
    spoken = WORD.findall(document.text, sentence.start, min(sentence.end, sentence.start + 2 * REACH))
    readings = (_verb_forms(spoken, index) for index in range(len(spoken)))
    return any(forms and all(form.finite for form in forms) for forms in readings)


def _time(verbs: list[VerbForm]) -> Time:
    """Return the time that a clause with these verb forms speaks of."""
    finite = [form for form in verbs if form.finite]
    participles = {form.lemma for form in verbs if form.mood == "participle"}
    roles = {_role(form) for form in verbs}
    if any(form.tense == "past" and form.mood == "indicative" and _role(form) != "intent" for form in finite):
        return "past"
    if participles and roles & {"have", "be"}:
        return "past" if "have" in roles or participles - _planned() else "future"
    if any(_role(form) in ("future", "intent", "modal") for form in finite):
        return "future"
    return "present" if finite else ""


def _role(form: VerbForm) -> str | None:
    """Return what an auxiliary does: "have", "be", "future", "intent" (whose past form looks ahead too) or "modal"."""
    return words()["auxiliary"].get(form.lemma)


def _awaits_participle(verbs: list[VerbForm]) -> bool:
    """Tell whether a clause has only the auxiliary of a perfect, whose participle stands beyond a bracket or comma."""
    finite = [form for form in verbs if form.finite]
    return bool(finite) and all(_role(form) in ("have", "be") and form.tense == "present" for form in finite)


def _verbs(clause: str) -> list[VerbForm]:
    spoken = WORD.findall(clause)
    return [form for index in range(len(spoken)) for form in _verb_forms(spoken, index)]


def _verb_forms(spoken: list[str], index: int) -> tuple[VerbForm, ...]:
    """Return the verb readings of a word; none for nouns and for participles that stand before a noun."""
    word = spoken[index]
    if word[0].isupper() and index:
        return ()
    if (
        is_attributive(word)
        and spoken[index + 1 : index + 2]
        and spoken[index + 1][0].isupper()
        and index
        and not spoken[index - 1][0].isupper()
    ):
        return ()
    forms = forms_of(word.lower()) or _unknown_form(spoken, index)
    if index and spoken[index - 1].lower() in words()["infinitive_mark"]:
        return tuple(form for form in forms if not form.finite)
    return forms


def _unknown_form(spoken: list[str], index: int) -> tuple[VerbForm, ...]:
    """Read an unknown word in -te or -ten as a past form, one in ge-…-t as a participle, where it can be no adjective."""
    word, before = spoken[index], spoken[index - 1].lower() if index else ""
    followed_by_noun = spoken[index + 1 : index + 2] and spoken[index + 1][0].isupper()
    if UNKNOWN_PARTICIPLE.fullmatch(word):
        return (VerbForm(word, "participle"),)
    if not UNKNOWN_PRETERITE.fullmatch(word) or word in date_words():
        return ()
    if followed_by_noun or before in words()["article"]:
        return ()
    return (VerbForm(word, "indicative", "past"),)


@cache
def _planned() -> frozenset[str]:
    """Return the verbs whose participle speaks of what is to come ("ist für Freitag angesetzt")."""
    return frozenset(words()["planned"])


def _is_planned(participle: str) -> bool:
    return any(form.lemma in _planned() for form in forms_of(participle) if form.mood == "participle")
