"""Follow whom the article speaks of, sentence by sentence, so that "er" and "der Minister" find their person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ..findings import MentionForm, Span
from ..quotation_marks import pair_marks
from ..text import Document
from .knowledge import Gender
from .nodes import Node, Nodes
from .patterns import pattern
from .syntax import Part, Syntax

HORIZON = 4  # sentences after which a pronoun no longer reaches back
COMPANY_HORIZON = 6  # sentences back in which people were named together
MEMORY = 16  # entities that are kept in mind
WEAK_FORMS = ("adjective", "compound")  # parts of a phrase, to which no pronoun refers

Spot = tuple[int, int, MentionForm, Node]


@dataclass(slots=True)
class Trace:
    """When an entity was last spoken of, and how."""

    node: Node
    start: int
    end: int
    sentence: int
    quoted: bool
    weak: bool  # only as an adjective or in a compound, to which no pronoun refers
    gender: Gender  # of the words: "die russische Seite" is she
    earlier: list[Span] = field(default_factory=list)  # where else in the same sentence

    @property
    def spans(self) -> list[Span]:
        """Return all places of the sentence that speak of it."""
        return [*self.earlier, Span(self.start, self.end)]


class Discourse:
    """What a reader has in mind at each place of the text."""

    def __init__(self, document: Document, nodes: Nodes, genders: dict[Span, Gender]) -> None:
        self.text = document.text
        self.nodes = nodes
        self.genders = genders  # of the words where they are not the entity's own
        self.syntax = Syntax(document, self.names_actor)
        self.sentence_starts = self.syntax.starts
        self.quotes = [quoted for quoted in pair_marks(document) if quoted.depth == 0]
        self.quote_starts = [quoted.start for quoted in self.quotes]
        spots: list[Spot] = [
            (start, end, form, node)
            for node in nodes.all()
            for (start, end), (form, _, _) in node.spots.items()
        ]
        self.spots = sorted(spots, key=_place)
        self.next = 0
        self.traces: dict[int, Trace] = {}  # by identity, the latest last
        self.log: dict[int, list[Trace]] = {}  # by sentence, strangers included
        self.times: Counter[str] = Counter()  # how often each state was spoken of, itself or its people
        self.casts: dict[int, list[Node]] = {}  # by sentence: the people named there
        self.couples: list[tuple[int, Node, Node]] = []  # by sentence: two people joined by "und"
        self.newest: tuple[int, Node] | None = None  # where the name of a person ended last

    # Taking in the text

    def advance(self, offset: int) -> None:
        """Take in all that is mentioned before the offset."""
        while self.next < len(self.spots) and self.spots[self.next][0] < offset:
            start, end, form, node = self.spots[self.next]
            self.note(node, start, end, form)
            self.next += 1

    def expect(self, node: Node, start: int, end: int, form: MentionForm) -> None:
        """Keep for later what is resolved before its turn, as whoever speaks in "…, sagte er" is."""
        insort(self.spots, (start, end, form, node), key=_place)

    def note(self, node: Node, start: int, end: int, form: MentionForm) -> None:
        """Remember that the entity is spoken of there."""
        before = self.traces.pop(id(node), None)
        if form not in ("compound", "group"):
            self.times.update(self.states_of(node))
        sentence = self.sentence_of(start)
        again = before if before and before.sentence == sentence else None
        weak = form in WEAK_FORMS and not (again and not again.weak)
        gender = self.genders.get(Span(start, end), node.gender)
        trace = Trace(
            node, start, end, sentence, self.is_quoted(start), weak, gender, again.spans if again else []
        )
        self.traces[id(node)] = trace
        self.log.setdefault(sentence, []).append(trace)
        people = self.casts.setdefault(sentence, [])
        if node.kind == "person" and node.name and not weak and node not in people:
            people.append(node)
            self._couple(node, start, end, sentence)

    def _couple(self, node: Node, start: int, end: int, sentence: int) -> None:
        """Remember the person as joined to the one named right before: "Paschinjan und Präsident Alijew"."""
        if self.newest and pattern("joined").fullmatch(self.text, self.newest[0], start):
            self.couples.append((sentence, self.newest[1], node))
        self.newest = end, node

    def states_of(self, node: Node) -> list[str]:
        """Return the state that an entity is or holds an office of."""
        entries = self.nodes.knowledge.entries
        keys = [node.key] if node.kind == "state" else sorted({body for _, body in node.offices})
        return [key for key in keys if key in entries and entries[key].kind == "state"][:1]

    # Looking at places of the text

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds the offset."""
        return bisect_right(self.sentence_starts, offset) - 1

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the offset lies inside quotation marks."""
        index = bisect_right(self.quote_starts, offset) - 1
        return index >= 0 and offset < self.quotes[index].end

    def spots_in(self, span: Span) -> list[Spot]:
        """Return what is mentioned by words that begin in the span, as far as it is known by now."""
        first = bisect_left(self.spots, span.start, key=lambda spot: spot[0])
        return self.spots[first : bisect_left(self.spots, span.end, key=lambda spot: spot[0])]

    def names_actor(self, span: Span) -> bool:
        """Tell whether words name a person, a state or a body."""
        return any(
            form not in WEAK_FORMS and node.kind != "place" for _, _, form, node in self.spots_in(span)
        )

    def part(self, trace: Trace) -> Part:
        """Return the greatest part that the entity plays in the sentence in which it was last spoken of."""
        return max(self.syntax.part(*span) for span in trace.spans)

    def heads(self, span: Span) -> list[Trace]:
        """Return whom or what a noun phrase is about, as far as it has been read: not its owners."""
        number = self.sentence_of(span.start)
        found = [
            trace
            for trace in self.log.get(number, ())
            if span.start <= trace.start < span.end and not trace.weak
        ]
        return [trace for trace in found if self.syntax.part(trace.start, trace.end) > Part.ASIDE]

    # Looking back

    def recent(self, fits: Callable[[Node], bool]) -> Iterator[Trace]:
        """Yield the entities that fit, the one last mentioned first."""
        return (trace for trace in islice(reversed(self.traces.values()), MEMORY) if fits(trace.node))

    def _named(self, fits: Callable[[Node], bool]) -> Iterator[Trace]:
        return self.recent(lambda node: bool(node.name) and fits(node))

    def last(self, fits: Callable[[Node], bool]) -> Node | None:
        """Return the entity last mentioned that fits."""
        trace = next(self._named(fits), None)
        return trace.node if trace else None

    def latest(self, offset: int, fits: Callable[[Node], bool]) -> Node | None:
        """Return who was mentioned last before the offset and fits, in this sentence or the one before; None where that is a stranger."""
        trace = next(self.recent(fits), None)
        is_near = trace is not None and self.sentence_of(offset) - trace.sentence <= 1
        return trace.node if trace and is_near and trace.node.name else None

    def sentence_last(self, node: Node) -> int:
        """Return the sentence in which the entity was last spoken of, or -1."""
        trace = self.traces.get(id(node))
        return trace.sentence if trace else -1

    def is_near(self, node: Node, offset: int) -> bool:
        """Tell whether the entity was spoken of a few sentences ago at most."""
        return self.sentence_of(offset) - self.sentence_last(node) <= HORIZON

    def company(self, offset: int, fits: Callable[[Node], bool], size: int | None = None) -> list[Node]:
        """Return the people last named in one sentence who fit: so many, or at least two; none where no sentence near has them."""
        here = self.sentence_of(offset)
        for sentence in range(here, max(-1, here - COMPANY_HORIZON), -1):
            people = [node for node in self.casts.get(sentence, ()) if fits(node)]
            if len(people) == (size or max(2, len(people))):
                return people
        return []

    def two(
        self, offset: int, fits: Callable[[Node], bool], *, near: bool = False, horizon: int = 0
    ) -> list[Node]:
        """Return the two whom "beide" or "die beiden Politiker" means: those whom the article tells of, not two named in passing.

        With `near` those of the sentence before go first, whoever they are; `horizon` is the number of sentences looked back.
        """
        here = self.sentence_of(offset)
        casts = ((at, people) for at, people in self.casts.items() if len(people) == 2)
        pairs = [(at, tuple(people), False) for at, people in casts]
        pairs += [(at, (one, other), True) for at, one, other in self.couples]
        far = here - horizon if horizon else 0
        fitting = sorted(
            (pair for pair in pairs if pair[0] >= far and all(map(fits, pair[1]))), key=lambda pair: pair[0]
        )
        named = Counter(id(node) for people in self.casts.values() for node in people)
        best: tuple[float, list[Node]] = (0, [])
        for at, people, is_joined in fitting:
            weight = sum(named[id(node)] for node in people) / 2 + is_joined + (at == fitting[0][0])
            weight += (4 if near else 1.5 * is_joined) * (here - at <= 1)
            best = max(best, (weight, list(people)), key=lambda one: one[0])
        return best[1]

    def last_two(self, fits: Callable[[Node], bool]) -> list[Node]:
        """Return the two that were last mentioned, the earlier one first."""
        found = [trace.node for trace in islice(self._named(fits), 2)]
        return found[::-1] if len(found) == 2 else []


def _place(spot: Spot) -> tuple[int, int]:
    return spot[0], -spot[1]
