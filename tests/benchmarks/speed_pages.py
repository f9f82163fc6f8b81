"""Measure how many pages a second the reader reads, beside trafilatura in the same run.

uv run python -m tests.benchmarks.speed_pages [INPUT.jsonl]

The input holds the lines that `manage.py readpage` reads; without one, the pages of tests/pages are taken.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from articles.reading import read_html

RUNS = 5
OWN_PAGES = Path(__file__).parents[1] / "pages"


def pages(arguments: list[str]) -> list[tuple[str, str | None]]:
    """Return markup and address of each page."""
    if not arguments:
        return [
            (path.read_text(encoding="utf-8", errors="replace"), None)
            for path in OWN_PAGES.glob("*/source.html")
        ]
    lines = Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    return [(item["html"], item.get("url")) for item in map(json.loads, lines)]


def pages_a_second(read: Callable[[str, str | None], object], markup: list[tuple[str, str | None]]) -> float:
    """Return the median over several runs."""
    speeds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        for html, url in markup:
            read(html, url)
        speeds.append(len(markup) / (time.perf_counter() - start))
    return statistics.median(speeds)


def read_with_trafilatura(markup: str, url: str | None) -> object:
    """Read a page with trafilatura's defaults, metadata included."""
    return trafilatura.extract(markup, url=url, with_metadata=True, output_format="json")


def main() -> None:
    """Print both speeds."""
    markup = pages(sys.argv[1:])
    print(f"{len(markup)} pages, median of {RUNS} runs")
    for name, read in (
        ("articles.reading", lambda html, url: read_html(html, url=url)),
        ("trafilatura", read_with_trafilatura),
    ):
        print(f"{name:20}{pages_a_second(read, markup):8.1f} pages a second")


if __name__ == "__main__":
    main()
