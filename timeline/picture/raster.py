"""Turn an SVG into a PNG on the server, with our own typefaces and nothing else of the system's."""

from __future__ import annotations

import re
from pathlib import Path

import resvg_py

FONTS = sorted(str(path) for path in (Path(__file__).parent / "fonts").glob("*.ttf"))
SANS = "Libre Franklin"
PICTURE_INSIDE = re.compile(r"<[\w:]*image\b", re.IGNORECASE)


def png(svg: str, width: int) -> bytes:
    """Return the SVG as a PNG of that width; it must carry its own styles, and must not refer to files."""
    if PICTURE_INSIDE.search(svg):
        raise ValueError("a picture inside the picture could be any file of this machine")
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=True,  # the same picture on every machine
        font_files=FONTS,
        font_family=SANS,
        sans_serif_family=SANS,
        serif_family="Newsreader",
        text_rendering="geometric_precision",
    )
