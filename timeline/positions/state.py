"""What the view of positions shows; every state is an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from timeline.sides import Named, find_actors

LONGEST = 200  # characters of a search
LARGEST = 2**63  # a key beyond this is none


@dataclass(frozen=True)
class State:
    """Who speaks, on what subject, and which two statements stand side by side; `base` is the page without any state."""

    base: str
    person: Named | None = None
    words: str = ""
    left: int | None = None
    right: int | None = None
    newest_first: bool = False
    was_partly_unreadable: bool = False

    @property
    def address(self) -> str:
        """Return the address of this state."""
        values = {
            "person": self.person.key if self.person else "",
            "q": self.words,
            "left": self.left,
            "right": self.right,
            "order": "newest" if self.newest_first else "",
        }
        given = {name: value for name, value in values.items() if value}
        return f"{self.base}?{urlencode(given)}" if given else self.base

    @property
    def without_subject(self) -> str:
        """Return the address that shows everything the speaker said."""
        return self.but(words="").address

    @property
    def without_comparison(self) -> str:
        """Return the address with nothing set side by side."""
        return self.but(left=None, right=None).address

    @property
    def turned_address(self) -> str:
        """Return the address with the list the other way round."""
        return self.but(newest_first=not self.newest_first).address

    def but(self, **changes: Any) -> State:
        """Return this state with some of it changed."""
        return replace(self, **changes)

    def describe(self) -> str:
        """Return who speaks and on what: "Olaf Scholz, Sanktionen"."""
        return ", ".join(filter(None, [self.person.name if self.person else "", self.words]))


def read_state(values: Mapping[str, str], base: str) -> State:
    """Return the state that the address describes; what means nothing is left out. One query."""
    key = values.get("person", "")
    person = find_actors([key]).get(key) if key else None
    words = values.get("q", "").replace("\x00", "").strip()[:LONGEST]
    keys = {name: values.get(name, "") for name in ("left", "right")}
    left, right = map(_number, keys.values())
    return State(
        base,
        person=person,
        words=words,
        left=left or right,
        right=right if left and right != left else None,
        newest_first=values.get("order") == "newest",
        was_partly_unreadable=bool(key and not person)
        or any(text and not _number(text) for text in keys.values()),
    )


def _number(text: str) -> int | None:
    is_key = text.isascii() and text.isdigit() and 0 < int(text[:20]) < LARGEST
    return int(text) if is_key else None
