"""How long one more article takes in a chronicle of a hundred and of ten thousand articles.

Run as `python manage.py shell -c "from tests.benchmarks.chronicle_growth import main; main()"` with a `DATA_DIR` of its own; numbers of
articles may be given: `main(100, 2000)`. The articles come from our own templates; about ten tell of each event, in words of their own or in
the same. The first thousand go the real way of an article; larger stores hold them several times, some weeks apart (`multiplying`). Then the
same number of articles is added to a copy of the small and of the large store in turn, so that whatever else runs on the machine slows both.
Every second one tells of events that are known, every second one of new ones.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from time import perf_counter, process_time

import psutil
from django.db import connection

from articles.ingest import store
from articles.models import Article
from articles.reading.page import Page
from tests.benchmarks.multiplying import multiply
from tests.publishing import FRIDAY, make_page
from timeline.crises import add_article, crisis_of
from timeline.models import Event, Report
from timeline.tasks import extract_revision

PAIRS = (
    ("US-Außenminister Antony Blinken", "der russische Außenminister Sergej Lawrow"),
    ("US-Präsident Joe Biden", "der russische Präsident Wladimir Putin"),
    ("Bundeskanzler Olaf Scholz", "der ukrainische Präsident Wolodymyr Selenskyj"),
    ("der französische Präsident Emmanuel Macron", "der russische Präsident Wladimir Putin"),
    ("Bundesaußenministerin Annalena Baerbock", "der ukrainische Außenminister Dmytro Kuleba"),
    ("Nato-Generalsekretär Jens Stoltenberg", "der polnische Präsident Andrzej Duda"),
    ("der britische Premierminister Boris Johnson", "der türkische Präsident Recep Tayyip Erdogan"),
)
TOWNS = ("Genf", "Wien", "Berlin", "Paris", "Brüssel", "Warschau", "Ankara")
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MEETINGS = (
    "{one} und {other} haben am {day} in {town} über die Lage beraten.",
    "Am {day} trafen sich {one} und {other} in {town} zu einem Gespräch.",
    "{one} und {other} sprachen am {day} in {town} {minutes} Minuten lang miteinander.",
    "{one} und {other} haben sich zu einem Gespräch getroffen.",
)
FIGURES = (
    "Nach Angaben der Nato hat Russland rund {low} Soldaten an der Grenze zur Ukraine zusammengezogen.",
    "Die USA schätzen, dass Russland {low} Soldaten an der ukrainischen Grenze stationiert hat.",
    "Russland hat rund 100.000 Soldaten an der Grenze zur Ukraine zusammengezogen.",
)
FILLERS = (
    "In der Hauptstadt blieb es am Abend ruhig, die Märkte reagierten verhalten auf die Nachricht Nummer {number}.",
    "Beobachter werten das Ergebnis der Woche {number} als offen.",
    "Die Lage an der Grenze gilt seit Wochen als angespannt, eine Lösung ist nicht in Sicht.",
    "„{quote}“, sagte {other} nach der Begegnung.",
)
TOPICS = """
Gas Getreide Häfen Grenzen Truppen Gefangene Verträge Fristen Brücken Zölle Kredite Panzer Märkte Wahlen Straßen Züge Kohle
Strom Wasser Ernten Schulen Kliniken Fähren Inseln Minen Flüsse Berge Kabel Satelliten Banken Visa Löhne Renten Steuern Dörfer
Städte Felder Wälder Fabriken Werften Flugplätze Kasernen Depots Funkmasten Tunnel Dämme Schleusen Leitungen
"""
A_DAY = 60  # articles
AN_EVENT = 10  # articles that tell of it
BLOCK = 1000  # articles that go the real way of an article; a larger store holds them several times
APART = timedelta(weeks=3)  # from block to block
PROBES = 30


@dataclass(frozen=True)
class Cost:
    """What one more article cost, in seconds: by the clock, of this process, and of the database's."""

    clock: float
    python: float
    database: float

    @property
    def work(self) -> float:
        """Return the processor time, which other work on the machine leaves alone."""
        return self.python + self.database


