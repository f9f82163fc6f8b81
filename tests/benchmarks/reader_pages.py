"""How long the reader pages take, and how large they are, in a crisis of ten thousand events.

Run as `python manage.py shell -c "from tests.benchmarks.reader_pages import main; main()"` on an empty database of its own
(`DATA_DIR`), after `collectstatic`. Each event has two participants, a place and a sentence in one of two hundred articles.
"""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from time import perf_counter

from django.db import transaction
from django.test import Client

from articles.models import Article, Paragraph
from tests.factories import make_article, make_crisis, make_entity, make_place
from timeline.models import Crisis, Event, Evidence, Meeting, Participation

EVENTS = 10_000
DAYS = 90
BATCH = 2_000
TRIES = 7


def main() -> None:
    """Fill the crisis and print a line for each page."""
    with transaction.atomic():
        crisis, article = fill(EVENTS)
    client = Client(SERVER_NAME="localhost")
    print(f"{'page':48} {'median ms':>9} {'kB':>6} {'kB gz':>6}")
    for address in addresses(crisis, article):
        print(measure(client, address))


def addresses(crisis: Crisis, article: Article) -> Iterator[str]:
    """Yield an address of each kind of page."""
    timeline = crisis.get_absolute_url()
    yield "/"
    yield article.get_absolute_url()
    yield timeline
    yield f"{timeline}?page=100"
    yield f"{timeline}?entity=anna-bar&since=2022-02-01"
    yield "/entities/anna-bar/"
    yield Event.objects.latest("pk").get_absolute_url()


def measure(client: Client, address: str) -> str:
    """Return the page's line of the table."""
    page = client.get(address).content
    times = []
    for _try in range(TRIES):
        start = perf_counter()
        client.get(address)
        times.append(1000 * (perf_counter() - start))
    sizes = f"{len(page) / 1000:6.0f} {len(gzip.compress(page)) / 1000:6.1f}"
    return f"{address:48} {statistics.median(times):9.0f} {sizes}"


def fill(number: int) -> tuple[Crisis, Article]:
    """Store a crisis with that many meetings, and the articles that report them; return one of these."""
    crisis = make_crisis("viele", title="Viele Treffen")
    sentences = [f"Treffen {count}: Anna Bär und Ben Öz haben lange geredet." for count in range(50)]
    articles = [
        make_article("\n\n".join(sentences), crisis=crisis) for _number in range(number // len(sentences))
    ]
    place, people = make_place(), [make_entity("Anna Bär"), make_entity("Ben Öz")]
    days = (date(2022, 1, 1) + timedelta(days=count % DAYS) for count in range(number))
    meetings = (Event(kind="meeting", earliest=day, latest=day, place=place) for day in days)
    events = Event.objects.bulk_create(meetings, batch_size=BATCH)
    _bulk(Event.crises.through, (Event.crises.through(event=event, crisis=crisis) for event in events))
    _bulk(Meeting, (Meeting(event=event) for event in events))
    roles = ((event, entity) for event in events for entity in people)
    _bulk(Participation, (Participation(event=event, entity=who, role="participant") for event, who in roles))
    _bulk(Evidence, _evidence(events, articles))
    return crisis, articles[0]


def _evidence(events: list[Event], articles: list[Article]) -> Iterator[Evidence]:
    paragraphs = Paragraph.objects.filter(revision__article__in=articles).select_related("revision")
    for event, paragraph in zip(events, paragraphs, strict=True):
        yield Evidence(
            event=event,
            revision=paragraph.revision,
            paragraph=paragraph,
            start=0,
            end=len(paragraph.text) - 1,
            sentence_start=0,
            sentence_end=len(paragraph.text),
            reported_at=paragraph.revision.reported_at,
        )


def _bulk(model: type, rows: Iterator) -> None:
    model.objects.bulk_create(rows, batch_size=BATCH)
