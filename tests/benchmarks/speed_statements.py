"""Measure how fast statements, entities and dates are found.

    python tests/benchmarks/speed_statements.py TEXTS.jsonl

TEXTS holds one article a line with `text`, and `published_at` where known. Printed are the time to load the lexicon, the processor
time of one core for each stage over all articles, and the same for statements over all texts as one document.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[2]))

from timeline.extraction.analysis import Analysis
from timeline.extraction.dates import find_dates
from timeline.extraction.entities import find_entities
from timeline.extraction.statements import find_statements
from timeline.extraction.text import Document

ZONE = ZoneInfo("Europe/Berlin")
FALLBACK = datetime(2015, 6, 1, 12, tzinfo=ZONE)


def articles(path: Path) -> Iterator[tuple[str, datetime]]:
    """Yield text and publication time of each article."""
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        published = article.get("published_at")
        moment = datetime.fromisoformat(published) if published else FALLBACK
        yield article["text"], moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def measure(texts: list[tuple[str, datetime]]) -> dict[str, float]:
    """Return the seconds that each stage takes for all texts."""
    seconds = dict.fromkeys(("dates", "entities", "statements"), 0.0)
    for text, published in texts:
        document = Document(text)
        start = process_time()
        dates = find_dates(document, published)
        dated = process_time()
        entities = find_entities(document, published, ())
        named = process_time()
        find_statements(Analysis(document, published, dates, entities))
        seconds["dates"] += dated - start
        seconds["entities"] += named - dated
        seconds["statements"] += process_time() - named
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    texts = list(articles(parser.parse_args().texts))
    start = process_time()
    measure([("Lena Vogt sagte am Freitag, es regne.", FALLBACK)])
    print(f"loading            {process_time() - start:6.2f} s")
    seconds = measure(texts)
    for name, value in seconds.items():
        print(f"{name:<18} {value:6.2f} s")
    size = sum(len(text) for text, _ in texts)
    print(
        f"together           {sum(seconds.values()):6.2f} s for {len(texts)} articles of {size / 1000:.0f} thousand characters"
    )
    joined = "\n\n".join(text for text, _ in texts)
    print(f"as one document    {measure([(joined, FALLBACK)])['statements']:6.2f} s for statements")


if __name__ == "__main__":
    main()
