"""Finds where on a page the article's text stands, and which blocks there have the shape of its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from articles.reading.cleaning import fold
from articles.reading.html.blocks import Block, Box

MAX_WEAK = 0.25  # a weakly suspicious box that holds more of the page's prose holds the text itself
MAX_DROPPED = 0.6  # the same for boxes whose name is clear
MIN_DESCENT = 0.82  # share of the prose that a box must hold to be the text's container
MIN_SHAPE = 0.12  # share of the prose that a way of wrapping paragraphs must hold to be the text's own
MIN_SHAPED = 0.6  # where the text's own ways hold less than this together, shapes say nothing
WITNESS_WEIGHT = 5
BEFORE_HEADLINE_WEIGHT = 0.2
_TRANSPARENT = frozenset(("ul", "ol", "li", "dl", "dd", "blockquote"))

Shape = tuple[tuple[str, str], ...]


def page_prose(blocks: Sequence[Block]) -> int:
    """Return how many characters of prose the whole page has."""
    return _outermost(blocks[0]).prose if blocks else 0


def is_dropped(block: Block, total: int) -> bool:
    """Tell whether one of the boxes around a block says that it is no part of the text."""
    return any(_drops(box, total) for box in block.box.ancestors())


def _drops(box: Box, total: int) -> bool:
    if not box.verdict or box.has_headline:
        return False
    return box.prose <= total * (MAX_DROPPED if box.verdict == "drop" else MAX_WEAK)


def _outermost(block: Block) -> Box:
    *_, outermost = block.box.ancestors()
    return outermost


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


def find_container(blocks: Iterable[tuple[Block, bool]], witness: Witness) -> Box | None:
    """Descend from the page to the smallest box that holds most of the prose.

    Each block comes with whether it follows the headline.
    """
    weights: dict[Box, float] = {}
    children: dict[Box, set[Box]] = {}
    outermost = None
    for block, follows_headline in blocks:
        weight = _weight(block, witness) * (1 if follows_headline else BEFORE_HEADLINE_WEIGHT)
        inner = None
        for box in block.box.ancestors():
            weights[box] = weights.get(box, 0) + weight
            if inner:
                children.setdefault(box, set()).add(inner)
            inner = box
        outermost = inner
    return _descend(outermost, weights, children) if outermost else None


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
        return frozenset(shapes) if sum(shapes.values()) >= MIN_SHAPED * total else None
