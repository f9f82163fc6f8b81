"""What is drawn of the marks: few paths that hold all shapes of a kind, below them the places that lead somewhere, above them the words.

A mark of its own has one element, its link; so a picture of hundreds of events stays small. The plane with the paths is stretched to
any width while its lines and dots keep theirs; words stand beside it at shares of the width, and keep their size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.utils.safestring import SafeString

from .links import Links
from .svg import Value, join, path, percent, tag
from .values import Item

ORDER = ("span", "leader", "bracket", "bar", "dots", "tie", "knot", "hollow", "cross", "badge", "core")
FOCUS = "focus"  # the group of marks that are the subject
Box = tuple[float, float, float, float]  # left, top, width, height


class Canvas:
    """Gathers what is drawn of marks on days that take so much width; `subject` are events that are to stand out."""

    def __init__(self, width: float, links: Links, subject: Collection[int] = ()) -> None:
        self._width = width
        self._links = links
        self._subject = frozenset(subject)
        self._paths: dict[tuple[str, str], list[str | float]] = defaultdict(list)
        self._places: list[SafeString] = []
        self._words: list[SafeString] = []

    def draw(self, shape: str, group: str, items: Sequence[Item], *steps: str | float) -> None:
        """Add a shape to those of its kind and group."""
        is_subject = self._subject and any(item.pk in self._subject for item in items)
        self._paths[shape, f"{group} {FOCUS}" if is_subject else group] += steps

    def lead(self, items: Sequence[Item], href: str, hint: str, box: Box) -> None:
        """Let a place lead somewhere."""
        left, top, width, height = box
        shape = path("M", left, top, "h", width, "v", height, "h", -width, "z")
        self._places.append(self._link(items, href, hint, tag("path", d=shape)))

    def lead_by_words(self, items: Sequence[Item], href: str, hint: str, text: SafeString) -> None:
        """Let words lead somewhere."""
        self._words.append(self._link(items, href, hint, text))

    def write(self, text: SafeString) -> None:
        """Add words."""
        self._words.append(text)

    def at(self, x: float) -> str:
        """Return the place as words need it."""
        return percent(x / self._width)

    def places(self) -> SafeString:
        """Return the places that lead somewhere, which lie below everything that is to be seen."""
        return join(self._places)

    def paths(self) -> SafeString:
        """Return what is to be seen, of each kind in one path."""
        ranked = sorted(self._paths.items(), key=lambda one: (ORDER.index(one[0][0]), one[0][1]))
        return join(
            tag("g", tag("path", d=path(*steps), class_=shape), class_=group)
            for (shape, group), steps in ranked
        )

    def words(self) -> SafeString:
        """Return the words."""
        return join(self._words)

    def _link(self, items: Sequence[Item], href: str, hint: str, shape: SafeString) -> SafeString:
        attributes: dict[str, Value] = {
            "href": href,
            "tabindex": -1,
            "data_events": self._links.marks(items),
            "xlink:title": hint,
        }
        return tag("a", shape, **attributes)
