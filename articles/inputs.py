"""What can be given to be stored: files, folders, addresses, standard input, JSON lines, feeds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from .ingest import Stored, store, store_fetched
from .reading import ReadingError, read
from .reading.feed import is_feed, read_feed
from .reading.reader import MAX_BYTES
from .reading.records import read_record

FEED_HEAD = 3000  # bytes by which a feed is known


@dataclass(frozen=True)
class Input:
    """One article to come: its name in messages, and how to store it.

    `store` takes what is given for it by name (source_name, url, published_at) and raises ReadingError or FetchError.
    """

    name: str
    store: Callable[..., Stored]


def collect(arguments: Iterable[str]) -> Iterator[Input]:
    """Yield the articles that the arguments name: each is a path, a folder, an address, or "-" for standard input."""
    for argument in arguments:
        if argument == "-":
            yield from _from_standard_input()
        elif argument.startswith(("http://", "https://")):
            yield Input(argument, partial(_store_address, argument))
        elif Path(argument).is_dir():
            for path in sorted(Path(argument).rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    yield from _from_file(path)
        else:
            yield from _from_file(Path(argument))


def _from_file(path: Path) -> Iterator[Input]:
    if path.suffix.lower() in (".jsonl", ".ndjson") and path.is_file():
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield from _from_lines(str(path), lines)
    elif _is_feed_file(path):
        yield from _from_feed(str(path), path.read_bytes())
    else:
        yield Input(str(path), partial(_store_file, path))


def _is_feed_file(path: Path) -> bool:
    """Tell whether a file that can be read begins as a feed does."""
    try:
        with path.open("rb") as file:
            return is_feed(file.read(FEED_HEAD)) and path.stat().st_size <= MAX_BYTES
    except OSError:
        return False


def _from_feed(name: str, data: bytes) -> Iterator[Input]:
    """Yield a feed's entries, each an article of its own; a broken feed is one input that fails."""
    try:
        feed = read_feed(data)
    except ReadingError as error:
        yield Input(name, partial(_fail, error))
        return
    for page in feed.pages:
        yield Input(f"{name}: {page.title}", partial(store, page))


def _fail(error: ReadingError, **given: Any) -> Stored:
    raise error


def _from_lines(name: str, lines: Iterable[str]) -> Iterator[Input]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield Input(f"{name}:{number}", partial(_store_line, line))


def _from_standard_input() -> Iterator[Input]:
    """Tell JSON lines, which may be any number, from a page or a text by their first character."""
    stream = sys.stdin.buffer
    lines = iter(lambda: stream.readline(MAX_BYTES + 1), b"")
    head = next((line for line in lines if line.strip()), b"")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        yield from _from_lines("-", (line.decode("utf-8", errors="replace") for line in chain([head], lines)))
        return
    data = head + stream.read(max(0, MAX_BYTES + 1 - len(head)))
    if is_feed(data):
        yield from _from_feed("-", data)
    else:
        yield Input("-", partial(_store_bytes, data))


def _store_address(address: str, *, url: str = "", **given: Any) -> Stored:
    return store_fetched(url or address, **given)


def _store_file(path: Path, **given: Any) -> Stored:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReadingError(f"Die Datei ist zu groß (erlaubt sind {MAX_BYTES // 1_000_000} MB).")
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"Die Datei lässt sich nicht lesen: {error.strerror}.") from error
    return _store_bytes(data, **given)


def _store_line(line: str, *, source_name: str = "", **given: Any) -> Stored:
    record = read_record(line)
    return store(record.page, source_name=source_name or record.outlet, **given)


def _store_bytes(data: bytes, **given: Any) -> Stored:
    return store(read(data, url=given.get("url") or None), **given)
