"""The picture as a file of its own, which looks right wherever it is opened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from .drawing import LEFT, MARGIN
from .svg import tag

NAMESPACE = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
PAPER = "#fbfaf6"
SIZE = re.compile(r'height="([\d.]+)" data-width="([\d.]+)"')


@dataclass(frozen=True)
class Sheet:
    """The shapes of a picture, and the room that they need."""

    shapes: SafeString
    width: float
    height: float


def sheet_of(drawing: str) -> Sheet:
    """Return what the drawing, an `<svg>` element as pages hold it, shows on a sheet of a fixed size."""
    opening, _end, shapes = drawing.partition(">")
    found = SIZE.search(opening)
    height, plane = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    inside = mark_safe(shapes.removesuffix("</svg>"))  # noqa: S308 - our own markup
    days = tag("svg", inside, x=LEFT, width=plane, height=height, overflow="visible")
    return Sheet(days, LEFT + plane + MARGIN, height)


def standalone(drawing: str) -> SafeString:
    """Return the drawing as a whole SVG document on paper, with its styles."""
    sheet = sheet_of(drawing)
    paper = tag("rect", width="100%", height="100%", fill=PAPER)
    return document(sheet.width, sheet.height, style(), paper, sheet.shapes)


def document(width: float, height: float, *shapes: str) -> SafeString:
    """Return an SVG document."""
    box = f"0 0 {width:.0f} {height:.0f}"
    names = {"xmlns": NAMESPACE, "xmlns:xlink": XLINK}
    return tag("svg", *shapes, **names, viewBox=box, width=width, height=height)


@cache
def style() -> SafeString:
    """Return the style element of the picture outside our pages."""
    rules = (Path(__file__).parent / "standalone.css").read_text("utf-8")
    return mark_safe(f"<style>{rules}</style>")  # noqa: S308 - our own file
