"""Tell who states a figure: the speaker of the statement that holds it, or who "speaks of" so many."""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis import Analysis
from ..clauses import Clause
from ..entities import entity_at
from ..findings import FoundStatement
from ..roles import roles_in
from .candidates import Candidate
from .changes import clause_at

SPEAKING_OF = frozenset({"sprechen", "berichten", "ausgehen", "schreiben", "melden", "schätzen", "beziffern"})
REFERRING = frozenset({"demnach", "danach"})
CLAIMING = frozenset(
    {"asserts", "confirms", "announces", "warns"}
)  # who demands a withdrawal states no figure


def claimant_of(
    analysis: Analysis,
    candidate: Candidate,
    clauses: tuple[Clause, ...],
    statements: Sequence[FoundStatement],
) -> str | None:
    """Return the entity that the text names as the source of the figure."""
    holding = [one for one in statements if one.stance in CLAIMING and _holds(one, candidate.span.start)]
    if not holding:
        return _speaks_of(analysis, candidate, clauses)
    statement = min(holding, key=lambda one: sum(span.end - span.start for span in one.spans))
    if not _names_speaker(analysis, statement):
        return _speaker_before(analysis, candidate, statements)
    return _speaker(analysis, statement)


def _holds(statement: FoundStatement, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in statement.spans)


def _speaker(analysis: Analysis, statement: FoundStatement) -> str | None:
    speaker = statement.speaker
    if not speaker:
        return None
    return speaker.entity or entity_at(analysis.entities, (speaker.start, speaker.end))


def _names_speaker(analysis: Analysis, statement: FoundStatement) -> bool:
    """Tell whether the statement names its source, and does not only refer to one: "demnach"."""
    speaker = statement.speaker
    return speaker is not None and analysis.text[speaker.start : speaker.end].lower() not in REFERRING


def _speaker_before(
    analysis: Analysis, candidate: Candidate, statements: Sequence[FoundStatement]
) -> str | None:
    """Return whom "demnach" refers to: the last source named before, in the same paragraph."""
    paragraph = analysis.document.paragraph_at(candidate.span.start)
    earlier = [
        one
        for one in statements
        if _names_speaker(analysis, one) and paragraph.start <= one.spans[0].start < candidate.span.start
    ]
    return _speaker(analysis, max(earlier, key=lambda one: one.spans[0].start)) if earlier else None


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
