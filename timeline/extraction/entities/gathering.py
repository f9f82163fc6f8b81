"""Gather all entities of one article, in passes from the certain to the inferred."""

from __future__ import annotations

from datetime import date

import ahocorasick

from ..findings import FoundEntity
from ..text import Document
from .knowledge import Knowledge
from .named import Named
from .naming import NameReader
from .nodes import Nodes
from .offices import BodyPhrase, OfficePhrase, OfficeReader
from .people import People
from .references import References, organ_of
from .respelling import FOLDED
from .scanning import scan
from .words import capitalised, closing_words


class Gathering:
    """The entities of one article while they are being gathered."""

    def __init__(
        self, document: Document, day: date, knowledge: Knowledge, automaton: ahocorasick.Automaton
    ) -> None:
        self.document = document
        self.text = document.text
        self.knowledge = knowledge
        self.nodes = Nodes(self.knowledge, day)
        self.hits = scan(self.text.translate(FOLDED), automaton, closing_words())

    def run(self) -> tuple[FoundEntity, ...]:
        """Return all entities of the article."""
        reader = OfficeReader(self.text, self.hits, self.knowledge)
        capitals = capitalised(self.text)
        phrases = list(reader.phrases(capitals))
        offices = [phrase for phrase in phrases if isinstance(phrase, OfficePhrase)]
        people = People(self.text, self.nodes, NameReader(self.text, self.hits, capitals), self.hits)
        unnamed = people.gather(offices)
        Named(self.document, self.nodes, self.hits, people.covered(), capitals).note()
        bodies = [phrase for phrase in phrases if isinstance(phrase, BodyPhrase)]
        for body in bodies:
            if body.state:
                self._body(body)
        unresolved: list[OfficePhrase | BodyPhrase] = [*unnamed, *(body for body in bodies if not body.state)]
        References(self.document, self.nodes, self.knowledge).resolve(unresolved)
        return self.nodes.found()

    def _body(self, phrase: BodyPhrase) -> None:
        """Note an organ whose state is named: the state itself where its government is meant."""
        node = organ_of(self.nodes, self.knowledge, phrase.state or "", phrase)
        if node:
            acts = node.kind != "place"
            node.mention(phrase.start, phrase.end, "description", "organ of a state", acts=acts)
