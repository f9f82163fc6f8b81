"""Applies what editors have noted on single hosts whose pages no general rule can read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from lxml import html

from articles.reading.wording import load_hints


def apply_hints(root: html.HtmlElement, url: str) -> None:
    """Take out of a page what the hints for its host name; hosts without hints stay as they are."""
    for hint in hints_for(url):
        for selector in hint.get("drop", ()):
            for element in root.xpath(selector):
                element.drop_tree()
        preferred = [element for selector in hint.get("prefer", ()) for element in root.xpath(selector)]
        if preferred:
            _keep_only(root, preferred[0])


def hints_for(url: str) -> list[dict[str, Any]]:
    """Return the hints for an address's host and for the hosts above it."""
    host = urlsplit(url).hostname or ""
    return [hint for hint in load_hints() if host == hint["host"] or host.endswith("." + hint["host"])]


def _keep_only(root: html.HtmlElement, preferred: html.HtmlElement) -> None:
    """Drop the paragraphs outside the preferred element; headline, dates and names stay."""
    inside = set(preferred.iter())
    for paragraph in list(root.iter("p")):
        if paragraph not in inside:
            paragraph.drop_tree()
