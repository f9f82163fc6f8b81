"""The German language pipeline: text and publication time in, findings out. Pure: no Django, no clock, no network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from .analysis import Analysis
from .announcements import find_announcements
from .dates import find_dates
from .entities import KnownEntity, find_entities
from .figures import find_figures
from .findings import Findings
from .meetings import find_meetings
from .statements import find_statements
from .text import Document

EXTRACTOR_VERSION = "4"  # raised whenever findings on the same text may change


def analyse(
    text: str, published_at: datetime, *, title: str | None = None, known: Iterable[KnownEntity] = ()
) -> Analysis:
    """Return the shared reading of an article: its sentences, dates and entities."""
    document = Document(text, title)
    return Analysis(
        document,
        published_at,
        find_dates(document, published_at),
        find_entities(document, published_at, known),
    )


def extract(
    text: str, published_at: datetime, *, title: str | None = None, known: Iterable[KnownEntity] = ()
) -> Findings:
    """Return all that is found in an article.

    `text` has its paragraphs separated by a blank line. `published_at` is aware, in the newsroom's own time zone: relative days
    are counted from it. `known` are entities that editors have added to what the lexicon knows.
    """
    analysis = analyse(text, published_at, title=title, known=known)
    statements, meetings = find_statements(analysis), find_meetings(analysis)
    return Findings(
        entities=analysis.entities,
        dates=analysis.dates,
        statements=statements,
        announcements=find_announcements(analysis, statements, meetings),
        meetings=meetings,
        troop_figures=find_figures(analysis, statements),
    )
