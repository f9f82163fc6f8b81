"""Turn findings into drafts of reports: entities linked, offsets told apart by paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import accumulate
from typing import Any

from articles.models import Paragraph
from timeline.extraction.findings import (
    DayRange,
    Findings,
    FoundAnnouncement,
    FoundMeeting,
    FoundStatement,
    FoundTroopFigure,
    Span,
)
from timeline.extraction.statements.drafts import RELAYED
from timeline.extraction.text import Document
from timeline.models import Entity, Event, Participation

from .linking import Links
from .meanings import Meanings

Role = Participation.Role
LONGEST_MEETING = timedelta(days=366)
MIDNIGHT = "24:00"  # is the next day's first minute, so that it says nothing about this one
SEPARATOR = "\n\n"  # between paragraphs, in the text that the extraction reads


@dataclass(frozen=True)
class Piece:
    """Words in a paragraph with the sentence around them."""

    paragraph: Paragraph
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True)
class Draft:
    """What one article says of one event."""

    kind: Event.Kind
    days: DayRange
    pieces: tuple[Piece, ...]
    roles: tuple[tuple[Role, Entity], ...] = ()
    place: Entity | None = None
    values: dict[str, Any] = field(default_factory=dict)
    rule: str = ""
    day_reason: str = ""
    named: tuple[Entity, ...] = ()  # for each role the entry that the words name, whatever it went up in
    named_place: Entity | None = None


class Locator:
    """Translates offsets in an article's text into places in its paragraphs.

    The headlines (kicker, title) stand before the paragraphs: they tell what and where, but are no evidence.
    """

    def __init__(self, paragraphs: Iterable[Paragraph], headlines: Iterable[str] = ()) -> None:
        self._paragraphs = list(paragraphs)
        shown = [headline for headline in headlines if headline]
        texts = [*shown, *(paragraph.text for paragraph in self._paragraphs)]
        starts = [0, *accumulate(len(text) + len(SEPARATOR) for text in texts)]
        self._starts = starts[len(shown) : -1]
        self.text = SEPARATOR.join(texts)
        self.document = Document(self.text)

    def place(self, span: Span) -> tuple[Paragraph, int, int] | None:
        """Return the paragraph that holds the span's beginning, and the offsets in it, cut at its end."""
        index = bisect_right(self._starts, span.start) - 1
        if index < 0:
            return None
        paragraph, offset = self._paragraphs[index], self._starts[index]
        start, end = span.start - offset, min(span.end - offset, len(paragraph.text))
        return (paragraph, start, end) if 0 <= start < end else None

    def pieces(self, spans: Iterable[Span]) -> tuple[Piece, ...]:
        """Return the spans as pieces of evidence, one for each paragraph that a span touches."""
        return tuple(dict.fromkeys(piece for span in spans for piece in self._split(span)))

    def offset(self, piece: Piece) -> int:
        """Return where the piece begins in the text."""
        return self._starts[self._paragraphs.index(piece.paragraph)] + piece.start

    def words(self, spans: Iterable[Span]) -> str:
        """Return the spans' words, an ellipsis where something between them is left out."""
        return " … ".join(" ".join(self.text[span.start : span.end].split()) for span in spans)

    def _split(self, span: Span) -> Iterator[Piece]:
        """Cut a span at the borders of paragraphs."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for paragraph, offset in zip(self._paragraphs[first:], self._starts[first:], strict=True):
            if offset >= span.end:
                return
            start, end = max(span.start - offset, 0), min(span.end - offset, len(paragraph.text))
            if start < end:
                sentence = self._sentence(offset + start, offset + end)
                yield Piece(
                    paragraph,
                    start,
                    end,
                    min(start, sentence.start - offset),
                    min(sentence.end - offset, len(paragraph.text)),
                )

    def _sentence(self, start: int, end: int) -> Span:
        """Return the sentence, or the run of sentences, that holds the words."""
        first, last = self.document.sentence_at(start), self.document.sentence_at(end - 1)
        return Span(min(first.start, start), max(last.end, end))


def draft_reports(findings: Findings, locator: Locator, links: Links) -> list[Draft]:
    """Return the drafts of an article's events; those without a place in the text are left out."""
    drafts = [
        *(_meeting(found, locator, links) for found in findings.meetings),
        *(_figure(found, locator, links) for found in findings.troop_figures),
        *(_statement(found, locator, links) for found in _outermost(findings.statements)),
        *(_announcement(found, locator, links) for found in findings.announcements),
    ]
    return [
        replace(_as_meant(draft, links.meanings), day_reason=_reason(draft, findings, locator))
        for draft in drafts
        if draft.pieces
    ]


