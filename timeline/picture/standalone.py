"""The picture as a file of its own, which looks right wherever it is opened."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

NAMESPACE = "http://www.w3.org/2000/svg"
PAPER = "#fbfaf6"


def standalone(drawing: str) -> SafeString:
    """Return the drawing, an `<svg>` element as pages hold it, as a whole SVG document on paper, with its styles."""
    attributes, rest = drawing.removeprefix("<svg").split(">", 1)
    attributes = attributes.replace(' aria-hidden="true"', "")  # here it is all there is
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return mark_safe(f'<svg xmlns="{NAMESPACE}"{attributes}>{style()}{paper}{rest}')  # noqa: S308 - our own markup


@cache
def style() -> SafeString:
    """Return the style element of the picture outside our pages."""
    rules = (Path(__file__).parent / "standalone.css").read_text("utf-8")
    return mark_safe(f"<style>{rules}</style>")  # noqa: S308 - our own file
