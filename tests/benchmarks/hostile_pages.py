"""Give the reader pages that are made to break it, each in a process of its own; report time and memory.

uv run python -m tests.benchmarks.hostile_pages [NAME ...]

A page may be refused with a ReadingError. Anything else it raises, more than 5 seconds of processor time or more than 500 MB is a
failure, and the exit code is 1.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import time
from collections.abc import Callable

from articles.reading import ReadingError, read

MAX_SIZE = 5_000_000
MAX_SECONDS = 5.0
MAX_MEGABYTES = 500
TITLE = "<h1>Gipfel in Riga geht weiter</h1>"
TEXT = (
    "<p>Die Minister haben sich am Abend in Riga auf einen Fahrplan verständigt, sagte eine Sprecherin.</p>"
)
LD = '<script type="application/ld+json">'


def _attributes(value: str) -> str:
    return "<div " + " ".join(f"a{number}={value}" for number in range(1_000_000)) + ">" + TEXT


def _noise(alphabet: str) -> str:
    return "<p>" + "".join(random.Random(7).choices(alphabet, k=MAX_SIZE))


PAGES: dict[str, Callable[[], str]] = {
    "large": lambda: TITLE + TEXT * 50_000,
    "nested boxes": lambda: TITLE + "<div>" * 100_000 + TEXT * 20,
    "nested words": lambda: TITLE + "<p>" + "<b>" * 100_000 + "Text",
    "nested links": lambda: TITLE + "<p>" + '<a href="x"><span>' * 100_000 + "Text",
    "nested lists": lambda: TITLE + "<ul><li>" * 100_000 + "Text",
    "named boxes": lambda: "".join(f'<div class="c{n} teaser{n}">' for n in range(100_000)) + TEXT,
    "attributes": lambda: _attributes('"x"'),
    "attributes with tags": lambda: _attributes('"<"'),
    "attributes unquoted": lambda: _attributes("x"),
    "attributes everywhere": lambda: ("<div " + " ".join(f"a{n}=x" for n in range(1500)) + ">") * 400 + TEXT,
    "brackets": lambda: "<" * MAX_SIZE,
    "ampersands": lambda: "&" * MAX_SIZE,
    "list items": lambda: TITLE + '<li><a href="x">x</a>' * 200_000,
    "paragraphs": lambda: TITLE + "<p>Ein Satz." * 400_000,
    "line breaks": lambda: TITLE + "<div>" + "Ein Satz, der allein steht und lang genug ist.<br><br>" * 80_000,
    "two halves": lambda: TITLE + ("<div>" + "Ein Satz, der allein steht und lang genug ist.<br><br>" * 5_000 + "<i>x</i>" * 20_000 + "</div>") * 2,
    "clocks": lambda: TITLE + "<div>" + "17:04<br><br>" * 9_000 + "<i>x</i>" * 20_000 + "</div>" + TEXT * 20,
    "headings": lambda: "<h1>Gipfel in Riga</h1>" * 200_000 + TEXT,
    "tables": lambda: TITLE + "<table>" + "<tr><td>x" * 400_000,
    "json brackets": lambda: LD + "[" * 1_000_000 + "</script>" + TITLE + TEXT,
    "json objects": lambda: LD + '{"author":' * 400_000 + "</script>" + TITLE + TEXT,
    "json quotes": lambda: LD + '{"a":"' + '"x" ' * 400_000 + "</script>" + TITLE + TEXT,
    "json scripts": lambda: (LD + '{"@type":"NewsArticle","headline":"x"}</script>') * 60_000 + TITLE + TEXT,
    "article body": lambda: LD + '{"@type":"NewsArticle","articleBody":"' + "Die Minister " * 140_000 + '"}</script>' + TITLE + TEXT * 9_000,
    "authors": lambda: '<meta name="author" content="Eva Probe">' * 120_000 + TITLE + TEXT,
    "dates": lambda: TITLE + "<p>" + "21. Januar 2022 " * 300_000,
    "times": lambda: TITLE + '<time datetime="2023-03-09">' * 150_000 + TEXT,
    "digits": lambda: TITLE + "<p>" + "1" * MAX_SIZE,
    "blanks": lambda: TITLE + "<p>" + " \n" * (MAX_SIZE // 2),
    "one word": lambda: TITLE + "<p>" + "x" * MAX_SIZE,
    "one paragraph": lambda: TITLE + "<p>" + "Ein Satz. " * 500_000,
    "brackets open": lambda: TITLE + "<p>" + "(dpa/" * 1_000_000,
    "byline": lambda: TITLE + "<p>Von " + "Eva Probe, " * 450_000,
    "title": lambda: "<title>" + "Gipfel | " * 550_000 + "</title>" + TITLE + TEXT,
    "misread": lambda: TITLE + "<p>" + "Ã¤" * 1_200_000 + TEXT,
    "accents": lambda: TITLE + "<p>a" + "\u0301" * 2_400_000,
    "noise of markup": lambda: _noise("<>/ab =\"'&;!-"),
    "noise of bytes": lambda: "",
}  # fmt: skip


def _read(name: str, results: multiprocessing.Queue[tuple[str, float, int]]) -> None:
    data = PAGES[name]().encode()[:MAX_SIZE] or os.urandom(MAX_SIZE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    try:
        outcome = f"{len(read(data, content_type='text/html').paragraphs)} paragraphs"
    except ReadingError:
        outcome = "refused"
    except BaseException as error:  # whatever it is, it is what this script looks for
        outcome = f"raised {type(error).__name__}"
    seconds = time.process_time() - start
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    results.put((outcome, seconds, megabytes))


def measure(name: str) -> tuple[str, float, int]:
    """Return what became of a page, the seconds and the megabytes that reading it took."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=_read, args=(name, results))
    process.start()
    answer = results.get(timeout=120)
    process.join()
    return answer


def main() -> int:
    """Measure all pages, or those named."""
    failed = 0
    for name in sys.argv[1:] or PAGES:
        outcome, seconds, megabytes = measure(name)
        is_bad = outcome.startswith("raised") or seconds > MAX_SECONDS or megabytes > MAX_MEGABYTES
        failed += is_bad
        print(f"{name:22}{seconds:6.2f} s{megabytes:6} MB  {outcome}{'   FAILED' if is_bad else ''}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
