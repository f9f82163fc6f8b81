"""The key of the picture, as rows of marks with their meanings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.picture.svg import tag
from timeline.social import length

SIZE = 12  # of the letters
GAP, ROOM = 15.0, 22.0  # between two marks; for a mark
ROW = 20.0  # the height of a row


def _paths(*named: tuple[str, str]) -> list[SafeString]:
    return [tag("path", d=path, class_=name) for name, path in named]


def _number(name: str, width: float, rounding: float, number: str) -> list[SafeString]:
    block = tag("rect", x=8 - width / 2, y=3.0, width=width, height=13.0, rx=rounding, class_=name)
    return [block, tag("text", number, x=8.0, y=12.6, class_="number")]


def _span() -> list[SafeString]:
    return [tag("rect", x=0, y=7, width=18, height=6, rx=3, class_="span")]


# What of the picture is meant, the class of the group, then its shapes, then the meaning.
MARKS = (
    ('class="tie"', "met", _paths(("tie", "M8 0V8"), ("knot", "M8 10h0")), _("Treffen")),
    ("met planned", "met", _paths(("knot", "M8 10h0"), ("hollow", "M8 10h0")), _("geplant")),
    (
        "met proposed",
        "met proposed",
        _paths(("tie", "M8 0V8"), ("knot", "M8 10h0"), ("hollow", "M8 10h0")),
        _("vorgeschlagen"),
    ),
    ("met cancelled", "met", _paths(("cross", "M4.5 6.5l7 7m0 -7l-7 7")), _("abgesagt")),
    ('class="count"', "met held", _number("count", 13, 6.5, "2"), _("so viele Treffen")),
    ("said", "said", _paths(("dots", "M8 12h0M8 6.4h0")), _("Aussage")),
    ('class="block"', "said", _number("block", 11, 2, "9"), _("gebündelt")),
    ("promised", "promised", _paths(("bracket", "M0 8v4H17v-4")), _("Ankündigung")),
    ("promised kept", "promised kept", _paths(("bracket", "M0 8v4H17v-4")), _("eingelöst")),
    (
        "promised overdue",
        "promised overdue",
        _paths(("bracket", "M0 8v4H18m-3 -3l3 3 -3 3")),
        _("Ausgang nicht berichtet"),
    ),
    ("promised broken", "promised broken", _paths(("bracket", "M0 8v4H17v-4")), _("nicht eingelöst")),
    ("promised moot", "promised", _paths(("bracket", "M0 8v4H17v-4M5.5 15l6 -6")), _("hinfällig")),
    ("perhaps", "perhaps meeting", _span(), _("Tag ungewiss")),
    ("unchecked", "said", _paths(("dots open", "M8 12h0M8 6.4h0")), _("blass: ungeprüft")),
)


@dataclass(frozen=True)
class Key:
    """The marks with their places; `height` is that of all rows."""

    shapes: tuple[SafeString, ...]
    height: float


def draw_key(drawing: str, x: float, y: float, width: float) -> Key:
    """Return the key of what the picture shows; the letters of its first row stand on the line y."""
    shapes, left, line = [], x, y
    for sign, group, drawn, meaning in MARKS:
        if sign not in drawing:
            continue
        needed = ROOM + length(str(meaning), SIZE)
        if left > x and left + needed > x + width:
            left, line = x, line + ROW
        shapes.append(tag("g", *drawn, class_=group, transform=f"translate({left:.1f} {line - 13:.1f})"))
        shapes.append(tag("text", str(meaning), x=left + ROOM, y=line, class_="key"))
        left += needed + GAP
    return Key(tuple(shapes), line - y)
