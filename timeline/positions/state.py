"""What the view of positions shows; every state is an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles.reading.cleaning import clean
from timeline.sides import Named, find_actors
from timeline.viewstate import ViewState, read_as_of

LONGEST = 200  # characters of a search
LARGEST = 2**63  # a key beyond this is none


@dataclass(frozen=True)
class State(ViewState):
    """Who speaks, on what subject, and which two statements stand side by side."""

    person: Named | None = None
    words: str = ""
    left: int | None = None
    right: int | None = None
    newest_first: bool = False

    def parts(self) -> Mapping[str, Any]:
        """Return what is chosen, by its name in addresses."""
        return {
            "person": self.person.key if self.person else "",
            "q": self.words,
            "left": self.left,
            "right": self.right,
            "order": "newest" if self.newest_first else "",
        }

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

    def describe(self) -> str:
        """Return who speaks and on what: "Olaf Scholz, Sanktionen"."""
        return ", ".join(filter(None, [self.person.name if self.person else "", self.words]))


def read_state(values: Mapping[str, str], base: str) -> State:
    """Return the state that the address describes; what means nothing is left out. One query."""
    key = values.get("person", "")
    person = find_actors([key]).get(key) if key else None
    words = clean(values.get("q", ""))[:LONGEST]
    keys = {name: values.get(name, "") for name in ("left", "right")}
    left, right = map(_number, keys.values())
    as_of, is_unreadable = read_as_of(values)
    return State(
        base,
        as_of,
        person=person,
        words=words,
        left=left or right,
        right=right if left and right != left else None,
        newest_first=values.get("order") == "newest",
        was_partly_unreadable=is_unreadable
        or bool(key and not person)
        or any(text and not _number(text) for text in keys.values()),
    )


def _number(text: str) -> int | None:
    is_key = text.isascii() and text.isdigit() and 0 < int(text[:20]) < LARGEST
    return int(text) if is_key else None
