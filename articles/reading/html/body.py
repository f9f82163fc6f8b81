"""Reads the article's own text out of a page's blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from articles.reading.credits import is_office, read_credits, split_credits
from articles.reading.html.blocks import Block, Box
from articles.reading.html.container import (
    Witness,
    find_container,
    is_dropped,
    main_shapes,
    page_prose,
    shape_of,
)
from articles.reading.html.lead import find_lead
from articles.reading.page import Paragraph, RelatedLink
from articles.reading.surroundings import is_date_line, is_end, is_furniture, related_link

MAX_HEADING = 200
MAX_LINKED = 0.6  # a block with more of its text inside links is a pointer
LIST_LINKED = 0.4
CARD_LINKED = 0.8
MAX_CARD = 600  # characters of prose; a box with more is no teaser
MAX_OFFICE = 30
MIN_BEFORE_END = 500  # characters of text before the comments can begin
PARAGRAPHS = ("p", "li", "blockquote", "dd", "dt", "pre")

Kind = Literal["text", "heading", "credits", "pointer", "furniture"]


@dataclass
class Body:
    """The text of an article and what stood between it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return the length of the text in characters."""
        return sum(len(paragraph.text) for paragraph in self.paragraphs)


def read_body(blocks: Sequence[Block], headline: int, descriptions: Sequence[str], witness: Witness) -> Body:
    """Return the article's text; `headline` is the place of the block with the headline, or -1."""
    total = page_prose(blocks)
    shown = [place for place, block in enumerate(blocks) if not is_dropped(block, total)]
    container = find_container(((blocks[place], place > headline) for place in shown), witness)
    if not container:
        return Body()
    following = [blocks[place] for place in shown if place > headline]
    inside = [block for block in following if container in block.box.ancestors()]
    judge = _Judge(inside, container, witness)
    lead = find_lead(blocks[headline + 1 :], descriptions)
    before = _before_text(following, inside) if headline >= 0 else []
    return _collect(_with_lead([*before, *inside], lead, judge), lead, judge)


def _before_text(following: Sequence[Block], inside: Sequence[Block]) -> list[Block]:
    """Return the prose between the headline and the container of the text."""
    first = next((place for place, block in enumerate(following) if inside and block is inside[0]), 0)
    return [block for block in following[:first] if block.is_prose and block.tag not in ("li", "td")]


def _with_lead(blocks: list[Block], lead: Block | None, judge: _Judge) -> list[Block]:
    """Put the lead in front where it stands outside the text."""
    if lead is None or any(block is lead for block in blocks):
        return blocks
    return [lead, *blocks]


class _Judge:
    """Tells what a block is, by its wrapping, its links and its words."""

    def __init__(self, inside: Sequence[Block], container: Box, witness: Witness) -> None:
        self._container = container
        self._witness = witness
        self._shapes = main_shapes(inside, container)
        self._pointers = _link_lists(inside) | _cards(inside, container)
        self._first_main = next(
            (block for block in inside if block.is_prose and self._has_shape(block)), None
        )
        self._has_begun = False

    def kind(self, block: Block) -> Kind:
        """Return what a block is; blocks come in page order."""
        self._has_begun = self._has_begun or block is self._first_main
        if self._witness.confirms(block) and block.is_prose:
            return "text"
        if block.link_share > MAX_LINKED or not self._pointers.isdisjoint(block.box.ancestors()):
            return "pointer"
        if _read_credits(block):
            return "credits"
        if (
            is_furniture(block.text)
            or is_date_line(block.text)
            or _is_arrow(block)
            or related_link(block.text)
        ):
            return "furniture"
        if block.is_heading:
            return "heading" if len(block.text) <= MAX_HEADING else "furniture"
        if self._is_boxed(block):
            return "furniture"
        is_paragraph = block.tag in PARAGRAPHS or block.box is self._container or block.is_prose
        return "text" if is_paragraph else "furniture"

    def _has_shape(self, block: Block) -> bool:
        return self._shapes is None or shape_of(block, self._container) in self._shapes

    def _is_boxed(self, block: Block) -> bool:
        """Tell whether a block stands in a box of its own after the text has begun; lists are no boxes."""
        return self._has_begun and block.tag != "li" and not self._has_shape(block)


def _read_credits(block: Block) -> tuple[str, ...]:
    """Return the credits of a block that holds nothing else: agencies, initials, an editorial office."""
    if (
        len(block.text) <= MAX_OFFICE
        and is_office(block.text)
        and not block.text.endswith((".", ":", "?", "!"))
    ):
        return () if block.is_heading else (block.text,)
    return read_credits(block.text)


def _is_arrow(block: Block) -> bool:
    """Tell whether a block is a pointer that begins with an arrow."""
    return block.link_share > 0 and block.text.startswith((">", "→", "➔", "▶", "►", "›", "+++ "))


def _link_lists(blocks: Sequence[Block]) -> set[Box]:
    """Return the lists most of whose items are links."""
    lists: dict[Box, list[bool]] = {}
    for block in blocks:
        if block.tag == "li" and block.box.parent:
            lists.setdefault(block.box.parent, []).append(block.link_share > LIST_LINKED)
    return {box for box, linked in lists.items() if sum(linked) > len(linked) / 2}


def _cards(blocks: Sequence[Block], container: Box) -> set[Box]:
    """Return the boxes that hold a heading which is a link, and what belongs to it: teasers of other articles."""
    around = set(container.ancestors())
    cards = set()
    for block in blocks:
        card = block.box.parent
        while (
            card
            and card.parent
            and card.prose == 0
            and card.parent.prose < MAX_CARD
            and card.parent not in around
        ):
            card = card.parent
        if block.is_heading and block.link_share > CARD_LINKED and card and card not in around:
            cards.add(card)
    return cards


def _collect(blocks: Sequence[Block], lead: Block | None, judge: _Judge) -> Body:
    body = Body()
    for block in blocks:
        if is_end(block.text) and len(body) > MIN_BEFORE_END:
            break
        kind = "text" if block is lead else judge.kind(block)
        if kind == "text":
            text, credits = split_credits(block.text)
            body.credits.extend(credits)
            body.paragraphs.append(Paragraph("lead" if block is lead else "text", text))
        elif kind == "heading":
            body.paragraphs.append(Paragraph("heading", block.text))
        elif kind == "credits":
            body.credits.extend(_read_credits(block))
        elif kind == "pointer":
            body.related.extend(link for link in block.links if link.title)
        elif link := related_link(block.text):
            body.related.append(block.links[0] if block.links else link)
    body.paragraphs = _without_idle_headings(body.paragraphs)
    return body


def _without_idle_headings(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Leave out headings that no text follows."""
    followers = [*(paragraph.kind for paragraph in paragraphs[1:]), "heading"]
    return [
        paragraph
        for paragraph, follower in zip(paragraphs, followers, strict=True)
        if paragraph.kind != "heading" or follower != "heading"
    ]
