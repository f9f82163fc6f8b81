"""The card that social networks show of a page: its title over the same picture that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .picture.canvas import FOCUS
from .picture.raster import png
from .picture.standalone import PAPER, document, sheet_of, style
from .picture.svg import join, tag

WIDTH, HEIGHT = 1200, 630
EDGE = 60
TOP = 146  # the first line of the title
SIZES = ((60, 2), (50, 3), (42, 4))  # sizes of a title's letters, with the most lines that it may take
STYLES = """
.bar { fill: #9b2c1c }
.name { fill: #1b1a17; font-family: Newsreader; font-size: 32px; font-weight: 600 }
.kicker { fill: #57534b; font-size: 24px; text-anchor: end }
.heading { fill: #1b1a17; font-family: Newsreader; font-weight: 600 }
.size-60 { font-size: 60px } .size-50 { font-size: 50px } .size-42 { font-size: 42px }
.note { fill: #57534b; font-size: 26px; font-weight: 500 }
"""
# Where some marks are the subject, they stand out.
FADED = f".plane g:not(.{FOCUS}), .number, .times, .above {{ opacity: 0.3 }}"
# Shares of the letters' size that a letter takes at most; capitals, the widest, and all others.
NARROW_LETTERS = {**dict.fromkeys(" '.,:;!|ijl()", 0.34), **dict.fromkeys('-–Ift"/srcze„“»«', 0.5)}
WIDE_LETTERS = dict.fromkeys("mMW%…—", 1.0)
CAPITAL, OTHER = 0.8, 0.62


@dataclass(frozen=True)
class Poster:
    """What the card says; `drawing` is the narrow picture, if there is any."""

    kicker: str
    title: str
    note: str
    drawing: str


def draw_card(poster: Poster) -> bytes:
    """Return the card as PNG."""
    return png(card_svg(poster), WIDTH)


def card_svg(poster: Poster) -> str:
    """Return the card as SVG."""
    size, lines = fit(poster.title, WIDTH - 2 * EDGE)
    under = TOP + (len(lines) - 1) * size * 1.12
    heading = (
        tag("text", line, x=EDGE, y=TOP + index * size * 1.12, class_=f"heading size-{size}")
        for index, line in enumerate(lines)
    )
    is_on_a_subject = f' {FOCUS}"' in poster.drawing
    return document(
        WIDTH,
        HEIGHT,
        style(),
        tag("style", STYLES + (FADED if is_on_a_subject else "")),
        tag("rect", width=WIDTH, height=HEIGHT, fill=PAPER),
        tag("rect", width=WIDTH, height=10, class_="bar"),
        tag("text", "Krisenchronik", x=EDGE, y=70, class_="name"),
        tag("text", cut(poster.kicker, 24, 800), x=WIDTH - EDGE, y=69, class_="kicker"),
        join(heading),
        tag("text", cut(poster.note, 26, WIDTH - 2 * EDGE), x=EDGE, y=under + 46, class_="note"),
        join(_picture(poster.drawing, under + 66) if poster.drawing else ()),
    )


def fit(title: str, width: float) -> tuple[int, list[str]]:
    """Return the largest size in which the title takes few lines, and the lines; what is still too long is cut."""
    for size, most in SIZES:
        lines = wrap(title, size, width)
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), size, width)]


def wrap(text: str, size: int, width: float) -> list[str]:
    """Return the text in lines that are no wider; a word that is wider alone is broken."""
    lines = [""]
    for word in _pieces(text.split(), size, width):
        longer = f"{lines[-1]} {word}".strip()
        if length(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(text: str, size: int, width: float) -> str:
    """Return the text, or as much of it as is no wider, with an ellipsis."""
    if length(text, size) <= width:
        return text
    while text and length(text + " …", size) > width:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + " …"


def length(text: str, size: int) -> float:
    """Return at least as much room as the text takes."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    usual = CAPITAL if letter.isupper() or (not letter.isascii() and not letter.islower()) else OTHER
    return NARROW_LETTERS.get(letter) or WIDE_LETTERS.get(letter) or usual


def _pieces(words: list[str], size: int, width: float) -> Iterator[str]:
    for word in words:
        while length(word, size) > width:
            room = max(1, sum(length(word[: end + 1], size) <= width for end in range(len(word))))
            yield word[:room]
            word = word[room:]
        yield word


def _picture(drawing: str, top: float) -> Iterator[str]:
    """Lay the picture below the words; the lanes for which there is no room fade out."""
    sheet = sheet_of(drawing)
    scale = (WIDTH - 2 * EDGE) / sheet.width
    yield tag("g", sheet.shapes, transform=f"translate({EDGE} {top:.0f}) scale({scale:.4f})")
    if top + sheet.height * scale > HEIGHT:
        yield from _fade()


def _fade() -> Iterator[str]:
    stops = (tag("stop", offset=at, stop_color=PAPER, stop_opacity=at) for at in (0, 1))
    yield tag("linearGradient", join(stops), id="fade", x1=0, y1=0, x2=0, y2=1)
    yield tag("rect", y=HEIGHT - 90, width=WIDTH, height=90, fill="url(#fade)")
