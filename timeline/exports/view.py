"""A view of a timeline that is taken along: its events as records, fetched in portions, whatever file they are written to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from articles.models import UMLAUTS
from timeline import models
from timeline.api.records import event_record
from timeline.api.schemas import EventRecord, Evidence
from timeline.cards import local
from timeline.filters import Filters
from timeline.models import Crisis, EventQuerySet

PORTION = 1_000  # events in memory at once
MOST_BYTES = 200  # of a name: file systems take 255, with day and ending


@dataclass(frozen=True)
class View:
    """What is exported: the events of a crisis that pass the filters, as they are or were known."""

    crisis: Crisis
    filters: Filters
    site: str  # how absolute addresses begin
    requested: str  # the address of the file itself
    made_at: datetime

    @property
    def address(self) -> str:
        """Return the view's own address."""
        return self.site + self.crisis.get_absolute_url() + self.filters.query

    @property
    def known_at(self) -> datetime:
        """Return the time of knowledge: that of the view, else now."""
        return self.filters.moment or self.made_at

    @property
    def title(self) -> str:
        """Return the crisis's title with the filters in words."""
        described = self.filters.describe()
        return f"{self.crisis.local_title}: {described}" if described else self.crisis.local_title

    @property
    def name(self) -> str:
        """Return a name for the file: the crisis, the filters and the day of the export."""
        words = _as_file_name(f"{self.crisis.slug} {self.filters.describe()}")
        return f"{_cut(words, MOST_BYTES)}-{timezone.localdate(self.made_at)}"

    @property
    def plain_name(self) -> str:
        """Return the name in letters that every program knows."""
        return _as_plain_name(self.name)

    def count(self) -> int:
        """Return the number of events."""
        return self.filters.entries(self.crisis).count()

    def events(self) -> EventQuerySet:
        """Return the events in the view's order."""
        return self.filters.events(self.crisis)

    def fetch(self, events: EventQuerySet | None = None) -> Iterator[models.Event]:
        """Yield the events with all their details, some queries for each portion."""
        found = self.events() if events is None else events
        yield from found.with_details().prefetch_related("crises").iterator(PORTION)

    def records(self, events: EventQuerySet | None = None) -> Iterator[EventRecord]:
        """Yield what machines get of each event."""
        for event in self.fetch(events):
            yield event_record(event, self.site)


def headline(record: EventRecord) -> str:
    """Return the event in one line in the reader's language."""
    return local(dict(record.headline))


def sentences(record: EventRecord) -> list[Evidence]:
    """Return the evidence with each sentence of an article once."""
    once = {(one.article.id, one.sentence): one for one in reversed(record.evidence)}
    return list(once.values())[::-1]


def _as_file_name(text: str) -> str:
    """Return the text without what file systems trip over, its words joined by hyphens."""
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", text).lower()).strip("-")


def _as_plain_name(name: str) -> str:
    """Return the name without what headers trip over; umlauts are spelt out, other letters lose their signs."""
    return _as_file_name(
        unicodedata.normalize("NFKD", name.translate(UMLAUTS)).encode("ascii", "ignore").decode()
    )


def _cut(name: str, most: int) -> str:
    """Return the name with at most so many bytes, whole letters only."""
    return name.encode()[:most].decode(errors="ignore").rstrip("-")
