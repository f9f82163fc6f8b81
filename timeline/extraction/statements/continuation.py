"""Find speech that goes on without a frame: sentences in the subjunctive, and hearsay and plans told with "soll"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..clauses import Clause, Verb
from ..findings import Span
from ..lexicon import load_table
from ..words import word_classes
from .drafts import Draft, Drafts
from .scene import Scene
from .speakers import speaker_before, subject_of_unit
from .units import Unit


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a unit that is speech without a frame, and the rule that says so."""

    span: Span
    unit: int
    rule: str

    @property
    def in_subjunctive(self) -> bool:
        """Tell whether the subjunctive shows that it is speech."""
        return self.rule.startswith("goes on")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("speech/speakers.toml")[name].split())


def find_continuations(scene: Scene, drafts: Drafts) -> Iterator[Draft]:
    """Yield the sentences that go on telling what somebody said; neighbours with one speaker are one statement."""
    run: list[Stretch] = []
    for number in range(len(scene.units)):
        stretch = _stretch(scene, number, drafts, running=bool(run))
        if run and not stretch:
            stretch = _bridge(scene, number, drafts)
        if run and not (stretch and _joins(scene, stretch, run[-1])):
            yield _draft(scene, run, drafts)
            run = []
        if stretch:
            run.append(stretch)
    if run:
        yield _draft(scene, run, drafts)


def _joins(scene: Scene, stretch: Stretch, last: Stretch) -> bool:
    """Tell whether a stretch continues the one in the sentence before."""
    alike = stretch.rule == last.rule or (stretch.in_subjunctive and last.in_subjunctive)
    return alike and scene.units[stretch.unit].paragraph == scene.units[last.unit].paragraph


def _stretch(scene: Scene, number: int, drafts: Drafts, *, running: bool) -> Stretch | None:
    """Return the part of a unit that is speech without a frame."""
    unit, here = scene.units[number], drafts.introduced_in(number)
    clauses = [part.clause for part in unit.parts if part.clause]
    if any(word.is_a("first_person") for word in unit.words):
        return None  # somebody's own words, in which "habe" is no subjunctive
    strong = [clause for clause in clauses if _reports(clause) and not _is_taken(clause, here)]
    spoken = running or bool(drafts.introduced_in(number - 1))
    if strong and (not here or any(clause.kind == "main" for clause in strong)):
        return Stretch(_reported_stretch(unit, strong, spoken=spoken), number, "goes on in the subjunctive")
    rule = "" if here else _weak_rule(clauses, spoken=spoken)
    return Stretch(unit.span, number, rule) if rule else None


def _bridge(scene: Scene, number: int, drafts: Drafts) -> Stretch | None:
    """Return a sentence that only its neighbours show to be speech: "erfüllten" between two Konjunktiv I."""
    unit = scene.units[number]
    clauses = [part.clause for part in unit.parts if part.clause and part.main]
    doubtful = [verb for clause in clauses for verb in clause.verbs]
    if unit.quotations or drafts.introduced_in(number) or number + 1 == len(scene.units):
        return None
    if not doubtful or not all(verb.may_be_subjunctive for verb in doubtful):
        return None
    following = scene.units[number + 1]
    reported = any(_reports(part.clause) for part in following.parts if part.clause and part.main)
    if not reported or drafts.introduced_in(number + 1) or following.paragraph != unit.paragraph:
        return None
    return Stretch(unit.span, number, "goes on in the past subjunctive")


def _weak_rule(clauses: Sequence[Clause], *, spoken: bool) -> str:
    """Return the rule by which a sentence is speech that its verbs alone do not prove, nothing where it is not."""
    if any(_is_hearsay(clause) for clause in clauses):
        return "hearsay"
    if not spoken:
        return ""
    if any(_may_report(clause) for clause in clauses) and not any(
        _is_condition(clause) for clause in clauses
    ):
        return "goes on in the past subjunctive"
    return "plan" if any(_is_plan(clause) for clause in clauses) else ""


def _is_taken(clause: Clause, drafts: Sequence[Draft]) -> bool:
    places = [clause.start, *(verb.finite.start for verb in clause.verbs if verb.finite)]
    return any(draft.frame == clause.span or any(map(draft.covers, places)) for draft in drafts)


def _is_hearsay(clause: Clause) -> bool:
    """Tell whether a main clause has sollen with a past infinitive: "soll geflohen sein"."""
    return _is_plan(clause) and any(
        _is_soll(verb) and len(verb.parts) > 2 and verb.parts[-1].lower in _words("past_infinitive")
        for verb in clause.verbs
    )


def _is_plan(clause: Clause) -> bool:
    return clause.kind == "main" and any(_is_soll(verb) for verb in clause.verbs)


def _is_soll(verb: Verb) -> bool:
    return verb.finite is not None and verb.finite.lower in _words("hearsay")


def _is_condition(clause: Clause) -> bool:
    return "conditional_subordinator" in word_classes().get(clause.opener, frozenset())


def _reports(clause: Clause) -> bool:
    """Tell whether a clause stands in the Konjunktiv I, which German news uses for nothing but others' words."""
    return any(verb.mood == "subjunctive1" for verb in clause.verbs)


def _may_report(clause: Clause) -> bool:
    return clause.kind == "main" and any(verb.mood == "subjunctive2" for verb in clause.verbs)


def _reported_stretch(unit: Unit, strong: Sequence[Clause], *, spoken: bool) -> Span:
    """Return the sentence up to a quotation if a main clause reports, else the reporting subordinate clause."""
    end, behind_colon = _end_before_quotation(unit), _start_behind_colon(unit)
    if behind_colon is not None and end > behind_colon:
        return Span(behind_colon, end)
    main = [part.clause for part in unit.parts if part.clause and part.clause.kind in ("main", "fragment")]
    reports = any(clause in strong or (spoken and clause.subjunctive) for clause in main)
    if (reports or len(unit.parts) == 1) and end > unit.span.start:
        return Span(unit.span.start, end)
    return Span(strong[0].start, max(strong[0].end, min(end, unit.content_end())))


def _start_behind_colon(unit: Unit) -> int | None:
    """Return where speech begins behind a plain main clause and a colon: "Lawrow blieb kühl: Putin sei bereit"."""
    for index, part in enumerate(unit.parts):
        if index and ":" in part.gap and part.clause and part.clause.subjunctive:
            before = [one.clause for one in unit.parts[:index] if one.clause]
            plain = any(clause.kind == "main" and clause.verbs for clause in before)
            return part.span.start if plain and not any(clause.subjunctive for clause in before) else None
    return None


def _end_before_quotation(unit: Unit) -> int:
    """Return where the unit ends, or the clause before a quotation behind a colon."""
    for index, part in enumerate(unit.parts):
        if part.quoted and ":" in part.gap:
            return unit.parts[max(0, index - 1)].span.end
    return unit.span.end


def _draft(scene: Scene, run: Sequence[Stretch], drafts: Drafts) -> Draft:
    first = run[0]
    whole = first.span.start == scene.units[first.unit].span.start
    speaker = None if whole else subject_of_unit(scene, first.unit)
    speaker = speaker or speaker_before(scene, first.unit, drafts, spoken=first.rule == "hearsay")
    return Draft(
        (Span(first.span.start, run[-1].span.end),), "indirect", first.unit, first.rule, None, speaker
    )
