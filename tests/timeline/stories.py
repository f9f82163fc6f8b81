"""Small articles with known findings, to try the chronicle on without the extraction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from articles.ingest import store
from articles.models import Revision
from tests.publishing import FRIDAY, make_page
from timeline.chronicle import record
from timeline.chronicle.drafts import Locator
from timeline.crises import add_article, crisis_of
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.extraction.findings import (
    DayRange,
    Findings,
    FoundEntity,
    FoundMeeting,
    FoundTroopFigure,
    Mention,
    Span,
)

CRISIS = "probe"
DAY = FRIDAY.date()


def on(days: int) -> DayRange:
    """Return the day so many days after the Friday on which all begins."""
    return DayRange(DAY + timedelta(days=days), DAY + timedelta(days=days))


def some_time() -> DayRange:
    """Return no day."""
    return DayRange()


def between(first: int, last: int) -> DayRange:
    """Return a range of days, counted from that Friday."""
    return DayRange(on(first).earliest, on(last).earliest)


@dataclass(frozen=True)
class Talk:
    """A meeting as an article reports it."""

    who: tuple[str, ...] = ("antony-blinken", "sergej-lawrow")
    place: str | None = "genf"
    days: DayRange = field(default_factory=lambda: on(0))
    format: str = "talks"
    status: str = "held"
    minutes: int | None = None
    sentence: str = ""


@dataclass(frozen=True)
class Count:
    """A figure as an article reports it."""

    low: int
    claimant: str | None = None
    days: DayRange = field(default_factory=lambda: on(0))
    qualifier: str = "about"
    change: str = "present"
    actor: str = "russland"


@dataclass(frozen=True)
class Story:
    """An article with all that it reports."""

    url: str
    tells: tuple[Talk | Count, ...]
    after: int = 0  # days after that Friday on which it appears
    source: str = "Hafenblatt"
    credits: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()  # sentences that report nothing

    @property
    def published_at(self) -> datetime:
        """Return when the article appears."""
        return FRIDAY + timedelta(days=self.after)


def tell(story: Story, crisis: str = CRISIS) -> Revision:
    """Publish the story and record what it reports."""
    sentences = [*(_sentence(one) for one in story.tells), *story.extra] or ["Es geschah nichts."]
    page = make_page(
        " ".join(sentences), title="Meldung", published_at=story.published_at, credits=story.credits
    )
    stored = store(page, source_name=story.source, url=story.url)
    add_article(crisis_of(crisis), stored.article)
    locator = Locator(stored.revision.paragraphs.all())
    record(stored.revision, _findings(story.tells, locator.text), locator)
    return stored.revision


def _sentence(told: Talk | Count) -> str:
    if isinstance(told, Count):
        return f"Von {told.low} Soldaten berichtet {told.claimant or 'man'}, {told.days.earliest}."
    parts = ", ".join(told.who)
    return (
        told.sentence
        or f"Es trafen sich {parts} ({told.place}, {told.days.earliest}, {told.status}, {told.minutes})."
    )


def _findings(told: Iterable[Talk | Count], text: str) -> Findings:
    told = list(told)
    keys = {key for one in told for key in _keys(one)}
    return Findings(
        entities=tuple(_entity(key) for key in sorted(keys)),
        meetings=tuple(_meeting(one, text) for one in told if isinstance(one, Talk)),
        troop_figures=tuple(_figure(one, text) for one in told if isinstance(one, Count)),
    )


def _keys(told: Talk | Count) -> set[str]:
    keys = (*told.who, told.place) if isinstance(told, Talk) else (told.actor, told.claimant)
    return {key for key in keys if key}


def _entity(key: str) -> FoundEntity:
    entry = load_knowledge().entries[key]
    return FoundEntity(key, entry.kind, entry.name, key, (Mention(0, 2, key, "name"),))


def _span(told: Any, text: str) -> Span:
    start = text.index(_sentence(told))
    return Span(start, start + len(_sentence(told)))


def _meeting(told: Talk, text: str) -> FoundMeeting:
    return FoundMeeting(
        (_span(told, text),),
        told.format,
        told.status,
        told.who,
        told.place,
        told.days,
        told.minutes,  # type: ignore[arg-type]
    )


def _figure(told: Count, text: str) -> FoundTroopFigure:
    return FoundTroopFigure(
        _span(told, text),
        told.low,
        told.low,
        told.qualifier,  # type: ignore[arg-type]
        "personnel",
        told.change,  # type: ignore[arg-type]
        actor=told.actor,
        claimed_by=told.claimant,
        days=told.days,
    )


def day(text: str) -> date:
    """Return a day in ISO 8601."""
    return date.fromisoformat(text)
