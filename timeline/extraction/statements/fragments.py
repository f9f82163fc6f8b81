"""Read words in quotation marks that stand inside the reporter's sentence: whose they are, if they are anybody's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..findings import Span
from ..nounphrases import phrase_end, span_of
from ..quotation_marks import Quoted
from .cues import Cue, cues_in
from .drafts import Draft, Drafts
from .scene import Scene
from .speakers import names_nobody, speaker_before, subject_of_part
from .titles import is_called, is_gloss, is_name, is_titled, names_thing, word_set
from .units import Part, Unit, content_words, has_finite_verb

LONG_FRAGMENT = 4  # words that are somebody's without a frame, if they hold a verb or begin in lower case


def read_fragment(scene: Scene, number: int, quoted: Quoted, drafts: Drafts) -> Draft | None:
    """Return the statement that some quoted words of a unit are, None where they name something."""
    unit, words = scene.units[number], content_words(scene.analysis.document, quoted)
    if not words or is_gloss(unit, quoted) or _names_speaker(drafts, number, quoted):
        return None
    cues = list(_governing_cues(scene, number, quoted))
    if (
        found := _joined(scene, number, quoted, drafts)
        or _shouted(cues, quoted)
        or _governed(cues, quoted)
        or _judged(scene, number, quoted)
    ):
        return found
    if is_name(scene, unit, quoted, words):
        return None
    if covering := covering_draft(drafts, number, quoted):
        return said_in(covering, quoted, number, "words quoted in a statement")
    if cues:
        return None if _names_term(cues[0], quoted) else _quoting(cues[0], quoted, "words quoted by a verb")
    is_long = len(words) >= LONG_FRAGMENT and (has_finite_verb(words) or not words[0].capital)
    if is_long or is_called(unit, quoted):
        speaker = _speaker_around(scene, number, quoted, drafts)
        return Draft((quoted.span,), "direct", number, "words quoted without a frame", None, speaker)
    return None


def covering_draft(drafts: Drafts, number: int, quoted: Quoted) -> Draft | None:
    """Return the shortest statement that the quotation lies in."""
    found = drafts.covering(number, quoted.start)
    return next((draft for draft in found if (draft.start, draft.end) != quoted.span), None)


def said_in(said: Draft, quoted: Quoted, number: int, rule: str) -> Draft:
    """Make a quotation inside another statement, with its cue, speaker and stance."""
    return Draft((quoted.span,), "direct", number, rule, said.cue, said.speaker, said.stance)


def speaker_here(number: int, drafts: Drafts) -> Span | None:
    """Return who spoke last in a unit."""
    spoken = [draft.speaker for draft in drafts.introduced_in(number) if draft.speaker]
    return spoken[-1] if spoken else None


def _names_speaker(drafts: Drafts, number: int, quoted: Quoted) -> bool:
    speakers = (draft.speaker for draft in drafts.introduced_in(number))
    return any(speaker and speaker.start <= quoted.start < speaker.end for speaker in speakers)


def _joined(scene: Scene, number: int, quoted: Quoted, drafts: Drafts) -> Draft | None:
    """Read words that a coordinator joins to quoted words before: "Rufe wie „…“ und „…“"."""
    for before in scene.units[number].quotations:
        between = scene.text[before.end : quoted.start].strip().lower()
        if before.end <= quoted.start and between in word_set("joining"):
            for draft in drafts.introduced_in(number):
                if draft.mode == "direct" and draft.spans == (before.span,):
                    return replace(draft, spans=(quoted.span,), frame=None)
    return None


def _shouted(cues: Sequence[Cue], quoted: Quoted) -> Draft | None:
    """Read what somebody shouts, even if it reads like a name: "Die Menge rief „Freiheit“"."""
    for cue in cues:
        if cue.verb.lemma in word_set("shouting") and not names_thing(cue.unit, quoted):
            return _quoting(cue, quoted, "words shouted")
    return None


def _governed(cues: Sequence[Cue], quoted: Quoted) -> Draft | None:
    """Read words, even a bare noun, right behind the preposition that a verb of saying governs: "Sie warnte vor „Panik“"."""
    for cue in cues:
        before = cue.unit.words_before(quoted.start, 1)
        objects = {name.removesuffix("?") for name in cue.entry.objects}
        governed = any(word.lower in objects for word in before)
        if governed and cue.clause.kind == "main" and cue.speaker:
            return _quoting(cue, quoted, "words quoted by a verb")
    return None


def _judged(scene: Scene, number: int, quoted: Quoted) -> Draft | None:
    """Read what something is in somebody's eyes: "Für Moskau ist der Plan „unannehmbar“"."""
    unit = scene.units[number]
    behind = unit.word_behind(quoted.end)
    if behind is not None and not behind.mark:
        return None
    for part in unit.parts:
        if not _holds(part, quoted) or part.clause is None or part.clause.kind != "main":
            continue
        if not any(verb.lemma in word_set("being") for verb in part.clause.verbs):
            continue
        words = part.clause.words
        for place, word in enumerate(words):
            end = phrase_end(words, place + 1)
            if (
                word.lower in word_set("in_the_eyes_of")
                and place + 1 < end
                and words[end - 1].end <= quoted.start
            ):
                judge = span_of(words, place + 1, end)
                if scene.animate(judge):
                    return Draft((quoted.span,), "direct", number, "words that judge", None, judge)
    return None


