"""Steps that are done again only when what they depend on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def when_changed(stamp: Path, *causes: str) -> Iterator[bool]:
    """Yield whether the causes differ from the last block that ended well, and remember them when this one does."""
    digest = hashlib.sha256("\n".join(causes).encode()).hexdigest()
    has_changed = not stamp.exists() or stamp.read_text() != digest
    yield has_changed
    if has_changed:
        stamp.write_text(digest)


def describe_files(paths: Iterable[Path]) -> str:
    """Return a text that changes when one of the files does."""
    states = ((path, path.stat()) for path in sorted(paths))
    return "\n".join(f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in states)
