"""Gather all entities of one article, in passes from the certain to the inferred."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import ahocorasick

from ..findings import FoundEntity, Span
from ..text import Document
from .knowledge import Gender, Knowledge
from .named import Named
from .naming import NameReader
from .nodes import Nodes
from .offices import BodyPhrase, OfficePhrase, OfficeReader
from .organs import organ_of
from .people import People
from .references import References
from .respelling import folded
from .scanning import scan
from .words import capitalised, closing_words


def gather(
    document: Document, day: date, knowledge: Knowledge, automaton: ahocorasick.Automaton
) -> tuple[FoundEntity, ...]:
    """Return all entities of the article; `automaton` finds the names of `knowledge`, `day` tells who is in office."""
    text, nodes = document.text, Nodes(knowledge, day)
    hits = scan(folded(text), automaton, closing_words())
    capitals = capitalised(text)
    phrases = list(OfficeReader(text, hits, knowledge).phrases(capitals))
    people = People(text, nodes, NameReader(text, hits, capitals), hits)
    unnamed = people.gather([phrase for phrase in phrases if isinstance(phrase, OfficePhrase)])
    Named(document, nodes, hits, people.covered(), capitals).note()
    bodies = [phrase for phrase in phrases if isinstance(phrase, BodyPhrase)]
    _note_organs(nodes, (body for body in bodies if body.state))
    stateless = (body for body in bodies if not body.state)
    compatriots = (hit for hit in hits if hit.form == "inhabitant" and not hit.compound)
    genders: dict[Span, Gender] = {
        Span(body.start, body.end): "p" if body.plural else body.gender for body in bodies
    }
    References(document, nodes, knowledge, genders).resolve([*unnamed, *stateless], compatriots)
    return nodes.found()


def _note_organs(nodes: Nodes, bodies: Iterable[BodyPhrase]) -> None:
    """Note the organs whose state is named; the state itself where its government is meant."""
    for body in bodies:
        node = organ_of(nodes, nodes.knowledge, body.state or "", body)
        if node:
            acts = node.kind != "place"
            node.mention(body.start, body.end, "description", "organ of a state", acts=acts)
