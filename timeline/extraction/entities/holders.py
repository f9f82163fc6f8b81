"""Tell who is meant by an office without a name: one of the article's people, else who held it on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial

from ..lexicon import load_rows, load_words
from .discourse import Discourse
from .knowledge import Knowledge
from .nodes import Node, Nodes
from .offices import OfficePhrase
from .salience import Place, Salience
from .words import Title, roles_of, title_of

Fits = Callable[[Node], bool]

ANYBODY = "any"  # the kind of titles that anybody can be called by once introduced: "der Politiker"
LEADER = "leader"  # "der Nato-Chef" is whoever leads it, whatever the office is called there
HEADS = ("secretary_general", "president", "director", "commander", "intelligence_chief", "party_leader")
HEADS_OF_GOVERNMENT = ("prime_minister", "chancellor")
HEADS_OF_STATE = ("president", "king", "emir", "supreme_leader", "pope", LEADER)
MEMBER = "party"  # the type of organisations that a politician can be called by: "der SPD-Politiker"
FAR = 10_000  # sentences: a title reaches back through the whole article


@cache
def groups() -> dict[str, dict[str, str]]:
    """Return the nouns for several people or parties."""
    return {row["noun"].casefold(): row for row in load_rows("entities/groups.csv")}


class Holders:
    """Finds the holders of the offices of one text."""

    def __init__(
        self, text: str, nodes: Nodes, knowledge: Knowledge, discourse: Discourse, salience: Salience
    ) -> None:
        self.text = text
        self.nodes = nodes
        self.knowledge = knowledge
        self.discourse = discourse
        self.salience = salience
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
        entries = [self.knowledge.entries[key] for key in phrase.bodies if key in self.knowledge.entries]
        speaking = (entry.key for entry in entries if entry.kind == "organisation" and entry.type != MEMBER)
        return next(map(self.nodes.known, speaking), None)

    def holder(self, phrase: OfficePhrase) -> Node | None:
        """Return who is meant by an office: one of the article's people, else who held it on the day."""
        if phrase.determiner == "indefinite" or phrase.is_others:
            return None
        if phrase.title.kind == ANYBODY and phrase.determiner == "definite":
            return self._introduced(phrase) if not phrase.bodies else self._belonging(phrase)
        if not phrase.bodies:
            return self._introduced(phrase) if phrase.determiner else None
        many = phrase.plural or phrase.for_state or phrase.others
        gender = "" if many else phrase.title.gender  # "die Außenminister": women too
        for role, body in self._offices(phrase):
            if (role, body) in self.named and _may_be(self.named[role, body], gender):
                return self.named[role, body]
        for role, body in self._offices(phrase):
            entry = self.knowledge.holder(role, body, self.nodes.day, gender)
            if entry and not phrase.former:
                return self.nodes.known(entry.key)
        return None

    def _offices(self, phrase: OfficePhrase) -> Iterable[tuple[str, str]]:
        """Yield the offices that a title means at each of its bodies, the likeliest first."""
        roles = phrase.title.offices + (HEADS if LEADER in phrase.title.offices else ())
        for body in phrase.bodies:
            if phrase.for_state:  # "die Staats- und Regierungschefs": whoever speaks for the state abroad
                presidential = body in load_words("entities/presidential.txt")
                order = (
                    HEADS_OF_STATE + HEADS_OF_GOVERNMENT
                    if presidential
                    else HEADS_OF_GOVERNMENT + HEADS_OF_STATE
                )
                yield from ((role, body) for role in order)
            else:
                yield from ((role, body) for role in roles)

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

    def _introduced(self, phrase: OfficePhrase) -> Node | None:
        """Return whom the bare title means: who fits and is most in mind, else the only one whom the article introduces later."""
        title, place = phrase.title, Place(phrase.start, phrase.end, horizon=FAR)
        fits: Fits = lambda node: _may_be(node, title.gender) and _is_called(title, node)  # noqa: E731
        if found := self._superior(phrase, fits) or self.salience.titled(place, fits, title):
            return found
        later = [node for node in dict.fromkeys(self.named.values()) if fits(node)]
        here = self._states_near(phrase.start)
        later = [node for node in later if not here.isdisjoint(self.nodes.homes(node))] or later
        return later[0] if len(later) == 1 and _is_foremost(title) else None

    def _states_near(self, offset: int) -> set[str]:
        """Return the states that this sentence and the one before speak of."""
        number = self.discourse.sentence_of(offset)
        near = (trace for one in (number - 1, number) for trace in self.discourse.log.get(one, ()))
        return {state for trace in near for state in self.nodes.homes(trace.node)}

    def _superior(self, phrase: OfficePhrase, fits: Fits) -> Node | None:
        """Return the head of the state that the sentence's subject serves, unless another who fits is nearer: "Lawrow riet dem Präsidenten"."""
        acting = self._acting(phrase)
        if acting is None or _leads(acting) or phrase.title.kind == ANYBODY:
            return None
        here = self.discourse.sentence_of(phrase.start)
        near = self.discourse.recent(lambda node: node is not acting and fits(node))
        if any(here - trace.sentence <= 1 for trace in near):
            return None
        for state in sorted(self.nodes.homes(acting)):
            for role in phrase.title.roles:
                entry = self.knowledge.holder(role, state, self.nodes.day, phrase.title.gender)
                if entry and _is_head(role) and self.nodes.known(entry.key).spots:
                    return self.nodes.known(entry.key)
        return None

    def _acting(self, phrase: OfficePhrase) -> Node | None:
        """Return the person who is the subject of the clause in which a title stands."""
        reading = self.discourse.syntax.reading_at(phrase.start)
        if reading is None or reading.subject is None or phrase.start in range(*reading.subject):
            return None
        people = (
            node for _, _, form, node in self.discourse.spots_in(reading.subject) if node.kind == "person"
        )
        return next(people, None)

    def _belonging(self, phrase: OfficePhrase) -> Node | None:
        """Return the person most in mind who belongs to the party or state: "die Grünen-Politikerin", "der britische Diplomat"."""
        gender = phrase.title.gender

        def fits(node: Node) -> bool:
            return node.kind == "person" and _may_be(node, gender) and self.belongs(node, phrase.bodies)

        return self.salience.titled(Place(phrase.start, phrase.end, horizon=FAR), fits, phrase.title)

    def belongs(self, node: Node, bodies: Iterable[str]) -> bool:
        """Tell whether a person may be of one of the parties, or must be of one of the states and bodies."""
        entries = [self.knowledge.entries[body] for body in bodies if body in self.knowledge.entries]
        homes = self.nodes.homes(node)
        parties = {entry.key for entry in entries if entry.type == MEMBER}
        if not parties:
            keys = {entry.key for entry in entries}
            return bool(keys & (homes | {body for _, body in node.offices}))
        if node.parties:
            return bool(node.parties & parties)
        states = {entry.state for entry in entries if entry.state}
        return not homes or bool(homes & states) or not states

    def _leads_state(self, node: Node) -> bool:
        entries = (self.knowledge.entries.get(body) for _, body in node.offices)
        return any(entry is not None and entry.kind == "state" for entry in entries)


def _is_head(role: str) -> bool:
    return role in HEADS_OF_STATE or role in HEADS_OF_GOVERNMENT


def _leads(node: Node) -> bool:
    return any(_is_head(role) for role, _ in node.offices)


def _equal_to(role: str) -> tuple[str, ...]:
    """Return the offices whose holders are colleagues, the same one first."""
    return (role, *(other for other in HEADS_OF_GOVERNMENT if role in HEADS_OF_GOVERNMENT and other != role))


def _is_foremost(title: Title) -> bool:
    """Tell whether there is one holder of the office in a state, who may be called by it before his name comes."""
    return any(
        _is_head(role) or role == "secretary_general" or role.endswith("_minister") for role in title.roles
    )


def _is_called(title: Title, node: Node) -> bool:
    """Tell whether a title is one by which the article can call a person."""
    if node.kind != "person":
        return False
    return (
        title.noun in node.nouns
        or title.kind == ANYBODY
        or any(title.means(role) for role, _ in node.offices)
        or any(title.means(role) for noun in node.nouns for role in roles_of(noun))
    )


def _may_be(person: Node, gender: str) -> bool:
    return not person.gender or not gender or person.gender == gender
