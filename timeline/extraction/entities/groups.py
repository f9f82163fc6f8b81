"""Resolve words for several: "beide", "die drei", "die beiden Präsidenten", "beide Seiten", "die Minister"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from ..findings import Span
from .discourse import Discourse
from .holders import Holders, groups
from .nodes import Node, Nodes
from .offices import OfficePhrase
from .salience import Place, Salience
from .syntax import Part
from .words import title_of

ACTING_HORIZON = 5  # sentences back in which people acted together whom "die beiden" means
PAIR_HORIZON = 3  # sentences back in which two people were named of whom none acted with the other
SIDES_HORIZON = 2  # sentences back in which two states are spoken of whom "beide Seiten" means
MAIN_STATES = 3  # so many of the states most spoken of may be such sides

Fits = Callable[[Node], bool]


class Groups:
    """Finds the members of the groups that one text speaks of."""

    def __init__(self, discourse: Discourse, salience: Salience, holders: Holders, nodes: Nodes) -> None:
        self.discourse = discourse
        self.salience = salience
        self.holders = holders
        self.nodes = nodes

    def several(self, offset: int, size: int) -> list[Node]:
        """Return whom "beide" and "die drei" mean: who acted together last, else who were named together."""
        if acting := self._acting(offset, is_person, size, ACTING_HORIZON):
            return acting
        if size == 2:
            return self.discourse.two(offset, is_person, near=True, horizon=PAIR_HORIZON)
        return self.discourse.company(offset, is_person, size)

    def of_noun(self, match: re.Match[str]) -> list[Node]:
        """Return whom "die beiden Politiker" and "beide Seiten" mean."""
        noun = match["group"]
        if groups()[noun.casefold()]["who"] == "people":
            return self._two_people(match.start(), noun)
        return self._two_states(match.start(), match.end())

    def holders_in_mind(self, phrase: OfficePhrase) -> list[Node]:
        """Return whom "die Präsidenten" means: those whom the article has just named together."""
        fits = self.holders.fitting(phrase)
        people = self._acting(phrase.start, fits, 0, ACTING_HORIZON) or self.discourse.company(
            phrase.start, fits
        )
        return self.discourse.two(phrase.start, fits) or people if len(people) == 2 else people

    def _acting(self, offset: int, fits: Fits, size: int, horizon: int) -> list[Node]:
        """Return the people who are together the subject of a clause shortly before: so many, or at least two."""
        syntax, here = self.discourse.syntax, self.discourse.sentence_of(offset)
        for number in range(here, max(-1, here - horizon - 1), -1):
            for reading in reversed(syntax.readings(number)):
                if reading.subject is None or reading.subject.end > offset:
                    continue
                people = [node for node in self._heads(reading.subject) if is_person(node)]
                if all(map(fits, people)) and len(people) == (size or max(2, len(people))):
                    return people
        return []

    def _heads(self, subject: Span) -> list[Node]:
        heads = (
            node
            for start, end, form, node in self.discourse.spots_in(subject)
            if form not in ("adjective", "compound") and self.discourse.syntax.part(start, end) > Part.ASIDE
        )
        return list({id(node): node for node in heads}.values())

    def _two_people(self, offset: int, noun: str) -> list[Node]:
        """Return the two people of the article whom the noun fits, else its two people."""
        title = title_of(noun)

        def fits(node: Node) -> bool:
            holds = title is not None and any(title.means(role) for role, _ in node.offices)
            return node.kind == "person" and holds

        for are_meant in (fits, is_person):
            pair = self._acting(offset, are_meant, 2, 1) or self.discourse.two(offset, are_meant)
            if pair := pair or self.discourse.last_two(are_meant):
                return pair
        return []

    def _two_states(self, start: int, end: int) -> list[Node]:
        """Return the two states that the sentences before speak of, by themselves or through their people, else those most spoken of."""
        acting = self._states_of(self._beside(start, end))
        times = [(key, number) for key, number in self.discourse.times.most_common() if key not in acting]
        main = [key for key, _ in times[:MAIN_STATES]]
        here, near = self.discourse.sentence_of(start), Counter[str]()
        for number in range(here, max(-1, here - SIDES_HORIZON - 1), -1):
            told = (trace.node for trace in self.discourse.log.get(number, ()) if trace.start < start)
            near.update(self._states_of(told))
            if len([key for key in near if key not in acting]) >= 2:
                break
        sides = [key for key in near if key not in acting]
        keys = sides if len(sides) == 2 and set(sides) <= set(main) else main[:2]
        return [self.nodes.known(key) for key in keys] if len(keys) == 2 else []

    def _beside(self, start: int, end: int) -> list[Node]:
        """Return who does something to both sides, and so is none of them: "Die EU rief beide Seiten auf"."""
        beside = self.salience.beside(Place(start, end))
        return [node for node in self.nodes.all() if id(node) in beside]

    def _states_of(self, nodes: Iterable[Node]) -> set[str]:
        return {key for node in nodes for key in self.discourse.states_of(node)}


def is_person(node: Node) -> bool:
    """Tell whether an entity is a person."""
    return node.kind == "person"
