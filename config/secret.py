"""The key that signs sessions and links, made once and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def read_or_make_secret(path: Path) -> str:
    """Return the key in the file, which is made with a random one where it is missing.

    Where the folder cannot be written the key lives as long as the process; a system check reports it.
    """
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make_secret(path)
        return path.read_text(encoding="ascii").strip()
    return secrets.token_urlsafe(50)


def _make_secret(path: Path) -> None:
    """Write a whole file or none: two processes that start at once end up with the same key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
