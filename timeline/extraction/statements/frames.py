"""Find speech that a verb of saying introduces: dass-clauses, subjunctive clauses, infinitives, quotations, and "wie X sagte"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..clauses import Verb, closing_infinitive
from ..findings import Span
from .lexicon import SpeechVerb, speech_verb
from .objects import has_bare_object
from .scene import Draft, Scene, begins_with_verb
from .units import Part, Unit, reads_as_sentence

NOT_COMPLEMENTS = frozenset({"um", "ohne", "statt", "anstatt", "außer"})  # "um … zu" says why, not what
ANAPHORS = frozenset({"dies", "das", "dieses", "so"})
MAX_SKIPPED = 3  # relative clauses and appositions between a verb and what it says


@dataclass(frozen=True)
class Cue:
    """A verb of saying in its clause."""

    scene: Scene
    number: int  # of the unit
    index: int  # of the part
    place: int  # of the verb in its clause
    verb: Verb
    entry: SpeechVerb

    @property
    def unit(self) -> Unit:
        """Return the unit that the verb stands in."""
        return self.scene.units[self.number]

    @property
    def part(self) -> Part:
        """Return the clause that the verb stands in."""
        return self.unit.parts[self.index]

    @property
    def span(self) -> Span:
        """Return the cue from its first to its last piece."""
        return Span(self.verb.parts[0].start, self.verb.parts[-1].end)

    def speaks_plainly(self) -> bool:
        """Tell whether only what is said is missing: a main clause in the active, without negation, whose verb has no object yet."""
        clause = self.part.clause
        if clause is None or clause.kind != "main" or self.verb.passive or self.entry.words:
            return False
        if any(word.is_a("negation") for word in clause.words):
            return False
        words = self.unit.words_between(clause.start, clause.end)
        speaker = self.scene.speaker_of(self.number, self.index, self.verb)
        return speaker is not None and not has_bare_object(words, speaker)

    def draft(self, spans: list[Span], mode: str, rule: str) -> Draft:
        """Make the statement that this cue introduces."""
        speaker = self.scene.speaker_of(self.number, self.index, self.verb)
        if speaker and any(span.start <= speaker.start < span.end for span in spans):
            speaker = None
        return Draft(
            tuple(spans), mode, self.number, rule, self.span, speaker, self.entry.stance, self.part.span
        )  # type: ignore[arg-type]


def find_frames(scene: Scene) -> Iterator[Draft]:
    """Yield the statements that verbs and nouns of saying introduce."""
    for number in range(len(scene.units)):
        yield from frames_in(scene, number)


def frames_in(scene: Scene, number: int) -> Iterator[Draft]:
    """Yield the statements that verbs and nouns introduce in one unit."""
    unit = scene.units[number]
    for index, part in enumerate(unit.parts):
        if part.clause is None:
            continue
        found = False
        for place, verb in enumerate(part.clause.verbs):
            entry = speech_verb(verb, part.clause.words)
            if entry is not None and not (verb.mood == "subjunctive1" and part.clause.kind == "main"):
                for draft in _statements_of(Cue(scene, number, index, place, verb, entry)):
                    found = True
                    yield draft
        if not found:
            yield from _statements_of_noun(scene, number, index)


def _statements_of(cue: Cue) -> Iterator[Draft]:
    clause = cue.part.clause
    assert clause is not None  # noqa: S101 - a cue stands in a clause
    if cue.verb.lemma == "sein" and cue.scene.speaker_of(cue.number, cue.index, cue.verb) is None:
        return  # "Sicher ist, dass …" are the reporter's words
    last = cue.place == len(clause.verbs) - 1
    if clause.kind == "subordinate" and clause.opener == "wie":
        yield from _as_said(cue)
        return
    inverted = list(_said_before(cue)) if cue.place == 0 and begins_with_verb(cue.part) else []
    yield from inverted
    if inverted or not last:
        return
    yield from list(_said_behind(cue)) or list(_said_anaphorically(cue)) or _said_without_comma(cue)


def _said_behind(cue: Cue) -> Iterator[Draft]:
    """What stands behind the verb: "X sagte, dass …", "X sagte, er …", "X versprach, … zu …", "X sagte: „…“"."""
    unit, first = cue.unit, cue.index + 1
    torn: int | None = (
        None  # where content begins that a relative clause tears: "sagte, der Mann, der …, sei tot"
    )
    for index in range(first, min(first + MAX_SKIPPED, len(unit.parts))):
        part = unit.parts[index]
        if (
            torn is not None
            and begins_with_verb(part)
            and part.clause.subjunctive
            and "v2" in cue.entry.complements
        ):  # type: ignore[union-attr]
            yield cue.draft(
                [Span(unit.parts[torn].span.start, content_end(unit, index))],
                "indirect",
                "subjunctive clause",
            )
            return
        if part.clause and part.clause.kind == "fragment" and torn is None:
            torn = index
        if part.quoted:
            yield from _quoted_from(cue, index)
            return
        rule = _complement_rule(cue, index)
        if rule:
            end = part.span.end if _is_embedded(cue, part) else content_end(unit, index)
            yield cue.draft([Span(part.span.start, end)], "indirect", rule)
            return
        if part.clause is None or part.clause.kind not in ("relative", "fragment"):
            return


def _is_embedded(cue: Cue, part: Part) -> bool:
    """Tell whether an infinitive hangs on a subordinate clause, behind which the main clause goes on."""
    return part.clause.kind == "infinitive" and cue.part.clause.kind in ("relative", "subordinate")  # type: ignore[union-attr]


def _quoted_from(cue: Cue, index: int) -> Iterator[Draft]:
    gap = cue.unit.parts[index].gap
    if "quote" not in cue.entry.complements and ":" not in gap:
        return
    if ":" in gap and cue.part.clause.kind != "main":  # type: ignore[union-attr]
        return
    for part in cue.unit.parts[index:]:
        if not part.quoted:
            return
        yield cue.draft([part.span], "direct", "quotation behind a verb of saying")


def _complement_rule(cue: Cue, index: int) -> str:
    """Return the name of the rule by which a clause is the verb's complement, nothing where it is not."""
    part = cue.unit.parts[index]
    clause, complements = part.clause, cue.entry.complements
    if clause is None or not clause.words:
        return ""
    if clause.kind == "infinitive":
        return "infinitive" if "zu" in complements and clause.words[0].lower not in NOT_COMPLEMENTS else ""
    if clause.kind == "subordinate":
        return _subordinate_rule(cue, index)
    if clause.kind != "main" or "v2" not in complements:
        return ""
    if ":" in part.gap:
        return "clause behind a colon" if clause.subjunctive or cue.speaks_plainly() else ""
    if clause.words[0].is_a("coordinator") or begins_with_verb(part):
        return ""
    if clause.subjunctive:
        return "subjunctive clause"
    plain = index == cue.index + 1 and "," in part.gap and cue.speaks_plainly()
    return "verb-second clause" if plain else ""


