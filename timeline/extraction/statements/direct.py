"""Tell quotations from names, titles and irony in quotation marks, and find who speaks where no frame says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..clauses import Word, words_in
from ..findings import Span
from ..quotation_marks import Quoted
from .continuation import speaker_before, subject_of_part
from .lexicon import speech_noun, speech_verb
from .scene import Draft, Scene
from .units import SENTENCE_STOPS, Part, Unit

SO_CALLED = frozenset(
    {
        "sogenannte",
        "sogenannten",
        "sogenannter",
        "sogenanntes",
        "genannte",
        "genannten",
        "genannter",
        "genanntes",
    }
)


def find_direct(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the quotations that no frame has claimed yet."""
    claimed = {span.start for draft in drafts if draft.mode == "direct" for span in draft.spans}
    for number, unit in enumerate(scene.units):
        blocks = {part.quoted: part for part in unit.blocks}
        for quoted in unit.quotations:
            if quoted.start in claimed:
                continue
            if quoted in blocks:
                draft = _block(scene, number, blocks[quoted], drafts)
            else:
                draft = _fragment(scene, number, quoted, drafts)
            if draft:
                yield draft


def as_quoted(scene: Scene, draft: Draft) -> Draft:
    """Make a statement direct whose whole content stands in one pair of quotation marks."""
    for quoted in scene.units[draft.unit].quotations:
        outside = [span for span in draft.spans if not quoted.start <= span.start < quoted.end]
        letters = any(
            character.isalnum()
            for span in draft.spans
            for place in (
                *range(span.start, min(span.end, quoted.start)),
                *range(max(span.start, quoted.end), span.end),
            )
            for character in scene.text[place]
        )
        if draft.covers(quoted.inner.start) and not letters and not outside:
            return replace(draft, spans=(Span(quoted.start, quoted.end),), mode="direct")
    return draft


def _block(scene: Scene, number: int, part: Part, drafts: Sequence[Draft]) -> Draft | None:
    """Read a quotation that stands on its own."""
    unit = scene.units[number]
    quoted = part.quoted
    assert quoted is not None  # noqa: S101 - blocks are quotations
    covering = _covering(drafts, number, quoted)
    if covering:
        return Draft(
            (part.span,),
            "direct",
            number,
            "quotation in another's words",
            covering.cue,
            covering.speaker,
            covering.stance,
        )
    index = unit.parts.index(part)
    if not _is_sentence(scene, quoted) and ":" not in part.gap:
        return None
    return Draft(
        (part.span,),
        "direct",
        number,
        "quotation without a frame",
        None,
        _speaker_of_block(scene, number, index, drafts),
    )


def _speaker_of_block(scene: Scene, number: int, index: int, drafts: Sequence[Draft]) -> Span | None:
    """Return who speaks a quotation: whoever said what stands before it, the subject before its colon, or the speaker before."""
    unit = scene.units[number]
    if index and unit.parts[index - 1].clause:
        before = unit.parts[index - 1]
        covering = [draft for draft in drafts if draft.speaker and draft.covers(before.span.start)]
        if covering:
            return min(covering, key=lambda draft: draft.end - draft.start).speaker
        for part in reversed(unit.parts[:index]):
            if (
                part.clause
                and part.clause.kind in ("main", "fragment")
                and (found := subject_of_part(scene, number, part))
            ):
                return found
    same = [draft for draft in drafts if draft.unit == number and draft.speaker]
    return same[-1].speaker if same else speaker_before(scene, number, drafts)


def _is_sentence(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the marks hold a sentence rather than a title or a name."""
    inner = scene.text[quoted.inner.start : quoted.inner.end].strip()
    words = _content_words(scene, quoted)
    return len(words) > 2 and (inner[-1:] in SENTENCE_STOPS or _has_verb(words))


def _content_words(scene: Scene, quoted: Quoted) -> list[Word]:
    return [word for word in words_in(scene.analysis.document, quoted.inner) if not word.mark]


def _has_verb(words: Sequence[Word]) -> bool:
    return any(word.forms and not word.capital for word in words)


def _covering(drafts: Sequence[Draft], number: int, quoted: Quoted) -> Draft | None:
    """Return the shortest statement that the quotation lies in."""
    found = [
        draft
        for draft in drafts
        if draft.covers(quoted.start) and (draft.start, draft.end) != (quoted.start, quoted.end)
    ]
    return min(found, key=lambda draft: draft.end - draft.start, default=None)


def _fragment(scene: Scene, number: int, quoted: Quoted, drafts: Sequence[Draft]) -> Draft | None:
    """Read some words in quotation marks inside the reporter's sentence."""
    unit = scene.units[number]
    words = _content_words(scene, quoted)
    if not words or _is_name(unit, quoted, words):
        return None
    span = Span(quoted.start, quoted.end)
    covering = _covering(drafts, number, quoted)
    if covering:
        return Draft(
            (span,),
            "direct",
            number,
            "words quoted in a statement",
            covering.cue,
            covering.speaker,
            covering.stance,
        )
    for index, part in enumerate(unit.parts):
        if part.clause is None or not part.span.start <= quoted.start < part.span.end:
            continue
        for verb in part.clause.verbs:
            entry = speech_verb(verb, part.clause.words)
            if entry and "quote" in entry.complements:
                cue = Span(verb.parts[0].start, verb.parts[-1].end)
                speaker = scene.speaker_of(number, index, verb)
                return Draft(
                    (span,), "direct", number, "words quoted by a verb", cue, speaker, entry.stance, part.span
                )
    if len(words) > 4 and _has_verb(words):
        return Draft(
            (span,),
            "direct",
            number,
            "words quoted without a frame",
            None,
            speaker_before(scene, number, drafts),
        )
    return None


def _is_name(unit: Unit, quoted: Quoted, words: Sequence[Word]) -> bool:
    """Tell whether the marks hold a name, a title or a so-called word."""
    before = [word for word in unit.words if word.end <= quoted.start]
    last = before[-1] if before else None
    if last and last.lower in SO_CALLED:
        return True
    named = last is not None and last.noun and not speech_noun(last.text)
    lower = [word for word in words if not word.capital]
    if named and len(words) < 5 and words[0].capital:
        return True
    return not lower and (named or len(words) > 1 or words[0].text.isupper())
