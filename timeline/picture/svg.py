"""Write SVG: every value is escaped, numbers are as short as the eye can tell.

Pictures have thousands of elements, so that Django's own escaping, which looks for texts yet to be translated, is passed by.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from django.utils.safestring import SafeString

from articles.reading.cleaning import clean_lines

Value = str | float | int | None


def tag(name: str, *children: str, **attributes: Value) -> SafeString:
    """Return the element; `class_` is written "class", `stroke_width` "stroke-width"; None leaves an attribute out."""
    written = "".join(
        [f'{_begin(key)}"{_write(value)}"' for key, value in attributes.items() if value is not None]
    )
    inside = "".join(map(_escape, children))
    return SafeString(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")


def join(parts: Iterable[str]) -> SafeString:
    """Return the elements one after another."""
    return SafeString("".join(map(_escape, parts)))


def number(value: float) -> str:
    """Return "12.3", or "12" for 12.0."""
    return f"{value:.1f}".removesuffix(".0")


def percent(share: float) -> str:
    """Return "12.5%" of 0.125, as exact as a large screen can tell."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def path(*steps: str | float) -> str:
    """Return the path data of letters and numbers: ("M", 1, 2.04, "h", 3) -> "M1 2h3"."""
    written, is_apart = [], True
    for step in steps:
        if isinstance(step, str):
            written.append(step)
            is_apart = step[-1:].isalpha()
        else:
            written.append(number(step) if is_apart else f" {number(step)}")
            is_apart = False
    return "".join(written)


@cache
def _begin(key: str) -> str:
    return f" {key.rstrip('_').replace('_', '-')}="


def _write(value: Value) -> str:
    return number(value) if isinstance(value, float) else _escape_again(str(value))


_escape_again = lru_cache(maxsize=1_000)(
    lambda text: escape(clean_lines(text))
)  # most values are classes and addresses, of which there are few


def _escape(text: str) -> str:
    return (
        text if isinstance(text, SafeString) else escape(clean_lines(str(text)))
    )  # some characters XML cannot hold