def _subordinate_rule(cue: Cue, index: int) -> str:
    unit, complements = cue.unit, cue.entry.complements
    opener = unit.parts[index].clause.opener  # type: ignore[union-attr]
    if opener in ("dass", "daß"):
        return "dass-clause" if "dass" in complements else ""
    if opener in (
        "ob",
        "was",
        "wer",
        "wen",
        "wem",
        "wo",
        "warum",
        "weshalb",
        "wann",
        "wie",
        "wieso",
        "inwieweit",
        "wohin",
        "woher",
    ):
        plain = opener == "ob" or cue.entry.stance == "asks" or cue.speaks_plainly()
        return "question clause" if "w" in complements and plain else ""
    following = unit.parts[index + 1] if index + 1 < len(unit.parts) else None
    if following and "v2" in complements and begins_with_verb(following) and following.clause.subjunctive:  # type: ignore[union-attr]
        return "subjunctive clause"
    return ""


def content_end(unit: Unit, first: int) -> int:
    """Return where the content that begins with a part ends."""
    end = unit.parts[first].span.end
    for index in range(first, len(unit.parts)):
        if index > first and not _goes_on(unit, first, index):
            break
        end = unit.parts[index].span.end
        if resumed := _frame_inside(unit.parts[index]):
            return resumed
    return end


