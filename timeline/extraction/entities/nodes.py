"""Entities while they are being gathered: what is known so far of each, and where it is mentioned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ..findings import EntityKind, FoundEntity, Mention, MentionForm
from .knowledge import Entry, Gender, Knowledge
from .words import Title


@dataclass(slots=True, eq=False)
class Node:
    """One entity of the article, with its mentions so far."""

    kind: EntityKind
    name: str
    key: str | None = None
    gender: Gender = ""
    offices: set[tuple[str, str]] = field(default_factory=set)  # (role, body's key)
    nouns: set[str] = field(default_factory=set)  # the titles that the article gives a person
    parties: set[str] = field(default_factory=set)  # to which a person belongs, as far as it is known
    office: str | None = None  # as the article introduces it
    spots: dict[tuple[int, int], tuple[MentionForm, str, bool]] = field(default_factory=dict)

    def mention(self, start: int, end: int, form: MentionForm, rule: str, *, acts: bool = True) -> None:
        """Note that the text means this entity there."""
        self.spots.setdefault((start, end), (form, rule, acts))

    def first(self) -> int:
        """Return where the first mention begins."""
        return min(start for start, _ in self.spots)

    def last_before(self, offset: int) -> int:
        """Return where the last mention before the offset begins, or -1."""
        return max((start for start, _ in self.spots if start < offset), default=-1)


class Nodes:
    """All entities of one article, found by key or by name."""

    def __init__(self, knowledge: Knowledge, day: date) -> None:
        self.knowledge = knowledge
        self.day = day
        self.by_key: dict[str, Node] = {}
        self.unknown: dict[tuple[EntityKind, str], Node] = {}

    def known(self, key: str) -> Node:
        """Return the node of a known entity, with the offices that it holds on the article's day."""
        node = self.by_key.get(key)
        if node is None:
            entry = self.knowledge.entries[key]
            node = Node(entry.kind, entry.name, key, entry.gender)
            node.offices.update(
                (office.role, office.body) for office in entry.offices if office.held_on(self.day)
            )
            node.parties.update(filter(None, [entry.party]))
            self.by_key[key] = node
        return node

    def made(self, kind: EntityKind, name: str, *, key: str | None = None, gender: Gender = "") -> Node:
        """Return the node of an entity that the lexicon does not list."""
        if key is not None:
            if key in self.knowledge.entries:
                return self.known(key)
            return self.by_key.setdefault(key, Node(kind, name, key, gender))
        return self.unknown.setdefault((kind, name), Node(kind, name, None, gender))

    def entry(self, node: Node) -> Entry | None:
        """Return what the lexicon knows of a node."""
        return self.knowledge.entries.get(node.key) if node.key else None

    def state_of(self, node: Node) -> Node | None:
        """Return the state that a node is or, being a place, lies in."""
        if node.kind == "state":
            return node
        entry = self.entry(node)
        return self.known(entry.state) if entry and node.kind == "place" and entry.state else None

    def homes(self, node: Node) -> set[str]:
        """Return the states that an entity is, belongs to or holds an office of, as far as that is known."""
        entry = self.entry(node)
        found = {entry.state} if entry and entry.state else set()
        for key in (node.key or "", *(body for _, body in node.offices)):
            body = self.knowledge.entries.get(key)
            if body is None:  # an organ that the lexicon does not list by itself: "ukraine-armee"
                found |= {state for state in (key.rpartition("-")[0],) if state in self.knowledge.entries}
            else:
                found |= {body.key} if body.kind == "state" else {body.state or body.governs}
        return found - {""}

    def fighters_of(self, state: str) -> list[Node]:
        """Return the armed groups of that state that the article names."""
        entries = ((node, self.entry(node)) for node in self.all() if node.spots)
        return [node for node, entry in entries if entry and entry.type == "militia" and entry.state == state]

    def all(self) -> Iterable[Node]:
        """Return all nodes, with mentions or without."""
        return [*self.by_key.values(), *self.unknown.values()]

    def people(self) -> list[Node]:
        """Return the people, in the order in which they were found."""
        return [node for node in self.all() if node.kind == "person"]

    def introduce(self, person: Node, title: Title, bodies: tuple[str, ...], words: str) -> None:
        """Note the office that the article gives a person."""
        person.nouns.add(title.noun)
        person.offices.update((role, body) for role in title.offices[:1] for body in bodies)
        if person.key is None:  # a title tells men from women more surely than a given name
            person.gender = title.gender or person.gender
        person.office = person.office or words

    def found(self) -> tuple[FoundEntity, ...]:
        """Return the entities that have mentions, in the order of their first one."""
        nodes = sorted(
            (node for node in self.all() if node.spots), key=lambda node: (node.first(), node.kind, node.name)
        )
        return tuple(_found(f"e{number}", node) for number, node in enumerate(nodes, 1))


def _found(entity: str, node: Node) -> FoundEntity:
    mentions = tuple(
        Mention(start, end, entity, form, rule, acts)
        for (start, end), (form, rule, acts) in sorted(
            node.spots.items(), key=lambda spot: (spot[0][0], -spot[0][1])
        )
    )
    return FoundEntity(entity, node.kind, node.name, node.key, mentions, node.office)
