"""Resolve what stands in place of a name: pronouns, bare titles, "die Regierung", "beide Seiten"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache

from ..lexicon import load_rows
from ..text import Document
from .discourse import Discourse
from .knowledge import Knowledge
from .nodes import Node, Nodes
from .offices import BodyPhrase, OfficePhrase, body_key, body_name

POSSESSIVE = re.compile(r"\b(?P<who>sein|ihr)e?[nrms]?\s(?P<adjective>\w+e[nrms]?\s)?\Z", re.IGNORECASE)
WORD = re.compile(r"\w+")
GENERIC_ROLE = "any"  # titles that anybody can be called by once introduced: "der Politiker"


@cache
def _pronouns() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in load_rows("entities/pronouns.csv")}


@cache
def _pronoun_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_pronouns(), key=len, reverse=True))
    groups = "|".join(row["noun"] for row in load_rows("entities/groups.csv"))
    return re.compile(
        rf"\b(?:(?P<both>(?:die\s)?beiden?\s(?:[a-zäöüß]+en\s)?(?P<group>{groups}))|(?P<pronoun>{words}))\b",
        re.IGNORECASE,
    )


@cache
def _groups() -> dict[str, str]:
    return {row["noun"].casefold(): row["who"] for row in load_rows("entities/groups.csv")}


class References:
    """Resolves the references of one text in the order in which they stand."""

    def __init__(self, document: Document, nodes: Nodes, knowledge: Knowledge) -> None:
        self.text = document.text
        self.nodes = nodes
        self.knowledge = knowledge
        self.discourse = Discourse(document, nodes)
        self.holders: dict[tuple[str, str], Node] = {}
        for person in nodes.people():
            for office in person.offices:
                self.holders.setdefault(office, person)
        self.main_state = _most_mentioned(nodes)

    def resolve(self, phrases: Iterable[OfficePhrase | BodyPhrase]) -> None:
        """Resolve the given phrases, and the pronouns and groups of the text."""
        pending = [(phrase.start, phrase) for phrase in phrases]
        pronouns = [(match.start(), match) for match in _pronoun_pattern().finditer(self.text)]
        for start, item in sorted([*pending, *pronouns], key=lambda pair: pair[0]):
            self.discourse.advance(start)
            if isinstance(item, OfficePhrase):
                self._office(item)
            elif isinstance(item, BodyPhrase):
                self._body(item)
            elif item["group"]:
                self._group(item)
            else:
                self._pronoun(item)

    def _note(self, node: Node, start: int, end: int, form: str, rule: str) -> None:
        node.mention(start, end, form, rule)  # type: ignore[arg-type]
        self.discourse.note(node, start, end, form)  # type: ignore[arg-type]

    # Offices

    def _office(self, phrase: OfficePhrase) -> None:
        person = self._colleague(phrase) if phrase.colleague else self._holder(phrase)
        if person is not None:
            self._note(person, phrase.start, phrase.end, "office", "office without a name")

    def _holder(self, phrase: OfficePhrase) -> Node | None:
        """Return who is meant by an office: one of the article's people, else who held it on the day."""
        if phrase.determiner == "indefinite":
            return None
        if not phrase.bodies:
            return self._recent_holder(phrase) if phrase.determiner else None
        offices = [(role, body) for body in phrase.bodies for role in phrase.title.roles]
        for office in offices:
            if office in self.holders:
                return self.holders[office]
        for role, body in offices:
            entry = self.knowledge.holder(role, body, self.nodes.day)
            if entry and not phrase.former and entry.gender == phrase.title.gender:
                return self.nodes.known(entry.key)
        return None

    def _colleague(self, phrase: OfficePhrase) -> Node | None:
        """Return the holder of the same office in the named state: "seinem russischen Amtskollegen"."""
        own = next(self.discourse.recent(lambda node: node.kind == "person" and bool(node.offices)), None)
        for role, _ in sorted(own.node.offices) if own else ():
            for body in phrase.bodies:
                if (role, body) in self.holders:
                    return self.holders[role, body]
                entry = self.knowledge.holder(role, body, self.nodes.day)
                if entry:
                    return self.nodes.known(entry.key)
        return None

    def _recent_holder(self, phrase: OfficePhrase) -> Node | None:
        """Return the person last mentioned whom the bare title fits."""
        title = phrase.title

        def fits(node: Node) -> bool:
            if node.kind != "person" or node.gender not in ("", title.gender):
                return False
            if title.noun in node.nouns or GENERIC_ROLE in title.roles:
                return True
            return any(fnmatchcase(role, pattern) for role, _ in node.offices for pattern in title.roles)

        trace = next(self.discourse.recent(fits), None)
        return trace.node if trace else next((node for node in self.holders.values() if fits(node)), None)

    # Organs of a state

    def _body(self, phrase: BodyPhrase) -> None:
        """Resolve "seine Regierung", "die Regierung", "das Parlament"."""
        possessive = POSSESSIVE.search(self.text, max(0, phrase.start - 30), phrase.start)
        state = self._state_of_owner(possessive["who"].lower(), phrase.start) if possessive else None
        if state is None and phrase.determiner == "definite":
            named = None if phrase.means_state else self._named_organ(phrase)
            if named:
                self._note(named, phrase.start, phrase.end, "description", "organ named before")
                return
            state = self._state_in_mind()
        if state is None:
            return
        node = state if phrase.means_state else organ_of(self.nodes, self.knowledge, state.key or "", phrase)
        self._note(node, phrase.start, phrase.end, "description", "organ without its state")

    def _named_organ(self, phrase: BodyPhrase) -> Node | None:
        """Return the organ of that kind that was last spoken of: "das Europäische Parlament"."""
        trace = next(
            self.discourse.recent(
                lambda node: node.kind == "organisation" and node.name.endswith(phrase.noun)
            ),
            None,
        )
        return trace.node if trace else None

    def _state_of_owner(self, who: str, offset: int) -> Node | None:
        gender = "m" if who == "sein" else "f"
        owner = self.discourse.likeliest(
            offset, lambda node: node.kind == "person" and node.gender in (gender, "")
        )
        bodies = sorted(body for _, body in owner.offices) if owner else []
        states = (self.knowledge.entries.get(body) for body in bodies)
        return next(
            (self.nodes.known(entry.key) for entry in states if entry and entry.kind == "state"), None
        )

    def _state_in_mind(self) -> Node | None:
        trace = next(self.discourse.recent(lambda node: node.kind == "state"), None)
        return trace.node if trace else self.main_state

    # Pronouns and groups

    def _pronoun(self, match: re.Match[str]) -> None:
        if self._is_polite(match):
            return
        row = _pronouns()[match["pronoun"].lower()]
        plural = row["number"] == "p" or (row["number"] == "sp" and self._is_plural(match))
        if plural:
            self._plural(match)
            return
        gender = row["gender"]

        def fits(node: Node) -> bool:
            if node.kind == "person":
                return node.gender in (gender, "")
            return gender == "f" and node.gender == "f" and node.kind in ("organisation", "state")

        node = self.discourse.likeliest(match.start(), fits)
        if node:
            self._note(node, *match.span(), "pronoun", "pronoun")

    def _plural(self, match: re.Match[str]) -> None:
        """Resolve a plural pronoun: the last plural ("die USA"), or the two that "und" joins, whichever is nearer."""
        node = self.discourse.likeliest(match.start(), lambda node: node.gender == "p")
        pair = self.discourse.coordinated(lambda node: node.kind == "person")
        if pair and node and self.discourse.sentence_last(pair[1]) < self.discourse.sentence_last(node):
            pair = None
        for one in pair or ((node,) if node else ()):
            self._note(one, *match.span(), "pronoun", "plural pronoun")

    def _is_polite(self, match: re.Match[str]) -> bool:
        """Tell the address "Sie" from the pronoun, which is capitalised only where a sentence begins."""
        before = self.text[max(0, match.start() - 2) : match.start()]
        return match.group()[0].isupper() and bool(re.search(r"[\w,;] \Z", before))

    def _is_plural(self, match: re.Match[str]) -> bool:
        """Tell "sie sagen" from "sie sagt" by the verb beside the pronoun."""
        before = self.text[max(0, match.start() - 25) : match.start()].split()
        after = WORD.match(self.text, match.end() + 1)
        if (
            before
            and before[-1].isalpha()
            and before[-1].islower()
            and before[-1].endswith(("te", "t", "en", "ei", "rde", "abe"))
        ):
            return before[-1].endswith("en")
        return bool(after) and after.group().endswith(("en", "ind", "ien")) and after.group().islower()

    def _group(self, match: re.Match[str]) -> None:
        who = _groups()[match["group"].casefold()]
        pair = (
            self.discourse.pair(lambda node: node.kind == "person") if who == "people" else self._two_states()
        )
        for node in pair or ():
            self._note(node, *match.span(), "group", "two parties")

    def _two_states(self) -> tuple[Node, Node] | None:
        """Return the two states that the article has spoken of most so far, by themselves or through their people."""
        weights: Counter[str] = Counter()
        for key, times in self.discourse.times.items():
            weights[key] += times
        states = [self.nodes.known(key) for key, _ in weights.most_common(2)]
        return (states[0], states[1]) if len(states) == 2 else None


def organ_of(nodes: Nodes, knowledge: Knowledge, state: str, phrase: BodyPhrase) -> Node:
    """Return the node of a state's organ: "russisches Außenministerium"."""
    entry = knowledge.entries[state]
    adjective = "US-" if state == "usa" else next(iter(entry.adjectives), "")
    name = body_name(adjective, phrase.noun, phrase.gender) if adjective else f"{phrase.noun} {entry.name}"
    return nodes.made("organisation", name, key=body_key(state, phrase.noun), gender=phrase.gender)


def _most_mentioned(nodes: Nodes) -> Node | None:
    counts = Counter(
        {id(node): len(node.spots) for node in nodes.all() if node.kind == "state" and node.spots}
    )
    best = counts.most_common(1)
    return next((node for node in nodes.all() if best and id(node) == best[0][0]), None)
