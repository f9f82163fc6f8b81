"""Resolve what stands in place of a name: pronouns, bare titles, "die Regierung", "das Bündnis", "beide Seiten"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from ..findings import MentionForm, Span
from ..lexicon import load_rows
from ..text import Document
from .acting import finite_verb_follows
from .discourse import Discourse
from .groups import Groups
from .holders import Holders
from .knowledge import Gender, Knowledge
from .nodes import Node, Nodes
from .offices import BodyPhrase, OfficePhrase
from .organs import Organs
from .patterns import pattern
from .pronouns import Pronouns, pronouns
from .salience import Place, Salience, is_frame_behind
from .scanning import Hit

COLONS = ":;"  # marks behind which something new is said
Item = OfficePhrase | BodyPhrase | Hit | re.Match[str]


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in load_rows("entities/descriptions.csv")}


@cache
def _stand_ins() -> re.Pattern[str]:
    """Return the pattern of pronouns, groups of two and descriptions."""
    words = "|".join(sorted(pronouns(), key=len, reverse=True))
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

    def __init__(
        self, document: Document, nodes: Nodes, knowledge: Knowledge, genders: dict[Span, Gender]
    ) -> None:
        self.text = document.text
        self.nodes = nodes
        self.discourse = Discourse(document, nodes, genders)
        self.salience = Salience(self.discourse)
        self.pronouns = Pronouns(self.discourse, self.salience)
        self.holders = Holders(self.text, nodes, knowledge, self.discourse, self.salience)
        self.groups = Groups(self.discourse, self.salience, self.holders, nodes)
        self.organs = Organs(nodes, knowledge, self.discourse, self.pronouns)
        self.named = {start for start, _, _, _ in self.discourse.spots}
        self.since = -1  # from where on what stands before the words now resolved is not read yet

    def resolve(self, phrases: Iterable[OfficePhrase | BodyPhrase], compatriots: Iterable[Hit]) -> None:
        """Resolve the given phrases and inhabitants, and the pronouns, groups and descriptions of the text."""
        stand_ins = list(_stand_ins().finditer(self.text))
        grouped = {match.start("group") for match in stand_ins if match["group"]}
        items: list[tuple[int, Item]] = [
            (item.start, item) for item in (*phrases, *compatriots) if item.start not in grouped
        ]
        items += [(match.start(), match) for match in stand_ins]
        items += [(match.start(), match) for match in pattern("person by age").finditer(self.text)]
        order = sorted((self._turn(start), start, place) for place, (start, _) in enumerate(items))
        for (since, turn), start, place in order:
            self.since = -1 if turn else since
            self.discourse.advance(start if turn else since)
            self._resolve(items[place][1])

    def _turn(self, start: int) -> tuple[int, int]:
        """Return when words are resolved: in their turn, but first who speaks in a frame behind: "er sei krank, sagte er"."""
        since = self._words_since(start)
        readings = self.discourse.syntax.readings(self.discourse.sentence_of(start))
        behind = any(
            is_frame_behind(reading) and since < reading.clause.start <= start < reading.clause.end
            for reading in readings
        )
        return since, 0 if behind else 1

    def _words_since(self, start: int) -> int:
        """Return where the sentence begins, or what stands behind a colon in it."""
        sentence = self.discourse.sentence_starts[self.discourse.sentence_of(start)]
        marks = (self.text.rfind(mark, sentence, start) for mark in COLONS)
        return max(sentence, *(mark + 1 for mark in marks))

    def _resolve(self, item: Item) -> None:
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
            for node in self.groups.of_noun(match):
                self._note(node, *match.span(), "group", "two parties")
        elif groups["description"] or groups["bare"]:
            self._description(match, "description" if groups["description"] else "bare")
        else:
            self._pronoun(match)

    def _note(self, node: Node, start: int, end: int, form: MentionForm, rule: str) -> None:
        node.mention(start, end, form, rule)
        self._expect(node, start, end, form)

    def _expect(self, node: Node, start: int, end: int, form: MentionForm) -> None:
        self.discourse.expect(node, start, end, form)
        if self.since < 0:
            self.discourse.advance(start + 1)

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
            self._expect(stranger, phrase.start, phrase.end, "office")

    def _holders_together(self, phrase: OfficePhrase, first: Node | None) -> None:
        """Note "die Präsidenten Russlands und der Ukraine" for each of them."""
        others = (self.holders.holder(replace(phrase, bodies=(body,), others=())) for body in phrase.others)
        for person in filter(None, (first, *others)):
            self._note(person, phrase.start, phrase.end, "group", "holders of one office")

    def _holders_in_mind(self, phrase: OfficePhrase) -> None:
        """Note "die Präsidenten" for those whom the article has just named together, "die Nato-Außenminister" for the Nato."""
        people = [] if phrase.bodies else self.groups.holders_in_mind(phrase)
        body = self.holders.body_of(phrase)
        for node in people or filter(None, [body]):
            form: MentionForm = "group" if people else "description"
            self._note(node, phrase.start, phrase.end, form, "holders of one office")

    # Organs of a state, and organisations by what they are

    def _body(self, phrase: BodyPhrase) -> None:
        """Resolve "seine Regierung", "die Regierung", "das Parlament"."""
        found = self.organs.meant(phrase)
        if found:
            self._note(found[0], phrase.start, phrase.end, "description", found[1])

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

    # Pronouns and people without a name

    def _pronoun(self, match: re.Match[str]) -> None:
        if self.pronouns.is_address(match) or self.pronouns.is_article(match):
            return
        size = pronouns()[match["pronoun"].lower()]["size"]
        if size:
            for node in self.groups.several(match.start(), int(size)):
                self._note(node, *match.span(), "group", "several")
            return
        for node in self.pronouns.whom(match, self.since):
            self._note(node, *match.span(), "pronoun", "pronoun")

    def _compatriot(self, hit: Hit) -> None:
        """Resolve "der Ukrainer": the person last spoken of who is of that state."""
        before = pattern("one compatriot").search(self.text, max(0, hit.start - 30), hit.start)
        gender: Gender = "f" if self.text[: hit.end].endswith("in") else "m"
        if before is None or (before["article"].lower() == "die") != (gender == "f"):
            return  # many, as "die Ukrainer" and "die Angriffe der Ukrainer" are
        states = {term.key for term in hit.terms}

        def fits(node: Node) -> bool:
            return node.kind == "person" and node.gender == gender and bool(self.nodes.homes(node) & states)

        for state in states:
            self.nodes.known(state).spots.pop((hit.start, hit.end), None)
        node = self.discourse.last(fits)
        if node and self.discourse.is_near(node, hit.start):
            self._note(node, hit.start, hit.end, "description", "by country")
        else:
            self._expect(Node("person", "", gender=gender), hit.start, hit.end, "description")

    def _by_age(self, match: re.Match[str]) -> None:
        gender = "f" if match["article"].lower() == "die" else "m"
        node = self.salience.likeliest(
            Place(match.start(), match.end(), acts=True),
            lambda trace: trace.node.kind == "person" and trace.gender in (gender, ""),
        )
        if node:
            self._note(node, *match.span(), "description", "person by age")