def _governing_cues(scene: Scene, number: int, quoted: Quoted) -> Iterator[Cue]:
    """Yield the verbs of saying that may govern quoted words: of their clause, or of one that a clause between tears off."""
    parts = scene.units[number].parts
    for index, part in enumerate(parts):
        if not _holds(part, quoted):
            continue
        earlier = (
            [place for place in reversed(range(index)) if parts[place].main]
            if _is_torn(scene.units[number], quoted)
            else []
        )
        for place in earlier or [index]:
            for cue in cues_in(scene, number, place):
                if cue.takes("quote") or cue.entry.objects:
                    yield cue


def _holds(part: Part, quoted: Quoted) -> bool:
    return part.span.start <= quoted.start < part.span.end


def _is_torn(unit: Unit, quoted: Quoted) -> bool:
    """Tell whether the words are the end of an earlier clause: "…, als „…“"."""
    before = unit.words_before(quoted.start)
    return len(before) == 2 and before[0].mark and before[1].is_a("comparison")


def _quoting(cue: Cue, quoted: Quoted, rule: str) -> Draft:
    return cue.draft([quoted.span], "direct", rule)


def _names_term(cue: Cue, quoted: Quoted) -> bool:
    """Tell whether the words name who speaks, or what something is called: "der Titel lautet …", "nennt man …", "wie „…“ meldet"."""
    speaker = cue.speaker
    if speaker is None:
        return cue.clause.opener == "wie" or (
            cue.verb.lemma in word_set("naming") and is_titled(cue.clause.words)
        )
    if speaker.start <= quoted.start < speaker.end or names_nobody(cue.unit, speaker):
        return True
    return is_titled(cue.unit.words_between(speaker.start, speaker.end))


def _speaker_around(scene: Scene, number: int, quoted: Quoted, drafts: Drafts) -> Span | None:
    """Return the subject of the clause that holds the words, if it can speak, else who has the word."""
    for index, part in enumerate(scene.units[number].parts):
        if part.clause is None or not _holds(part, quoted):
            continue
        subject = subject_of_part(scene, number, index)
        if subject is None or subject.start <= quoted.start < subject.end:
            continue
        pronoun = any(
            word.start == subject.start and word.is_a("speaking_pronoun") for word in part.clause.words
        )
        if pronoun or scene.animate(subject):
            return subject
    return speaker_here(number, drafts) or speaker_before(scene, number, drafts)
