"""JSON-LD of a page: the nodes that describe the article, also out of nested graphs and broken JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import html

Node = dict[str, Any]

MAX_SCRIPTS = 50
MAX_NODES = 5_000  # in one script
MAX_LENGTH = 2_000_000
_ARTICLE_TYPE = re.compile(
    r"Article$|Posting$|^(?:Report|ClaimReview|Interview|Review|CreativeWork|VideoObject|WebPage)$"
)
_BEST_TYPES = ("LiveBlogPosting", "NewsArticle", "ReportageNewsArticle", "Article")
_SCRIPTS = "//script[contains(@type, 'ld+json')]"


def find_articles(root: html.HtmlElement) -> list[Node]:
    """Return the nodes that may describe the page's article, the most telling first."""
    nodes = [node for text in _script_texts(root) for node in _walk(_load(text))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [_resolved(node, by_id) for node in nodes if is_article(node)]
    return sorted(articles, key=_rank)


def types_of(node: Node) -> list[str]:
    """Return the names of a node's types, without a vocabulary in front."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return [item.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for item in values if isinstance(item, str)]


def is_article(node: Node) -> bool:
    """Tell whether a node can describe an article."""
    return any(_ARTICLE_TYPE.search(name) for name in types_of(node))


def text_of(value: object) -> str:
    """Return a value's text: a string, a language-tagged value, the first of a list, a node's name."""
    if isinstance(value, list):
        return next((found for item in value if (found := text_of(item))), "")
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name") or value.get("url") or "")
    return unescape(value).strip() if isinstance(value, str) else ""


def number_of(value: object) -> float:
    """Return a value's number, 0 where it is none."""
    try:
        return float(value) if isinstance(value, (int, float, str)) else 0
    except ValueError:
        return 0


def _rank(node: Node) -> tuple[int, int]:
    types = types_of(node)
    kind = next((place for place, name in enumerate(_BEST_TYPES) if name in types), len(_BEST_TYPES))
    if not any(name.endswith(("Article", "Posting", "Report", "Review")) for name in types):
        kind += 1
    told = sum(key in node for key in ("headline", "datePublished", "author", "articleBody"))
    return (kind if told > 1 else kind + 10), -told


def _script_texts(root: html.HtmlElement) -> Iterator[str]:
    for script in root.xpath(_SCRIPTS)[:MAX_SCRIPTS]:
        text = script.text or ""
        if 2 < len(text) <= MAX_LENGTH:
            yield text


def _load(text: str) -> object:
    """Read JSON as leniently as its usual faults ask for."""
    for attempt in (_plain, _without_wrapping, _repaired):
        try:
            return json.loads(attempt(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _plain(text: str) -> str:
    return text


def _without_wrapping(text: str) -> str:
    """Take away comments and CDATA marks around the JSON."""
    return re.sub(r"^\s*(?://)?\s*(?:<!--|<!\[CDATA\[)|(?://)?\s*(?:-->|\]\]>)\s*;?\s*$|;\s*$", "", text)


def _repaired(text: str) -> str:
    """Take away trailing commas, and escape quotation marks that stand inside values."""
    text = re.sub(r",(\s*[}\]])", r"\1", _without_wrapping(text))
    text = re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text)
    return re.sub(
        r'(?<=[^\s:{\[,\\])"(?!\s*[:,}\]])|(?<![:{\[,\\])(?<=\s)"(?=\w[^":]*"(?!\s*:))', r"\"", text
    )


def _walk(value: object) -> Iterator[Node]:
    """Yield all nodes inside a value, outer before inner; no nesting is too deep."""
    stack, seen = [value], 0
    while stack and seen < MAX_NODES:
        item = stack.pop()
        seen += 1
        if isinstance(item, dict):
            yield item
            stack.extend(reversed([child for child in item.values() if isinstance(child, (dict, list))]))
        elif isinstance(item, list):
            stack.extend(reversed(item[:1000]))


def _resolved(node: Node, by_id: dict[str, Node]) -> Node:
    """Return the node with references to others replaced by what they refer to."""

    def resolve(value: object) -> object:
        if isinstance(value, list):
            return [resolve(item) for item in value]
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
            return by_id.get(value["@id"], value)
        return value

    return {key: resolve(value) for key, value in node.items()}
