"""Find who does what a verb says: the subject of a clause, its agent in the passive, and whom it addresses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .clauses import Clause, Verb, Word
from .findings import Span
from .nounphrases import (
    head_of,
    is_abstract,
    is_adverb,
    is_focus,
    is_oblique,
    is_subject_only,
    is_time,
    phrase_end,
    span_of,
)
from .words import is_adverbial_pair

Animate = Callable[[Span], bool]  # tells whether a span names a person, state or body known to the article


def subject_of(
    words: Sequence[Word],
    clause: Clause,
    verb: Verb,
    animate: Animate,
    governed: frozenset[str] = frozenset(),
) -> Span | None:
    """Return the subject of the verb; `words` are the clause's words with the commas between them.

    A pronoun counts; "es" does not, since nobody in particular speaks then. `governed` are prepositions that belong to the verb.
    """
    finite = _index_of(words, verb.finite)
    if finite is None:
        return None
    if clause.kind in ("subordinate", "relative"):
        return _first_phrase(words, _after_opener(words), finite, governed)
    front_start = 0
    while front_start < finite and (words[front_start].is_a("coordinator") or words[front_start].mark):
        front_start += 1
    earlier = [
        place
        for place in (_index_of(words, one.finite) for one in clause.verbs)
        if place is not None and place < finite
    ]
    if earlier:
        return (
            subject_of(words, clause, clause.verbs[0], animate, governed)
            if clause.verbs[0] is not verb
            else None
        )
    front = _front_subject(words, front_start, finite)
    behind = _first_phrase(words, finite + 1, len(words), governed)
    if front is None:
        return behind
    if behind and _gives_way(words, front_start, finite, behind, animate):
        return behind
    return front


def agent_of(words: Sequence[Word], verb: Verb) -> Span | None:
    """Return who acts in a passive clause: the last "von der Polizei" or "durch den Rat" before the participle."""
    participle = verb.parts[-1].start if verb.finite is not verb.parts[-1] else verb.parts[0].start
    found = None
    for place, word in enumerate(words[:-1]):
        if word.lower in ("von", "vom", "durch", "seitens") and word.start < max(
            participle, verb.parts[-1].start
        ):
            end = phrase_end(words, place + 1)
            if (
                end > place + 1
                and not is_time(words, place + 1, end)
                and not (place and words[place - 1].text[0].isdigit())
            ):
                found = span_of(words, place + 1, end)
    return found


def _index_of(words: Sequence[Word], wanted: Word | None) -> int | None:
    if wanted is None:
        return None
    return next((place for place, word in enumerate(words) if word.start == wanted.start), None)


def _after_opener(words: Sequence[Word]) -> int:
    """Return the index behind the subordinator or relative pronoun, and behind the preposition before it."""
    place = 0
    while place < min(len(words), 4) and (
        words[place].mark or words[place].is_a("coordinator", "preposition")
    ):
        place += 1
    return place + 1


def _front_subject(words: Sequence[Word], start: int, finite: int) -> Span | None:
    """Return the phrase before the finite verb if it can be the subject."""
    while start < finite and (is_focus(words[start]) or words[start].text in ",–-"):
        start += 1
    if start >= finite:
        return None
    first = words[start]
    if first.is_a("speaking_pronoun") and (
        finite - start == 1 or words[start + 1].is_a("adverb", "preposition")
    ):
        return span_of(words, start, start + 1)
    if first.lower == "als" or first.is_a("preposition", "subordinator") or is_oblique(first):
        return None
    end = phrase_end(words[:finite], start)
    if end == start or is_time(words, start, end):
        return None
    if first.noun and finite - start == 1 and is_adverb(first):
        return None
    if any(form.mood == "participle" for form in first.forms) and not first.is_a("article"):
        return None
    return span_of(words, start, _whole_front(words, end, finite))


def _whole_front(words: Sequence[Word], end: int, finite: int) -> int:
    """Take all that stands before the verb into the phrase, but for a relative clause and adverbs at its end."""
    for place in range(end, finite):
        if words[place].text == "," and place > end:
            return end
    stop = finite
    while stop > end and (words[stop - 1].is_a("adverb", "reflexive") or words[stop - 1].mark):
        stop -= 1
    between = words[end:stop]
    if any(
        any(form.finite for form in word.forms) and not word.capital and not word.classes for word in between
    ):
        return end
    return stop


def _first_phrase(words: Sequence[Word], start: int, stop: int, governed: frozenset[str]) -> Span | None:
    """Return the first phrase in a stretch that may be a subject: no preposition before it, no oblique article."""
    place = start
    while place < stop:
        word = words[place]
        if word.is_a("speaking_pronoun") and not word.is_a("article") and not _before_noun(words, place):
            return span_of(words, place, place + 1)
        if is_adverbial_pair(words, place):
            place += 2
            continue
        if word.is_a("preposition") and not word.capital:
            place = max(place + 1, phrase_end(words, place + 1))
            continue
        end = phrase_end(words, place, governed)
        if end > place:
            if not is_oblique(word) and not is_time(words, place, end):
                return span_of(words, place, min(end, stop))
            place = end
            continue
        place += 1
    return None


def _before_noun(words: Sequence[Word], place: int) -> bool:
    return words[place].is_a("determiner") and place + 1 < len(words) and words[place + 1].noun


def _gives_way(words: Sequence[Word], start: int, finite: int, behind: Span, animate: Animate) -> bool:
    """Tell whether an abstract phrase in front is an object: "Die Forderung wies der Minister zurück"."""
    if words[start].is_a("speaking_pronoun") and finite - start == 1:
        return False
    first_behind = next(word for word in words if word.start == behind.start)
    if is_subject_only(first_behind):
        return True
    follows = finite + 1 < len(words) and words[finite + 1].start == behind.start
    name = follows and (first_behind.noun or first_behind.lower == "der")
    pronoun = first_behind.is_a("speaking_pronoun") and not first_behind.is_a("article")
    return (pronoun or name or animate(behind)) and is_abstract(head_of(words, start, finite))
