"""Follow whom the article speaks of, sentence by sentence, so that "er" and "der Minister" find their person."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..findings import MentionForm
from ..text import Document
from .nodes import Node, Nodes

HORIZON = 4  # sentences after which a pronoun no longer reaches back
MEMORY = 16  # entities that are kept in mind
REPORTED = re.compile(
    r"\b(?:sei|seien|habe|hätten|werde|würden|könne|könnten|wolle|müsse|solle|dürfe|gebe|gehe|komme|lasse)\b"
)
SPEAKS_BEFORE = re.compile(
    r"(?:\b[a-zäöüß]{2,}(?:te|t)|\bso|\blaut|\brief|\bschrieb|\bsprach|\bgab|\bhieß)\s(?:[\w-]+\s){0,3}\Z"
)
SPEAKS_AFTER = re.compile(r"\s(?:[a-zäöüß]{2,}(?:te|t)|rief|schrieb|sprach|gab|hat|wies|warf)\b")
REPORT_HORIZON = 8  # sentences for which reported speech goes on without naming its speaker again
QUOTED = re.compile(r"„[^“”\"]*[“”\"]|»[^»«]*«|\"[^\"]*\"")
OBLIQUE = re.compile(
    r"\b(?:mit|zwischen|von|vom|bei|beim|zu|zum|zur|nach|für|gegen|über|an|auf|unter|vor|neben|durch|ohne|um|wegen|des|dem|den|"
    r"(?:sein|ihr)e[nm])(?:\s\w+){0,2}\s\Z",
    re.IGNORECASE,
)
PARALLEL = re.compile(r"\s(?:und|sowie)\s(?:[\w-]+\s){0,4}\Z")


@dataclass(slots=True)
class Trace:
    """When an entity was last spoken of, and how."""

    node: Node
    start: int
    end: int
    sentence: int
    subject: bool
    quoted: bool


class Discourse:
    """What a reader has in mind at each place of the text."""

    def __init__(self, document: Document, nodes: Nodes) -> None:
        self.text = document.text
        self.nodes = nodes
        self.sentence_starts = [sentence.start for sentence in document.sentences]
        self.quotes = [match.span() for match in QUOTED.finditer(self.text)]
        self.quote_starts = [start for start, _ in self.quotes]
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
        self.times: Counter[str] = (
            Counter()
        )  # how often each state has been spoken of, by itself or through its people

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
        subject = form not in ("adjective", "compound") and not OBLIQUE.search(
            self.text, max(0, start - 40), start
        )
        if before and before.sentence == sentence:
            subject = subject or before.subject
        if node.kind == "person" and form != "pronoun" and self._speaks(start, end):
            self.speaker = Trace(node, start, end, sentence, True, False)
        self.traces[id(node)] = Trace(node, start, end, sentence, subject, self.is_quoted(start))

    def _speaks(self, start: int, end: int) -> bool:
        """Tell whether a verb stands beside the name, as in "sagte Blinken" and "Blinken erklärte"."""
        if self.is_quoted(start):
            return False
        before = SPEAKS_BEFORE.search(self.text, max(0, start - 40), start)
        return bool(before or SPEAKS_AFTER.match(self.text, end))

    def _reporter(self, offset: int, fits: Callable[[Node], bool]) -> Node | None:
        """Return the speaker whose words a sentence in the subjunctive goes on to report."""
        number = self.sentence_of(offset)
        if (
            self.speaker is None
            or not 0 < number - self.speaker.sentence <= REPORT_HORIZON
            or not fits(self.speaker.node)
        ):
            return None
        end = self.sentence_starts[number + 1] if number + 1 < len(self.sentence_starts) else len(self.text)
        return self.speaker.node if REPORTED.search(self.text, self.sentence_starts[number], end) else None

    def _states_of(self, node: Node) -> list[str]:
        entries = self.nodes.knowledge.entries
        keys = [node.key] if node.kind == "state" else sorted({body for _, body in node.offices})
        return [key for key in keys if key in entries and entries[key].kind == "state"][:1]

    def sentence_last(self, node: Node) -> int:
        """Return the sentence in which the entity was last spoken of, or -1."""
        trace = self.traces.get(id(node))
        return trace.sentence if trace else -1

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that holds the offset."""
        return bisect_right(self.sentence_starts, offset) - 1

    def is_quoted(self, offset: int) -> bool:
        """Tell whether the offset lies inside quotation marks."""
        index = bisect_right(self.quote_starts, offset) - 1
        return index >= 0 and offset < self.quotes[index][1]

    def recent(self, fits: Callable[[Node], bool]) -> Iterator[Trace]:
        """Yield the entities that fit, the one last mentioned first."""
        return (trace for trace in islice(reversed(self.traces.values()), MEMORY) if fits(trace.node))

    def likeliest(self, offset: int, fits: Callable[[Node], bool]) -> Node | None:
        """Return who a pronoun at the offset means: near subjects outside of quotations come first."""
        reporter = self._reporter(offset, fits)
        if reporter is not None:
            return reporter
        sentence = self.sentence_of(offset)
        best: tuple[int, Trace] | None = None
        for trace in self.recent(fits):
            distance = sentence - trace.sentence
            if distance > HORIZON:
                continue
            score = -3 * distance + 3 * trace.subject - 4 * (trace.quoted and not self.is_quoted(offset))
            if best is None or score > best[0]:
                best = (score, trace)
        return best[1].node if best else None

    def pair(self, fits: Callable[[Node], bool]) -> tuple[Node, Node] | None:
        """Return the two that were last mentioned, the earlier one first."""
        found = list(islice(self.recent(fits), 2))
        return (found[1].node, found[0].node) if len(found) == 2 else None

    def coordinated(self, fits: Callable[[Node], bool]) -> tuple[Node, Node] | None:
        """Return the two last mentioned if "und" joins them."""
        found = list(islice(self.recent(fits), 2))
        if len(found) == 2 and PARALLEL.fullmatch(self.text, found[1].end, found[0].start):
            return found[1].node, found[0].node
        return None
