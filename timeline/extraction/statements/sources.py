"""Find speech whose source is named without a verb: "laut X", "nach Angaben von X", "X zufolge", "…, so X", "wonach …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..clauses import Word
from ..findings import Span
from ..lexicon import load_table
from ..nounphrases import head_of, is_time, phrase_end, span_of
from .lexicon import speech_noun
from .scene import Draft, Scene
from .units import Unit

OPINIONS = (  # of the nouns of saying those that stand before "nach": "ihrer Meinung nach", "dem Vernehmen nach"
    "meinung",
    "ansicht",
    "auffassung",
    "einschätzung",
    "überzeugung",
    "vernehmen",
    "angaben",
    "aussage",
    "aussagen",
    "bericht",
    "berichten",
    "darstellung",
    "bekunden",
    "worten",
    "erkenntnissen",
    "informationen",
    "schätzung",
    "schätzungen",
    "lesart",
    "version",
)
VIEWS = frozenset({"sicht", "sichtweise", "perspektive"})
NOT_SOURCES = frozenset(
    {"auch", "viel", "viele", "vielen", "dass", "etwa", "zum", "wenig", "wenige"}
)  # "so auch X", "so viele"
RELATIVES = frozenset({"wonach", "demzufolge", "denenzufolge"})
RELATIVE_PRONOUNS = frozenset({"dem", "der", "denen"})


@dataclass(frozen=True, slots=True)
class Source:
    """A frame in a unit: the words of its cue, of its speaker, and all that it takes out of the sentence."""

    name: str
    cue: Span
    speaker: Span
    frame: Span


@cache
def source_frames() -> dict[str, list[dict[str, object]]]:
    """Return the frames of the lexicon by the words that mark them."""
    table: dict[str, list[dict[str, object]]] = {}
    for frame in load_table("speech/sources.toml")["frame"]:
        for word in frame["words"]:
            table.setdefault(word, []).append(frame)
    return table


def find_sources(scene: Scene) -> Iterator[Draft]:
    """Yield the statements whose source is named without a verb."""
    for number, unit in enumerate(scene.units):
        for source in sources_in(unit):
            spans = _without(unit, source)
            if spans:
                yield Draft(
                    spans,
                    "indirect",
                    number,
                    source.name,
                    source.cue,
                    source.speaker,
                    "asserts",
                    source.frame,
                )
        yield from _relative_sources(unit, number)


def sources_in(unit: Unit) -> Iterator[Source]:
    """Yield the frames of one unit."""
    blocked = [part.quoted for part in unit.blocks if part.quoted]
    for place, word in enumerate(unit.words):
        for frame in source_frames().get(word.lower, ()):
            if any(quoted.holds(word.start) for quoted in blocked):
                continue
            source = _read(unit, place, frame)
            if source:
                yield source
                break


def _read(unit: Unit, place: int, frame: dict[str, object]) -> Source | None:
    words, name = unit.words, str(frame["name"])
    cue = Span(words[place].start, words[place].end)
    match frame["kind"]:
        case "before":
            return _before_phrase(words, place, name, str(frame["noun"]), cue)
        case "after":
            return _after_phrase(words, place, name, str(frame["noun"]), cue)
        case "none":
            if frame.get("subjunctive") and not _has_subjunctive(unit, word=words[place]):
                return None
            return Source(name, cue, cue, cue) if not _inside_infinitive(words, place) else None
        case _:
            return _behind_comma(unit, place, name, cue)


def _before_phrase(words: Sequence[Word], place: int, name: str, noun: str, cue: Span) -> Source | None:
    end = phrase_end(words, place + 1)
    if (
        end == place + 1
        and place + 1 < len(words)
        and words[place + 1].is_a("speaking_pronoun")
        and name == "laut"
    ):
        end = place + 2
    if end == place + 1 or not _heads(words, place + 1, end, noun):
        return None
    if place and words[place - 1].is_a("article", "determiner"):
        return None
    speaker = span_of(words, place + 1, end)
    return Source(name, cue, speaker, Span(cue.start, speaker.end))


def _heads(words: Sequence[Word], start: int, end: int, noun: str) -> bool:
    if is_time(words, start, end):
        return False
    head = head_of(words, start, end)
    if noun == "any":
        return True
    if noun == "view":
        return head.lower in VIEWS
    if noun == "opinion":
        return head.lower.endswith(OPINIONS)
    found = speech_noun(head.text)
    return found is not None and (found.source or (noun == "text" and found.text))


def _after_phrase(words: Sequence[Word], place: int, name: str, noun: str, cue: Span) -> Source | None:
    if (
        name.startswith("nach")
        and place + 1 < len(words)
        and phrase_end(words, place + 1) > place + 1
        and not words[place + 1].mark
    ):
        following = words[place + 1]
        if not any(form.finite for form in following.forms) and not following.is_a(
            "article", "personal_pronoun"
        ):
            return None
    for start in range(max(0, place - 14), place):
        if start and (words[start - 1].is_a("article", "determiner") or words[start - 1].noun):
            continue
        if phrase_end(words, start) == place and _heads(words, start, place, noun):
            if start and words[start - 1].is_a("preposition"):
                continue
            speaker = span_of(words, start, place)
            return Source(name, cue, speaker, Span(speaker.start, cue.end))
    if name == "zufolge" and place and words[place - 1].is_a("personal_pronoun", "relative", "pronoun"):
        speaker = Span(words[place - 1].start, words[place - 1].end)
        return Source(name, cue, speaker, Span(speaker.start, cue.end))
    return None


def _behind_comma(unit: Unit, place: int, name: str, cue: Span) -> Source | None:
    """Read "…, so X" up to the next comma or the end; what follows "so" must be a phrase without a finite verb."""
    words = unit.words
    if not place or words[place - 1].text not in ',“”"«–—':
        return None
    start = place + 1
    while start < len(words) and words[start].is_a("adverb") and not words[start].capital:
        if words[start].lower in NOT_SOURCES:
            return None
        start += 1
    if start < len(words) and words[start].lower in NOT_SOURCES:
        return None
    end = phrase_end(words, start)
    if end == start and start < len(words) and words[start].is_a("speaking_pronoun"):
        end = start + 1
    if end == start:
        return None
    stop = end
    while stop < len(words) and words[stop].text not in '.,:;!?„“"»–—(':
        if (
            any(form.finite for form in words[stop].forms)
            and not words[stop].capital
            and not words[stop].classes
        ):
            return None
        stop += 1
    return Source(name, cue, span_of(words, start, end), Span(cue.start, words[stop - 1].end))


def _has_subjunctive(unit: Unit, word: Word) -> bool:
    return any(
        part.clause is not None and part.clause.subjunctive and part.span.start <= word.start < part.span.end
        for part in unit.parts
    )


def _inside_infinitive(words: Sequence[Word], place: int) -> bool:
    return place > 0 and words[place - 1].lower in ("kurz", "bald", "gleich", "lange", "sich")


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
        inside = part.span.start <= source.cue.start < part.span.end
        if inside and index and part.clause and part.clause.kind in ("relative", "subordinate"):
            return Span(part.span.start, max(part.span.end, source.frame.end))
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
        if not width or len(words) <= width:
            continue
        cue = Span(words[0].start, words[width - 1].end)
        before = unit.words_between(unit.parts[index - 1].span.start, unit.parts[index - 1].span.end)
        from .frames import content_end

        spans = (Span(words[width].start, content_end(unit, index)),)
        yield Draft(spans, "indirect", number, "wonach", cue, _last_phrase(before), "asserts", part.span)


def _relative_width(words: Sequence[Word]) -> int:
    """Return how many words open a clause of reported content: "wonach", "nach denen", "denen zufolge", "laut dem"."""
    if words[0].lower in RELATIVES:
        return 1
    if (
        len(words) > 2
        and words[0].lower in ("nach", "laut")
        and words[1].lower in RELATIVE_PRONOUNS
        and not words[2].noun
    ):
        return 2
    if len(words) > 2 and words[0].lower in RELATIVE_PRONOUNS and words[1].lower == "zufolge":
        return 2
    return 0


def _last_phrase(words: Sequence[Word]) -> Span | None:
    """Return the phrase with a noun of saying that stands last, else the last phrase."""
    last: Span | None = None
    place = 0
    while place < len(words):
        end = phrase_end(words, place)
        if end > place:
            found = span_of(words, place, end)
            if speech_noun(head_of(words, place, end).text) or last is None or end == len(words):
                last = found
            place = end
        else:
            place += 1
    return last
