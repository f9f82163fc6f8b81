"""Find speech that a verb of saying introduces: dass-clauses, subjunctive clauses, infinitives, quotations, and "wie X sagte"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..clauses import Clause, closing_infinitive
from ..findings import Span
from ..words import word_classes
from .content import content_end
from .cues import Cue, cues_in
from .drafts import RELAYED, Draft
from .lexicon import negated
from .nouns import statement_of_noun
from .scene import Scene
from .speakers import medium_of, names_nobody, names_subject
from .units import Part, Unit, begins_with_verb, reads_as_sentence

MAX_SKIPPED = 3  # relative clauses and appositions between a verb and what it says
APART = frozenset(",–—-")  # marks between a quotation and the frame behind it
CLAUSE_MARKS = frozenset(",–")  # marks between a clause and the frame behind it


def find_frames(scene: Scene) -> Iterator[Draft]:
    """Yield the statements that verbs and nouns of saying introduce."""
    for number, unit in enumerate(scene.units):
        for index in range(len(unit.parts)):
            found = [draft for cue in cues_in(scene, number, index) for draft in _statements_of(cue)]
            yield from found
            noun = None if found else statement_of_noun(scene, number, index)
            if noun:
                yield noun


def _statements_of(cue: Cue) -> Iterator[Draft]:
    if cue.verb.mood == "subjunctive1" and cue.clause.kind == "main":
        return  # somebody's words tell who spoke: the whole sentence is his
    if cue.verb.lemma == "sein" and cue.speaker is None:
        return  # "Sicher ist, dass …" are the reporter's words
    if cue.clause.kind == "subordinate" and cue.clause.opener == "wie":
        yield from _as_said(cue)
        return
    first, last = cue.clause.verbs[0], cue.clause.verbs[-1]
    in_front = begins_with_verb(cue.part) or _takes_up_quotation(cue)
    inverted = list(_said_before(cue)) if cue.verb is first and in_front else []
    yield from inverted
    if cue.verb is last and not inverted:
        yield from list(_said_behind(cue)) or list(_said_anaphorically(cue)) or _said_without_comma(cue)


def _takes_up_quotation(cue: Cue) -> bool:
    """Tell whether a pronoun before the verb stands for the quotation before it: "„Nein“, so rief sie"."""
    quoted = cue.index > 0 and cue.unit.parts[cue.index - 1].quoted is not None
    return quoted and cue.clause.words[0].is_a("anaphor") and cue.clause.finite[:1] == (1,)


def _said_behind(cue: Cue) -> Iterator[Draft]:
    """What stands behind the verb: "X sagte, dass …", "X sagte, er …", "X versprach, … zu …", "X sagte: „…“"."""
    unit, first = cue.unit, cue.index + 1
    torn: int | None = (
        None  # where content begins that a relative clause tears: "sagte, der Mann, der …, sei tot"
    )
    for index in range(first, min(first + MAX_SKIPPED, len(unit.parts))):
        part = unit.parts[index]
        if part.clause is None:
            yield from _quotations_behind(cue, index)
            return
        if torn is not None and _resumes_in_subjunctive(cue, part):
            yield _content(cue, torn, content_end(unit, index), "subjunctive clause")
            return
        if rule := _complement_rule(cue, part, part.clause, index):
            embedded = part.clause.kind == "infinitive" and cue.clause.kind in ("relative", "subordinate")
            yield _content(cue, index, part.span.end if embedded else content_end(unit, index), rule)
            return
        if part.clause.kind not in ("relative", "fragment"):
            return
        if part.clause.kind == "fragment" and torn is None:
            torn = index


def _content(cue: Cue, index: int, end: int, rule: str) -> Draft:
    draft = cue.draft([Span(cue.unit.parts[index].span.start, end)], "indirect", rule)
    return replace(draft, stance=negated(draft.stance)) if cue.negated else draft


def _resumes_in_subjunctive(cue: Cue, part: Part) -> bool:
    return cue.takes("v2") and begins_with_verb(part) and part.clause is not None and part.clause.subjunctive


def _quotations_behind(cue: Cue, index: int) -> Iterator[Draft]:
    colon = ":" in cue.unit.parts[index].gap
    if (not cue.takes("quote") and not colon) or (colon and cue.clause.kind != "main"):
        return
    for part in cue.unit.parts[index:]:
        if not part.quoted:
            return
        yield cue.draft([part.span], "direct", "quotation behind a verb of saying")
        yield from _relayed(cue, part.span)


def _relayed(cue: Cue, quotation: Span) -> Iterator[Draft]:
    """A second statement with the same words where a medium quotes somebody: "Das Blatt zitiert ihn mit den Worten: „…“"."""
    medium = medium_of(cue.scene, cue.unit, cue.index, cue.verb)
    if medium and medium != cue.speaker and not names_nobody(cue.unit, medium):
        yield Draft(
            (quotation,), "direct", cue.number, RELAYED, cue.span, medium, cue.entry.stance, cue.part.span
        )


def _complement_rule(cue: Cue, part: Part, clause: Clause, index: int) -> str:
    """Return the name of the rule by which a clause is the verb's complement, nothing where it is not."""
    first = clause.words[0]
    if clause.kind == "infinitive":
        promised = cue.takes("zu") and not first.is_a("purpose") and not cue.is_wanted
        return "infinitive" if promised else ""
    if clause.kind == "subordinate":
        return _subordinate_rule(cue, clause, index)
    if clause.kind != "main" or not cue.takes("v2"):
        return ""
    if ":" in part.gap:
        return "clause behind a colon" if clause.subjunctive or cue.speaks_plainly() else ""
    if first.is_a("coordinator") or begins_with_verb(part):
        return ""
    if clause.subjunctive or _accuses(cue, part, index):
        return "subjunctive clause"
    plain = (
        index == cue.index + 1
        and "," in part.gap
        and cue.speaks_plainly()
        and not _has_own_speaker(cue, index)
    )
    return "verb-second clause" if plain else ""