def article(number: int, seed: int = 1, later: timedelta = timedelta()) -> tuple[str, Page]:
    """Return the address and the page of an article; those of another seed tell of the same events in words of their own."""
    event, own = Random(number // AN_EVENT), Random(f"{seed} {number}")
    day = FRIDAY + timedelta(days=number // A_DAY) + later
    one, other = event.choice(PAIRS)
    values = {
        "one": one,
        "other": other,
        "town": event.choice(TOWNS),
        "day": WEEKDAYS[day.weekday()],
        "minutes": own.choice((60, 90, 120)),
        "low": f"{event.randrange(6_000, 19_000) * 10:,}".replace(",", "."),
        "number": own.randrange(100_000),
        "quote": "Wir reden über " + ", ".join(event.sample(TOPICS.split(), 7)),
    }
    text = [_capital(part.format(**values)) for part in (own.choice(MEETINGS), own.choice(FIGURES), *FILLERS)]
    page = make_page(*text, title=f"Beratung in {values['town']}", published_at=day)
    return f"https://blatt{seed}.example/{number}", page


def main(small: int = 100, large: int = 10_000) -> None:
    """Fill a store to the small size, copy it, go on to the large one, and compare what one more article costs in both."""
    copies = {_copy_of(small): small, _copy_of(large): large}
    costs: dict[str, list[Cost]] = {name: [] for name in copies}
    for turn in range(PROBES):
        for name, size in copies.items():
            _use(name)
            known_or_new = min(size, BLOCK) + (-turn if turn % 2 else turn)
            later = APART * max(size // BLOCK - 1, 0)
            costs[name].append(_add(*article(known_or_new, seed=2, later=later)))
    for name, found in costs.items():
        _report(name, found, costs[_name(small)])


def _name(size: int) -> str:
    return f"growth_{size}"


def _copy_of(size: int) -> str:
    """Fill the store to the size, the most of it by multiplying a block, and return the name of a copy; one of an earlier run will do."""
    _use("postgres")
    if _name(size) in _databases():
        return _name(size)
    _use(MAIN)
    for number in range(Article.objects.count(), min(size, BLOCK)):
        _add(*article(number))
    if size > Article.objects.count():
        multiply(size // BLOCK - 1, apart=APART)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    _use("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{_name(size)}" TEMPLATE "{MAIN}"')
    return _name(size)


def _databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


def _use(database: str) -> None:
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database
        connection.ensure_connection()


MAIN = connection.settings_dict["NAME"]


def _add(url: str, page: Page) -> Cost:
    """Store the article and measure the rest of its way, which starts with the extraction."""
    stored = store(page, source_name=f"Blatt {sum(url.encode()) % 12}", url=url)
    add_article(crisis_of("probe"), stored.article)
    backend = psutil.Process(connection.connection.info.backend_pid)
    before, start, own = backend.cpu_times(), perf_counter(), process_time()
    extract_revision(stored.revision.pk)
    clock, python, after = perf_counter() - start, process_time() - own, backend.cpu_times()
    return Cost(clock, python, after.user + after.system - before.user - before.system)


def _report(name: str, costs: list[Cost], smallest: list[Cost]) -> None:
    _use(name)
    clock, work = (_median(costs, field) for field in ("clock", "work"))
    print(
        f"{name}: {Report.objects.count()} reports, {Event.objects.count()} events; one more article takes {clock * 1000:.0f} ms"
        f" ({clock / _median(smallest, 'clock'):.2f} of the smallest), {work * 1000:.0f} ms of processors ({work / _median(smallest, 'work'):.2f})"
    )


def _median(costs: list[Cost], field: str) -> float:
    return statistics.median(getattr(cost, field) for cost in costs)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
