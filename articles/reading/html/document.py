"""A page's markup as a tree, whatever is in it."""

from __future__ import annotations

import re

from lxml import html
from lxml.etree import LxmlError

from articles.reading.page import ReadingError

MAX_ATTRIBUTES = 500  # in one tag; the parser's time grows with their square
MAX_TAG = 20_000  # characters; shorter tags cannot hold many attributes
# A tag with its attributes, as browsers cut them: quotation marks count after "=" only.
_ATTRIBUTE = r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
_TAG = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]++|{_ATTRIBUTE}|=)*+>?")
_ATTRIBUTES = re.compile(rf"(?:[\s/=]*+{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}")


def parse(markup: str) -> html.HtmlElement:
    """Return the root element of a page; raise ReadingError where there is no markup in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = _without_attribute_floods(markup.replace("\0", "")).encode("utf-8", errors="replace")
    try:
        return html.document_fromstring(data, parser=parser)
    except (LxmlError, AssertionError, ValueError) as error:
        raise ReadingError("Die Seite enthält keinen Text.") from error


def _without_attribute_floods(markup: str) -> str:
    """Cut the attributes of tags that have more than any real page gives them."""
    floods = [tag for tag in _TAG.finditer(markup) if tag.end() - tag.start() > MAX_TAG]
    for tag in reversed(floods):
        name = re.match(r"<[^\s/>]+", tag[0])
        kept = _ATTRIBUTES.match(tag[0], name.end() if name else 1)
        if kept and kept.end() < len(tag[0]) - 2:
            markup = f"{markup[: tag.start()]}{tag[0][: kept.end()]}>{markup[tag.end() :]}"
    return markup
