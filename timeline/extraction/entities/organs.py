"""Find whose organ is meant where the text does not say it beside: "die Regierung", "das Parlament", "seine Armee"."""

from __future__ import annotations

from collections import Counter

from ..findings import Span
from .discourse import WEAK_FORMS, Discourse, Spot
from .knowledge import Gender, Knowledge
from .nodes import Node, Nodes
from .offices import BodyPhrase, body_key, body_name
from .patterns import pattern
from .pronouns import Pronouns

NEAR = 2  # sentences back in which an organ was named that is meant again, whoever acts
REACH = 40  # characters before and behind an organ that tell whose it is


class Organs:
    """Finds the organs that one text means."""

    def __init__(self, nodes: Nodes, knowledge: Knowledge, discourse: Discourse, pronouns: Pronouns) -> None:
        self.text = discourse.text
        self.nodes = nodes
        self.knowledge = knowledge
        self.discourse = discourse
        self.pronouns = pronouns
        self.main_state = _most_mentioned(nodes)

    def meant(self, phrase: BodyPhrase) -> tuple[Node, str] | None:
        """Return what an organ without its state means, and the rule that tells it."""
        if phrase.means == "group" or phrase.is_others:
            return None
        state = self._owner(phrase)
        if state is None and (phrase.determiner == "definite" or phrase.is_source):
            if phrase.means in ("own", "named") and (named := self._named_before(phrase)):
                return named, "organ named before"
            if phrase.means == "named":
                return None  # "die Botschaft" is a message as well
            beside = phrase.means == "own" and (self._seat(phrase) or self._actor(phrase))
            state = beside or self._in_mind(phrase)
        if state is None:
            return None
        return organ_of(
            self.nodes, self.knowledge, state.key or "", phrase
        ) or state, "organ without its state"

    def _owner(self, phrase: BodyPhrase) -> Node | None:
        """Return the state of whom a possessive means: "seine Regierung", "in der Botschaft seines Landes"."""
        before = pattern("possessive").search(self.text, max(0, phrase.start - REACH), phrase.start)
        behind = pattern("of another body").match(self.text[phrase.end : phrase.end + REACH])
        if before and phrase.means != "named":
            return self._state_of("m" if before["his"] else "f", phrase.start)
        return self._state_of("m" if behind["his"] else "f", phrase.start) if behind else None

    def _state_of(self, gender: Gender, offset: int) -> Node | None:
        owner = self.pronouns.owner(offset, gender)
        if owner is None or owner.kind == "state":
            return owner
        return self._home(owner)

    def _home(self, node: Node) -> Node | None:
        """Return the one state that a person serves."""
        homes = [key for key in self.nodes.homes(node) if self.knowledge.entries[key].kind == "state"]
        return self.nodes.known(homes[0]) if len(homes) == 1 else None

    def _named_before(self, phrase: BodyPhrase) -> Node | None:
        """Return the organ of that kind that was last spoken of ("das Europäische Parlament"), or the article's only one.

        None where what stands beside tells that it is another state's: "In Bukarest nannte das Ministerium …".
        """

        def fits(node: Node) -> bool:
            return node.kind == "organisation" and node.name.endswith(phrase.noun)

        only = [node for node in self.nodes.all() if node.spots and fits(node)]
        found = self.discourse.last(fits) or (only[0] if len(only) == 1 else None)
        if found is None or phrase.means == "named":
            return found
        is_near = self.discourse.sentence_of(phrase.start) - self.discourse.sentence_last(found) <= NEAR
        other = self._seat(phrase) or (None if is_near else self._actor(phrase))
        return None if other and other.key not in self.nodes.homes(found) else found

    def _spots_beside(self, phrase: BodyPhrase) -> list[Spot]:
        reading = self.discourse.syntax.reading_at(phrase.start)
        span = Span(reading.clause.start, reading.clause.end) if reading else Span(0, 0)
        return [spot for spot in self.discourse.spots_in(span) if spot[2] not in WEAK_FORMS]

    def _seat(self, phrase: BodyPhrase) -> Node | None:
        """Return the state whose capital stands in the clause: "In Bukarest nannte das Außenministerium …"."""
        entries = (self.nodes.entry(node) for *_, node in self._spots_beside(phrase))
        seats = {entry.governs for entry in entries if entry and entry.type == "city" and entry.governs}
        return self.nodes.known(seats.pop()) if len(seats) == 1 else None

    def _actor(self, phrase: BodyPhrase) -> Node | None:
        """Return the state that the person serves who acts, or whom the organ is named with: "Putin wies die Armee an"."""
        reading = self.discourse.syntax.reading_at(phrase.start)
        if reading is None or reading.subject is None:
            return None
        first, last = reading.subject
        is_part = first <= phrase.start < last  # "die Sprecherin des Außenministeriums, Maria Sacharowa"
        people = [
            node
            for start, _, _, node in self._spots_beside(phrase)
            if node.kind == "person" and first <= start < last and (not is_part or start > phrase.end)
        ]
        return self._home(people[0]) if people else None

    def _in_mind(self, phrase: BodyPhrase) -> Node | None:
        """Return the state whose organ is meant: for a government the one last spoken of, else the article's main one."""
        last = self.discourse.last(lambda node: self.nodes.state_of(node) is not None)
        state = self.nodes.state_of(last) if last else None
        return state or self.main_state if phrase.means == "state" else self.main_state or state


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