def _has_own_speaker(cue: Cue, index: int) -> bool:
    """Tell whether a clause goes on with somebody else's words: "Sie sprach von zehn Toten, die Polizei nannte zwölf"."""
    return any(other.speaker for other in cues_in(cue.scene, cue.number, index))


def _accuses(cue: Cue, part: Part, index: int) -> bool:
    """Tell whether a clause that may be subjunctive is what somebody is told: "warf ihm vor, die USA schürten Angst"."""
    told = (
        cue.clause.kind == "main"
        and not cue.verb.passive
        and not cue.entry.objects.isdisjoint(("dat", "dat?"))
    )
    doubtful = part.clause is not None and all(verb.may_be_subjunctive for verb in part.clause.verbs)
    return told and doubtful and index == cue.index + 1 and "," in part.gap


def _subordinate_rule(cue: Cue, clause: Clause, index: int) -> str:
    classes = word_classes().get(clause.opener, frozenset())
    if "content_subordinator" in classes:
        return "dass-clause" if cue.takes("dass") else ""
    if "question_word" in classes:
        plain = clause.opener == "ob" or cue.entry.stance == "asks" or cue.speaks_plainly()
        return "question clause" if cue.takes("w") and plain else ""
    behind = cue.unit.parts[index + 1 : index + 2]
    return "subjunctive clause" if behind and _resumes_in_subjunctive(cue, behind[0]) else ""


def _said_before(cue: Cue) -> Iterator[Draft]:
    """What stands before the verb: "„…“, sagte X", "…, sagte X", "…, sagte X, …"."""
    unit, index = cue.unit, cue.index
    if not index or not cue.takes("v2", "quote"):
        return
    before = unit.parts[index - 1]
    if before.quoted:
        yield from _quotations_around(cue)
        return
    named = names_subject(cue.scene, unit, index, cue.verb) or cue.impersonal or cue.sourced
    if not named or not _may_precede(cue):
        return
    spans = [Span(_content_start(unit, index), before.span.end)]
    if _continues(unit, index):
        spans.append(Span(unit.parts[index + 1].span.start, content_end(unit, index + 1)))
    yield cue.draft(spans, "indirect", "clause before a verb of saying")


def _quotations_around(cue: Cue) -> Iterator[Draft]:
    before, gap = cue.unit.parts[cue.index - 1], cue.part.gap
    apart = not gap.strip() or not APART.isdisjoint(gap)
    if before.quoted is None or not apart:
        return
    if "," not in gap and not reads_as_sentence(cue.unit.document, before.quoted):
        return
    yield cue.draft([before.span], "direct", "quotation before a verb of saying")
    yield from _relayed(cue, before.span)
    for part in cue.unit.parts[cue.index + 1 :]:
        if part.quoted:
            yield cue.draft([part.span], "direct", "quotation goes on behind its frame")
    if _resumes(cue.unit, cue.index):
        behind = cue.unit.parts[cue.index + 1]
        spans = [Span(behind.span.start, content_end(cue.unit, cue.index + 1))]
        yield cue.draft(spans, "indirect", "clause before a verb of saying")


