"""Gather all entities of one article, in passes from the certain to the inferred."""

from __future__ import annotations

from datetime import date

from ..findings import FoundEntity
from ..text import Document
from .acting import capital_acts, is_location
from .forms import knowledge_with
from .knowledge import KnownEntity
from .naming import NameReader
from .nodes import Node, Nodes
from .offices import BodyPhrase, OfficePhrase, OfficeReader, body_key, body_name
from .people import People
from .scanning import Hit, scan
from .words import closing_words


class Gathering:
    """The entities of one article while they are being gathered."""

    def __init__(self, document: Document, day: date, known: tuple[KnownEntity, ...]) -> None:
        self.document = document
        self.text = document.text
        self.knowledge, automaton = knowledge_with(known)
        self.nodes = Nodes(self.knowledge, day)
        self.hits = scan(self.text, automaton, closing_words())

    def run(self) -> tuple[FoundEntity, ...]:
        """Return all entities of the article."""
        reader = OfficeReader(self.text, self.hits, self.knowledge)
        phrases = list(reader.phrases())
        offices = [phrase for phrase in phrases if isinstance(phrase, OfficePhrase)]
        people = People(self.text, self.nodes, NameReader(self.text, self.hits), self.hits)
        unnamed = people.gather(offices)
        self._names(people)
        for phrase in phrases:
            if isinstance(phrase, BodyPhrase):
                self._body(phrase)
        for office in unnamed:
            self._office(office)
        return self.nodes.found()

    def _names(self, people: People) -> None:
        """Note the states, organisations and places that are named."""
        covered = {start for node in self.nodes.people() for start, _ in node.spots if start in people.taken}
        spans = sorted(
            (s, e) for node in self.nodes.people() for (s, e), spot in node.spots.items() if spot[0] == "name"
        )
        index = 0
        for hit in self.hits:
            while index < len(spans) and spans[index][1] <= hit.start:
                index += 1
            inside_name = index < len(spans) and spans[index][0] < hit.end
            if not inside_name and hit.start not in covered and hit.form != "surname":
                self._name(hit)

    def _name(self, hit: Hit) -> None:
        term = hit.terms[0]
        entry = self.knowledge.entries[term.key]
        if entry.kind == "person" or (term.guarded and not self._is_quoted(hit)):
            return
        acts = not is_location(self.text, hit)
        if hit.compound:
            self.nodes.known(term.key).mention(hit.start, hit.end, "compound", "compound", acts=False)
        elif term.form in ("adjective", "demonym"):
            self.nodes.known(term.key).mention(hit.start, hit.end, "adjective", term.form, acts=False)
        elif term.form == "inhabitant":
            self.nodes.known(term.key).mention(hit.start, hit.end, "group", "inhabitants", acts=False)
        elif entry.governs and capital_acts(self.text, hit, self.document.paragraph_at(hit.start).start):
            self.nodes.known(entry.governs).mention(hit.start, hit.end, "capital", "capital acts")
        else:
            self.nodes.known(term.key).mention(
                hit.start, hit.end, "name", "name", acts=acts and entry.kind != "place"
            )

    def _is_quoted(self, hit: Hit) -> bool:
        return self.text[hit.start - 1 : hit.start] in ("„", '"', "«", "»", "“", "‚", "'") and hit.start > 0

    def _body(self, phrase: BodyPhrase) -> None:
        if phrase.state is None:
            return
        state = self.knowledge.entries[phrase.state]
        if phrase.means_state:
            self.nodes.known(phrase.state).mention(phrase.start, phrase.end, "description", "government")
            return
        adjective = "US-" if state.key == "usa" else next(iter(state.adjectives), "")
        name = (
            body_name(adjective, phrase.noun, phrase.gender) if adjective else f"{phrase.noun} {state.name}"
        )
        node = self.nodes.made(
            "organisation", name, key=body_key(state.key, phrase.noun), gender=phrase.gender
        )
        node.mention(phrase.start, phrase.end, "description", "organ of a state")

    def _office(self, phrase: OfficePhrase) -> None:
        person = self._holder(phrase)
        if person is not None:
            person.mention(phrase.start, phrase.end, "office", "office without a name")

    def _holder(self, phrase: OfficePhrase) -> Node | None:
        """Return who is meant by an office: one of the article's people, else who held it on the day."""
        if phrase.determiner == "indefinite" or phrase.colleague:
            return None
        if not phrase.bodies:
            return self._recent(phrase)
        offices = [(role, body) for body in phrase.bodies for role in phrase.title.roles]
        for person in self.nodes.people():
            if any(office in person.offices for office in offices):
                return person
        for role, body in offices:
            entry = self.knowledge.holder(role, body, self.nodes.day)
            if entry and not phrase.former:
                return self.nodes.known(entry.key)
        return None

    def _recent(self, phrase: OfficePhrase) -> Node | None:
        """Return the person last mentioned whom the bare title fits."""
        title = phrase.title
        if phrase.determiner == "":
            return None
        fitting = [
            person
            for person in self.nodes.people()
            if person.gender in ("", title.gender)
            and (
                title.noun in person.nouns
                or any(role in title.roles for role, _ in person.offices)
                or (
                    title.noun in ("Minister", "Ministerin")
                    and any(r.endswith("_minister") for r, _ in person.offices)
                )
            )
        ]
        return max(fitting, key=lambda person: person.last_before(phrase.start), default=None)
