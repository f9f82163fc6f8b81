"""What the view of figures shows; every state is an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.claims import Claim, counts
from timeline.viewstate import ViewState, read_as_of

ALL = "all"
NOBODY = "none"  # whose forces or which place is not told


@dataclass(frozen=True)
class State(ViewState):
    """Whose forces, what of them, and where; what is not chosen is that on which most figures are given."""

    force: str = ""
    counted: str = ""
    place: str = ""
    newest_first: bool = False

    def parts(self) -> Mapping[str, Any]:
        """Return what is chosen, by its name in addresses."""
        return {
            "force": self.force,
            "what": self.counted,
            "place": self.place,
            "order": "newest" if self.newest_first else "",
        }

    @property
    def turned_address(self) -> str:
        """Return the address with the table the other way round."""
        return self.but(newest_first=not self.newest_first).address


@dataclass(frozen=True)
class Selection:
    """The claims that a state shows, and the numbers from which its neighbours are chosen."""

    claims: list[Claim]
    force: str
    counted: str
    place: str
    forces: dict[str, int]
    kinds: dict[str, int]
    places: dict[str, int]
    was_partly_unreadable: bool

    @property
    def is_on_all_forces(self) -> bool:
        """Say whether it shows the forces of everybody."""
        return self.force == ALL


def read_state(values: Mapping[str, str], base: str) -> State:
    """Return the state that the address describes."""
    force, counted, place = (values.get(name, "") for name in ("force", "what", "place"))
    newest_first = values.get("order") == "newest"
    return State(base, *read_as_of(values), force, counted, place, newest_first)


def select(claims: Iterable[Claim], state: State) -> Selection:
    """Return the claims of the state; where it names what there is not, the most frequent."""
    every = list(claims)
    forces = counts(every)[0]
    force = _chosen(state.force, forces)
    of_forces = [claim for claim in every if force == ALL or _written(force) in (claim.forces or ("",))]
    kinds = counts(of_forces)[1]
    counted = _chosen(state.counted, kinds)
    of_kind = [claim for claim in of_forces if counted in (ALL, claim.counted)]
    places = counts(of_kind)[2]
    is_known_place = state.place == ALL or _written(state.place) in places
    place = state.place if state.place and is_known_place else ALL
    here = [claim for claim in of_kind if place == ALL or claim.place == _written(place)]
    unknown = (
        state.force not in ("", force),
        state.counted not in ("", counted),
        state.place not in ("", place),
    )
    return Selection(
        here, force, counted, place, forces, kinds, places, state.was_partly_unreadable or any(unknown)
    )


def _chosen(wanted: str, numbers: Mapping[str, int]) -> str:
    """Return what is wanted if it is there, or else the most frequent that is named."""
    if wanted == ALL or (wanted and _written(wanted) in numbers):
        return wanted
    return max(sorted(numbers), key=lambda key: (bool(key), numbers[key]), default="") or NOBODY


def _written(key: str) -> str:
    return "" if key == NOBODY else key
