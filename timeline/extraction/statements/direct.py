"""Tell quotations from names, titles and irony in quotation marks, and find who speaks where no frame says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ..clauses import Word
from ..findings import Span
from ..lexicon import load_table
from ..quotation_marks import Quoted
from .cues import cues_in
from .drafts import Draft, Drafts
from .scene import Scene
from .speakers import speaker_before, subject_of_part
from .units import Unit, content_words, has_finite_verb, reads_as_sentence

LONG_TITLE = 8  # words from which a title's noun before the marks no longer makes a title


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load_table("speech/quotations.toml")[name].split())


def find_direct(scene: Scene, drafts: Drafts) -> Iterator[Draft]:
    """Yield the quotations that no frame has claimed yet."""
    claimed = {span.start for draft in drafts if draft.mode == "direct" for span in draft.spans}
    for number, unit in enumerate(scene.units):
        blocks = {part.quoted: index for index, part in enumerate(unit.parts) if part.quoted}
        for quoted in unit.quotations:
            if quoted.start not in claimed:
                index = blocks.get(quoted)
                draft = (
                    _fragment(scene, number, quoted, drafts)
                    if index is None
                    else _block(scene, number, index, quoted, drafts)
                )
                yield from [draft] if draft else []


def as_quoted(scene: Scene, draft: Draft) -> Draft:
    """Make a statement direct whose whole content stands in one pair of quotation marks."""
    for quoted in scene.units[draft.unit].quotations:
        if draft.covers(quoted.inner.start) and not _says_more(scene, draft, quoted):
            return replace(draft, spans=(Span(quoted.start, quoted.end),), mode="direct")
    return draft


def _says_more(scene: Scene, draft: Draft, quoted: Quoted) -> bool:
    """Tell whether a statement has letters outside the quotation."""
    rests = [scene.text[span.start : min(span.end, quoted.start)] for span in draft.spans]
    rests += [scene.text[max(span.start, quoted.end) : span.end] for span in draft.spans]
    return any(character.isalnum() for rest in rests for character in rest)


def _quotation(quoted: Quoted, number: int, rule: str, said: Draft) -> Draft:
    """Make a quotation inside another statement, with its cue, speaker and stance."""
    return Draft(
        (Span(quoted.start, quoted.end),), "direct", number, rule, said.cue, said.speaker, said.stance
    )


def _block(scene: Scene, number: int, index: int, quoted: Quoted, drafts: Drafts) -> Draft | None:
    """Read a quotation that stands on its own."""
    if covering := _covering(drafts, number, quoted):
        return _quotation(quoted, number, "quotation in another's words", covering)
    unit = scene.units[number]
    is_title = _names_thing(unit, quoted) or _heads_caption(unit, index)
    if is_title or not reads_as_sentence(scene.analysis.document, quoted):
        return None
    speaker = _speaker_of_block(scene, number, index, drafts)
    return Draft(
        (Span(quoted.start, quoted.end),), "direct", number, "quotation without a frame", None, speaker
    )


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
    return _speaker_here(number, drafts) or speaker_before(scene, number, drafts)


def _speaker_here(number: int, drafts: Drafts) -> Span | None:
    spoken = [draft.speaker for draft in drafts.introduced_in(number) if draft.speaker]
    return spoken[-1] if spoken else None


def _covering(drafts: Drafts, number: int, quoted: Quoted) -> Draft | None:
    """Return the shortest statement that the quotation lies in."""
    found = drafts.covering(number, quoted.start)
    return next((draft for draft in found if (draft.start, draft.end) != (quoted.start, quoted.end)), None)


def _fragment(scene: Scene, number: int, quoted: Quoted, drafts: Drafts) -> Draft | None:
    """Read some words in quotation marks inside the reporter's sentence."""
    words = content_words(scene.analysis.document, quoted)
    if (
        not words
        or _is_name(scene, scene.units[number], quoted, words)
        or _names_speaker(drafts, number, quoted)
    ):
        return None
    if covering := _covering(drafts, number, quoted):
        return _quotation(quoted, number, "words quoted in a statement", covering)
    framed, quoting = _quoted_by_verb(scene, number, quoted)
    if framed:
        return quoting
    before = scene.units[number].words_before(quoted.start)
    is_shouted = bool(before) and before[-1].lower in _set("shouted")
    if is_shouted or (len(words) > 3 and (has_finite_verb(words) or not words[0].capital)):
        speaker = _speaker_around(scene, number, quoted, drafts)
        return Draft(
            (Span(quoted.start, quoted.end),), "direct", number, "words quoted without a frame", None, speaker
        )
    return None


