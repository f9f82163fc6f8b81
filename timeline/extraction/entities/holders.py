"""Tell who is meant by an office without a name: one of the article's people, else who held it on the day."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from ..lexicon import load_rows
from .discourse import Discourse
from .knowledge import Knowledge
from .nodes import Node, Nodes
from .offices import OfficePhrase
from .words import Title, title_of

Fits = Callable[[Node], bool]

ANYBODY = "any"  # the kind of titles that anybody can be called by once introduced: "der Politiker"
LEADER = "leader"  # "der Nato-Chef" is whoever leads it, whatever the office is called there
HEADS = ("secretary_general", "president", "director", "commander", "intelligence_chief", "party_leader")
HEADS_OF_GOVERNMENT = ("prime_minister", "chancellor")


@cache
def groups() -> dict[str, dict[str, str]]:
    """Return the nouns for several people or parties."""
    return {row["noun"].casefold(): row for row in load_rows("entities/groups.csv")}


class Holders:
    """Finds the holders of the offices of one text."""

    def __init__(self, text: str, nodes: Nodes, knowledge: Knowledge, discourse: Discourse) -> None:
        self.text = text
        self.nodes = nodes
        self.knowledge = knowledge
        self.discourse = discourse
        self.named: dict[tuple[str, str], Node] = {}  # by the offices that the article gives its people
        for person in nodes.people():
            for office in person.offices:
                self.named.setdefault(office, person)

    def fitting(self, phrase: OfficePhrase) -> Fits:
        """Return who may be one of those whom a title in the plural means."""
        row = groups().get(self.text[: phrase.end].split()[-1].casefold())
        alike = title_of(row["alike"]) if row and row["alike"] else None
        if alike is None:
            return partial(_is_called, phrase.title)
        return lambda node: (
            self._leads_state(node) and (_is_called(phrase.title, node) or _is_called(alike, node))
        )

    def body_of(self, phrase: OfficePhrase) -> Node | None:
        """Return the organisation whose people are meant: "die Nato-Außenminister", "ein UN-Sprecher"."""
        keys = [key for key in phrase.bodies if key in self.knowledge.entries]
        entries = [self.knowledge.entries[key] for key in keys]
        return next((self.nodes.known(entry.key) for entry in entries if entry.kind == "organisation"), None)

    def holder(self, phrase: OfficePhrase) -> Node | None:
        """Return who is meant by an office: one of the article's people, else who held it on the day."""
        if phrase.determiner == "indefinite":
            return None
        by_party = (
            phrase.title.kind == ANYBODY and phrase.determiner == "definite"
        )  # "die Grünen-Politikerin"
        if by_party or not phrase.bodies:
            return self._recent(phrase) if phrase.determiner else None
        gender = "" if phrase.plural else phrase.title.gender  # "die Außenminister": women too
        roles = phrase.title.offices + (HEADS if LEADER in phrase.title.offices else ())
        offices = [(role, body) for body in phrase.bodies for role in roles]
        for office in offices:
            if office in self.named and _may_be(self.named[office], gender):
                return self.named[office]
        for role, body in offices:
            entry = self.knowledge.holder(role, body, self.nodes.day, gender)
            if entry and not phrase.former:
                return self.nodes.known(entry.key)
        return None

    def colleague(self, phrase: OfficePhrase) -> Node | None:
        """Return the holder of the same office in the named state: "seinem russischen Amtskollegen"."""
        own = self.discourse.last(lambda node: node.kind == "person" and bool(node.offices))
        roles = [role for own_role, _ in sorted(own.offices) for role in _equal_to(own_role)] if own else []
        for role in roles:
            for body in phrase.bodies:
                if (role, body) in self.named:
                    return self.named[role, body]
                entry = self.knowledge.holder(role, body, self.nodes.day)
                if entry:
                    return self.nodes.known(entry.key)
        return None

    def _recent(self, phrase: OfficePhrase) -> Node | None:
        """Return the person last mentioned whom the bare title fits."""
        title = phrase.title
        subject = self.discourse.subject_beside(phrase.start)

        def fits(node: Node) -> bool:
            return node is not subject and _may_be(node, title.gender) and _is_called(title, node)

        return self.discourse.last(fits) or next((node for node in self.named.values() if fits(node)), None)

    def _leads_state(self, node: Node) -> bool:
        entries = (self.knowledge.entries.get(body) for _, body in node.offices)
        return any(entry is not None and entry.kind == "state" for entry in entries)


def _equal_to(role: str) -> tuple[str, ...]:
    """Return the offices whose holders are colleagues, the same one first."""
    return (role, *(other for other in HEADS_OF_GOVERNMENT if role in HEADS_OF_GOVERNMENT and other != role))


def _is_called(title: Title, node: Node) -> bool:
    """Tell whether a title is one by which the article can call a person."""
    if node.kind != "person":
        return False
    return (
        title.noun in node.nouns
        or title.kind == ANYBODY
        or any(title.means(role) for role, _ in node.offices)
    )


def _may_be(person: Node, gender: str) -> bool:
    return not person.gender or not gender or person.gender == gender