def _frame_inside(part: Part) -> int | None:
    """Return where the speaker's own clause resumes inside a part: "…, sie sei krank und kündigte an"."""
    clause = part.clause
    if clause is None or len(clause.finite) < 2 or clause.verbs[0].mood != "subjunctive1":
        return None
    for place, verb in zip(clause.finite[1:], clause.verbs[1:], strict=True):
        if verb.mood == "indicative" and speech_verb(verb, clause.words[place:]):
            while place and not clause.words[place].is_a("coordinator"):
                place -= 1
            return clause.words[place - 1].end if place else None
    return None


def _goes_on(unit: Unit, first: int, index: int) -> bool:
    """Tell whether a part still belongs to the content that began with part `first`."""
    part = unit.parts[index]
    if part.quoted:
        return ":" not in part.gap
    clause = part.clause
    assert clause is not None  # noqa: S101 - a part is a quotation or a clause
    if clause.kind in ("relative", "infinitive", "fragment"):
        return True
    speaking = any(speech_verb(verb, clause.words) for verb in clause.verbs)
    if clause.kind == "subordinate":
        return not (clause.opener == "wie" and speaking)
    if clause.subjunctive:
        return True
    if begins_with_verb(part) and speaking:
        return False
    opening = unit.parts[first].clause
    plain = opening is not None and not opening.subjunctive and opening.kind != "infinitive"
    if opening is not None and opening.kind == "subordinate":
        return clause.finite[-1] >= len(clause.words) - 1 and len(clause.words) > 2
    return plain and not speaking and not begins_with_verb(part)


def _said_before(cue: Cue) -> Iterator[Draft]:
    """What stands before the verb: "„…“, sagte X", "…, sagte X", "…, sagte X, …"."""
    unit, index = cue.unit, cue.index
    if not index or not (cue.entry.complements & {"v2", "quote"}):
        return
    before = unit.parts[index - 1]
    if before.quoted:
        apart = any(mark in unit.parts[index].gap for mark in ",–—-") or not unit.parts[index].gap.strip()
        if not apart or not (reads_as_sentence(unit.document, before.quoted) or "," in unit.parts[index].gap):
            return
        yield cue.draft([before.span], "direct", "quotation before a verb of saying")
        for part in unit.parts[index + 1 :]:
            if part.quoted:
                yield cue.draft([part.span], "direct", "quotation goes on behind its frame")
        return
    if not cue.scene.names_subject(cue.number, index, cue.verb) and not _impersonal(cue):
        return
    if cue.verb.mood == "subjunctive1" or not _may_precede(cue):
        return
    spans = [Span(_content_start(unit, index), before.span.end)]
    if index + 1 < len(unit.parts) and _continues(unit, index):
        spans.append(Span(unit.parts[index + 1].span.start, content_end(unit, index + 1)))
    yield cue.draft(spans, "indirect", "clause before a verb of saying")


def _impersonal(cue: Cue) -> bool:
    return cue.verb.passive or any(word.lower == "es" for word in cue.part.clause.words)  # type: ignore[union-attr]


def _may_precede(cue: Cue) -> bool:
    """Tell whether what stands before a verb in front is its content, not a clause that only opens the sentence or shares a subject."""
    unit, index = cue.unit, cue.index
    gap = unit.parts[index].gap
    if unit.parts[index - 1].clause is None or ("," not in gap and "–" not in gap):
        return False
    if unit.parts[index].clause.words[0].is_a("coordinator"):  # type: ignore[union-attr]
        return False
    earlier = [part.clause for part in unit.parts[:index] if part.clause]
    if any(clause.subjunctive for clause in earlier) or any(
        clause.opener in ("dass", "daß", "ob") for clause in earlier
    ):
        return earlier[-1].kind != "relative" or len(earlier) < 2 or earlier[-2].kind != "fragment"
    if any(clause.kind == "main" for clause in earlier):
        return not cue.entry.words and _subject_follows(cue)
    return _resumes(unit, index)


