"""Find speech that goes on without a frame: sentences in the subjunctive, and hearsay with "soll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..clauses import Clause
from ..findings import Span
from .scene import Draft, Scene, leading_phrase
from .units import Part, Unit

REACH = 4  # units back in which somebody must speak for a Konjunktiv II to be taken for speech
CONDITIONAL = frozenset({"wenn", "falls", "sofern"})


def find_continuations(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the sentences that go on telling what somebody said; neighbours with one speaker are one statement."""
    covered = _covered_units(drafts)
    run: list[Span] = []
    first = 0
    for number, unit in enumerate(scene.units):
        span = None if number in covered else _continued(scene, number, covered, bool(run))
        if run and (span is None or unit.paragraph != scene.units[number - 1].paragraph):
            yield _draft(scene, first, run, drafts)
            run = []
        if span:
            if not run:
                first = number
            run.append(span)
    if run:
        yield _draft(scene, first, run, drafts)


def _covered_units(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    covered: dict[int, list[Draft]] = {}
    for draft in drafts:
        covered.setdefault(draft.unit, []).append(draft)
    return covered


def _continued(scene: Scene, number: int, covered: dict[int, list[Draft]], running: bool) -> Span | None:
    """Return the part of a unit that is speech without a frame."""
    unit = scene.units[number]
    clauses = [part.clause for part in unit.parts if part.clause]
    strong = [clause for clause in clauses if _reports(clause)]
    if strong:
        return _reported_stretch(unit, strong)
    spoken = running or number - 1 in covered
    if (
        spoken
        and any(_may_report(clause) for clause in clauses)
        and not any(clause.opener in CONDITIONAL for clause in clauses)
    ):
        return unit.span
    return None


def _reports(clause: Clause) -> bool:
    """Tell whether a clause stands in the Konjunktiv I, which German news uses for nothing but others' words."""
    return any(verb.mood == "subjunctive1" for verb in clause.verbs) and not any(
        word.lower in ("ich", "wir") for word in clause.words
    )


def _may_report(clause: Clause) -> bool:
    return clause.kind == "main" and any(verb.mood == "subjunctive2" for verb in clause.verbs)


def _reported_stretch(unit: Unit, strong: Sequence[Clause]) -> Span:
    """Return the whole sentence if a main clause reports, else the reporting subordinate clause."""
    if any(clause.kind in ("main", "fragment") for clause in strong) or len(unit.parts) == 1:
        return unit.span
    return Span(strong[0].start, unit.content_end())


def _draft(scene: Scene, first: int, run: Sequence[Span], drafts: Sequence[Draft]) -> Draft:
    span = Span(run[0].start, run[-1].end)
    return Draft(
        (span,), "indirect", first, "goes on in the subjunctive", None, speaker_before(scene, first, drafts)
    )


def speaker_before(scene: Scene, number: int, drafts: Sequence[Draft]) -> Span | None:
    """Return who spoke last before a unit, else whom the sentence before is about."""
    start = scene.units[number].span.start
    earlier = [draft for draft in drafts if draft.unit < number and draft.speaker and draft.start < start]
    near = [draft for draft in earlier if number - draft.unit <= 1]
    if near:
        return max(near, key=lambda draft: (draft.unit, draft.end)).speaker
    subject = _subject_of_unit(scene, number - 1) if number else None
    if subject and scene.animate(subject):
        return subject
    if earlier and number - earlier[-1].unit <= REACH:
        return max(earlier, key=lambda draft: (draft.unit, draft.end)).speaker
    return subject


def _subject_of_unit(scene: Scene, number: int) -> Span | None:
    unit = scene.units[number]
    for index, part in enumerate(unit.parts):
        if part.main and part.clause and part.clause.verb:
            return scene.speaker_of(number, index, part.clause.verb)
    return None


def subject_of_part(scene: Scene, number: int, part: Part) -> Span | None:
    """Return the subject of a main clause, or the phrase that a verbless part begins with."""
    unit = scene.units[number]
    if part.clause and part.clause.verb:
        return scene.speaker_of(number, unit.parts.index(part), part.clause.verb)
    return leading_phrase(unit.words_between(part.span.start, part.span.end))