def _as_meant(draft: Draft, meanings: Meanings) -> Draft:
    """Put whom the entries mean there in the place of the entries that the words name."""
    first = draft.pieces[0]
    where = (first.paragraph.text, first.sentence_start, first.sentence_end)
    return replace(
        draft,
        roles=tuple((role, meanings.at(entity, where)) for role, entity in draft.roles),
        named=tuple(entity for _, entity in draft.roles),
        place=meanings.at(draft.place, where) if draft.place else None,
        named_place=draft.place,
    )


def _reason(draft: Draft, findings: Findings, locator: Locator) -> str:
    """Return how the nearest words with the draft's days were read: the words, then the rule and what they counted from."""
    at = locator.offset(draft.pieces[0])
    dates = [found for found in findings.dates if found.days == draft.days and found.days != DayRange()]
    if not dates:
        return ""
    nearest = min(dates, key=lambda found: abs(found.start - at))
    return f"„{locator.text[nearest.start : nearest.end]}“ {nearest.explanation}".strip()[:500]


def _meeting(found: FoundMeeting, locator: Locator, links: Links) -> Draft:
    return Draft(
        Event.Kind.MEETING,
        _narrow(found.days),
        locator.pieces(found.evidence),
        _roles(links, (Role.PARTICIPANT, found.participants)),
        links.get(found.place or ""),
        {
            "format": found.format,
            "status": found.status,
            "begins_at": None if found.hour == MIDNIGHT else found.hour,
            "duration_minutes": found.duration_minutes,
        },
        found.rule,
    )


def _narrow(days: DayRange) -> DayRange:
    """Leave out spans of more than a year: "seit elf Jahren" tells of the time before a meeting, not of its day."""
    first, last = days
    return DayRange() if first and last and last - first > LONGEST_MEETING else days


def _figure(found: FoundTroopFigure, locator: Locator, links: Links) -> Draft:
    return Draft(
        Event.Kind.TROOP_FIGURE,
        found.days,
        locator.pieces([found.evidence]),
        _roles(links, (Role.ACTOR, [found.actor]), (Role.CLAIMANT, [found.claimed_by])),
        links.get(found.place or ""),
        {
            "low": found.low,
            "high": found.high,
            "qualifier": found.qualifier,
            "unit": found.unit,
            "change": found.change,
            "wording": locator.words([found.evidence])[:300],
        },
        found.rule,
    )


def _statement(found: FoundStatement, locator: Locator, links: Links) -> Draft:
    speaker = found.speaker.entity if found.speaker else None
    return Draft(
        Event.Kind.STATEMENT,
        found.days,
        locator.pieces(found.spans),
        _roles(links, (Role.SPEAKER, [speaker]), (Role.ADDRESSEE, found.addressees)),
        values={
            "mode": found.mode,
            "stance": found.stance,
            "words": locator.words(found.spans),
            "cue": locator.words([found.cue])[:200] if found.cue else "",
        },
        rule=found.rule,
    )


def _announcement(found: FoundAnnouncement, locator: Locator, links: Links) -> Draft:
    return Draft(
        Event.Kind.ANNOUNCEMENT,
        found.said,
        locator.pieces(found.evidence),
        _roles(links, (Role.ANNOUNCER, [found.announcer])),
        values={
            "what": locator.words(found.evidence),
            "due_earliest": found.days.earliest.isoformat() if found.days.earliest else None,
            "due_latest": found.days.latest.isoformat() if found.days.latest else None,
        },
        rule=found.rule,
    )


def _roles(links: Links, *parts: tuple[Role, Iterable[str | None]]) -> tuple[tuple[Role, Entity], ...]:
    """Return each entity once in each role, in order; the unlinked are left out."""
    roles = [(role, links[found]) for role, ids in parts for found in ids if found and found in links]
    return tuple(dict.fromkeys(roles))


def _outermost(statements: Iterable[FoundStatement]) -> list[FoundStatement]:
    """Leave out what another statement holds already: a quoted fragment of indirect speech, a quotation that a medium passes on."""
    kept: list[FoundStatement] = []
    own = [statement for statement in statements if statement.rule != RELAYED]
    for statement in sorted(own, key=lambda one: (one.spans[0].start, -one.spans[-1].end)):
        if not any(_holds(outer, statement) for outer in kept):
            kept.append(statement)
    return kept


def _holds(outer: FoundStatement, inner: FoundStatement) -> bool:
    same_speaker = (outer.speaker and outer.speaker.entity) == (inner.speaker and inner.speaker.entity)
    covers = all(any(o.start <= i.start and i.end <= o.end for o in outer.spans) for i in inner.spans)
    return covers and (same_speaker or inner.speaker is None)
