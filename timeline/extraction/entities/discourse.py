"""Follow whom the article speaks of, sentence by sentence, so that "er" and "der Minister" find their person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..findings import MentionForm
from ..quotation_marks import pair_marks
from ..text import Document
from ..verbs import VerbForm, forms_of
from .acting import REACH, finite_verb_follows, is_finite
from .nodes import Node, Nodes
from .patterns import pattern
from .scanning import ADJECTIVE_ENDINGS

HORIZON = 4  # sentences after which a pronoun no longer reaches back
REPORT_HORIZON = 8  # sentences for which reported speech goes on without naming its speaker again
COMPANY_HORIZON = 6  # sentences back in which people were named together
MEMORY = 16  # entities that are kept in mind
CLAUSE_BORDER = re.compile(r"[,;:.!?]")
WORD = re.compile(r"[a-zäöüß]{2,}")
MAX_TITLE_WORDS = 4  # between a verb and the name of its subject


@dataclass(slots=True)
class Trace:
    """When an entity was last spoken of, and how."""

    node: Node
    start: int
    end: int
    sentence: int
    subject: bool
    quoted: bool
    weak: bool  # only as an adjective or in a compound, to which no pronoun refers


class Discourse:
    """What a reader has in mind at each place of the text."""

    def __init__(self, document: Document, nodes: Nodes) -> None:
        self.text = document.text
        self.nodes = nodes
        self.sentence_starts = [sentence.start for sentence in document.sentences]
        self.quotes = [quoted for quoted in pair_marks(document) if quoted.depth == 0]
        self.quote_starts = [quoted.start for quoted in self.quotes]
        self.spots = sorted(
            (
                (start, end, form, node)
                for node in nodes.all()
                for (start, end), (form, _, _) in node.spots.items()
            ),
            key=lambda spot: (spot[0], -spot[1]),
        )
        self.next = 0
        self.traces: dict[int, Trace] = {}  # by identity, the latest last
        self.speaker: Trace | None = None  # who spoke last
        self.times: Counter[str] = Counter()  # how often each state was spoken of, itself or its people
        self.casts: dict[int, list[Node]] = {}  # by sentence: the people named there
        self.couples: list[tuple[int, Node, Node]] = []  # by sentence: two people joined by "und"
        self.newest: tuple[int, Node] | None = None  # where the name of a person ended last
        self.reported: dict[int, bool] = {}  # by sentence: whether a subjunctive reports somebody's words

    def advance(self, offset: int) -> None:
        """Take in all that is mentioned before the offset."""
        while self.next < len(self.spots) and self.spots[self.next][0] < offset:
            start, end, form, node = self.spots[self.next]
            self.note(node, start, end, form)
            self.next += 1

    def note(self, node: Node, start: int, end: int, form: MentionForm) -> None:
        """Remember that the entity is spoken of there."""
        before = self.traces.pop(id(node), None)
        if form not in ("compound", "group"):
            self.times.update(self._states_of(node))
        sentence = self.sentence_of(start)
        oblique = pattern("oblique").search(self.text, max(0, start - REACH), start)
        subject = form not in ("adjective", "compound") and not oblique
        if before and before.sentence == sentence:
            subject = subject or before.subject
        weak = form in ("adjective", "compound") and not (
            before and before.sentence == sentence and not before.weak
        )
        trace = Trace(node, start, end, sentence, subject, self.is_quoted(start), weak)
        self.traces[id(node)] = trace
        if (
            node.kind == "person"
            and node.name
            and not weak
            and node not in self.casts.setdefault(sentence, [])
        ):
            self.casts[sentence].append(node)
            self._couple(node, start, end, sentence)
        if node.kind == "person" and form != "pronoun" and self._speaks(trace):
            self.speaker = trace

    def _couple(self, node: Node, start: int, end: int, sentence: int) -> None:
        """Remember the person as joined to the one named right before: "Paschinjan und Präsident Alijew"."""
        if self.newest and pattern("joined").fullmatch(self.text, self.newest[0], start):
            self.couples.append((sentence, self.newest[1], node))
        self.newest = end, node

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds the offset."""
        return bisect_right(self.sentence_starts, offset) - 1

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the offset lies inside quotation marks."""
        index = bisect_right(self.quote_starts, offset) - 1
        return index >= 0 and offset < self.quotes[index].end

    def sentence_last(self, node: Node) -> int:
        """Return the sentence in which the entity was last spoken of, or -1."""
        trace = self.traces.get(id(node))
        return trace.sentence if trace else -1

    def subject_beside(self, offset: int) -> Node | None:
        """Return who is the subject of the clause, whom a phrase behind a preposition cannot mean: "er sprach mit dem Präsidenten"."""
        trace = next(self.recent(lambda node: node.kind == "person"), None)
        if trace is None or not trace.subject or trace.sentence != self.sentence_of(offset):
            return None
        between = self.text[trace.end : offset]
        return (
            trace.node if pattern("oblique").search(between) and not CLAUSE_BORDER.search(between) else None
        )

    def is_near(self, node: Node, offset: int) -> bool:
        """Tell whether the entity was spoken of a few sentences ago at most."""
        return self.sentence_of(offset) - self.sentence_last(node) <= HORIZON

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

    def likeliest(self, offset: int, fits: Callable[[Node], bool]) -> Node | None:
        """Return who a pronoun at the offset means: whoever is being reported, else the nearest subject.

        None too where the nearest is a stranger, somebody whom the article does not name.
        """
        if self.speaker and fits(self.speaker.node) and self._goes_on_speaking(self.speaker, offset):
            return self.speaker.node
        sentence, quoted = self.sentence_of(offset), self.is_quoted(offset)
        near = [
            trace for trace in self.recent(fits) if not trace.weak and sentence - trace.sentence <= HORIZON
        ]
        best = max(near, key=lambda trace: _nearness(trace, sentence, quoted), default=None)
        return best.node if best and best.node.name else None

    def company(self, offset: int, fits: Callable[[Node], bool], size: int | None = None) -> list[Node]:
        """Return the people last named in one sentence who fit: so many, or at least two; none where no sentence near has them."""
        here = self.sentence_of(offset)
        for sentence in range(here, max(-1, here - COMPANY_HORIZON), -1):
            people = [node for node in self.casts.get(sentence, ()) if fits(node)]
            if len(people) == (size or max(2, len(people))):
                return people
        return []

    def two(self, offset: int, fits: Callable[[Node], bool], *, near: bool = False) -> list[Node]:
        """Return the two whom "beide" or "die beiden Politiker" means: those whom the article tells of, not two named in passing.

        With `near` those of the sentence before go first, whoever they are.
        """
        here = self.sentence_of(offset)
        casts = ((at, people) for at, people in self.casts.items() if len(people) == 2)
        pairs = [(at, tuple(people), False) for at, people in casts]
        pairs += [(at, (one, other), True) for at, one, other in self.couples]
        fitting = sorted((pair for pair in pairs if all(map(fits, pair[1]))), key=lambda pair: pair[0])
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

    def joined(self, fits: Callable[[Node], bool]) -> tuple[Node, Node] | None:
        """Return the two last mentioned if "und" joins them."""
        found = list(islice(self._named(fits), 2))
        if len(found) == 2 and pattern("joined").fullmatch(self.text, found[1].end, found[0].start):
            return found[1].node, found[0].node
        return None

    def _states_of(self, node: Node) -> list[str]:
        entries = self.nodes.knowledge.entries
        keys = [node.key] if node.kind == "state" else sorted({body for _, body in node.offices})
        return [key for key in keys if key in entries and entries[key].kind == "state"][:1]

    def _speaks(self, trace: Trace) -> bool:
        """Tell whether a verb stands beside the name, as in "sagte Blinken", or a source is named: "so Blinken"."""
        if trace.quoted:
            return False
        if finite_verb_follows(self.text, trace.end):
            return True
        left = max(0, trace.start - REACH), trace.start
        if pattern("source of a statement").search(self.text, *left):
            return True
        return trace.subject and self._follows_verb(*left)

    def _follows_verb(self, left: int, start: int) -> bool:
        """Tell whether a finite verb stands before, with nothing but a title between: "sagte der Minister …"."""
        words = self.text[left:start].split()
        for word in words[: -MAX_TITLE_WORDS - 1 : -1]:
            if is_finite(word):
                return True
            if not (word[0].isupper() or word.endswith(tuple(ADJECTIVE_ENDINGS))):
                return False
        return False

    def _goes_on_speaking(self, speaker: Trace, offset: int) -> bool:
        """Tell whether the sentence goes on to report the speaker's words: it is in the subjunctive."""
        number = self.sentence_of(offset)
        if not 0 < number - speaker.sentence <= REPORT_HORIZON:
            return False
        if number not in self.reported:
            self.reported[number] = self._has_subjunctive(number)
        return self.reported[number]

    def _has_subjunctive(self, number: int) -> bool:
        starts = self.sentence_starts
        end = starts[number + 1] if number + 1 < len(starts) else len(self.text)
        words = (match.group() for match in WORD.finditer(self.text, starts[number], end))
        return any(form.mood == "subjunctive1" for word in words for form in _only_subjunctive(word))


def _nearness(trace: Trace, sentence: int, quoted: bool) -> int:
    person = trace.node.kind == "person"
    return (
        3 * (trace.sentence - sentence) + 3 * trace.subject + 2 * person - 4 * (trace.quoted and not quoted)
    )


def _only_subjunctive(word: str) -> tuple[VerbForm, ...]:
    """Return the readings of a verb form, none where one of them is no subjunctive ("sagen")."""
    forms = forms_of(word)
    return forms if all(form.mood == "subjunctive1" for form in forms) else ()
