"""Cuts plain text into blocks: title, date line, paragraph, each on one line."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from articles.reading.cleaning import clean, clean_lines
from articles.reading.moments import read_date_line

MIN_WRAP, MAX_WRAP = 40, 110  # the line lengths at which mail programs and editors break lines
_FULL = 0.6  # a wrapped line fills at least this share of the longest one
_LIST_ITEM = re.compile(r"[-–—•*·▪]\s|\d{1,2}[.)]\s")
_SENTENCE_END = re.compile(r"""[.!?…]["“”»«’‘')\]]*$""")


def split_blocks(text: str, zone: ZoneInfo) -> list[str]:
    """Return the blocks of a text: parts between blank lines, with hard-wrapped lines joined.

    Lines inside a part that were not wrapped (one paragraph a line) are blocks of their own.
    """
    blocks = []
    for part in re.split(r"\n\s*\n", clean_lines(text)):
        lines = [line for raw in part.split("\n") if (line := clean(raw))]
        blocks.extend(_join_wrapped(lines, zone))
    return blocks


def _join_wrapped(lines: list[str], zone: ZoneInfo) -> list[str]:
    if not _is_wrapped(lines, zone):
        return lines
    joined: list[str] = []
    for line in lines:
        if joined and not _LIST_ITEM.match(line):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _is_wrapped(lines: list[str], zone: ZoneInfo) -> bool:
    longest = max(map(len, lines), default=0)
    if len(lines) < 2 or not MIN_WRAP <= longest <= MAX_WRAP:
        return False
    if any(len(line) < _FULL * longest for line in lines[:-1]) or read_date_line(lines[-1], zone):
        return False
    return not all(_SENTENCE_END.search(line) for line in lines[:-1]) and bool(
        _SENTENCE_END.search(lines[-1])
    )


def _join(start: str, end: str) -> str:
    """Join two lines; a word that was hyphenated at the line's end becomes whole."""
    if re.search(r"[a-zäöüß]-$", start) and re.match(r"(?!und\b|oder\b|bis\b)[a-zäöüß]", end):
        return start[:-1] + end
    return f"{start} {end}"
