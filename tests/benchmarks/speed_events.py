"""Measure how fast meetings and troop figures are found, and that the time grows with the text and not faster.

    python tests/benchmarks/speed_events.py TEXTS.jsonl

TEXTS holds one article a line with `text`. All texts are joined to documents of growing size; for each the seconds of processor time
of the two finders and kilobytes a second are printed. The rate must not fall as the documents grow.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from timeline.extraction import analyse
from timeline.extraction.figures import find_figures
from timeline.extraction.meetings import find_meetings
from timeline.extraction.statements import find_statements

PUBLISHED = datetime(2015, 6, 1, 12, 0, tzinfo=UTC)
SIZES = (1, 2, 4, 8)


def measure(text: str) -> dict[str, float]:
    """Return the seconds that each finder takes on the text."""
    analysis = analyse(text, PUBLISHED)
    statements = find_statements(analysis)
    begin = process_time()
    find_meetings(analysis)
    between = process_time()
    find_figures(analysis, statements)
    return {"meetings": between - begin, "figures": process_time() - between}


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path)
    options = parser.parse_args()
    lines = options.texts.read_text(encoding="utf-8").splitlines()
    text = "\n\n".join(json.loads(line)["text"] for line in lines if line.strip())
    measure(text[:20_000])  # loads the lexicon
    for times in SIZES:
        longer = "\n\n".join([text] * times)
        seconds = measure(longer)
        rates = ", ".join(
            f"{name} {used:.2f} s ({len(longer) / 1000 / used:.0f} kB/s)" for name, used in seconds.items()
        )
        print(f"{len(longer) / 1000:.0f} kB: {rates}")


if __name__ == "__main__":
    main()
