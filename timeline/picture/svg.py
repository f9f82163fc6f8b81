"""Write SVG: every value is escaped, numbers are as short as the eye can tell."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

Value = str | float | int | None


def tag(name: str, *children: str, **attributes: Value) -> SafeString:
    """Return the element; `class_` is written "class", `stroke_width` "stroke-width"; None leaves an attribute out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_write(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(map(conditional_escape, children))
    return mark_safe(f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>")  # noqa: S308 - all escaped


def join(parts: Iterable[str]) -> SafeString:
    """Return the elements one after another."""
    return mark_safe("".join(map(conditional_escape, parts)))  # noqa: S308 - all escaped


def number(value: float) -> str:
    """Return "12.3", or "12" for 12.0."""
    return f"{value:.1f}".removesuffix(".0")


def path(*steps: str | float) -> str:
    """Return the path data of letters and numbers: ("M", 1, 2.04, "h", 3) -> "M1 2h3"."""
    written = ""
    for step in steps:
        text = step if isinstance(step, str) else number(step)
        written += text if not written or isinstance(step, str) or written[-1].isalpha() else f" {text}"
    return written


def _write(value: Value) -> str:
    return number(value) if isinstance(value, float) else str(escape(str(value)))
