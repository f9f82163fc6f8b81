"""A page's tree as a list of text blocks, each knowing the boxes around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from articles.reading.cleaning import clean
from articles.reading.html.elements import (
    BLOCKS,
    HEADINGS,
    INLINE,
    NAMING,
    PICTURES,
    SKIPPED,
    TEXT_BLOCKS,
    VERDICTS,
)
from articles.reading.html.labels import verdict_of
from articles.reading.page import RelatedLink

MAX_ELEMENTS = 60_000  # a page with more is cut there; the longest live blogs have a tenth
MAX_BLOCKS = 10_000
MIN_HIDDEN = 4  # paragraphs


class Box:
    """A block-level element: where a block stands, and how much prose stands in it."""

    __slots__ = (
        "_holds_picture", "element", "has_headline", "is_article_body", "label", "parent", "prose", "tag", "verdict",
    )  # fmt: skip

    def __init__(self, element: html.HtmlElement, parent: Box | None) -> None:
        self.element = element
        self.parent = parent
        self.tag: str = element.tag
        self.label = " ".join(value for name in NAMING if (value := element.get(name)))
        self.verdict = VERDICTS.get(self.tag) or verdict_of(self.label)
        self.prose = 0
        self.has_headline = False
        self.is_article_body = "articleBody" in (element.get("itemprop") or "")
        self._holds_picture: bool | None = None

    @property
    def holds_picture(self) -> bool:
        """Tell whether a picture stands anywhere in the box."""
        if self._holds_picture is None:
            self._holds_picture = next(self.element.iter(*PICTURES), None) is not None
        return self._holds_picture

    def ancestors(self) -> Iterator[Box]:
        """Yield the box itself and those around it, from the inside out."""
        box: Box | None = self
        while box:
            yield box
            box = box.parent


@dataclass(slots=True)
class Block:
    """A run of text between two breaks."""

    box: Box
    text: str
    linked: int = 0  # characters inside links
    links: list[RelatedLink] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """Return the name of the innermost block-level element."""
        return self.box.tag

    @property
    def is_heading(self) -> bool:
        """Tell whether the block is marked up as a heading."""
        return self.box.tag in HEADINGS

    @property
    def link_share(self) -> float:
        """Return the share of the text that is inside links."""
        return min(1.0, self.linked / max(1, len(self.text)))

    @property
    def is_prose(self) -> bool:
        """Tell whether the block reads like a paragraph of running text."""
        if self.is_heading or self.link_share > 0.5 or len(self.text) < 40:
            return False
        return len(self.text) >= 100 or bool(_SENTENCE.search(self.text))


_SENTENCE = re.compile(r"""[.!?…:]["“”»«’‘')\]]*$""")


class _Walker:
    """Collects blocks while the tree is walked; holds no recursion, so that no nesting is too deep."""

    def __init__(self, body: html.HtmlElement) -> None:
        self.blocks: list[Block] = []
        self.box = Box(body, None)
        self._parts: list[str] = []
        self._linked = 0
        self._links: list[RelatedLink] = []
        self._link_depth = 0
        self._address = ""  # of the link that is open

    def walk(self, body: html.HtmlElement) -> list[Block]:
        walker = etree.iterwalk(body, events=("start", "end"))
        skipped: html.HtmlElement | None = None
        for count, (event, element) in enumerate(walker):
            if event == "end":
                if element is not body:
                    self._leave(element, was_skipped=element is skipped)
            elif element is body:
                self._add(element.text)
            elif count > 2 * MAX_ELEMENTS or len(self.blocks) > MAX_BLOCKS or _is_skipped(element):
                skipped = element
                walker.skip_subtree()
            else:
                self._enter(element)
        self._flush()
        return self.blocks

    def _enter(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self._parts.append("\n")
        elif self._is_inline(tag):
            if tag == "a" and self._is_pointer(element):
                self._link_depth += 1
                self._address = (element.get("href") or "").strip()
            self._add(element.text)
        else:
            self._flush()
            self.box = Box(element, self.box)
            self._add(element.text)

    def _is_inline(self, tag: str) -> bool:
        """Tell whether an element runs on in the line; one of an unknown kind does so inside a paragraph."""
        return tag in INLINE or (tag not in BLOCKS and self.box.tag in TEXT_BLOCKS)

    def _leave(self, element: html.HtmlElement, *, was_skipped: bool) -> None:
        tag = element.tag
        if tag == "a" and not was_skipped:
            self._add_link(element)
            self._link_depth -= self._is_pointer(element)
        elif self.box.element is element and not was_skipped:
            self._flush()
            self.box = self.box.parent or self.box
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if self._link_depth:
            self._linked += len(text.strip())

    def _add_link(self, element: html.HtmlElement) -> None:
        if self._parts and _leads_away(element):
            self._links.append(RelatedLink(clean(element.text_content()[:500]), element.get("href").strip()))

    def _is_pointer(self, link: html.HtmlElement) -> bool:
        """Tell whether a link says what it leads to; a heading that links to itself does not."""
        return self.box.tag not in HEADINGS or _leads_away(link)

    def _flush(self) -> None:
        """End the current block; two line breaks in a row part it in several."""
        if not self._parts:
            return
        raw = "".join(self._parts)
        for part in re.split(r"\n[^\S\n]*\n\s*", raw) if "\n" in self._parts else (raw,):
            if len(self.blocks) <= MAX_BLOCKS and (text := clean(part)):
                around = [RelatedLink(text[:500], self._address)] if self._link_depth else []
                self.blocks.append(Block(self.box, text, self._linked, self._links + around))
        self._parts, self._links = [], []
        self._linked = 0


def _leads_away(link: html.HtmlElement) -> bool:
    """Tell whether a link leads to another page and not to a place on this one."""
    return not (link.get("href") or "#").startswith(("#", "javascript:"))


def _is_skipped(element: html.HtmlElement) -> bool:
    if element.tag in SKIPPED or not isinstance(element.tag, str):
        return True
    if _is_hidden(element) and len(element.findall(".//p")) < MIN_HIDDEN:
        return True
    label = element.get("class")
    return bool(label) and verdict_of(label) == "hidden"


def _is_hidden(element: html.HtmlElement) -> bool:
    """Tell whether an element is not shown; what holds many paragraphs may be hidden by a dialogue alone."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style))


def find_blocks(root: html.HtmlElement) -> list[Block]:
    """Return the blocks of text of a page in reading order."""
    body = root.find("body")
    body = root if body is None else body
    blocks = _Walker(body).walk(body)
    for block in blocks:
        if block.is_prose:
            for box in block.box.ancestors():
                box.prose += len(block.text)
        if block.tag == "h1":
            for box in block.box.ancestors():
                box.has_headline = True
    return blocks
