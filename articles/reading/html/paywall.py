"""Tells whether a page gives only the beginning of its article."""

from __future__ import annotations

from collections.abc import Sequence

from articles.reading.html import json_ld
from articles.reading.html.blocks import Block
from articles.reading.html.metadata import Metadata
from articles.reading.surroundings import is_paywall

SHORT_TEXT = 2_500  # characters; a longer text with an offer of subscription beside it is taken for whole
TINY_TEXT = 800  # a text that is not free and no longer than this is a beginning, offer or not
MIN_SHARE = 0.7  # of the words that the metadata counts


def is_cut(length: int, words: int, blocks: Sequence[Block], metadata: Metadata) -> bool:
    """Tell whether a text of so many characters and words was cut by a paywall."""
    is_closed = _is_closed(metadata)
    counted = max((json_ld.number_of(node.get("wordCount")) for node in metadata.articles), default=0)
    if counted:
        return is_closed and words < MIN_SHARE * counted
    if is_closed and length <= TINY_TEXT:
        return True
    return length <= SHORT_TEXT and any(is_paywall(block.text) for block in blocks)


def _is_closed(metadata: Metadata) -> bool:
    """Tell whether the metadata says that the article is not free."""
    if any(str(node.get("isAccessibleForFree", "")).lower() == "false" for node in metadata.articles):
        return True
    return metadata.first("article:content_tier").lower() in ("locked", "metered")
