"""How long a timeline and the API take with a million stored events, against ten thousand.

A million are 50 crises of 20,000. Ten thousand can mean two things, and both are measured: 50 crises of 200, where a view has a
hundredth of the events to count and mostly fewer than a page to list, and one crisis of 10,000.

Run as `python manage.py shell -c "from tests.benchmarks.million_events import main; main()"` on an empty database of its own
(`DATA_DIR`), whose tables it empties; `main((50, 20_000))` fills and measures that alone. Views are timed cold (the kept views
are thrown away before) and kept: the median of the wall clock, the mean of the processor time of this process and of its
database connection, and the number of queries. What is compared is processor time, since others may use the machine, too.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlencode

import psutil
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from timeline.api.operations import ENTRY_ORDERS
from timeline.extraction.entities.knowledge import load_knowledge
from timeline.models import Crisis, Entity, Entry

Size = tuple[int, int]  # crises, and events in each
SIZES: tuple[Size, ...] = ((50, 200), (1, 10_000), (50, 20_000))
API_PAGE = 20  # events on a page of the API
TRIES = 15
BATCH = 20_000  # events entered into timelines at once
SQL = Path(__file__).with_name("million.sql")
Measure = tuple[float, float, int]  # wall and processor time in ms, queries
Measures = dict[str, Measure]


def main(*sizes: Size) -> None:
    """Fill the database to each size in turn, and print what each view takes and how many times what it took before."""
    before: list[Measures] = []
    for crises, per_crisis in sizes or SIZES:
        start = perf_counter()
        fill(crises, per_crisis)
        print(f"\n{crises} x {per_crisis} events, filled in {perf_counter() - start:.0f} s")
        measured = measure()
        for name, (wall, cpu, queries) in measured.items():
            ratios = (f"x {cpu / others[name][1]:.2f}" for others in before)
            print(f"{name:24} {wall:7.1f} ms  {cpu:7.1f} ms CPU  {queries:3} queries ", *ratios)
        before.append(measured)


def measure() -> Measures:
    """Return what each view takes."""
    client = Client(SERVER_NAME="localhost")
    measured: Measures = {}
    load_knowledge()
    gc.freeze()  # as the web server does
    for name, address in addresses():
        response = client.get(address)
        if response.status_code != 200:
            print(f"{name}: {response.status_code} for {address}")
            continue
        measured[name] = _cold(client, address)
        if name == "default view":
            measured["default view, kept"] = _timed(client, address)
    return measured


def addresses() -> Iterator[tuple[str, str]]:
    """Yield a name and an address of every view."""
    *_others, crisis = Crisis.objects.order_by("pk")[:7]
    timeline = crisis.get_absolute_url()
    busiest = Entity.objects.get(pk=_busiest(crisis)).key
    yield "default view", timeline
    yield "last page", f"{timeline}?page=9999"
    yield "by kind", f"{timeline}?kind=meeting"
    yield "by actor", f"{timeline}?entity={busiest}"
    yield "by month", f"{timeline}?since=2022-01-01&until=2022-01-31"
    yield "by words", f"{timeline}?q=Getreide"
    yield "by source", f"{timeline}?source=Blatt+{1 + 6 % 40}"
    yield "as of", f"{timeline}?as_of=2022-01-26"
    yield "as of, by kind", f"{timeline}?as_of=2022-01-26&kind=meeting"
    yield "API, first page", f"/api/v1/events?crisis={crisis.slug}&limit={API_PAGE}"
    yield "API, thousandth page", thousandth_page(crisis)


def thousandth_page(crisis: Crisis) -> str:
    """Return the address of the API's thousandth page of twenty, or of its last one where there are fewer."""
    entries = Entry.objects.of_crisis(crisis).order_by("day", "first_reported_at", "event")
    last = min(999 * API_PAGE, entries.count() - API_PAGE) - 1
    cursor = ENTRY_ORDERS["oldest"].cursor(entries[last])
    return f"/api/v1/events?{urlencode({'crisis': crisis.slug, 'limit': API_PAGE, 'cursor': cursor})}"


def fill(crises: int, per_crisis: int) -> None:
    """Empty the database and store that many events in each of so many crises, with all that belongs to them."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_source, timeline_crisis, timeline_entity, timeline_entry CASCADE")
    Entity.objects.bulk_create(
        Entity(key=entry.key, kind=entry.kind, name=entry.name) for entry in load_knowledge().entries.values()
    )
    with connection.cursor() as cursor:
        cursor.execute(SQL.read_text().format(crises=crises, per_crisis=per_crisis))
    enter(crises * per_crisis)


def enter(number: int) -> None:
    """Enter the events in their timelines, as triggers do when events are not stored in bulk."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for start in range(0, number, BATCH):
            cursor.execute(
                "SELECT timeline_enter(array_agg(n)) FROM generate_series(%s::bigint, %s) AS n",
                [start + 1, min(start + BATCH, number)],
            )
        cursor.execute("VACUUM ANALYZE")


def _busiest(crisis: Crisis) -> int:
    entries = Entry.objects.of_crisis(crisis).values_list("standing", flat=True)
    return statistics.mode(entity for standing in entries for entity in standing)


def _cold(client: Client, address: str) -> Measure:
    return _timed(client, address, before=cache.clear)


def _timed(client: Client, address: str, before: Callable[[], None] = lambda: None) -> Measure:
    before()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    number = len(queries)  # the next request empties the log
    walls, cpu = [], 0.0
    for _try in range(TRIES):
        before()
        start, begun = perf_counter(), _processor_time()
        client.get(address)
        walls.append(1000 * (perf_counter() - start))
        cpu += 1000 * (_processor_time() - begun)
    return statistics.median(walls), cpu / TRIES, number


def _processor_time() -> float:
    """Return the time of this process and of its database connection's, which must run on this machine."""
    return process_time() + sum(psutil.Process(_backend()).cpu_times()[:2])


def _backend() -> int:
    return int(connection.connection.info.backend_pid)
