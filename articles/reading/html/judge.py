"""Tells what each block inside the text's container is: text, heading, credits, pointer or furniture."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Literal

from articles.reading.credits import is_office, read_credits
from articles.reading.html.blocks import Block, Box
from articles.reading.html.container import Shapes, Witness, article_of
from articles.reading.surroundings import is_date_line, is_furniture, related_link

MAX_HEADING = 200
MAX_LINKED = 0.6  # a block with more of its text inside links is a pointer
LIST_LINKED = 0.4
CARD_LINKED = 0.8
MAX_CARD = 600  # characters of prose; a box with more is no teaser
MAX_OFFICE = 30
MAX_OTHERS = 0.5  # of the container's prose
PARAGRAPHS = ("p", "li", "blockquote", "dd", "dt", "pre")

Kind = Literal["text", "heading", "credits", "pointer", "furniture"]


class Judge:
    """Tells what a block is, by its wrapping, its links and its words."""

    def __init__(self, inside: Sequence[Block], container: Box, witness: Witness) -> None:
        self._container = container
        self._witness = witness
        self._shapes = Shapes(inside, container)
        self._pointers = _link_lists(inside) | _cards(inside, container) | _other_articles(inside, container)
        self.first_main = next(
            (block for block in inside if block.is_prose and self._shapes.fit(block)), None
        )
        self._has_begun = self.first_main is None

    def kind(self, block: Block) -> Kind:
        """Return what a block is; blocks come in page order."""
        self._has_begun = self._has_begun or block is self.first_main
        if self._witness.confirms(block.text) and block.is_prose and not _is_furniture(block):
            return "text"
        if block.link_share > MAX_LINKED or not self._pointers.isdisjoint(block.box.ancestors()):
            return "pointer"
        if credits_of(block):
            return "credits"
        if _is_furniture(block):
            return "furniture"
        if block.is_heading:
            return "heading" if len(block.text) <= MAX_HEADING else "furniture"
        if self._is_boxed(block) or self._is_before_text(block):
            return "furniture"
        is_paragraph = block.tag in PARAGRAPHS or block.box is self._container or block.is_prose
        return "text" if is_paragraph else "furniture"

    def _is_before_text(self, block: Block) -> bool:
        """Tell whether a block before the first paragraph is a picture's caption or a short line of any other use."""
        if self._has_begun or block.tag == "li":
            return False
        return not block.is_prose or _is_beside_picture(block)

    def _is_boxed(self, block: Block) -> bool:
        """Tell whether a block stands in a box of its own after the text has begun; lists are no boxes."""
        if not self._has_begun or block.tag == "li":
            return False
        is_paragraph = block.tag in PARAGRAPHS or block.box is self._container
        return not self._shapes.fit(block) or (not is_paragraph and block.box.holds_picture)


def credits_of(block: Block) -> tuple[str, ...]:
    """Return the credits of a block that holds nothing else: agencies, initials, an editorial office."""
    if credits := read_credits(block.text):
        return credits
    is_short = len(block.text) <= MAX_OFFICE and not block.text.endswith((".", ":", "?", "!"))
    return (block.text,) if is_short and not block.is_heading and is_office(block.text) else ()


def _is_furniture(block: Block) -> bool:
    text = block.text
    return is_furniture(text) or is_date_line(text) or _is_arrow(block) or bool(related_link(text))


def _is_arrow(block: Block) -> bool:
    """Tell whether a block is a pointer that begins with an arrow."""
    return block.link_share > 0 and block.text.startswith((">", "→", "➔", "▶", "►", "›", "+++ "))


def _is_beside_picture(block: Block) -> bool:
    """Tell whether a block shares its box, or the one around it, with a picture and no other prose."""
    boxes = (box for box in islice(block.box.ancestors(), 2) if box.prose <= len(block.text))
    return any(not box.has_headline and box.holds_picture for box in boxes)


def _link_lists(blocks: Sequence[Block]) -> set[Box]:
    """Return the lists most of whose items are links."""
    lists: dict[Box, list[bool]] = {}
    for block in blocks:
        if block.tag == "li" and block.box.parent:
            lists.setdefault(block.box.parent, []).append(block.link_share > LIST_LINKED)
    return {box for box, linked in lists.items() if sum(linked) > len(linked) / 2}


def _other_articles(blocks: Sequence[Block], container: Box) -> set[Box]:
    """Return the articles inside the text's container; where they hold most of the prose, they are its entries."""
    around = set(container.ancestors())
    articles = {article for block in blocks if (article := article_of(block)) and article not in around}
    prose = sum(len(block.text) for block in blocks if block.is_prose and article_of(block) in articles)
    return articles if prose <= MAX_OTHERS * container.prose else set()


def _cards(blocks: Sequence[Block], container: Box) -> set[Box]:
    """Return the boxes that hold a heading which is a link, and what belongs to it: teasers of other articles."""
    around = set(container.ancestors())
    cards = set()
    for block in blocks:
        card = block.box.parent
        if not block.is_heading or block.link_share <= CARD_LINKED or card is None or card in around:
            continue
        while card.parent and not card.prose and card.parent.prose < MAX_CARD and card.parent not in around:
            card = card.parent
        cards.add(card)
    return cards