def _may_precede(cue: Cue) -> bool:
    """Tell whether what stands before a verb in front is its content, not a clause that only opens the sentence or shares a subject."""
    gap = cue.part.gap
    if (
        cue.verb.mood == "subjunctive1"
        or CLAUSE_MARKS.isdisjoint(gap)
        or cue.clause.words[0].is_a("coordinator")
    ):
        return False
    earlier = [part.clause for part in cue.unit.parts[: cue.index] if part.clause]
    if any(clause.subjunctive or _is_content_opener(clause.opener) for clause in earlier):
        return earlier[-1].kind != "relative" or len(earlier) < 2 or earlier[-2].kind != "fragment"
    if any(clause.kind == "main" for clause in earlier):
        return (not cue.entry.words or cue.entry.verb == "heißen") and _subject_follows(cue)
    return _resumes(cue.unit, cue.index)


def _is_content_opener(opener: str) -> bool:
    return opener == "ob" or "content_subordinator" in word_classes().get(opener, frozenset())


def _subject_follows(cue: Cue) -> bool:
    """Tell whether the subject stands right behind the verb; "nimmt die Leute in Schutz" shares the subject before it."""
    speaker = cue.speaker
    if cue.impersonal or cue.sourced:
        return True
    if speaker is None or cue.has_object(speaker):
        return False
    return not any(word.is_a("coordinator") for word in cue.clause.words if word.start < speaker.start)


def _resumes(unit: Unit, index: int) -> bool:
    """Tell whether the content goes on behind the frame: "Die Lage, sagte X, sei ernst"."""
    behind = unit.parts[index + 1 : index + 2]
    return bool(behind) and "," in behind[0].gap and begins_with_verb(behind[0])


def _continues(unit: Unit, index: int) -> bool:
    """Tell whether more of what is said follows the frame: "Der Damm halte, sagte X, das Wasser sinke"."""
    behind = unit.parts[index + 1 : index + 2]
    if not behind or behind[0].clause is None:
        return False
    if ":" in behind[0].gap:
        return any(part.clause.subjunctive for part in unit.parts[index + 1 :] if part.clause)
    return (behind[0].main and behind[0].clause.subjunctive) or _resumes(unit, index)


def _content_start(unit: Unit, index: int) -> int:
    """Return where content that ends before a part begins: at the unit's start, or behind an earlier colon."""
    for part in reversed(unit.parts[1:index]):
        if ":" in part.gap or ";" in part.gap:
            return part.span.start
    return unit.parts[0].span.start


def _said_anaphorically(cue: Cue) -> Iterator[Draft]:
    """A pronoun that stands for the sentence before: "Dies teilte die Stadt mit"."""
    if (
        cue.clause.kind != "main"
        or not cue.clause.finite
        or cue.index
        or not cue.number
        or not cue.takes("v2")
    ):
        return
    front = [word for word in cue.clause.words[: cue.clause.finite[0]] if not word.mark]
    before = cue.scene.units[cue.number - 1]
    if len(front) == 1 and front[0].is_a("anaphor") and before.paragraph == cue.unit.paragraph:
        spans = [Span(before.span.start, before.content_end()), Span(front[0].start, front[0].end)]
        yield cue.draft(spans, "indirect", "pronoun for the sentence before")


def _said_without_comma(cue: Cue) -> Iterator[Draft]:
    """An infinitive that no comma parts from its verb: "hatte angekündigt dort anzutreten"."""
    if not cue.takes("zu") or len(cue.verb.parts) < 2:
        return
    behind = [word for word in cue.clause.words if word.start >= cue.verb.parts[-1].end]
    if len(behind) > 1 and closing_infinitive(behind):
        yield cue.draft([Span(behind[0].start, behind[-1].end)], "indirect", "infinitive without a comma")


def _as_said(cue: Cue) -> Iterator[Draft]:
    """The rest of the sentence around "wie X sagte"."""
    unit, index = cue.unit, cue.index
    if not cue.takes("v2") or (cue.verb.passive and cue.speaker is None):
        return
    spans: list[Span] = []
    if index:
        spans.append(Span(unit.parts[0].span.start, unit.parts[index - 1].span.end))
    if index + 1 < len(unit.parts):
        spans.append(Span(unit.parts[index + 1].span.start, content_end(unit, index + 1)))
    if spans:
        quoted = all(part.quoted for part in unit.parts if part is not cue.part)
        yield cue.draft(spans, "direct" if quoted else "indirect", "as somebody said")
