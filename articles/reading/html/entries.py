"""Gives the entries of a live blog their own times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import islice

from articles.reading.cleaning import clean, fold
from articles.reading.html import json_ld
from articles.reading.html.blocks import Block
from articles.reading.html.body import Body
from articles.reading.html.container import Witness
from articles.reading.html.metadata import Metadata
from articles.reading.moments import parse_moment, read_clock, read_date_line
from articles.reading.page import Paragraph

MIN_ENTRIES = 3  # fewer times between the paragraphs are no live blog
MAX_ENTRIES = 500
MAX_SHARE = 0.6  # of the paragraphs; more under one time are an article with teasers beside it
MAX_TIME_LINE = 60
MAX_IN_TIME_LINE = 5  # elements in the box of an entry's time


def with_entries(
    body: Body, blocks: Sequence[Block], metadata: Metadata, published: datetime | None, zone: tzinfo
) -> list[Paragraph]:
    """Return a text's paragraphs; those of a live blog's entries carry the entry's time.

    Entries that the metadata gives and the page does not show are added.
    """
    updates = list(_updates(metadata, zone))
    if not updates:
        return _timed(body, _shown_times(blocks, published, zone))
    paragraphs = [_told_time(paragraph, updates) for paragraph in body.paragraphs]
    shown = {paragraph.published_at for paragraph in paragraphs}
    missing = (entry for update in updates if update.at not in shown for entry in update.paragraphs)
    return [*paragraphs, *missing]


class _Update:
    """One entry as the JSON-LD gives it."""

    def __init__(self, node: json_ld.Node, at: datetime) -> None:
        self.at = at
        self.heading = clean(json_ld.text_of(node.get("headline")))
        self.text = json_ld.text_of(node.get("articleBody"))
        self.witness = Witness(f"{self.heading}\n{self.text}", min_length=1)

    def holds(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph of the page is the entry's heading or part of its text."""
        if paragraph.kind == "heading":
            return fold(paragraph.text) == fold(self.heading)
        return self.witness.confirms(paragraph.text)

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the entry's heading and text, where it has a text."""
        lines = [clean(line) for line in re.sub(r"<[^>]*>", "\n", self.text).split("\n")]
        if self.heading and any(lines):
            yield Paragraph("heading", self.heading, self.at)
        yield from (Paragraph("text", line, self.at) for line in lines if line)


def _updates(metadata: Metadata, zone: tzinfo) -> Iterator[_Update]:
    for node in metadata.articles:
        updates = node.get("liveBlogUpdate")
        for update in updates[:MAX_ENTRIES] if isinstance(updates, list) else ():
            moment = (
                parse_moment(json_ld.text_of(update.get("datePublished")), zone)
                if isinstance(update, dict)
                else None
            )
            if moment and moment.has_time:
                yield _Update(update, moment.at)


def _told_time(paragraph: Paragraph, updates: Sequence[_Update]) -> Paragraph:
    update = next((update for update in updates if update.holds(paragraph)), None)
    return paragraph._replace(published_at=update.at) if update else paragraph


def _timed(body: Body, times: dict[int, datetime]) -> list[Paragraph]:
    """Give the paragraphs their times, if those of at least three entries stand among them."""
    found = [times.get(id(block)) for block in body.sources]
    counts = Counter(at for at in found if at)
    if len(counts) < MIN_ENTRIES or max(counts.values()) > MAX_SHARE * len(found):
        return body.paragraphs
    return [paragraph._replace(published_at=at) for paragraph, at in zip(body.paragraphs, found, strict=True)]


def _shown_times(blocks: Sequence[Block], published: datetime | None, zone: tzinfo) -> dict[int, datetime]:
    """Return for each block the last time that stands alone above it."""
    times: dict[int, datetime] = {}
    last = None
    for block in blocks:
        if moment := _time_line(block, published, zone):
            last = moment
        elif last:
            times[id(block)] = last
    return times


def _time_line(block: Block, published: datetime | None, zone: tzinfo) -> datetime | None:
    """Read a block that shows nothing but an entry's time; a bare clock time is on the day of the publication."""
    if len(block.text) > MAX_TIME_LINE:
        return None
    line = read_date_line(block.text, zone)
    if line and line.published and line.published.has_time and not line.rest:
        return line.published.at
    clock = read_clock(block.text)
    day = (_attribute_time(block, zone) or published) if clock else None
    return day.replace(hour=clock[0], minute=clock[1], second=0) if clock and day else None


def _attribute_time(block: Block, zone: tzinfo) -> datetime | None:
    """Return the time that a time element gives to machines."""
    if len(list(islice(block.box.element, MAX_IN_TIME_LINE + 1))) > MAX_IN_TIME_LINE:
        return None  # not a box of its own; len() of an element would count all its children
    values = (element.get("datetime") or "" for element in block.box.element.iter("time"))
    return next((moment.at for value in values if (moment := parse_moment(value, zone))), None)
