"""Find speech that goes on without a frame: sentences in the subjunctive, and hearsay with "soll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..clauses import Clause
from ..findings import Span
from .lexicon import speech_verb
from .scene import Draft, Scene, leading_phrase
from .units import SENTENCE_STOPS, Part, Unit

REACH = 4  # units back in which the speaker of a sentence without a frame is looked for
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
    spoken = running or number - 1 in covered
    if strong:
        return _reported_stretch(unit, strong, spoken)
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


def _reported_stretch(unit: Unit, strong: Sequence[Clause], spoken: bool) -> Span:
    """Return the sentence up to a quotation if a main clause reports, else the reporting subordinate clause."""
    end = unit.span.end
    for part in unit.parts:
        if part.quoted and ":" in part.gap:
            end = unit.parts[max(0, unit.parts.index(part) - 1)].span.end
            break
    main = [part.clause for part in unit.parts if part.clause and part.clause.kind in ("main", "fragment")]
    reports = any(clause in strong or (spoken and clause.subjunctive) for clause in main)
    if (reports or len(unit.parts) == 1) and end > unit.span.start:
        return Span(unit.span.start, end)
    return Span(strong[0].start, max(strong[0].end, min(end, unit.content_end())))


def _draft(scene: Scene, first: int, run: Sequence[Span], drafts: Sequence[Draft]) -> Draft:
    span = Span(run[0].start, run[-1].end)
    unit = scene.units[first]
    speaker = None
    if span.start > unit.span.start:
        speaker = _subject_of_unit(scene, first)
    speaker = speaker or speaker_before(scene, first, drafts)
    return Draft((span,), "indirect", first, "goes on in the subjunctive", None, speaker)


def speaker_before(scene: Scene, number: int, drafts: Sequence[Draft]) -> Span | None:
    """Return who has the word when a unit begins: whoever spoke last, or whom the sentence before is about."""
    for earlier in range(number - 1, max(-1, number - 1 - REACH), -1):
        if is_heading(scene, earlier):
            continue
        speaker = _speaker_in(scene, earlier, drafts)
        if speaker:
            return speaker
        subject = _subject_of_unit(scene, earlier)
        if subject and scene.animate(subject):
            return subject
    spoken = [
        draft
        for draft in drafts
        if draft.unit < number and draft.speaker and not is_heading(scene, draft.unit)
    ]
    return max(spoken, key=lambda draft: (draft.unit, draft.end)).speaker if spoken else None


def is_heading(scene: Scene, number: int) -> bool:
    """Tell whether a unit is a paragraph without a full stop: a heading, a caption or a link to another article."""
    unit = scene.units[number]
    alone = unit.span == scene.analysis.document.paragraph_at(unit.span.start)
    return alone and unit.text.rstrip('“”"«»‘’)')[-1:] not in SENTENCE_STOPS + ":"


def _speaker_in(scene: Scene, number: int, drafts: Sequence[Draft]) -> Span | None:
    """Return who speaks in a unit: the speaker of its last statement, else the subject of a verb of saying."""
    here = [draft for draft in drafts if draft.unit == number and draft.speaker]
    outer = [
        draft for draft in here if not any(other.covers(draft.start) for other in here if other is not draft)
    ]
    if outer:
        return max(outer, key=lambda draft: draft.end).speaker
    unit = scene.units[number]
    for index, part in enumerate(unit.parts):
        if part.clause is None or part.clause.kind != "main":
            continue
        for verb in part.clause.verbs:
            if speech_verb(verb, part.clause.words) and (speaker := scene.speaker_of(number, index, verb)):
                return speaker
    return None


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
