"""Finds when an article was published and last changed, by weighing what metadata and page say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, timedelta, tzinfo
from typing import NamedTuple

from articles.reading.html.blocks import Block
from articles.reading.html.labels import is_named
from articles.reading.html.metadata import Metadata
from articles.reading.moments import DateLine, Moment, parse_moment, read_date_line

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "publish-date", "publishdate", "publish_date", "pubdate", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "date.available", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "cxxparse:publishtime", "date", "dc.date", "dc.date.created", "dcterms.date",
    "dc.created", "date.created", "last-published", "article_date_original", "original-publish-date",
)  # fmt: skip
CHANGED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "date.modified", "last-modified", "dcterms.modified",
    "dc.date.modified", "revised", "lastmod",
)  # fmt: skip
BLOCKS_BEFORE, BLOCKS_AFTER = 8, 20  # where a date line is looked for, around the headline
MAX_DATE_LINE = 160
MAX_REST = 6  # words that may stand in a date line besides the date: names, a place


class Times(NamedTuple):
    """When an article was published and changed; None where the page does not say."""

    published: Moment | None
    changed: Moment | None


class _Told(NamedTuple):
    """What one witness says, and the zone it names: "utc", "local" or nothing."""

    moment: Moment
    zone: str = ""


def find_times(blocks: Sequence[Block], headline: int, metadata: Metadata, zone: tzinfo) -> Times:
    """Return the times of an article, in the given zone."""
    lines = list(_date_lines(blocks, headline, zone))
    told = [*_told(_published_values(metadata), zone), *_told(_time_elements(blocks, headline), zone)]
    shown = [_Told(line.published) for line in lines if line.published]
    created = _told(metadata.linked("dateCreated", "uploadDate"), zone)
    published = _weigh([*told, *shown, *created])
    changed = _weigh(
        [*_told(_changed_values(metadata), zone), *(_Told(moment) for moment in _changed(lines))]
    )
    if changed and published and changed.at <= published.at:
        changed = None
    return Times(published or changed, changed)


def _weigh(told: Sequence[_Told]) -> Moment | None:
    """Return the most trusted moment, made exact or put right by the others.

    A day gets its time from the first witness that knows one for that day. A time in UTC that another witness gives
    with the same figures in local time was never in UTC.
    """
    if not told:
        return None
    first = told[0]
    if not first.moment.has_time:
        exact = (other.moment for other in told if other.moment.has_time)
        return next((at for at in exact if at.at.date() == first.moment.at.date()), first.moment)
    if first.zone == "utc":
        figures = first.moment.at.astimezone(UTC).replace(tzinfo=None)
        for other in told:
            if other.zone == "local" and abs(other.moment.at.replace(tzinfo=None) - figures) < timedelta(
                minutes=1
            ):
                return other.moment
    return first.moment


def _told(values: Iterable[str], zone: tzinfo) -> list[_Told]:
    found = []
    for value in values:
        if moment := parse_moment(value, zone):
            found.append(_Told(moment, _zone_named_in(value.strip())))
    return found


def _zone_named_in(value: str) -> str:
    if value.endswith(("Z", "+00:00", "+0000", "GMT", "UTC")):
        return "utc"
    return "local" if re.search(r"[+-]\d\d:?\d\d$", value) else ""


def _published_values(metadata: Metadata) -> Iterator[str]:
    yield from metadata.linked("datePublished")
    yield from metadata.values(*PUBLISHED_META)
    yield from metadata.microdata.get("datePublished", ())


def _changed_values(metadata: Metadata) -> Iterator[str]:
    yield from metadata.linked("dateModified")
    yield from metadata.values(*CHANGED_META)
    yield from metadata.microdata.get("dateModified", ())


def _around(blocks: Sequence[Block], headline: int) -> Sequence[Block]:
    return blocks[max(0, headline - BLOCKS_BEFORE) : headline + BLOCKS_AFTER]


def _time_elements(blocks: Sequence[Block], headline: int) -> Iterator[str]:
    """Yield the values of time elements around the headline."""
    for block in _around(blocks, headline):
        if len(block.text) > MAX_DATE_LINE:
            continue
        for element in block.box.element.iter("time"):
            if value := element.get("datetime"):
                yield value


def _date_lines(blocks: Sequence[Block], headline: int, zone: tzinfo) -> Iterator[DateLine]:
    """Yield the date lines around the headline, labelled boxes first."""
    lines = []
    for block in _around(blocks, headline):
        line = read_date_line(block.text, zone) if len(block.text) <= MAX_DATE_LINE else None
        if line and len(line.rest.split()) <= MAX_REST:
            lines.append((block, line))
    yield from (line for block, line in lines if is_named(block.box.label, "date_words.txt"))
    yield from (line for block, line in lines if not is_named(block.box.label, "date_words.txt"))


def _changed(lines: Iterable[DateLine]) -> Iterator[Moment]:
    return (line.changed for line in lines if line.changed)
