"""Tell quotations from names, titles and irony in quotation marks, and find who speaks where no frame says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ..clauses import Word
from ..findings import Span
from ..lexicon import load_table
from ..quotation_marks import Quoted
from .continuation import speaker_before, subject_of_part
from .lexicon import speech_verb
from .scene import Draft, Scene
from .units import Part, Unit, content_words, has_finite_verb, reads_as_sentence


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load_table("speech/quotations.toml")[name].split())


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
    if not reads_as_sentence(scene.analysis.document, quoted) or _names_thing(unit, quoted):
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


def _names_thing(unit: Unit, quoted: Quoted) -> bool:
    """Tell whether the noun before the marks is one that bears a title or a name: "der Film „…“"."""
    before = [word for word in unit.words if word.end <= quoted.start and word.text != ":"]
    return bool(before) and before[-1].noun and before[-1].lower.endswith(tuple(_set("named")))


def _word_before(unit: Unit, quoted: Quoted) -> Word | None:
    before = [word for word in unit.words if word.end <= quoted.start]
    return before[-1] if before else None


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
    words = content_words(scene.analysis.document, quoted)
    if not words or _is_name(scene, unit, quoted, words):
        return None
    span = Span(quoted.start, quoted.end)
    if any(
        draft.speaker and draft.speaker.start <= quoted.start < draft.speaker.end
        for draft in drafts
        if draft.unit == number
    ):
        return None
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
            if entry and ("quote" in entry.complements or entry.objects):
                cue = Span(verb.parts[0].start, verb.parts[-1].end)
                speaker = scene.speaker_of(number, index, verb)
                if speaker and speaker.start <= quoted.start < speaker.end:
                    return None
                return Draft(
                    (span,), "direct", number, "words quoted by a verb", cue, speaker, entry.stance, part.span
                )
    if len(words) > 3 and (has_finite_verb(words) or not words[0].capital):
        return Draft(
            (span,),
            "direct",
            number,
            "words quoted without a frame",
            None,
            _speaker_around(scene, number, quoted, drafts),
        )
    return None


def _speaker_around(scene: Scene, number: int, quoted: Quoted, drafts: Sequence[Draft]) -> Span | None:
    """Return the subject of the clause that holds the words, if it can speak, else who has the word."""
    unit = scene.units[number]
    for part in unit.parts:
        if part.clause and part.span.start <= quoted.start < part.span.end:
            subject = subject_of_part(scene, number, part)
            pronoun = subject is not None and subject.end - subject.start < 4
            apart = subject is not None and not subject.start <= quoted.start < subject.end
            if subject and apart and (pronoun or scene.animate(subject)):
                return subject
    same = [draft for draft in drafts if draft.unit == number and draft.speaker]
    return same[-1].speaker if same else speaker_before(scene, number, drafts)


def _is_name(scene: Scene, unit: Unit, quoted: Quoted, words: Sequence[Word]) -> bool:
    """Tell whether the marks hold a name, a title or a so-called word."""
    last = _word_before(unit, quoted)
    if _names_entity(scene, quoted) or _recurs(scene, quoted) or (len(words) == 1 and "." in words[0].text):
        return True
    if last and (last.lower in _set("so_called") or (_names_thing(unit, quoted) and len(words) < 8)):
        return True
    if last and last.lower.endswith(tuple(_set("saying"))) and last.noun:
        return False
    if not words[0].capital:
        following = next((word for word in unit.words if word.start >= quoted.end), None)
        return len(words) == 1 and following is not None and following.noun and is_attributive_form(words[0])
    if has_finite_verb(words) and len(words) > 2:
        return False
    if last and last.noun:
        return True
    return last is None or last.lower not in _set("judging")


def is_attributive_form(word: Word) -> bool:
    """Tell whether a lower-case word has the ending of an adjective before a noun."""
    return word.lower.endswith(("e", "en", "er", "es", "em"))


def _names_entity(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the marks hold nothing but the name of an entity."""
    return any(
        mention.start <= quoted.inner.start and mention.end >= quoted.inner.end
        for mention in scene.analysis.mentions_in(Span(quoted.start, quoted.end))
    )


def _recurs(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the same words stand in quotation marks elsewhere in the text, as names do."""
    inner = scene.text[quoted.inner.start : quoted.inner.end]
    return inner[:1].isupper() and scene.quoted_words[inner] > 1
