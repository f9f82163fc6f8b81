"""Finds the lead: the summary that stands near the headline."""

from __future__ import annotations

from collections.abc import Sequence

from articles.reading.cleaning import fold
from articles.reading.credits import read_byline
from articles.reading.html.blocks import Block
from articles.reading.html.labels import is_named
from articles.reading.surroundings import is_notice

MIN_LEAD, MAX_LEAD = 40, 1500
MAX_DISTANCE = 30  # blocks between headline and lead
MIN_SENTENCE = 80
MIN_ALIKE = 30  # characters that lead and description must share from their beginning
_NAMING_BOXES = 2  # the block's own box and the one around it


def find_lead(blocks: Sequence[Block], descriptions: Sequence[str]) -> Block | None:
    """Return the lead among the blocks that follow the headline, or None.

    A lead says what the page's metadata gives as its description, or its box is named as one.
    """
    near = [block for block in blocks[:MAX_DISTANCE] if _can_be_lead(block)]
    described = [fold(description) for description in descriptions]
    signs = (lambda block: _is_described(block, described), _is_named_lead, _is_sentence_in_heading)
    return next((block for sign in signs for block in near if sign(block)), None)


def _can_be_lead(block: Block) -> bool:
    if not MIN_LEAD <= len(block.text) <= MAX_LEAD or block.link_share > 0.5 or block.tag in ("h1", "li"):
        return False
    boxes = list(block.box.ancestors())
    if any(
        box.verdict in ("drop", "comments") and not box.has_headline for box in boxes[: _NAMING_BOXES + 1]
    ):
        return False
    return not is_notice(block.text) and not read_byline(block.text)


def _is_described(block: Block, descriptions: Sequence[str]) -> bool:
    text = fold(block.text)
    return any(
        len(description) >= MIN_ALIKE and (text.startswith(description[:120]) or description.startswith(text))
        for description in descriptions
    )


def _is_named_lead(block: Block) -> bool:
    boxes = [box for box in list(block.box.ancestors())[:_NAMING_BOXES] if not box.has_headline]
    return any(is_named(box.label, "lead_words.txt") for box in boxes)


def _is_sentence_in_heading(block: Block) -> bool:
    return block.is_heading and len(block.text) >= MIN_SENTENCE and block.text.endswith((".", "!", "?"))
