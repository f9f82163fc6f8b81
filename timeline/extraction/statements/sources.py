"""Find speech whose source is named without a verb: "laut X", "nach Angaben von X", "X zufolge", "…, so X", "wonach …"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ..clauses import Word
from ..findings import Span
from ..lexicon import load_table
from ..nounphrases import head_of, is_time, phrase_end, span_of
from .content import content_end
from .drafts import Draft
from .lexicon import speech_noun
from .scene import Scene
from .units import MOST_PARTS, Unit, begins_with_verb

LONGEST_SOURCE = 14  # words of a phrase before "zufolge" or "nach"


@dataclass(frozen=True, slots=True)
class Frame:
    """A kind of frame, as the lexicon describes it."""

    name: str
    kind: str
    noun: str
    subjunctive: bool
    not_before: frozenset[str]
    not_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """A frame in a unit: the words of its cue, of its speaker, and all that it takes out of the sentence."""

    name: str
    cue: Span
    speaker: Span
    frame: Span
    trails: bool = False  # stands behind all that it speaks for: "…, so X"


@cache
def _frames() -> dict[str, list[Frame]]:
    """Return the frames of the lexicon by the words that mark them."""
    table: dict[str, list[Frame]] = {}
    for row in load_table("speech/sources.toml")["frame"]:
        frame = Frame(
            row["name"],
            row["kind"],
            row["noun"],
            row.get("subjunctive", False),
            frozenset(row.get("not_before", "").split()),
            frozenset(row.get("not_after", "").split()),
        )
        for word in row["words"]:
            table.setdefault(word, []).append(frame)
    return table


@cache
def _relative(role: str) -> frozenset[str]:
    return frozenset(load_table("speech/sources.toml")[f"relative_{role}"].split())


def find_sources(scene: Scene) -> Iterator[Draft]:
    """Yield the statements whose source is named without a verb."""
    for number, unit in enumerate(scene.units):
        for source in islice(_sources_in(unit), MOST_PARTS):
            if spans := _without(unit, source):
                yield Draft(
                    spans, "indirect", number, source.name, source.cue, source.speaker, frame=source.frame
                )
        yield from _relative_sources(unit, number)


def _sources_in(unit: Unit) -> Iterator[Source]:
    blocks = [part.quoted for part in unit.blocks if part.quoted]
    for place, word in enumerate(unit.words):
        frames = _frames().get(word.lower, ())
        if frames and not any(quoted.holds(word.start) for quoted in blocks):
            found = (_read(unit, place, frame) for frame in frames)
            yield from [source for source in found if source][:1]


def _read(unit: Unit, place: int, frame: Frame) -> Source | None:
    if place and unit.words[place - 1].lower in frame.not_after:
        return None
    return READERS[frame.kind](unit, place, frame)


def _before_its_phrase(unit: Unit, place: int, frame: Frame) -> Source | None:
    """Read "laut X" and "nach Angaben von X"."""
    words, cue = unit.words, unit.words[place]
    end = phrase_end(words, place + 1)
    pronoun = words[place + 1 : place + 2]
    if end == place + 1 and pronoun and pronoun[0].is_a("speaking_pronoun") and frame.noun == "any":
        end = place + 2
    if end == place + 1 or not _may_head(words, place + 1, end, frame.noun):
        return None
    if (
        place
        and words[place - 1].is_a("article", "determiner")
        and not _opens_relative_clause(unit, place - 1)
    ):
        return None
    speaker = span_of(words, place + 1, end)
    return Source(frame.name, Span(cue.start, cue.end), speaker, Span(cue.start, speaker.end))


def _opens_relative_clause(unit: Unit, place: int) -> bool:
    """Tell whether "das" is a relative pronoun, not the article of "das nach Angaben des Amtes volle Becken"."""
    word = unit.words[place]
    return any(
        part.clause is not None
        and part.clause.kind == "relative"
        and part.clause.words[0].start == word.start
        for part in unit.parts
    )


def _may_head(words: Sequence[Word], start: int, end: int, wanted: str) -> bool:
    """Tell whether a phrase names a source of the wanted kind."""
    if is_time(words, start, end):
        return False
    noun = speech_noun(_possessed(words, start, end).text)
    match wanted:
        case "any":
            return True
        case "text":
            return noun is not None and (noun.source or noun.text)
        case _:
            return noun is not None and bool(getattr(noun, wanted))


def _possessed(words: Sequence[Word], start: int, end: int) -> Word:
    """Return the phrase's head, "Angaben" also in "Vogts Angaben" and "Lena Vogts Angaben"."""
    for place in range(start, end - 1):
        name, thing = words[place], words[place + 1]
        if not name.capital:
            break
        if name.text.endswith(("s", "'", "’")) and thing.capital and speech_noun(thing.text):
            return thing
    return head_of(words, start, end)


def _after_its_phrase(unit: Unit, place: int, frame: Frame) -> Source | None:
    """Read "X zufolge" and "ihrer Meinung nach"."""
    words, cue = unit.words, unit.words[place]
    if frame.noun != "any" and _opens_phrase(words, place + 1):
        return None
    for start in range(max(0, place - LONGEST_SOURCE), place):
        before = words[start - 1] if start else None
        if before and (before.is_a("article", "determiner", "preposition") or before.noun):
            continue
        if phrase_end(words, start) == place and _may_head(words, start, place, frame.noun):
            speaker = span_of(words, start, place)
            return Source(frame.name, Span(cue.start, cue.end), speaker, Span(speaker.start, cue.end))
    pronoun = words[place - 1] if place else None
    if frame.noun == "any" and pronoun and pronoun.is_a("personal_pronoun", "relative", "pronoun"):
        return Source(
            frame.name,
            Span(cue.start, cue.end),
            Span(pronoun.start, pronoun.end),
            Span(pronoun.start, cue.end),
        )
    return None


