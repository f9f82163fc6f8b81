"""How long one more article takes in a chronicle of a hundred and of ten thousand articles.

Run as `python manage.py shell -c "from tests.benchmarks.chronicle_growth import main; main()"` on an empty database of its own
(`DATA_DIR`). The articles come from our own templates; many report the same events, most with details of their own.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from time import perf_counter

from articles.ingest import store
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
)
FIGURES = (
    "Nach Angaben der Nato hat Russland rund {low} Soldaten an der Grenze zur Ukraine zusammengezogen.",
    "Die USA schätzen, dass Russland {low} Soldaten an der ukrainischen Grenze stationiert hat.",
)
FILLERS = (
    "In der Hauptstadt blieb es am Abend ruhig, die Märkte reagierten verhalten auf die Nachricht Nummer {number}.",
    "Beobachter werten das Ergebnis der Woche {number} als offen.",
    "„{quote}“, sagte {other} nach der Begegnung.",
)
TOPICS = """
Gas Getreide Häfen Grenzen Truppen Gefangene Verträge Fristen Brücken Zölle Kredite Panzer Märkte Wahlen Straßen Züge Kohle
Strom Wasser Ernten Schulen Kliniken Fähren Inseln Minen Flüsse Berge Kabel Satelliten Banken Visa Löhne Renten Steuern Dörfer
Städte Felder Wälder Fabriken Werften Flugplätze Kasernen Depots Funkmasten Tunnel Dämme Schleusen Leitungen
"""
SAMPLES = 30


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, object]]:
    """Yield addresses and pages; an event of a day is told by about ten articles."""
    random = Random(seed)
    for number in range(count):
        event = Random(number // 10)
        day = FRIDAY + timedelta(days=number // 60)
        one, other = event.choice(PAIRS)
        town, low = event.choice(TOWNS), event.randrange(6_000, 19_000) * 10
        values = {
            "one": one,
            "other": other,
            "town": town,
            "day": WEEKDAYS[day.weekday()],
            "minutes": random.choice((60, 90, 120)),
            "low": f"{low:,}".replace(",", "."),
            "number": number,
            "quote": "Wir reden über " + ", ".join(event.sample(TOPICS.split(), 7)),
        }
        parts = [random.choice(MEETINGS), random.choice(FIGURES), *FILLERS]
        text = [_capital(part.format(**values)) for part in parts]
        yield (
            f"https://blatt{seed}.example/{number}",
            make_page(*text, title=f"Beratung in {town}", published_at=day),
        )


def main(sizes: tuple[int, ...] = (100, 10_000)) -> None:
    """Fill the store to each size in turn and print the median time of one more article."""
    spare = 2 * SAMPLES * len(sizes)
    stock = articles(max(sizes) + spare)
    probes = articles(max(sizes) + spare, seed=2)
    stored = 0
    for size in sizes:
        while stored < size:
            _add(*next(stock))
            next(probes)
            stored += 1
        times = [_add(*next(probes)) for _ in range(SAMPLES)]
        for _ in range(SAMPLES):
            next(stock)
            stored += 1
        print(
            f"{size:>6} articles, {Report.objects.count()} reports, {Event.objects.count()} events:"
            f" one more takes {statistics.median(times) * 1000:.0f} ms"
        )


def _add(url: str, page: object) -> float:
    stored = store(page, source_name=f"Blatt {hash(url) % 12}", url=url)  # type: ignore[arg-type]
    add_article(crisis_of("probe"), stored.article)
    start = perf_counter()
    extract_revision(stored.revision.pk)
    return perf_counter() - start


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
