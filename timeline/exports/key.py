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


# What of the picture is meant, the class of the group, then its shapes, then the meaning.
MARKS = (
    ('class="tie"', "met", _paths(("tie", "M8 0V8"), ("knot", "M8 10h.1")), _("Treffen")),
    ("met planned", "met", _paths(("knot", "M8 10h.1"), ("hollow", "M8 10h.1")), _("geplant")),
    (
        "met proposed",
        "met proposed",
        _paths(("tie", "M8 0V8"), ("knot", "M8 10h.1"), ("hollow", "M8 10h.1")),
        _("vorgeschlagen"),
    ),
    ("met cancelled", "met", _paths(("cross", "M4.5 6.5l7 7m0 -7l-7 7")), _("abgesagt")),
    (
        'class="badge',
        "met",
        [*_paths(("badge", "M8 10h.1")), tag("text", "2", x=8.0, y=13.2, class_="number")],
        _("so viele Treffen"),
    ),
    ('class="dots', "said", _paths(("dots", "M8 12h.1M8 6.4h.1")), _("Aussage")),
    ('class="bar', "said", _paths(("bar", "M3 15v-5h4v5zM9 15V2h4v13z")), _("viele Aussagen")),
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
    ("perhaps", "perhaps meeting", _paths(("span", "M3 10H15")), _("Tag ungewiss")),
    ("unchecked", "said unchecked", _paths(("dots", "M8 12h.1M8 6.4h.1")), _("blass: ungeprüft")),
    ("pointer up", "line-8", _paths(("pointer", "M4 13h8l-4 -6.5z")), _("mehr als")),
    ("pointer down", "line-8", _paths(("pointer", "M4 7h8l-4 6.5z")), _("höchstens")),
    ('class="band', "line-8", _paths(("band", "M0 5h16v10H0z")), _("von – bis")),
    ("figure part", "line-8", _paths(("figure part", "M8 10h.1")), _("Teil einer größeren Zahl")),
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
