"""The key of the picture, as a row of marks with their meanings."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from timeline.picture.svg import tag
from timeline.social import length

SIZE = 12  # of the letters
GAP, ROOM = 15.0, 22.0  # between two marks; for a mark

# Class of the group, then the class and the path of each shape, then the meaning.
MARKS = (
    ("met", (("tie", "M8 0V8"), ("knot", "M8 10h0")), _("Treffen")),
    ("met", (("knot", "M8 10h0"), ("hollow", "M8 10h0")), _("geplant")),
    ("met proposed", (("tie", "M8 0V8"), ("knot", "M8 10h0"), ("hollow", "M8 10h0")), _("vorgeschlagen")),
    ("met", (("cross", "M4.5 6.5l7 7m0 -7l-7 7"),), _("abgesagt")),
    ("said", (("dots", "M8 12h0M8 6.4h0"),), _("Aussage")),
    ("promised", (("bracket", "M0 8v4H17v-4"),), _("Ankündigung")),
    ("promised kept", (("bracket", "M0 8v4H17v-4"),), _("eingelöst")),
    ("promised overdue", (("bracket", "M0 8v4H18m-3 -3l3 3 -3 3"),), _("überfällig")),
    ("promised broken", (("bracket", "M0 8v4H17v-4"),), _("nicht eingelöst")),
    ("promised", (("bracket", "M0 8v4H17v-4M5.5 15l6 -6"),), _("hinfällig")),
    ("said", (("dots open", "M8 12h0M8 6.4h0"),), _("blass: ungeprüft")),
)


def draw_key(x: float, y: float) -> Iterator[SafeString]:
    """Yield the row; its letters stand on the line y."""
    for group, shapes, meaning in MARKS:
        drawn = [tag("path", d=path, class_=name) for name, path in shapes]
        yield tag("g", *drawn, class_=group, transform=f"translate({x:.1f} {y - 13:.1f})")
        yield tag("text", str(meaning), x=x + ROOM, y=y, class_="key")
        x += ROOM + length(str(meaning), SIZE) + GAP
