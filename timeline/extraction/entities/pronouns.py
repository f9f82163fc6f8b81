"""Resolve pronouns: "er", "sie", "ihm", "dieser", "seine Regierung"."""

from __future__ import annotations

import re
from functools import cache

from ..findings import Span
from ..lexicon import load_rows, load_words
from ..roles import represents
from ..verbs import forms_of
from ..words import word_classes
from .acting import is_finite
from .discourse import Discourse, Trace
from .knowledge import Gender
from .nodes import Node
from .patterns import pattern
from .salience import Place, Salience
from .syntax import Part, Reading

ADDRESS = re.compile(r"[\w,;] \Z")  # what stands before a capital "Sie" that addresses the reader
WORD_BEFORE = re.compile(r"([a-zäöüß]+)\s\Z")
WORD_AFTER = re.compile(r"\s([a-zäöüß]+)")
WORDS_AFTER = re.compile(r"(?:\s[a-zäöüß-]+(?:e|en|er|es|em)){0,2}\s\w+")
CLAUSE_END = re.compile(r"([a-zäöüß]+)[,.;:!?“”\"«»]")
CLAUSE_REACH = 120  # characters in which a subordinate clause's verb is looked for
WANTING = "wollen"  # whose subject is a person if it is a pronoun
TOGETHER_HORIZON = 1  # sentences back in which those are named of whom "sie" says what they do together


@cache
def pronouns() -> dict[str, dict[str, str]]:
    """Return the rows of the table of pronouns by their words."""
    return {row["word"]: row for row in load_rows("entities/pronouns.csv")}