def _subject_follows(cue: Cue) -> bool:
    """Tell whether the subject stands right behind the verb; "nimmt die Leute in Schutz" shares the subject before it."""
    clause = cue.part.clause
    if clause is None:
        return False
    words = cue.unit.words_between(clause.start, clause.end)
    speaker = cue.scene.speaker_of(cue.number, cue.index, cue.verb)
    if _impersonal(cue):
        return True
    return (
        speaker is not None
        and not has_bare_object(words, speaker)
        and not any(word.is_a("coordinator") for word in words if word.start < speaker.start)
    )


def _resumes(unit: Unit, index: int) -> bool:
    """Tell whether the content goes on behind the frame: "Die Lage, sagte X, sei ernst"."""
    if index + 1 >= len(unit.parts):
        return False
    behind = unit.parts[index + 1]
    if behind.clause is None or "," not in behind.gap:
        return False
    return begins_with_verb(behind)


def _continues(unit: Unit, index: int) -> bool:
    """Tell whether more of what is said follows the frame: "Der Damm halte, sagte X, das Wasser sinke"."""
    clause = unit.parts[index + 1].clause
    return _resumes(unit, index) or (clause is not None and clause.kind == "main" and clause.subjunctive)


def _content_start(unit: Unit, index: int) -> int:
    """Return where content that ends before a part begins: at the unit's start, or behind an earlier colon."""
    for place in range(index - 1, 0, -1):
        if ":" in unit.parts[place].gap or ";" in unit.parts[place].gap:
            return unit.parts[place].span.start
    return unit.parts[0].span.start


def _said_anaphorically(cue: Cue) -> Iterator[Draft]:
    """A pronoun that stands for the sentence before: "Dies teilte die Stadt mit"."""
    clause = cue.part.clause
    if clause is None or clause.kind != "main" or not clause.finite or cue.index or not cue.number:
        return
    front = [word for word in clause.words[: clause.finite[0]] if not word.mark]
    if len(front) != 1 or front[0].lower not in ANAPHORS or "v2" not in cue.entry.complements:
        return
    before = cue.scene.units[cue.number - 1]
    if before.paragraph != cue.unit.paragraph:
        return
    pronoun = Span(front[0].start, front[0].end)
    yield cue.draft(
        [Span(before.span.start, before.content_end()), pronoun],
        "indirect",
        "pronoun for the sentence before",
    )


def _said_without_comma(cue: Cue) -> Iterator[Draft]:
    """An infinitive that no comma parts from its verb: "hatte angekündigt dort anzutreten"."""
    clause = cue.part.clause
    if clause is None or "zu" not in cue.entry.complements or len(cue.verb.parts) < 2:
        return
    behind = [word for word in clause.words if word.start >= cue.verb.parts[-1].end]
    if len(behind) > 2 and closing_infinitive(behind):
        yield cue.draft([Span(behind[0].start, behind[-1].end)], "indirect", "infinitive without a comma")


def _as_said(cue: Cue) -> Iterator[Draft]:
    """The rest of the sentence around "wie X sagte"."""
    unit, index = cue.unit, cue.index
    spans: list[Span] = []
    if (
        cue.verb.passive
        and cue.verb.lemma != "zitieren"
        and cue.scene.speaker_of(cue.number, index, cue.verb) is None
    ):
        return
    if index:
        spans.append(Span(unit.parts[0].span.start, unit.parts[index - 1].span.end))
    if index + 1 < len(unit.parts):
        spans.append(Span(unit.parts[index + 1].span.start, content_end(unit, index + 1)))
    quoted = [part.quoted for part in unit.parts if part is not cue.part]
    if spans and "v2" in cue.entry.complements:
        mode = "direct" if quoted and all(quoted) else "indirect"
        yield cue.draft(spans, mode, "as somebody said")


def _statements_of_noun(scene: Scene, number: int, index: int) -> Iterator[Draft]:
    """A clause that hangs on a noun: "die Forderung, die Steuer zu senken"."""
    from .nouns import statement_of_noun

    draft = statement_of_noun(scene, number, index)
    if draft:
        yield draft
