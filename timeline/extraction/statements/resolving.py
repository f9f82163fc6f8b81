"""Turn drafts into findings: whom the speaker's words mean, who is addressed, and on which day it was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from ..clauses import Word
from ..dates import days_of_clause
from ..findings import NO_DAYS, DayRange, FoundStatement, Span, Speaker
from ..lexicon import load_table
from ..nounphrases import phrase_end, span_of
from .ahead import looks_ahead
from .drafts import Draft
from .scene import Scene

LONGEST_SAYING = timedelta(days=31)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("speech/speakers.toml")[name].split())


def resolve(scene: Scene, drafts: Iterable[Draft]) -> tuple[FoundStatement, ...]:
    """Return the drafts as statements in the order of the text, with entities and days."""
    ordered = sorted(drafts, key=lambda draft: (draft.start, -draft.end, draft.mode))
    found = [_statement(scene, draft) for draft in ordered]
    return tuple(_with_days_of_speaker(found))


def _statement(scene: Scene, draft: Draft) -> FoundStatement:
    speaker = None
    if draft.speaker:
        speaker = Speaker(*draft.speaker, scene.entity_of(draft.speaker))
    return FoundStatement(
        draft.spans,
        draft.mode,
        draft.cue,
        speaker,
        tuple(_addressees(scene, draft, speaker.entity if speaker else None)),
        _own_days(scene, draft),
        draft.stance,
        draft.rule,
    )


def _own_days(scene: Scene, draft: Draft) -> DayRange:
    """Return the days that the frame names, if they do not lie ahead."""
    analysis = scene.analysis
    told = analysis.dates_in(draft.frame) if draft.frame else ()
    if draft.mode == "reported":
        told = tuple(one for one in told if not looks_ahead(analysis, one.start))
    if draft.frame is None or not told:
        return NO_DAYS
    days = days_of_clause(analysis.document, told, draft.frame, analysis.published_at)
    published = analysis.published_at.date()
    ahead = (days.earliest and days.earliest > published) or (days.latest and days.latest > published)
    return NO_DAYS if ahead or not _is_narrow(days) else days


def _is_narrow(days: DayRange) -> bool:
    """Tell whether something can have been said in these days; longer spans ("seit 1989") are what was said."""
    earliest, latest = days
    return earliest is not None and latest is not None and latest - earliest <= LONGEST_SAYING


def _with_days_of_speaker(found: Sequence[FoundStatement]) -> Iterator[FoundStatement]:
    """Give statements without a day the one day on which the article lets the same speaker speak."""
    days: defaultdict[str | None, set[DayRange]] = defaultdict(set)
    for statement in found:
        if statement.speaker and statement.days != NO_DAYS:
            days[statement.speaker.entity].add(statement.days)
    for statement in found:
        entity = statement.speaker.entity if statement.speaker else None
        known = days[entity] if entity else set()
        if statement.days == NO_DAYS and len(known) == 1:
            yield replace(statement, days=next(iter(known)))
        else:
            yield statement


def _addressees(scene: Scene, draft: Draft, speaker: str | None) -> Iterator[str]:
    """Yield whom the frame addresses: "dem Sender", "gegenüber der Zeitung", "forderte die Stadt auf"."""
    if draft.frame is None or draft.cue is None:
        return
    words = [
        word for word in scene.units[draft.unit].words if draft.frame.start <= word.start < draft.frame.end
    ]
    seen = {speaker}
    for span in _addressed(words, draft):
        entity = scene.entity_of(span)
        if entity and entity not in seen and scene.animate(span):
            seen.add(entity)
            yield entity


def _addressed(words: Sequence[Word], draft: Draft) -> Iterator[Span]:
    place = 0
    while place < len(words):
        word = words[place]
        if draft.speaker and draft.speaker.start <= word.start < draft.speaker.end:
            place += 1
            continue
        addressing = word.lower in _words("addressing")
        if word.is_a("preposition") and not addressing:
            place = max(place + 1, phrase_end(words, place + 1))
            continue
        start = place + addressing
        end = phrase_end(words, start)
        if end > start:
            if addressing or words[start].lower in _words("datives") or draft.stance in ("demands", "warns"):
                yield span_of(words, start, end)
            place = end
        else:
            place += 1