class Pronouns:
    """Finds whom the pronouns of one text mean."""

    def __init__(self, discourse: Discourse, salience: Salience) -> None:
        self.discourse = discourse
        self.salience = salience
        self.text = discourse.text

    def whom(self, match: re.Match[str], since: int = -1) -> list[Node]:
        """Return whom a pronoun for one or for many means; nobody where that is uncertain.

        `since` tells from where on what stands before it is not to be thought of, since it is what the pronoun says.
        """
        row = pronouns()[match.group().lower()]
        reading = self.discourse.syntax.reading_at(match.start())
        if row["number"] == "p" or (row["number"] == "sp" and self._is_plural(match, reading)):
            return self._many(match, reading)
        node = self._one(match, row, reading, since)
        return [node] if node else []

    def owner(self, offset: int, gender: Gender) -> Node | None:
        """Return whose something is: "seine Regierung"."""
        place = Place(offset, offset, acts=True, possessive=True)
        genders = ("m", "n", "") if gender == "m" else ("f", "p", "")
        return self.salience.owner(place, lambda trace: trace.gender in genders) or self.salience.likeliest(
            place, lambda trace: _is_person(trace) and trace.gender in (gender, "")
        )

    def is_address(self, match: re.Match[str]) -> bool:
        """Tell the address "Sie" from the pronoun, which is capitalised only where a sentence begins."""
        before = self.text[max(0, match.start() - 2) : match.start()]
        return match.group()[0].isupper() and ADDRESS.search(before) is not None

    def is_article(self, match: re.Match[str]) -> bool:
        """Tell "dieser Streit" and "dieser neue Streit" from "dieser sagte"."""
        if pronouns()[match.group().lower()]["article"] == "":
            return False
        words = WORDS_AFTER.match(self.text, match.end())
        *attributes, last = words[0].split() if words else [""]
        return last[:1].isupper() and not any(
            is_finite(word) or word in word_classes() for word in attributes
        )

    # One

    def _one(
        self, match: re.Match[str], row: dict[str, str], reading: Reading | None, since: int
    ) -> Node | None:
        gender: Gender = row["gender"]  # type: ignore[assignment]
        is_subject = row["gender"] == "m" and row["case"] == "subject"  # "er", whatever the grammar finds
        is_subject = is_subject or (reading is not None and self._is_subject(reading, match))
        acts = is_subject and reading is not None and _acts(reading)
        people = self.discourse.recent(lambda node: node.kind == "person" and node.gender in (gender, ""))
        people_only = acts and next(people, None) is not None

        def fits(trace: Trace) -> bool:
            if _is_person(trace):
                return trace.gender in (gender, "")
            return trace.gender == gender and trace.node.kind != "place" and not people_only

        if row["which"] == "last":  # "dieser": whoever was mentioned last
            beside = self.salience.beside(Place(match.start(), match.end()))
            found = self.discourse.latest(
                match.start(),
                lambda node: id(node) not in beside and node.gender in (gender, "") and node.kind == "person",
            )
            if found:
                return found
        if not is_subject and row["case"] != "dative" and self._thing_beside(match, gender, reading):
            return None
        is_object = not is_subject and row["case"] != "dative"
        place = Place(match.start(), match.end(), acts, is_object=is_object, since=since)
        return self.salience.likeliest(place, fits, gender)

    def _thing_beside(self, match: re.Match[str], gender: Gender, reading: Reading | None) -> bool:
        """Tell whether a thing of that gender stands in the sentence before an object: "einen Weg, wenn man ihn gehen will"."""
        sentence = self.discourse.sentence_starts[self.discourse.sentence_of(match.start())]
        start = reading.clause.start if reading else match.start()
        things = pattern(f"thing, {gender}").finditer(self.text, sentence, start)
        return any(not self.discourse.spots_in(Span(*thing.span("noun"))) for thing in things)

    # Many

    def _is_plural(self, match: re.Match[str], reading: Reading | None) -> bool:
        """Tell "sie sagen" from "sie sagt" by the verb beside the pronoun, or at the clause's end."""
        start, end = match.span()
        if reading and reading.subject and not self._is_subject(reading, match):
            return not any(_is_person(trace) and trace.gender == "f" for trace in self._near(start))
        verbs = (
            WORD_BEFORE.search(self.text, max(0, start - 25), start),
            WORD_AFTER.match(self.text, end),
            CLAUSE_END.search(self.text, end, end + CLAUSE_REACH),
        )
        for verb in filter(None, verbs):
            numbers = {form.number for form in forms_of(verb[1]) if form.finite}
            if numbers:
                return "singular" not in numbers
        return False

    def _is_subject(self, reading: Reading, match: re.Match[str]) -> bool:
        """Tell whether a pronoun is the subject of its clause, also where a lone word in front looks like one: "Stumm war sie nicht"."""
        subject = reading.subject
        if subject is None or subject.start <= match.start() < subject.end:
            return subject is not None
        is_lone = subject.start == reading.clause.start and " " not in self.text[subject.start : subject.end]
        beside = WORD_BEFORE.search(self.text, max(0, match.start() - 25), match.start())
        follows_verb = beside is not None and any(form.finite for form in forms_of(beside[1]))
        return is_lone and follows_verb and not self.discourse.spots_in(subject)

    def _near(self, offset: int) -> list[Trace]:
        """Return who is mentioned in the sentence of a place and the one before."""
        here = self.discourse.sentence_of(offset)
        return [*self.discourse.log.get(here - 1, ()), *self.discourse.log.get(here, ())]

    def _many(self, match: re.Match[str], reading: Reading | None) -> list[Node]:
        """Return whom a plural means: all who are the last plural subject, or who are joined and do something together."""
        beside = self.salience.beside(Place(match.start(), match.end()))
        for earlier in self._earlier(match.start()):
            if earlier.subject and earlier.clause.verbs and _is_many(earlier):
                nodes = self._those_in(earlier.subject)
                doubtful = not (reading and _acts(reading)) and self._has_things(earlier)
                return [] if doubtful or any(id(node) in beside for node in nodes) else nodes
        if reading and pattern("together").match(self.text[match.end() :]):
            return self._company(match.start())
        return []

    def _earlier(self, offset: int) -> list[Reading]:
        """Return the clauses before a place, the nearest first, up to the sentence before."""
        syntax = self.discourse.syntax
        here = self.discourse.sentence_of(offset)
        found = [*syntax.readings(here - 1), *syntax.readings(here)]
        return [one for one in reversed(found) if one.clause.end <= offset]

    def _those_in(self, subject: Span) -> list[Node]:
        """Return all whom a plural subject means: "Putin und Biden", "die Minister", "die USA", "Vertreter der Nato"."""
        head = self.text[subject.start : subject.end].split()[0].lower()
        spots = [
            spot for spot in self.discourse.spots_in(subject) if spot[2] not in ("adjective", "compound")
        ]
        if represents(head):
            return _distinct([node for _, _, _, node in spots])
        nodes = _distinct(
            [node for start, end, _, node in spots if self.discourse.syntax.part(start, end) > Part.ASIDE]
        )
        is_many = len(nodes) > 1 or any(node.gender == "p" for node in nodes)
        return nodes if is_many and all(node.name for node in nodes) else []

    def _has_things(self, reading: Reading) -> bool:
        """Tell whether a clause names several besides its subject: "Die USA schicken Soldaten"."""
        start, end = reading.subject or Span(0, 0)
        things = pattern("things, p").finditer(self.text, reading.clause.start, reading.clause.end)
        return any(
            not start <= thing.start() < end and not self.discourse.spots_in(Span(*thing.span()))
            for thing in things
        )

    def _company(self, offset: int) -> list[Node]:
        """Return those whom "und" joined last, else who was named together, in this sentence or the one before."""
        here = self.discourse.sentence_of(offset)
        near = [(one, two) for at, one, two in self.discourse.couples if here - at <= TOGETHER_HORIZON]
        if near:
            return list(near[-1])
        people = self.discourse.company(offset, lambda node: node.kind == "person")
        return (
            people
            if all(here - self.discourse.sentence_last(node) <= TOGETHER_HORIZON for node in people)
            else []
        )


@cache
def _personal_verbs() -> frozenset[str]:
    sayings = frozenset(row["verb"] for row in load_rows("speech/verbs.csv"))
    return sayings | load_words("entities/personal_verbs.txt")


def _acts(reading: Reading) -> bool:
    """Tell whether the subject of a clause does what only people do."""
    return any(
        verb.auxiliary == WANTING or (verb.lemma in _personal_verbs() and not verb.passive)
        for verb in reading.clause.verbs
    )


def _is_many(reading: Reading) -> bool:
    finite = reading.clause.verbs[0].finite
    numbers = {form.number for form in finite.forms if form.finite} if finite else set()
    return "singular" not in numbers


def _is_person(trace: Trace) -> bool:
    return trace.node.kind == "person"


def _distinct(nodes: list[Node]) -> list[Node]:
    return list({id(node): node for node in nodes}.values())
