"""Mark pieces of a text as links to what they report, whatever way the pieces overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Mark:
    """A piece `text[start:end]` that leads to a page; the anchor makes it a place that links can open at."""

    start: int
    end: int
    kind: str  # the class that the stylesheet knows: statement, meeting, troop_figure, announcement, entity
    href: str = ""
    anchor: str = ""


def mark_spans(text: str, marks: Iterable[Mark]) -> SafeString:
    """Return the text as HTML with every mark in it: nested marks nest, crossing ones are split where they cross.

    A link cannot stand in a link, so each piece of text links to its innermost mark. Only a mark's first link is a
    stop for the Tab key; its later pieces are links for the mouse alone.
    """
    ordered = sorted({mark for mark in marks if mark.start < mark.end}, key=_outermost_first)
    parts: list[str] = []
    stack: list[Mark] = []
    begun: set[Mark] = set()
    linked: set[Mark] = set()
    for start, end in _pieces(len(text), ordered):
        covering = [mark for mark in ordered if mark.start <= start and end <= mark.end]
        parts += _change_stack(stack, covering, begun)
        parts.append(_link(text[start:end], _innermost(covering), linked))
    parts += ["</span>"] * len(stack)
    return mark_safe("".join(parts))  # noqa: S308 - every part comes from format_html or is a closing tag


def _outermost_first(mark: Mark) -> tuple[int, int, bool, str, str]:
    return mark.start, -mark.end, mark.kind == "entity", mark.kind, mark.href


def _pieces(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    borders = {0, length} | {mark.start for mark in marks} | {mark.end for mark in marks}
    ordered = sorted(border for border in borders if 0 <= border <= length)
    return pairwise(ordered)


def _change_stack(stack: list[Mark], wanted: list[Mark], begun: set[Mark]) -> list[str]:
    """Close and open spans until exactly the wanted ones are open, outermost first."""
    shared = 0
    while shared < min(len(stack), len(wanted)) and stack[shared] == wanted[shared]:
        shared += 1
    parts = ["</span>"] * (len(stack) - shared)
    del stack[shared:]
    for mark in wanted[shared:]:
        parts.append(_opening(mark, with_anchor=mark not in begun))
        begun.add(mark)
        stack.append(mark)
    return parts


def _opening(mark: Mark, *, with_anchor: bool) -> str:
    if mark.anchor and with_anchor:
        return format_html('<span class="mark mark-{}" id="{}">', mark.kind, mark.anchor)
    return format_html('<span class="mark mark-{}">', mark.kind)


def _innermost(covering: Sequence[Mark]) -> Mark | None:
    linking = [mark for mark in covering if mark.href]
    return linking[-1] if linking else None


def _link(text: str, mark: Mark | None, linked: set[Mark]) -> str:
    if mark is None:
        return format_html("{}", text)
    if mark in linked or not text.strip():
        return format_html('<a href="{}" tabindex="-1">{}</a>', mark.href, text)
    linked.add(mark)
    return format_html('<a href="{}">{}</a>', mark.href, text)
