"""Resolve what stands in place of a name: pronouns, bare titles, "die Regierung", "das Bündnis", "beide Seiten"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from ..findings import MentionForm
from ..lexicon import load_rows
from ..text import Document
from ..verbs import forms_of
from .acting import NEXT_WORD, finite_verb_follows, is_finite
from .discourse import Discourse
from .holders import Fits, Holders, groups
from .knowledge import Gender, Knowledge
from .nodes import Node, Nodes
from .offices import BodyPhrase, OfficePhrase, body_key, body_name
from .patterns import pattern
from .scanning import ADJECTIVE_ENDINGS, Hit
from .words import title_of

ADDRESS = re.compile(r"[\w,;] \Z")  # what stands before a capital "Sie" that addresses the reader
WORDS_BEFORE = re.compile(r"([a-zäöüß]+)\s\Z")
WORDS_AFTER = re.compile(r"\s([a-zäöüß]+)")
CLAUSE_END = re.compile(r"([a-zäöüß]+)[,.;:!?“”\"«»]")
CLAUSE_REACH = 120  # characters in which a subordinate clause's verb is looked for


@cache
def _pronouns() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in load_rows("entities/pronouns.csv")}


@cache
def _sayings() -> frozenset[str]:
    """Return the verbs of saying, whose subject is a person if it is a pronoun."""
    return frozenset(row["verb"] for row in load_rows("speech/verbs.csv"))


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in load_rows("entities/descriptions.csv")}


@cache
def _stand_ins() -> re.Pattern[str]:
    """Return the pattern of pronouns, groups of two and descriptions."""
    words = "|".join(sorted(_pronouns(), key=len, reverse=True))
    groups = "|".join(row["noun"] for row in load_rows("entities/groups.csv"))
    nouns = "|".join(sorted(_descriptions(), key=len, reverse=True))
    bare = "|".join(noun for noun, row in _descriptions().items() if row["bare"])
    return re.compile(
        rf"\b(?:(?:[Dd]ie\s)?[Bb]eiden?\s(?:[a-zäöüß]+en\s)?(?P<group>{groups})|(?P<pronoun>(?i:{words}))|"
        rf"(?:[Dd](?:er|ie|as|en|em|es)|[Vv]om|[Zz]um|[Bb]eim)\s(?P<description>{nouns})|"
        rf"(?P<bare>{bare}))(?![\w-])"
    )


class References:
    """Resolves the references of one text in the order in which they stand."""

    def __init__(self, document: Document, nodes: Nodes, knowledge: Knowledge) -> None:
        self.text = document.text
        self.nodes = nodes
        self.knowledge = knowledge
        self.discourse = Discourse(document, nodes)
        self.holders = Holders(self.text, nodes, knowledge, self.discourse)
        self.main_state = _most_mentioned(nodes)
        self.named = {start for start, _, _, _ in self.discourse.spots}

    def resolve(self, phrases: Iterable[OfficePhrase | BodyPhrase], compatriots: Iterable[Hit]) -> None:
        """Resolve the given phrases and inhabitants, and the pronouns, groups and descriptions of the text."""
        items: list[tuple[int, OfficePhrase | BodyPhrase | Hit | re.Match[str]]] = [
            (item.start, item) for item in (*phrases, *compatriots)
        ]
        items += [(match.start(), match) for match in _stand_ins().finditer(self.text)]
        items += [(match.start(), match) for match in pattern("person by age").finditer(self.text)]
        for start, item in sorted(items, key=lambda pair: pair[0]):
            self.discourse.advance(start)
            if isinstance(item, OfficePhrase):
                self._office(item)
            elif isinstance(item, BodyPhrase):
                self._body(item)
            elif isinstance(item, Hit):
                self._compatriot(item)
            else:
                self._stand_in(item)

    def _stand_in(self, match: re.Match[str]) -> None:
        groups = match.groupdict()
        if groups.get("article"):
            self._by_age(match)
        elif groups["group"]:
            self._group(match)
        elif groups["description"] or groups["bare"]:
            self._description(match, "description" if groups["description"] else "bare")
        else:
            self._pronoun(match)

    def _note(self, node: Node, start: int, end: int, form: MentionForm, rule: str) -> None:
        node.mention(start, end, form, rule)
        self.discourse.note(node, start, end, form)

    # Offices

    def _office(self, phrase: OfficePhrase) -> None:
        if phrase.plural and not phrase.others:
            self._holders_in_mind(phrase)
            return
        person = self.holders.colleague(phrase) if phrase.colleague else self.holders.holder(phrase)
        if phrase.others:
            self._holders_together(phrase, person)
        elif person is not None:
            self._note(person, phrase.start, phrase.end, "office", "office without a name")
        elif body := self.holders.body_of(phrase):
            self._note(body, phrase.start, phrase.end, "description", "people of a body")
        else:  # whoever that is, a following "er" means this person and nobody named before
            stranger = Node("person", "", gender=phrase.title.gender)
            self.discourse.note(stranger, phrase.start, phrase.end, "office")

    def _holders_together(self, phrase: OfficePhrase, first: Node | None) -> None:
        """Note "die Präsidenten Russlands und der Ukraine" for each of them."""
        others = (self.holders.holder(replace(phrase, bodies=(body,), others=())) for body in phrase.others)
        for person in filter(None, (first, *others)):
            self._note(person, phrase.start, phrase.end, "group", "holders of one office")

    def _holders_in_mind(self, phrase: OfficePhrase) -> None:
        """Note "die Präsidenten" for those whom the article has just named together, "die Nato-Außenminister" for the Nato."""
        people = [] if phrase.bodies else self._company(phrase.start, self.holders.fitting(phrase))
        body = self.holders.body_of(phrase)
        for node in people or filter(None, [body]):
            form: MentionForm = "group" if people else "description"
            self._note(node, phrase.start, phrase.end, form, "holders of one office")

    def _company(self, start: int, fits: Fits) -> list[Node]:
        """Return those last named together; of several pairs the one that the article tells of."""
        people = self.discourse.company(start, fits)
        return self.discourse.two(start, fits) or people if len(people) == 2 else people

    # Organs of a state, and organisations by what they are

    def _body(self, phrase: BodyPhrase) -> None:
        """Resolve "seine Regierung", "die Regierung", "das Parlament"."""
        if phrase.means == "group" or phrase.is_others:
            return
        possessive = pattern("possessive").search(self.text, max(0, phrase.start - 30), phrase.start)
        state = self._state_of_owner("m" if possessive["his"] else "f", phrase.start) if possessive else None
        if state is None and (phrase.determiner == "definite" or phrase.is_source):
            named = self._named_organ(phrase) if phrase.means == "own" else None
            if named:
                self._note(named, phrase.start, phrase.end, "description", "organ named before")
                return
            state = self._state_in_mind(phrase)
        if state is None:
            return
        node = organ_of(self.nodes, self.knowledge, state.key or "", phrase) or state
        self._note(node, phrase.start, phrase.end, "description", "organ without its state")

    def _named_organ(self, phrase: BodyPhrase) -> Node | None:
        """Return the organ of that kind that was last spoken of ("das Europäische Parlament"), or the article's only one."""

        def fits(node: Node) -> bool:
            return node.kind == "organisation" and node.name.endswith(phrase.noun)

        only = [node for node in self.nodes.all() if node.spots and fits(node)]
        return self.discourse.last(fits) or (only[0] if len(only) == 1 else None)

    def _state_in_mind(self, phrase: BodyPhrase) -> Node | None:
        """Return the state whose organ is meant: for a government the one last spoken of, else the article's main one."""
        last = self.discourse.last(lambda node: self.nodes.state_of(node) is not None)
        state = self.nodes.state_of(last) if last else None
        return state or self.main_state if phrase.means == "state" else self.main_state or state

    def _state_of_owner(self, gender: Gender, offset: int) -> Node | None:
        owner = self.discourse.likeliest(
            offset, lambda node: node.kind == "person" and node.gender in (gender, "")
        )
        bodies = sorted(body for _, body in owner.offices) if owner else []
        states = (self.knowledge.entries.get(body) for body in bodies)
        return next(
            (self.nodes.known(entry.key) for entry in states if entry and entry.kind == "state"), None
        )

    def _description(self, match: re.Match[str], group: str) -> None:
        """Resolve "das Bündnis" and "die Rebellen": the organisation of that type that was last spoken of."""
        if match.start(group) in self.named or match.end() + 1 in self.named:
            return  # a name itself, or followed by one: "der Sender CNN"
        row = _descriptions()[match[group]]
        types, suffix = row["types"].split("|"), row["suffix"]

        def fits(node: Node) -> bool:
            if node.kind != row["kind"]:
                return False
            if suffix:
                return node.name.lower().endswith(suffix)
            entry = self.nodes.entry(node)
            called = match[group].lower()
            return entry.type in types if entry else any(noun.lower().endswith(called) for noun in node.nouns)

        start = match.start(group)
        if row["subject"] and not finite_verb_follows(self.text, match.end()):
            return
        if pattern("other people").search(self.text, max(0, start - 40), start):
            return
        node = self.discourse.last(fits)
        near = group == "description" or (node and self.discourse.is_near(node, match.start()))
        if node and near:
            self._note(node, *match.span(group), "description", "what it is")

    # Pronouns and groups

    def _pronoun(self, match: re.Match[str]) -> None:
        if self._is_address(match) or self._is_article(match):
            return
        row = _pronouns()[match["pronoun"].lower()]
        if row["size"]:
            self._several(match, int(row["size"]))
            return
        if row["number"] == "p" or (row["number"] == "sp" and self._is_plural(match)):
            self._plural(match)
            return
        gender = row["gender"]

        def fits(node: Node) -> bool:
            return (node.gender == gender and node.kind != "place") or (
                node.kind == "person" and not node.gender
            )

        fitting = self._of_speaker(match, fits)
        is_last = row["which"] == "last"  # "dieser": whoever was mentioned last
        node = self.discourse.latest(match.start(), fitting) if is_last else None
        node = node or self.discourse.likeliest(match.start(), fitting)
        if node:
            self._note(node, *match.span(), "pronoun", "pronoun")

    def _of_speaker(self, match: re.Match[str], fits: Fits) -> Fits:
        """Return what fits a pronoun: beside a verb of saying only people, where the article has one who fits."""
        verbs = (
            WORDS_BEFORE.search(self.text, max(0, match.start() - 25), match.start()),
            WORDS_AFTER.match(self.text, match.end()),
        )
        says = any(
            form.finite and form.lemma in _sayings() for verb in verbs if verb for form in forms_of(verb[1])
        )
        if says and self.discourse.last(lambda node: node.kind == "person" and fits(node)):
            return lambda node: node.kind == "person" and fits(node)
        return fits

    def _compatriot(self, hit: Hit) -> None:
        """Resolve "der Ukrainer": the person last spoken of who speaks for that state."""
        if not pattern("one compatriot").search(self.text, max(0, hit.start - 30), hit.start):
            return
        gender = "f" if self.text[: hit.end].endswith("in") else "m"
        states = {term.key for term in hit.terms}

        def fits(node: Node) -> bool:
            return (
                node.kind == "person"
                and node.gender == gender
                and any(body in states for _, body in node.offices)
            )

        node = self.discourse.last(fits)
        if node and self.discourse.is_near(node, hit.start):
            for state in states:
                self.nodes.known(state).spots.pop((hit.start, hit.end), None)
            self._note(node, hit.start, hit.end, "description", "by country")

    def _several(self, match: re.Match[str], size: int) -> None:
        """Resolve "beide" and "die drei": the people last named together."""
        pair = self.discourse.two(match.start(), _is_person, near=True) if size == 2 else []
        people = pair or self.discourse.company(match.start(), _is_person, size)
        for node in people:
            self._note(node, *match.span(), "group", "several")

    def _by_age(self, match: re.Match[str]) -> None:
        gender = "f" if match["article"].lower() == "die" else "m"
        node = self.discourse.likeliest(
            match.start(), lambda node: node.kind == "person" and node.gender in (gender, "")
        )
        if node:
            self._note(node, *match.span(), "description", "person by age")

    def _plural(self, match: re.Match[str]) -> None:
        """Resolve a plural pronoun: the last plural ("die USA"), or the two that "und" joins, whichever is nearer."""
        node = self.discourse.likeliest(match.start(), lambda node: node.gender == "p")
        pair: Sequence[Node] | None = self.discourse.joined(_is_person)
        if pair and node and self.discourse.sentence_last(pair[1]) < self.discourse.sentence_last(node):
            pair = None
        if not pair and not node and pattern("together").match(self.text[match.end() :]):
            pair = self.discourse.company(match.start(), _is_person)
        for one in pair or ((node,) if node else ()):
            self._note(one, *match.span(), "pronoun", "plural pronoun")

    def _is_address(self, match: re.Match[str]) -> bool:
        """Tell the address "Sie" from the pronoun, which is capitalised only where a sentence begins."""
        before = self.text[max(0, match.start() - 2) : match.start()]
        return match.group()[0].isupper() and ADDRESS.search(before) is not None

    def _is_article(self, match: re.Match[str]) -> bool:
        """Tell "dieser Streit" and "dieser neue Streit" from "dieser sagte"."""
        if _pronouns()[match["pronoun"].lower()]["article"] == "":
            return False
        after = NEXT_WORD.match(self.text, match.end())
        if after is None:
            return False
        return after[1][0].isupper() or (
            after[1].endswith(tuple(ADJECTIVE_ENDINGS)) and not is_finite(after[1])
        )

    def _is_plural(self, match: re.Match[str]) -> bool:
        """Tell "sie sagen" from "sie sagt" by the verb beside the pronoun, or at the clause's end."""
        start, end = match.span()
        verbs = (
            WORDS_BEFORE.search(self.text, max(0, start - 25), start),
            WORDS_AFTER.match(self.text, end),
            CLAUSE_END.search(self.text, end, end + CLAUSE_REACH),
        )
        for verb in filter(None, verbs):
            numbers = {form.number for form in forms_of(verb[1]) if form.finite}
            if numbers:
                return "singular" not in numbers
        return False

    def _group(self, match: re.Match[str]) -> None:
        pair: Sequence[Node] | None
        who = groups()[match["group"].casefold()]["who"]
        pair = self._two_people(match) if who == "people" else self._two_states()
        for node in pair or ():
            self._note(node, *match.span(), "group", "two parties")

    def _two_people(self, match: re.Match[str]) -> list[Node]:
        """Return the two people of the article whom the noun fits, else its two people."""
        title = title_of(match["group"])

        def fits(node: Node) -> bool:
            holds = title is not None and any(title.means(role) for role, _ in node.offices)
            return node.kind == "person" and holds

        for are_meant in (fits, _is_person):
            if pair := self.discourse.two(match.start(), are_meant) or self.discourse.last_two(are_meant):
                return pair
        return []

    def _two_states(self) -> tuple[Node, Node] | None:
        """Return the two states that the article has spoken of most so far, by themselves or through their people."""
        states = [self.nodes.known(key) for key, _ in self.discourse.times.most_common(2)]
        return (states[0], states[1]) if len(states) == 2 else None


def _is_person(node: Node) -> bool:
    return node.kind == "person"


def organ_of(nodes: Nodes, knowledge: Knowledge, state: str, phrase: BodyPhrase) -> Node | None:
    """Return what the phrase means: the state, its capital, or an organ ("russisches Außenministerium")."""
    if phrase.means == "state":
        return nodes.known(state)
    if phrase.means == "capital":
        seat = knowledge.seat(state)
        return nodes.known(seat.key) if seat else None
    entry = knowledge.entries[state]
    fighters = nodes.fighters_of(state) if phrase.means == "group" else []
    if len(fighters) == 1:
        return fighters[0]
    name = body_name(entry, phrase.noun, phrase.gender)
    organ = nodes.made("organisation", name, key=body_key(state, phrase.noun), gender=phrase.gender)
    organ.nouns.add(phrase.noun)
    return organ


def _most_mentioned(nodes: Nodes) -> Node | None:
    """Return the state that the article mentions most, itself or by its places."""
    times: Counter[str] = Counter()
    for node in nodes.all():
        state = nodes.state_of(node)
        if state and state.key:
            times[state.key] += len(node.spots)
    return nodes.known(times.most_common(1)[0][0]) if times else None
