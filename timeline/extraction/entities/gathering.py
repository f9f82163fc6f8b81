"""Gather all entities of one article, in passes from the certain to the inferred."""

from __future__ import annotations

from datetime import date

import ahocorasick

from ..findings import FoundEntity, MentionForm
from ..text import Document
from .acting import capital_acts, is_location
from .coining import CoinReader, trigger_of
from .knowledge import Knowledge
from .naming import NameReader
from .nodes import Node, Nodes
from .offices import BodyPhrase, OfficePhrase, OfficeReader
from .people import People
from .references import References, organ_of
from .scanning import Hit, Term, build_automaton, scan
from .words import closing_words


class Gathering:
    """The entities of one article while they are being gathered."""

    def __init__(
        self, document: Document, day: date, knowledge: Knowledge, automaton: ahocorasick.Automaton
    ) -> None:
        self.document = document
        self.text = document.text
        self.knowledge = knowledge
        self.nodes = Nodes(self.knowledge, day)
        self.hits = scan(self.text, automaton, closing_words())
        self.hit_starts = {hit.start for hit in self.hits}

    def run(self) -> tuple[FoundEntity, ...]:
        """Return all entities of the article."""
        reader = OfficeReader(self.text, self.hits, self.knowledge)
        phrases = list(reader.phrases())
        offices = [phrase for phrase in phrases if isinstance(phrase, OfficePhrase)]
        people = People(self.text, self.nodes, NameReader(self.text, self.hits), self.hits)
        unnamed = people.gather(offices)
        self._names(people)
        self._coined(people)
        bodies = [phrase for phrase in phrases if isinstance(phrase, BodyPhrase)]
        for body in bodies:
            if body.state:
                self._body(body)
        unresolved: list[OfficePhrase | BodyPhrase] = [*unnamed, *(body for body in bodies if not body.state)]
        References(self.document, self.nodes, self.knowledge).resolve(unresolved)
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
        if entry.kind == "person" or (term.guarded and not self._is_called_so(hit)):
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

    def _coined(self, people: People) -> None:
        """Note organisations and places that no lexicon knows, wherever their names stand."""
        reader = CoinReader(self.text, self.hits, people.taken)
        coined: dict[str, Node] = {}
        for name in reader.names():
            if name.start in self.hit_starts:
                continue
            node = coined.get(name.name) or self.nodes.made(name.kind, name.name)
            node.mention(name.start, name.end, "name", name.rule, acts=name.kind != "place")
            coined[name.name] = node
            if name.noun:
                node.nouns.add(name.noun)
            if name.short:
                coined[self.text[slice(*name.short)]] = node
        automaton = build_automaton((text, Term(text, "name")) for text in coined)
        for hit in scan(self.text, automaton):
            if hit.start not in self.hit_starts and hit.start not in people.taken:
                node = coined[hit.terms[0].key]
                form: MentionForm = "compound" if hit.compound else "name"
                node.mention(
                    hit.start, hit.end, form, "named before", acts=node.kind != "place" and not hit.compound
                )
        borders = list(reader.borders())
        named = [words for _, _, words in borders if " " in words]
        for start, end, words in borders:
            border = words if " " in words or not named else named[0]
            self.nodes.made("place", border).mention(start, end, "name", "border", acts=False)

    def _is_called_so(self, hit: Hit) -> bool:
        """Tell whether an ordinary word is a name there: in quotation marks, or after "die Zeitung"."""
        before = self.text[max(0, hit.start - 40) : hit.start].split()
        return self._is_quoted(hit) or (bool(before) and trigger_of(before[-1]) is not None)

    def _is_quoted(self, hit: Hit) -> bool:
        return self.text[hit.start - 1 : hit.start] in ("„", '"', "«", "»", "“", "‚", "'") and hit.start > 0

    def _body(self, phrase: BodyPhrase) -> None:
        """Note an organ whose state is named: the state itself where its government is meant."""
        if phrase.means_state:
            self.nodes.known(phrase.state or "").mention(
                phrase.start, phrase.end, "description", "government"
            )
        else:
            organ = organ_of(self.nodes, self.knowledge, phrase.state or "", phrase)
            organ.mention(phrase.start, phrase.end, "description", "organ of a state")
