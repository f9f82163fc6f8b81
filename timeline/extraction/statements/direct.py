"""Tell quotations from names, titles and irony in quotation marks, and find who speaks where no frame says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..findings import Span
from ..quotation_marks import Quoted
from .drafts import Draft, Drafts
from .fragments import covering_draft, read_fragment, said_in, speaker_here
from .scene import Scene
from .speakers import speaker_before, subject_of_part
from .titles import heads_caption, is_gloss, names_thing, takes_up
from .units import SENTENCE_STOPS, Part, reads_as_sentence


def find_direct(scene: Scene, drafts: Drafts) -> Iterator[Draft]:
    """Yield the quotations that no frame has claimed yet."""
    claimed = {span.start for draft in drafts if draft.mode == "direct" for span in draft.spans}
    for number, unit in enumerate(scene.units):
        blocks = {part.quoted: index for index, part in enumerate(unit.parts) if part.quoted}
        for quoted in unit.quotations:
            if quoted.start not in claimed:
                index = blocks.get(quoted)
                draft = (
                    read_fragment(scene, number, quoted, drafts)
                    if index is None
                    else _block(scene, number, index, quoted, drafts)
                )
                yield from [draft] if draft else []


def as_quoted(scene: Scene, draft: Draft) -> Draft:
    """Make a statement direct whose whole content stands in one pair of quotation marks."""
    for quoted in scene.units[draft.unit].quotations:
        if draft.covers(quoted.inner.start) and not _says_more(scene, draft, quoted):
            return replace(draft, spans=(quoted.span,), mode="direct")
    return draft


def _says_more(scene: Scene, draft: Draft, quoted: Quoted) -> bool:
    """Tell whether a statement has letters outside the quotation."""
    rests = [scene.text[span.start : min(span.end, quoted.start)] for span in draft.spans]
    rests += [scene.text[max(span.start, quoted.end) : span.end] for span in draft.spans]
    return any(character.isalnum() for rest in rests for character in rest)


def _block(scene: Scene, number: int, index: int, quoted: Quoted, drafts: Drafts) -> Draft | None:
    """Read a quotation that stands on its own."""
    if covering := covering_draft(drafts, number, quoted):
        return said_in(covering, quoted, number, "quotation in another's words")
    unit = scene.units[number]
    if names_thing(unit, quoted) or heads_caption(unit, index) or is_gloss(unit, quoted):
        return None
    if taken_up := _taken_up(scene, number, index):
        return taken_up
    if not _is_answer(scene, unit.parts[index]) and not reads_as_sentence(scene.analysis.document, quoted):
        return None
    speaker = _speaker_of_block(scene, number, index, drafts)
    return Draft((quoted.span,), "direct", number, "quotation without a frame", None, speaker)


def _taken_up(scene: Scene, number: int, index: int) -> Draft | None:
    """Read a quotation that the clause behind it takes up: "„Wieder da“, mit diesen Worten kam er zurück"."""
    unit = scene.units[number]
    behind = unit.parts[index + 1 : index + 2]
    words = [word for word in unit.words_of(behind[0]) if not word.mark][:3] if behind else []
    if not takes_up(words):
        return None
    cue, speaker = Span(words[0].start, words[-1].end), subject_of_part(scene, number, index + 1)
    return Draft((unit.parts[index].span,), "direct", number, "quotation taken up", cue, speaker)


def _is_answer(scene: Scene, part: Part) -> bool:
    """Tell whether few words behind a colon end in a full stop: "Die Antwort war kurz: „Nein.“"."""
    quoted = part.quoted
    inner = scene.text[quoted.inner.start : quoted.inner.end].strip() if quoted else ""
    return ":" in part.gap and inner[-1:] in SENTENCE_STOPS


def _speaker_of_block(scene: Scene, number: int, index: int, drafts: Drafts) -> Span | None:
    """Return who speaks a quotation: whoever said what stands before it, the subject before its colon, or the speaker before."""
    parts = scene.units[number].parts
    if index and parts[index - 1].clause:
        for draft in drafts.covering(number, parts[index - 1].span.start):
            if draft.speaker:
                return draft.speaker
        for earlier in range(index - 1, -1, -1):
            clause = parts[earlier].clause
            if (
                clause
                and clause.kind in ("main", "fragment")
                and (found := subject_of_part(scene, number, earlier))
            ):
                return found
    return speaker_here(number, drafts) or speaker_before(scene, number, drafts)
