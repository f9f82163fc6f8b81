"""What the view of two actors shows; every state is an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.sides import Named, find_actors
from timeline.viewstate import ViewState, read_as_of

SHOWN = ("alone", "round", "words")


@dataclass(frozen=True)
class State(ViewState):
    """Two actors, one, or none, and what is shown of them."""

    a: Named | None = None
    b: Named | None = None
    by_people: bool = False
    show: str = ""  # one of `SHOWN`, or everything
    newest_first: bool = False

    def parts(self) -> Mapping[str, Any]:
        """Return what is chosen, by its name in addresses."""
        return {
            "a": self.a.key if self.a else "",
            "b": self.b.key if self.b else "",
            "by": "people" if self.by_people else "",
            "show": self.show,
            "order": "newest" if self.newest_first else "",
        }

    @property
    def sides_address(self) -> str:
        """Return the address that counts people for their states."""
        return self.but(by_people=False).address

    @property
    def people_address(self) -> str:
        """Return the address that counts people alone."""
        return self.but(by_people=True).address

    @property
    def everything_address(self) -> str:
        """Return the address that shows all that passed."""
        return self.but(show="").address

    @property
    def turned_address(self) -> str:
        """Return the address with the list the other way round."""
        return self.but(newest_first=not self.newest_first).address

    def describe(self) -> str:
        """Return the chosen actors' names."""
        return " – ".join(one.name for one in (self.a, self.b) if one)


def read_state(values: Mapping[str, str], base: str) -> State:
    """Return the state that the address describes; what means nothing is left out. One query."""
    keys = [values.get(name, "") for name in ("a", "b")]
    found = find_actors(keys) if any(keys) else {}
    known = {found[key].key: found[key] for key in keys if key in found}
    a, b = (*known.values(), None, None)[:2]
    show = values.get("show", "")
    as_of, is_unreadable = read_as_of(values)
    return State(
        base,
        as_of,
        a=a,
        b=b,
        by_people=values.get("by") == "people",
        show=show if show in SHOWN else "",
        newest_first=values.get("order") == "newest",
        was_partly_unreadable=is_unreadable or len(known) < sum(map(bool, keys)),
    )
