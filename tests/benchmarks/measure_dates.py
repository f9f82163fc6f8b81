"""Measure how fast dates are read: ordinary text, hostile text, and dateparser on the same text in the same run.

    python tests/benchmarks/measure_dates.py [ARTICLES.jsonl]

ARTICLES holds one article a line with `text`; without it a made-up report is repeated. Times are processor seconds of one core,
with cutting the text into tokens; each is the best of three. "times ordinary" compares 1 MB of a hostile text with 1 MB of ordinary text.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from dateparser.search import search_dates

from timeline.extraction.dates import find_dates
from timeline.extraction.text import Document

MEGABYTE = 1_000_000  # characters, which in German news is nearly the same as bytes
PEER_SIZE = 20_000  # dateparser is too slow for more
PUBLISHED = datetime.fromisoformat("2022-01-21T17:04:00+01:00")
REPORT = """Nach tagelangem Streit haben sich die Außenminister beider Länder am Freitag in Wien auf einen Fahrplan verständigt. Das
Treffen begann gegen 9.30 Uhr und dauerte rund zweieinhalb Stunden, länger als geplant. "Wir haben einen schmalen Weg gefunden",
sagte der Gastgeber am Nachmittag vor der Presse. In der kommenden Woche sollen Fachleute die Einzelheiten klären.

Der Vertrag war im Frühjahr 2014 unterzeichnet und zuletzt am 3. Oktober vergangenen Jahres verlängert worden. Seit Monaten werfen
sich beide Seiten vor, ihn zu brechen. Die Opposition verlangt, die 1.200 Soldaten bis Ende Februar abzuziehen; die Regierung will
darüber nicht vor dem Herbst entscheiden. Beobachter rechnen damit, dass das Parlament am 24. und 25. Januar darüber berät.
"""
HOSTILE = {
    "digits": "7", "numbers": "7 ", "dotted": "7.", "dots": ".", "dots apart": ". ", "one day": "heute ", "one month": "Mai ",
    "one unit": "Jahr ", "one article": "der ", "one number": "zwei ", "one weekday": "am Freitag ", "clock": "20 Uhr ",
    "day and month": "1.1. ", "years": "2014-", "list": "3., ", "lines": "heute\n\n", "spaces": " ", "letters": "a", "signs": "§",
}  # fmt: skip


def main() -> None:
    """Print the figures."""
    articles = _articles(sys.argv[1]) if sys.argv[1:] else REPORT + "\n"
    text = articles * (4 * MEGABYTE // len(articles) + 1)
    _read(text[:PEER_SIZE])  # compiles the rules
    ordinary = _seconds(_read, text[:MEGABYTE])
    print(f"ordinary text         {1 / ordinary:6.2f} MB/s")
    for size in (MEGABYTE // 4, MEGABYTE * 4):
        print(
            f"  of {size / MEGABYTE:5.2f} MB         {size / MEGABYTE / _seconds(_read, text[:size]):6.2f} MB/s"
        )
    peer = _seconds(lambda sample: search_dates(sample, languages=["de"]), text[:PEER_SIZE], rounds=1)
    print(f"dateparser            {PEER_SIZE / MEGABYTE / peer:6.4f} MB/s (on {PEER_SIZE:,} characters)")
    for name, unit in HOSTILE.items():
        seconds = _seconds(_read, (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE])
        print(f"{name:20}  {seconds / ordinary:6.2f} times ordinary")


def _articles(path: str) -> str:
    with open(path, encoding="utf-8") as lines:
        return "\n\n".join(json.loads(line)["text"] for line in lines) + "\n\n"


def _read(text: str) -> None:
    find_dates(Document(text), PUBLISHED)


def _seconds(function: Callable[[str], object], text: str, *, rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        function(text)
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
