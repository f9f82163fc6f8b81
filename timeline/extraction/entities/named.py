"""Note the states, organisations and places that stand in the text under a name, known or brought by the article."""

from __future__ import annotations

import re

from ..findings import MentionForm
from ..lexicon import load_words
from ..text import Document
from .acting import REACH, capital_acts, finite_verb_follows, is_location
from .coining import Coined, CoinReader
from .knowledge import Entry
from .nodes import Node, Nodes
from .offices import names_fighters
from .patterns import pattern
from .scanning import Covered, Hit, Term, build_automaton, scan
from .words import CAPITALISED, trigger_of

SECOND_PART = re.compile(r"-(\w+)(?![\w-])")
OPENING = frozenset("„\"«»“‚'")


class Named:
    """Notes named entities other than people; `taken` are the spans of people's names."""

    def __init__(
        self,
        document: Document,
        nodes: Nodes,
        hits: list[Hit],
        taken: Covered,
        capitals: list[re.Match[str]],
    ) -> None:
        self.capitals = capitals
        self.document = document
        self.text = document.text
        self.nodes = nodes
        self.hits = hits
        self.hit_at = {hit.start: hit for hit in hits}
        self.hit_to = {hit.end: hit for hit in hits}
        self.taken = taken

    def note(self) -> None:
        """Note all of them, the article's own names first where they are longer."""
        reader = CoinReader(self.text, self.hits, self.taken, self.capitals)
        firm = {hit.start for hit in self.hits if not hit.terms[0].guarded}
        known = Covered((hit.start, hit.end) for hit in self.hits if not hit.terms[0].guarded)
        coined = [
            name
            for name in reader.names()
            if name.start not in firm and not known.overlaps(name.start, name.start + 1)
        ]
        longer = Covered([(name.start, name.end) for name in coined])
        for hit in self.hits:
            if hit.form == "surname" or self.taken.overlaps(hit.start, hit.end):
                continue
            if not longer.overlaps(hit.start, hit.end):
                self._known(hit)
        self._coined(coined, firm)
        self._borders(reader)
        self._heads()

    def _known(self, hit: Hit) -> None:
        term = hit.terms[0]
        entry = self.nodes.knowledge.entries[term.key]
        if entry.kind == "person":
            return
        if term.guarded and not self._is_called_so(hit):
            return
        if entry.kind == "organisation" and self._is_of_another(hit, entry):
            return
        node = self.nodes.known(term.key)
        if hit.compound:
            node.mention(hit.start, hit.end, "compound", "compound", acts=False)
            if entry.kind == "place":
                self._fighters(hit)
        elif term.form in ("adjective", "demonym"):
            node.mention(hit.start, hit.end, "adjective", term.form, acts=False)
        elif term.form == "inhabitant":
            node.mention(hit.start, hit.end, "group", "inhabitants", acts=False)
        elif entry.governs and entry.type == "city" and self._acts(hit):
            government = self.nodes.known(entry.governs)
            government.mention(hit.start, hit.end, "capital", "capital acts")
        else:
            acts = entry.kind != "place" and not (is_location(self.text, hit) or self._is_dateline(hit))
            node.mention(hit.start, hit.end, "name", "name", acts=acts)

    def _is_of_another(self, hit: Hit, entry: Entry) -> bool:
        """Tell whether a body is not the known one: "den Sicherheitsrat seines Landes", "die iranische Atomenergiebehörde"."""
        if pattern("of another body").match(self.text[hit.end : hit.end + REACH]):
            return True
        before = self.hit_to.get(hit.start - 1)
        if before is None or hit.compound or entry.state or before.form not in ("adjective", "demonym"):
            return False
        is_word = self.text[hit.start + 1 : hit.end].islower()
        return is_word and self.nodes.knowledge.entries[before.terms[0].key].kind == "state"

    def _fighters(self, hit: Hit) -> None:
        """Note "Tigray-Rebellen", an organisation that is called by its place."""
        match = SECOND_PART.match(self.text, hit.end)
        if match and names_fighters(match[1]):
            group = self.nodes.made("organisation", self.text[hit.start : match.end()], gender="p")
            group.nouns.add(match[1])
            group.mention(hit.start, match.end(), "name", "fighters of a place")

    def _acts(self, hit: Hit) -> bool:
        """Tell whether a capital stands for its government, by itself or beside another one that does ("Wien und Prag haben …")."""
        if capital_acts(self.text, hit, self.document.paragraph_at(hit.start).start):
            return True
        match = pattern("further name").match(self.text[hit.end : hit.end + REACH])
        following = self.hit_at.get(hit.end + match.end() + 1) if match else None
        if following is None or hit.ending or is_location(self.text, hit) or self._is_dateline(hit):
            return False
        entry = self.nodes.knowledge.entries[following.terms[0].key]
        return bool(entry.governs) and entry.type == "city" and finite_verb_follows(self.text, following.end)

    def _is_dateline(self, hit: Hit) -> bool:
        start = self.document.paragraph_at(hit.start).start
        return (
            hit.start == start
            and pattern("dateline").search(self.text[hit.end : hit.end + REACH]) is not None
        )

    def _is_called_so(self, hit: Hit) -> bool:
        """Tell whether an ordinary word is a name there: in quotation marks, or after "die Zeitung"."""
        before = self.text[max(0, hit.start - 40) : hit.start].split()
        quoted = hit.start > 0 and self.text[hit.start - 1] in OPENING
        return quoted or (bool(before) and trigger_of(before[-1]) is not None)

    def _coined(self, names: list[Coined], firm: set[int]) -> None:
        """Note the names that the article brings, wherever they stand in it."""
        coined: dict[str, Node] = {}
        for name in names:
            node = coined.get(name.name) or self.nodes.made(name.kind, name.name)
            node.mention(name.start, name.end, "name", name.rule, acts=name.kind != "place")
            coined[name.name] = node
            if name.noun:
                node.nouns.add(name.noun)
            if name.short:
                coined[self.text[slice(*name.short)]] = node
        automaton = build_automaton((text, Term(text, "name")) for text in coined)
        for hit in scan(self.text, automaton):
            if hit.start not in firm and not self.taken.overlaps(hit.start, hit.end):
                node = coined[hit.terms[0].key]
                form: MentionForm = "compound" if hit.compound else "name"
                acts = node.kind != "place" and not hit.compound
                node.mention(hit.start, hit.end, form, "named before", acts=acts)

    def _borders(self, reader: CoinReader) -> None:
        """Note borders; one without its neighbour is the one that the article names with it."""
        borders = list(reader.borders())
        named = [words for _, _, words in borders if " " in words]
        for start, end, words in borders:
            name = words if " " in words or not named else named[0]
            self.nodes.made("place", name).mention(start, end, "name", "border", acts=False)

    def _heads(self) -> None:
        """Note "die Beobachtungsstelle" where the article has the whole name, "Syrische Beobachtungsstelle für …"."""
        spots = Covered([span for node in self.nodes.all() for span in node.spots])
        heads = {
            head: node
            for node in self.nodes.all()
            if node.kind == "organisation" and node.spots and (head := _head(node.name))
        }
        automaton = build_automaton((head, Term(head, "name")) for head in heads)
        for hit in scan(self.text, automaton):
            node = heads[hit.terms[0].key]
            if hit.compound or hit.start < node.first() or spots.overlaps(hit.start, hit.end):
                continue
            before = pattern("determiner").search(self.text, max(0, hit.start - 12), hit.start)
            if before and before.lastgroup == "definite":
                node.mention(hit.start, hit.end, "description", "head of a long name")


def _head(name: str) -> str | None:
    """Return the noun by which a long name may be called.

    >>> _head("Syrische Beobachtungsstelle für Menschenrechte"), _head("Nato")
    ('Beobachtungsstelle', None)
    """
    words = name.split()
    if len(words) < 2 or not CAPITALISED.fullmatch(words[0]):
        return None
    is_adjective = words[0].endswith(("e", "er", "es", "en")) and CAPITALISED.fullmatch(words[1])
    head = words[1] if is_adjective else words[0]
    is_plain = head[1:].islower() and len(head) > 4
    return head if is_plain and head not in load_words("entities/heads_to_skip.txt") else None
