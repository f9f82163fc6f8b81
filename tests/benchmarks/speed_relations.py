"""How long encounters, positions and figures take in a crisis of 200 and one of 20,000 events, with nothing kept.

Run as `python manage.py shell -c "from tests.benchmarks.speed_relations import main; main()"` on an empty database of its own
(`DATA_DIR`), after `collectstatic`. A fifth of the events are meetings, three fifths statements, a fifth figures.
"""

from __future__ import annotations

import gzip
import random
import statistics
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Paragraph
from tests.factories import make_article, make_crisis, make_entity
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.models import (
    Crisis,
    Entity,
    EntityMention,
    Event,
    Evidence,
    Meeting,
    Participation,
    Statement,
    TroopFigure,
)

SIZES = (200, 20_000)
PEOPLE = 300
DAYS = 90
BATCH = 2_000
TRIES = 5
SENTENCES = 40
WORDS = [
    "Truppen",
    "Sanktionen",
    "Verhandlungen",
    "Manöver",
    "Vertrag",
    "Grenze",
    "Beweise",
    "Vorschläge",
    "Antwort",
    "Angriff",
]
KINDS = ("meeting", "statement", "statement", "statement", "troop_figure")


def main() -> None:
    """Fill the crises and print a line for each page."""
    crises = []
    for size in SIZES:
        with transaction.atomic():
            crises.append(fill(size))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="localhost")
    print(f"{'page':76} {'median ms':>9} {'queries':>7} {'kB':>6} {'kB gz':>6}")
    for crisis in crises:
        for address in addresses(crisis):
            print(measure(client, address))


def addresses(crisis: Crisis) -> Iterator[str]:
    """Yield an address of each kind of view."""
    base = crisis.get_absolute_url()
    yield f"{base}encounters/"
    yield f"{base}encounters/?by=people"
    yield f"{base}encounters/?a=usa&b=russland"
    yield f"{base}positions/"
    yield f"{base}positions/?person=usa"
    yield f"{base}positions/?person=usa&q=Sanktionen"
    yield f"{base}figures/"
    yield f"{base}figures/?force=all&what=all"


def measure(client: Client, address: str) -> str:
    """Return the page's line of the table."""
    times = []
    for _try in range(TRIES):
        cache.clear()
        start = perf_counter()
        page = client.get(address).content
        times.append(1000 * (perf_counter() - start))
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(address)
    sizes = f"{len(page) / 1000:6.0f} {len(gzip.compress(page)) / 1000:6.1f}"
    return f"{address:76} {statistics.median(times):9.0f} {len(queries):7} {sizes}"


def fill(number: int) -> Crisis:
    """Store a crisis with that many events, and the articles that report them."""
    chance = random.Random(number)
    crisis = make_crisis(f"krise-{number}", title=f"Krise mit {number} Ereignissen")
    actors = _actors()
    people = [actor for actor in actors if actor.kind == Entity.Kind.PERSON]
    events = Event.objects.bulk_create(_events(number), batch_size=BATCH)
    _bulk(Event.crises.through, (Event.crises.through(event=event, crisis=crisis) for event in events))
    _bulk(
        Meeting,
        (Meeting(event=one, format=chance.choice(Meeting.Format.values)) for one in _of(events, "meeting")),
    )
    _bulk(
        Statement,
        (Statement(event=one, mode="indirect", words=_sentence(chance)) for one in _of(events, "statement")),
    )
    figures = (
        TroopFigure(event=one, low=chance.randint(50, 190) * 1_000) for one in _of(events, "troop_figure")
    )
    _bulk(TroopFigure, figures)
    _bulk(Participation, (part for event in events for part in _parts(event, chance, people, actors)))
    articles = [_article(crisis, chance) for _number in range(-(-number // SENTENCES))]
    places = [place for article in articles for place in article.current_revision.paragraphs.all()]
    _bulk(EntityMention, (_mention(place, chance.choice(people)) for place in places))
    _bulk(Evidence, (_evidence(event, place) for event, place in zip(events, places, strict=False)))
    return crisis


def _actors() -> list[Entity]:
    entries = load_knowledge().entries.values()
    people = islice((entry for entry in entries if entry.kind == "person" and entry.offices), PEOPLE)
    states = (entry for entry in entries if entry.key in ("usa", "russland", "ukraine", "deutschland"))
    return [make_entity(entry.name, entry.kind, key=entry.key) for entry in (*states, *people)]


def _events(number: int) -> Iterator[Event]:
    for count in range(number):
        day = date(2022, 1, 1) + timedelta(days=count % DAYS)
        yield Event(kind=KINDS[count % len(KINDS)], earliest=day, latest=day)


def _of(events: Iterable[Event], kind: str) -> Iterator[Event]:
    return (event for event in events if event.kind == kind)


def _sentence(chance: random.Random) -> str:
    return f"Man sprach über {chance.choice(WORDS)} und {chance.choice(WORDS)} mit dem Nachbarn Ben Öz."


def _parts(
    event: Event, chance: random.Random, people: list[Entity], actors: list[Entity]
) -> Iterator[Participation]:
    if event.kind == "meeting":
        for entity in chance.sample(people, chance.choice((2, 2, 3))):
            yield Participation(event=event, entity=entity, role="participant")
    elif event.kind == "statement":
        yield Participation(event=event, entity=chance.choice(people), role="speaker")
    else:
        yield Participation(event=event, entity=chance.choice(actors[:4]), role="actor")
        yield Participation(event=event, entity=chance.choice(people), role="claimant")


def _article(crisis: Crisis, chance: random.Random) -> Article:
    text = "\n\n".join(_sentence(chance) for _number in range(SENTENCES))
    return make_article(text, crisis=crisis)


def _mention(place: Paragraph, entity: Entity) -> EntityMention:
    start = place.text.index("Ben Öz")
    return EntityMention(entity=entity, paragraph=place, start=start, end=start + 6, form="name")


def _evidence(event: Event, place: Paragraph) -> Evidence:
    end = len(place.text)
    return Evidence(
        event=event,
        revision_id=place.revision_id,
        paragraph=place,
        start=0,
        end=end,
        sentence_start=0,
        sentence_end=end,
        reported_at=event.first_reported_at,
    )


def _bulk(model: type[models.Model], rows: Iterable[Any]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)
