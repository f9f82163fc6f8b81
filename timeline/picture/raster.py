"""Turn an SVG into a PNG on the server, with our own typefaces and nothing else of the system's.

The library draws for seconds without letting other threads go on, so that it draws in a process of its own: this file, run as a
script, reads the SVG and writes the PNG.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

FONTS = sorted(str(path) for path in (Path(__file__).parent / "fonts").glob("*.ttf"))
SANS = "Libre Franklin"
PICTURE_INSIDE = re.compile(r"<[\w:]*image\b", re.IGNORECASE)
PATIENCE = 10  # seconds in which it must become our turn
LONGEST = 30  # seconds that a picture may take
NICENESS = 5  # whoever reads goes before whoever takes a picture along

_turn = BoundedSemaphore(1)  # a process draws one picture at a time


class RasterBusyError(RuntimeError):
    """So many pictures are being drawn that there is no time for this one, or it takes too long."""


def png(svg: str, width: int) -> bytes:
    """Return the SVG as a PNG of that width; it must carry its own styles, and must not refer to files.

    Raises RasterBusyError where there is no time for it, and ValueError where it cannot be drawn.
    """
    if PICTURE_INSIDE.search(svg):
        raise ValueError("a picture inside the picture could be any file of this machine")
    if not _turn.acquire(timeout=PATIENCE):
        raise RasterBusyError
    try:
        drawn = subprocess.run(  # noqa: S603 - this very file
            [sys.executable, "-I", __file__, str(width)],
            input=svg.encode(),
            capture_output=True,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired as error:
        raise RasterBusyError from error
    finally:
        _turn.release()
    if drawn.returncode:
        raise ValueError(drawn.stderr.decode(errors="replace").strip().rpartition("\n")[2])
    return drawn.stdout


def _draw() -> None:
    import resvg_py

    os.nice(NICENESS)
    drawn = resvg_py.svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        width=int(sys.argv[1]),
        skip_system_fonts=True,  # the same picture on every machine
        font_files=FONTS,
        font_family=SANS,
        sans_serif_family=SANS,
        serif_family="Newsreader",
        text_rendering="geometric_precision",
    )
    sys.stdout.buffer.write(drawn)


if __name__ == "__main__":
    _draw()
