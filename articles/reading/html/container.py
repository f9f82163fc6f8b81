"""Finds where on a page the article's text stands, and which blocks there have the shape of its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from articles.reading.cleaning import fold
from articles.reading.html.blocks import Block, Box

MAX_WEAK = 0.25  # a weakly suspicious box that holds more of the page's prose holds the text itself
MAX_DROPPED = 0.6  # the same for boxes whose name is clear
MAX_COMMENTS = 0.9
MIN_DESCENT = 0.82  # share of the prose that a box must hold to be the text's container
MIN_OWN = 0.25  # share of the page's prose that the headline's own article must hold to be the whole text
MIN_SHAPE = 0.12  # share of the prose that a way of wrapping paragraphs must hold to be the text's own
MIN_SHAPED = 0.6  # where the text's own ways hold less than this together, shapes say nothing
WITNESS_WEIGHT = 5
BEFORE_HEADLINE = 0.2  # what prose before the headline counts
POINTERS = 8  # so many pointers halve what prose after them counts
_TRANSPARENT = frozenset(("ul", "ol", "li", "dl", "dd", "blockquote"))

Shape = tuple[tuple[str, str], ...]


def shown_blocks(blocks: Sequence[Block]) -> list[bool]:
    """Tell of each block whether no box around it says that it is no part of the text.

    The boxes around the place with the densest prose stay, whatever they are called.
    """
    if not blocks:
        return []
    *_, page = blocks[0].box.ancestors()
    densest = _densest(blocks)
    kept = set(densest.ancestors()) if densest else set()
    return [not any(_drops(box, page.prose, kept) for box in block.box.ancestors()) for block in blocks]


def _drops(box: Box, total: int, kept: set[Box]) -> bool:
    if not box.verdict or box.has_headline:
        return False
    if box.verdict == "comments":
        return box.prose <= total * MAX_COMMENTS
    return box not in kept and box.prose <= total * (MAX_DROPPED if box.verdict == "drop" else MAX_WEAK)


def _densest(blocks: Sequence[Block]) -> Box | None:
    """Return the box with the most prose directly in it or one level below."""
    prose: Counter[Box] = Counter()
    for block in blocks:
        if (
            block.is_prose
            and block.box.parent
            and not any(box.verdict == "comments" for box in block.box.ancestors())
        ):
            prose[block.box.parent] += len(block.text)
            if block.box.parent.parent:
                prose[block.box.parent.parent] += len(block.text) // 2
    return max(prose, key=lambda box: prose[box], default=None)


class Witness:
    """The article's text as the page's metadata gives it; it tells which blocks belong to the text."""

    MAX_LENGTH = 200_000
    WORDS = 6  # with so many words in a row a block is recognised

    def __init__(self, text: str, *, min_length: int = 300) -> None:
        words = fold(text[: self.MAX_LENGTH]).split() if len(text) >= min_length else []
        self._runs = {
            tuple(words[place : place + self.WORDS]) for place in range(len(words) - self.WORDS + 1)
        }

    def confirms(self, text: str) -> bool:
        """Tell whether a text begins as a part of the article's does."""
        return bool(self._runs) and tuple(fold(text[:200]).split()[: self.WORDS]) in self._runs


def find_container(blocks: Iterable[Block], headline: Block | None, witness: Witness) -> Box | None:
    """Descend from the page to the smallest box that holds most of the prose.

    Prose counts less before the headline, and ever less the more pointers to other pages have come before it.
    """
    weights: dict[Box, float] = {}
    children: dict[Box, set[Box]] = {}
    outermost = None
    nearness = 1.0 if headline is None else BEFORE_HEADLINE
    pointers = 0
    for block in blocks:
        if block is headline:
            nearness, pointers = 1.0, 0
        pointers += block.link_share > 0.5
        weight = _weight(block, witness) * nearness / (1 + pointers / POINTERS)
        inner = None
        for box in block.box.ancestors():
            weights[box] = weights.get(box, 0) + weight
            if inner:
                children.setdefault(box, set()).add(inner)
            inner = box
        outermost = inner
    if outermost is None:
        return None
    own = article_of(headline) if headline else None
    is_own_text = own is not None and weights.get(own, 0) >= MIN_OWN * weights[outermost]
    return _descend(own if own and is_own_text else outermost, weights, children)


def article_of(block: Block) -> Box | None:
    """Return the innermost box that the page marks up as an article of its own, around a block."""
    return next((box for box in block.box.ancestors() if box.tag == "article"), None)


def _weight(block: Block, witness: Witness) -> float:
    if not block.is_prose:
        return 0
    is_told = witness.confirms(block.text) or any(box.is_article_body for box in block.box.ancestors())
    return len(block.text) * (WITNESS_WEIGHT if is_told else 1)


def _descend(box: Box, weights: dict[Box, float], children: dict[Box, set[Box]]) -> Box:
    while children.get(box):
        heaviest = max(children[box], key=lambda child: weights[child])
        if weights[heaviest] < MIN_DESCENT * weights[box] or heaviest.tag in ("p", *_TRANSPARENT):
            break
        box = heaviest
    return box


def shape_of(block: Block, container: Box, *, with_names: bool = True) -> Shape:
    """Return how a block is wrapped inside the container; lists and quotations are no wrapping."""
    shape = []
    for box in block.box.ancestors():
        if box is container:
            break
        if box is not block.box and box.tag not in _TRANSPARENT:
            shape.append((box.tag, re.sub(r"\d+", "", box.element.get("class") or "") if with_names else ""))
    return tuple(shape)


class Shapes:
    """The ways in which the text's paragraphs are wrapped; class names count unless nearly every box has its own."""

    def __init__(self, blocks: Sequence[Block], container: Box) -> None:
        self._container = container
        self._with_names = True
        self._main = self._find(blocks)
        if self._main is None:
            self._with_names = False
            self._main = self._find(blocks)

    def fit(self, block: Block) -> bool:
        """Tell whether a block is wrapped as the text's paragraphs are; where there is no one way, all are."""
        return self._main is None or self._shape(block) in self._main

    def _shape(self, block: Block) -> Shape:
        return shape_of(block, self._container, with_names=self._with_names)

    def _find(self, blocks: Sequence[Block]) -> frozenset[Shape] | None:
        prose: Counter[Shape] = Counter()
        for block in blocks:
            if block.is_prose:
                prose[self._shape(block)] += len(block.text)
        total = prose.total()
        shapes = {shape: length for shape, length in prose.items() if length >= MIN_SHAPE * total}
        is_clear = shapes and sum(shapes.values()) >= MIN_SHAPED * total
        return frozenset(shapes) if is_clear else None
