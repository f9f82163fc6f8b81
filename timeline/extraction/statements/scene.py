"""What all finders of speech share: the units of the text and whom its words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..analysis import Analysis
from ..entities import entity_at
from ..findings import Mention, Span
from .units import SENTENCE_STOPS, Unit, units_of

WEAK_FORMS = frozenset({"adjective", "compound"})  # parts of a phrase, not what it means


@dataclass(frozen=True)
class Scene:
    """An article's units, and its entities where they stand."""

    analysis: Analysis
    speakers: dict[int, Span | None] = field(default_factory=dict)  # of verbs, by their offset

    @property
    def text(self) -> str:
        """Return the article's text."""
        return self.analysis.text

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Return the units of the text in order."""
        return units_of(self.analysis)

    @cached_property
    def quoted_words(self) -> Counter[str]:
        """Return how often each passage stands in quotation marks."""
        passages = (quoted.inner for unit in self.units for quoted in unit.quotations)
        return Counter(self.text[inner.start : inner.end] for inner in passages)

    def is_heading(self, number: int) -> bool:
        """Tell whether a unit is a paragraph without a full stop: a heading, a caption or a link to another article."""
        unit = self.units[number]
        alone = unit.span == self.analysis.document.paragraph_at(unit.span.start)
        return alone and unit.text.rstrip('“”"«»‘’)')[-1:] not in SENTENCE_STOPS + ":"

    def animate(self, span: Span) -> bool:
        """Tell whether a phrase names a person, a state or a body that can speak."""
        return any(
            mention.form not in WEAK_FORMS and self.analysis.entity[mention.entity].kind != "place"
            for mention in self.analysis.mentions_in(span)
        )

    def entity_of(self, span: Span) -> str | None:
        """Return the entity that a phrase means, None where it only contains an adjective or a compound of one."""
        mentions = [one for one in self.analysis.mentions_in(span) if one.form not in WEAK_FORMS]
        mentions = [one for one in mentions if not self._owns(one, mentions)]
        entities = {one.entity: self.analysis.entity[one.entity] for one in mentions}
        named = (
            replace(entity, mentions=tuple(one for one in mentions if one.entity == key))
            for key, entity in entities.items()
        )
        return entity_at(named, span)

    def _owns(self, mention: Mention, others: Sequence[Mention]) -> bool:
        """Tell whether a name in the genitive only says whose the person behind it is: "Putins Berater Juri Uschakow"."""
        name, words = self.analysis.entity[mention.entity].name, self.text[mention.start : mention.end]
        genitive = words.endswith("s") and name.endswith(words.removesuffix("s"))
        return genitive and any(
            other.start > mention.end
            and other.entity != mention.entity
            and self.analysis.entity[other.entity].kind == "person"
            for other in others
        )