def _names_speaker(drafts: Drafts, number: int, quoted: Quoted) -> bool:
    speakers = (draft.speaker for draft in drafts.introduced_in(number))
    return any(speaker and speaker.start <= quoted.start < speaker.end for speaker in speakers)


def _quoted_by_verb(scene: Scene, number: int, quoted: Quoted) -> tuple[bool, Draft | None]:
    """Return whether a verb of saying governs the clause around the words, and the statement unless they name its speaker."""
    parts = scene.units[number].parts
    for index, part in enumerate(parts):
        if not part.span.start <= quoted.start < part.span.end:
            continue
        torn = (
            index
            and part.clause
            and part.clause.kind == "fragment"
            and part.clause.words[0].is_a("comparison")
        )
        governing = (
            max((place for place in range(index) if parts[place].main), default=index) if torn else index
        )
        for cue in cues_in(scene, number, governing):
            if cue.takes("quote") or cue.entry.objects:
                names_speaker = (
                    cue.speaker is not None and cue.speaker.start <= quoted.start < cue.speaker.end
                )
                draft = cue.draft([Span(quoted.start, quoted.end)], "direct", "words quoted by a verb")
                return True, None if names_speaker else draft
    return False, None


def _speaker_around(scene: Scene, number: int, quoted: Quoted, drafts: Drafts) -> Span | None:
    """Return the subject of the clause that holds the words, if it can speak, else who has the word."""
    for index, part in enumerate(scene.units[number].parts):
        if part.clause is None or not part.span.start <= quoted.start < part.span.end:
            continue
        subject = subject_of_part(scene, number, index)
        if subject is None or subject.start <= quoted.start < subject.end:
            continue
        pronoun = any(
            word.start == subject.start and word.is_a("speaking_pronoun") for word in part.clause.words
        )
        if pronoun or scene.animate(subject):
            return subject
    return _speaker_here(number, drafts) or speaker_before(scene, number, drafts)


def _is_name(scene: Scene, unit: Unit, quoted: Quoted, words: Sequence[Word]) -> bool:
    """Tell whether the marks hold a name, a title or a so-called word."""
    if _names_entity(scene, quoted) or (len(words) == 1 and "." in words[0].text):
        return True
    before = unit.words_before(quoted.start)
    last = before[-1] if before else None
    if last and (last.lower in _set("so_called") or (_names_thing(unit, quoted) and len(words) < LONG_TITLE)):
        return True
    if _is_shouted(before):
        return False
    counted = words[0].text[0].isdigit() and len(words) > 1  # "„2. Runder Tisch“" is told by what is counted
    if not words[counted].capital:
        return len(words) == 1 and _is_attribute(words[0], unit.word_behind(quoted.end))
    if last and last.lower in _set("judging"):
        return False
    if has_finite_verb(words) and len(words) > 2:
        return _recurs(scene, quoted)
    return True


def _is_shouted(before: Sequence[Word]) -> bool:
    """Tell whether the noun before the marks is one of saying: "die Parole „…“", "Rufe wie „…“", "dem gerufenen „…“"."""
    if before and before[-1].lower in _set("shouted"):
        return True
    nouns = [word for word in before[-2:] if word.noun and word.lower.endswith(tuple(_set("saying")))]
    return bool(nouns) and (before[-1] in nouns or before[-1].is_a("comparison"))


def _is_attribute(word: Word, following: Word | None) -> bool:
    """Tell whether a single quoted word only qualifies the noun behind it: "die „grüne“ Welle"."""
    return following is not None and following.noun and word.adjectival


def _names_thing(unit: Unit, quoted: Quoted) -> bool:
    """Tell whether the noun before the marks is one that bears a title or a name: "der Film „…“"."""
    before = [word for word in unit.words_before(quoted.start) if word.text != ":"]
    return bool(before) and before[-1].noun and before[-1].lower.endswith(tuple(_set("named")))


def _heads_caption(unit: Unit, index: int) -> bool:
    """Tell whether words without a verb before the quotation begin with such a noun: "(Überschrift der Seite: „…“)"."""
    clause = unit.parts[index - 1].clause if index else None
    nouns = [word for word in clause.words if word.noun] if clause and clause.kind == "fragment" else []
    return bool(nouns) and nouns[0].lower.endswith(tuple(_set("named")))


def _names_entity(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the marks hold nothing but the name of an entity."""
    mentions = scene.analysis.mentions_in(Span(quoted.start, quoted.end))
    return any(one.start <= quoted.inner.start and one.end >= quoted.inner.end for one in mentions)


def _recurs(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the same words stand in quotation marks elsewhere in the text, as names do."""
    inner = scene.text[quoted.inner.start : quoted.inner.end]
    return inner[:1].isupper() and scene.quoted_words[inner] > 1