def _opens_phrase(words: Sequence[Word], place: int) -> bool:
    """Tell whether a phrase of its own follows: "seine Meinung nach drei Tagen"."""
    if place >= len(words) or words[place].mark or phrase_end(words, place) == place:
        return False
    following = words[place]
    return not any(form.finite for form in following.forms) and not following.is_a(
        "article", "personal_pronoun"
    )


def _by_itself(unit: Unit, place: int, frame: Frame) -> Source | None:
    """Read "demnach", which stands for its source."""
    word = unit.words[place]
    if frame.subjunctive and not _in_subjunctive(unit, word):
        return None
    cue = Span(word.start, word.end)
    return Source(frame.name, cue, cue, cue)


def _in_subjunctive(unit: Unit, word: Word) -> bool:
    return any(
        part.clause is not None and part.clause.subjunctive and part.span.start <= word.start < part.span.end
        for part in unit.parts
    )


def _behind_comma(unit: Unit, place: int, frame: Frame) -> Source | None:
    """Read "…, so X" up to the next comma or the end; what follows "so" must be a phrase without a finite verb."""
    words = unit.words
    if not place or words[place - 1].text not in ',“”"«–—':
        return None
    start = place + 1
    while start < len(words) and words[start].is_a("adverb") and words[start].lower not in frame.not_before:
        start += 1
    if start == len(words) or words[start].lower in frame.not_before:
        return None
    end = phrase_end(words, start)
    if end == start and words[start].is_a("speaking_pronoun"):
        end = start + 1
    stop = _end_of_parenthesis(words, end)
    if end == start or stop is None:
        return None
    cue = words[place]
    frame_span = Span(cue.start, words[stop - 1].end)
    return Source(frame.name, Span(cue.start, cue.end), span_of(words, start, end), frame_span, trails=True)


def _end_of_parenthesis(words: Sequence[Word], place: int) -> int | None:
    """Return the index of the next mark; None where a finite verb comes first."""
    while place < len(words) and words[place].text not in '.,:;!?„“"»–—(':
        word = words[place]
        if any(form.finite for form in word.forms) and not word.capital and not word.classes:
            return None
        place += 1
    return place


READERS: dict[str, Callable[[Unit, int, Frame], Source | None]] = {
    "before": _before_its_phrase,
    "after": _after_its_phrase,
    "none": _by_itself,
    "behind a comma": _behind_comma,
}


def _without(unit: Unit, source: Source) -> tuple[Span, ...]:
    """Return the clauses that the frame speaks for, without the frame: one or two spans with letters in them."""
    text, (start, end) = unit.document.text, _scope(unit, source)
    pieces = (_trimmed(text, start, source.frame.start), _trimmed(text, source.frame.end, end))
    return tuple(piece for piece in pieces if piece)


def _scope(unit: Unit, source: Source) -> Span:
    """Return the stretch between semicolons, or the subordinate clause behind a main clause, in which a frame stands."""
    start, end = unit.span.start, unit.content_end()
    for index, part in enumerate(unit.parts):
        if any(mark in part.gap for mark in ";:") and index:
            if part.span.start <= source.frame.start:
                start = part.span.start
            elif source.frame.end <= part.span.start:
                return Span(start, unit.parts[index - 1].span.end)
        inside = not source.trails and part.span.start <= source.cue.start < part.span.end
        if inside and index and part.clause and part.clause.kind in ("relative", "subordinate"):
            return Span(part.span.start, max(part.span.end, source.frame.end))
        if inside and index and part.main and unit.parts[index - 1].main and not begins_with_verb(part):
            start = part.span.start
        if (
            source.trails
            and source.frame.end <= part.span.start
            and part.clause
            and part.clause.kind == "relative"
        ):
            return Span(start, source.frame.end)  # "…, so X, der …" tells of X
    return Span(start, end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;:–—-.)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-("):
        end -= 1
    return Span(start, end) if any(character.isalnum() for character in text[start:end]) else None


def _relative_sources(unit: Unit, number: int) -> Iterator[Draft]:
    """Yield "…, wonach der Pegel sinkt" and "…, nach denen …": the rest of the clause, said by the phrase before."""
    for index, part in enumerate(unit.parts):
        if part.clause is None or not index or unit.parts[index - 1].clause is None:
            continue
        words = [word for word in part.clause.words if not word.mark]
        width = _relative_width(words)
        if 0 < width < len(words):
            cue = Span(words[0].start, words[width - 1].end)
            speaker = _last_phrase(unit.words_of(unit.parts[index - 1]))
            spans = (Span(words[width].start, content_end(unit, index)),)
            yield Draft(spans, "indirect", number, "wonach", cue, speaker, frame=part.span)


def _relative_width(words: Sequence[Word]) -> int:
    """Return how many words open a clause of reported content: "wonach", "nach denen", "denen zufolge", "laut dem"."""
    if words[0].lower in _relative("words"):
        return 1
    if len(words) < 3:
        return 0
    first, second, third = words[:3]
    if first.lower in _relative("prepositions") and second.lower in _relative("pronouns") and not third.noun:
        return 2
    return 2 if first.lower in _relative("pronouns") and second.lower in _relative("postpositions") else 0


def _last_phrase(words: Sequence[Word]) -> Span | None:
    """Return the phrase with a noun of saying that stands last, else the last phrase."""
    last: Span | None = None
    place = 0
    while place < len(words):
        end = phrase_end(words, place)
        if end > place:
            if speech_noun(head_of(words, place, end).text) or last is None or end == len(words):
                last = span_of(words, place, end)
            place = end
        else:
            place += 1
    return last
