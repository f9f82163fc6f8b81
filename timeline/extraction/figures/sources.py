"""Tell who states a figure: the speaker of the statement that holds it, or who "speaks of" so many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..analysis import Analysis
from ..clauses import Clause
from ..entities.knowledge import load_knowledge
from ..findings import FoundStatement, Span, Speaker
from ..lexicon import load_set
from ..roles import roles_in
from .candidates import Candidate
from .changes import clause_at

STATING = load_set("figures/frames.toml", "stating")
SPEAKING_OF = load_set("figures/frames.toml", "speaking_of")
REFERRING = load_set("figures/frames.toml", "referring")
INSIDE = load_set("figures/frames.toml", "inside")
APPOSITION = 80  # characters to the body that a place belongs to
KINDS = ("person", "organisation", "state", "place")  # who is likelier to speak
WEAK_FORMS = ("adjective", "compound")
CLAIMING = frozenset(
    {"asserts", "confirms", "reaffirms", "announces", "warns"}
)  # who demands a withdrawal states no figure


class Sources:
    """The statements of an article, so ordered that those around a figure are found at once."""

    def __init__(self, analysis: Analysis, statements: Sequence[FoundStatement]) -> None:
        self._analysis = analysis
        self._of_sentence: dict[Span, list[FoundStatement]] = {}
        for statement in statements:
            if statement.stance in CLAIMING:
                for sentence in {
                    sentence for span in statement.spans for sentence in _sentences(analysis, span)
                }:
                    self._of_sentence.setdefault(sentence, []).append(statement)
        named = (one for one in statements if _names_speaker(analysis, one))
        self._named = sorted(named, key=lambda one: one.spans[0].start)

    def claimant_of(self, candidate: Candidate, clauses: tuple[Clause, ...]) -> str | None:
        """Return the entity that the text names as the source of the figure."""
        offset = candidate.span.start
        statement = self._innermost(offset)
        if statement is None:
            return _speaks_of(self._analysis, candidate, clauses) or _states(
                self._analysis, candidate, clauses
            )
        if not _names_speaker(self._analysis, statement):
            return self._named_before(offset)
        return _speaker(self._analysis, statement)

    def claim_of(self, candidate: Candidate) -> tuple[Span, ...]:
        """Return the words of the statement that claims the figure, none where nobody is quoted with it."""
        statement = self._innermost(candidate.span.start)
        return statement.spans if statement else ()

    def _innermost(self, offset: int) -> FoundStatement | None:
        """Return the shortest statement that holds the offset."""
        around = self._of_sentence.get(self._analysis.document.sentence_at(offset), ())
        holding = (one for one in around if any(span.start <= offset < span.end for span in one.spans))
        return min(holding, key=lambda one: sum(span.end - span.start for span in one.spans), default=None)

    def _named_before(self, offset: int) -> str | None:
        """Return whom "demnach" refers to: the last source named before, in the same paragraph."""
        at = bisect_left(self._named, offset, key=lambda one: one.spans[0].start) - 1
        if at < 0 or self._named[at].spans[0].start < self._analysis.document.paragraph_at(offset).start:
            return None
        return _speaker(self._analysis, self._named[at])


def _sentences(analysis: Analysis, span: Span) -> Iterator[Span]:
    """Yield the sentences that a span touches."""
    sentence = analysis.document.sentence_at(span.start)
    yield sentence
    while sentence.end < span.end:
        following = analysis.document.sentence_at(sentence.end + 1)
        if following.end <= sentence.end:
            following = analysis.document.sentence_at(span.end - 1)
        yield following
        sentence = following


def _speaker(analysis: Analysis, statement: FoundStatement) -> str | None:
    """Return whom the speaker's words mean: people before bodies, bodies before states, a seat of government for its state."""
    speaker = statement.speaker
    if not speaker:
        return None
    said = speaker.entity or _best(analysis, (speaker.start, speaker.end))
    if said and _is_only_location(analysis, said, speaker):
        return _best(analysis, (speaker.end, speaker.end + APPOSITION)) or said
    return _governed(analysis, said) if said else None


def _best(analysis: Analysis, span: tuple[int, int]) -> str | None:
    order = [
        (one.form in WEAK_FORMS, KINDS.index(analysis.entity[one.entity].kind), one.start, one.entity)
        for one in analysis.mentions_in(span)
    ]
    return min(order)[-1] if order else None


def _is_only_location(analysis: Analysis, entity_id: str, speaker: Speaker) -> bool:
    """Tell whether the speaker's words hold a place and nobody: "die in London" of "die in London ansässige Stelle"."""
    if analysis.entity[entity_id].kind not in ("state", "place"):
        return False
    mentions = [one for one in analysis.mentions_in((speaker.start, speaker.end)) if one.entity == entity_id]
    before = analysis.text[speaker.start : mentions[0].start].split() if mentions else []
    return bool(before) and before[-1] in INSIDE


def _governed(analysis: Analysis, entity_id: str) -> str:
    """Return the state whose government sits there: "nach Angaben aus Khartum"."""
    entry = load_knowledge().entries.get(analysis.entity[entity_id].key or "")
    state = analysis.known.get(entry.governs) if entry and entry.governs else None
    return state.id if state else entity_id


def _names_speaker(analysis: Analysis, statement: FoundStatement) -> bool:
    """Tell whether the statement names its source, and does not only refer to one: "demnach"."""
    speaker = statement.speaker
    return speaker is not None and analysis.text[speaker.start : speaker.end].lower() not in REFERRING


def _speaks_of(analysis: Analysis, candidate: Candidate, clauses: tuple[Clause, ...]) -> str | None:
    """Read "Die Miliz sprach von 40 getöteten Soldaten"."""
    clause = clause_at(clauses, candidate.span.start)
    before = [word.lower for word in clause.words if word.end <= candidate.span.start] if clause else []
    if not clause or "von" not in before[-4:] or not any(verb.lemma in SPEAKING_OF for verb in clause.verbs):
        return None
    for role in roles_in(analysis, clause):
        if role.governor == "" and role.is_party and not role.genitive:
            return role.entity.id
    return None


def _states(analysis: Analysis, candidate: Candidate, clauses: tuple[Clause, ...]) -> str | None:
    """Read "Der Minister bezifferte die Zahl der Soldaten, die dort stehen, auf 5000"."""
    if candidate.phrase is None:
        return None
    mains = [clause for clause in clauses if clause.kind in ("main", "fragment")]
    lemmas = {form.lemma for clause in mains for word in clause.words for form in word.forms}
    if STATING.isdisjoint(lemmas):
        return None
    roles = (role for clause in mains for role in roles_in(analysis, clause))
    acting = (role for role in roles if role.governor == "" and role.is_party and not role.genitive)
    return next((role.entity.id for role in acting if role.mention.start < candidate.span.start), None)
