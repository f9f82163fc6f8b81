"""Find speech that goes on without a frame: sentences in the subjunctive, and hearsay with "soll"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..clauses import Clause, Verb
from ..findings import Span
from .lexicon import speech_verb
from .scene import Draft, Scene, leading_phrase
from .units import SENTENCE_STOPS, Part, Unit

REACH = 4  # units back in which the speaker of a sentence without a frame is looked for
FIRST_PERSON = frozenset({"ich", "wir"})  # somebody's own words, in which "habe" is no subjunctive
CONDITIONAL = frozenset({"wenn", "falls", "sofern"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a unit that is speech without a frame, and the rule that says so."""

    span: Span
    unit: int
    rule: str


def find_continuations(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the sentences that go on telling what somebody said; neighbours with one speaker are one statement."""
    covered: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        covered[draft.unit].append(draft)
    run: list[Stretch] = []
    for number, unit in enumerate(scene.units):
        stretch = _stretch(scene, number, covered, bool(run))
        if run and not (stretch and _joins(stretch, run[-1], unit, scene.units[number - 1])):
            yield _draft(scene, run, drafts)
            run = []
        if stretch:
            run.append(stretch)
    if run:
        yield _draft(scene, run, drafts)


def _joins(stretch: Stretch, last: Stretch, unit: Unit, before: Unit) -> bool:
    kinds = {stretch.rule.startswith("goes on"), last.rule.startswith("goes on")}
    alike = stretch.rule == last.rule or kinds == {True}
    return alike and unit.paragraph == before.paragraph


def _stretch(scene: Scene, number: int, covered: Mapping[int, list[Draft]], running: bool) -> Stretch | None:
    """Return the part of a unit that is speech without a frame."""
    unit, here = scene.units[number], covered.get(number, [])
    clauses = [part.clause for part in unit.parts if part.clause]
    if any(word.lower in FIRST_PERSON for word in unit.words):
        return None
    strong = [clause for clause in clauses if _reports(clause) and not _is_taken(clause, here)]
    spoken = running or number - 1 in covered
    if strong and (not here or any(clause.kind == "main" for clause in strong)):
        return Stretch(_reported_stretch(unit, strong, spoken), number, "goes on in the subjunctive")
    if here:
        return None
    if any(_is_hearsay(clause) for clause in clauses):
        return Stretch(unit.span, number, "hearsay")
    conditional = any(clause.opener in CONDITIONAL for clause in clauses)
    if spoken and not conditional and any(_may_report(clause) for clause in clauses):
        return Stretch(unit.span, number, "goes on in the past subjunctive")
    if spoken and any(_is_plan(clause) for clause in clauses):
        return Stretch(unit.span, number, "plan")
    return None


def _is_taken(clause: Clause, drafts: Sequence[Draft]) -> bool:
    places = [clause.start, *(verb.finite.start for verb in clause.verbs if verb.finite)]
    return any(draft.covers(place) for draft in drafts for place in places) or any(
        draft.frame == clause.span for draft in drafts
    )


def _is_hearsay(clause: Clause) -> bool:
    """Tell whether a main clause has sollen with a past infinitive: "soll geflohen sein"."""
    return clause.kind == "main" and any(
        _is_soll(verb) and len(verb.parts) > 2 and verb.parts[-1].lower in ("haben", "sein")
        for verb in clause.verbs
    )


def _is_plan(clause: Clause) -> bool:
    return clause.kind == "main" and any(_is_soll(verb) for verb in clause.verbs)


def _is_soll(verb: Verb) -> bool:
    return verb.finite is not None and verb.finite.lower in ("soll", "sollen")


def _reports(clause: Clause) -> bool:
    """Tell whether a clause stands in the Konjunktiv I, which German news uses for nothing but others' words."""
    return any(verb.mood == "subjunctive1" for verb in clause.verbs)


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


def _draft(scene: Scene, run: Sequence[Stretch], drafts: Sequence[Draft]) -> Draft:
    first = run[0]
    span = Span(first.span.start, run[-1].span.end)
    speaker = _subject_of_unit(scene, first.unit) if span.start > scene.units[first.unit].span.start else None
    speaker = speaker or speaker_before(scene, first.unit, drafts, spoken=first.rule == "hearsay")
    return Draft((span,), "indirect", first.unit, first.rule, None, speaker)


def speaker_before(
    scene: Scene, number: int, drafts: Sequence[Draft], *, spoken: bool = False
) -> Span | None:
    """Return who has the word when a unit begins: whoever spoke last, or whom the sentence before is about.

    With `spoken`, only somebody who spoke shortly before counts.
    """
    for earlier in range(number - 1, max(-1, number - 1 - REACH), -1):
        if is_heading(scene, earlier):
            continue
        speaker = _speaker_in(scene, earlier, drafts)
        if speaker:
            return speaker
        subject = _subject_of_unit(scene, earlier)
        if not spoken and subject and scene.animate(subject):
            return subject
    before = [
        draft
        for draft in drafts
        if draft.unit < number and draft.speaker and not is_heading(scene, draft.unit)
    ]
    return max(before, key=lambda draft: (draft.unit, draft.end)).speaker if before and not spoken else None


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
