"""What a page says of its article in its head and in attributes: JSON-LD, Open Graph, other meta, microdata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from lxml import html

from articles.reading.addresses import canonical_address
from articles.reading.cleaning import clean, fold
from articles.reading.html import json_ld

_NAME_ATTRIBUTES = ("property", "name", "itemprop", "http-equiv")
MAX_VALUE = 5_000
MAX_TITLE = 500


@dataclass
class Metadata:
    """The witnesses of a page's head, each list in the order of trust."""

    articles: list[json_ld.Node]
    meta: dict[str, list[str]]
    links: dict[str, str]
    html_title: str
    language: str
    microdata: dict[str, list[str]] = field(default_factory=dict)
    found_at: str = ""

    def linked(self, *names: str) -> Iterator[str]:
        """Yield the texts of a property in the JSON-LD nodes, node by node."""
        for node in self.articles:
            for name in names:
                if text := clean(json_ld.text_of(node.get(name))):
                    yield text

    def values(self, *names: str) -> Iterator[str]:
        """Yield the values of meta elements, name by name."""
        for name in names:
            yield from self.meta.get(name, ())

    def first(self, *names: str) -> str:
        """Return the first value of meta elements, or nothing."""
        return next(self.values(*names), "")

    @property
    def descriptions(self) -> Iterator[str]:
        """Yield what the page says its article is about."""
        yield from self.linked("description")
        yield from self.values("description", "og:description", "twitter:description", "dc.description")

    @property
    def article_body(self) -> str:
        """Return the article's text as the JSON-LD gives it, or nothing."""
        return next(
            (text for node in self.articles if (text := json_ld.text_of(node.get("articleBody")))), ""
        )

    @cached_property
    def site_names(self) -> tuple[str, ...]:
        """Return the names under which the page speaks of its site or publisher."""
        publishers = [clean(json_ld.text_of(node.get("publisher"))) for node in self.articles]
        told = self.values("application-name", "publisher", "dc.publisher", "twitter:site")
        named = [*self.values("og:site_name"), *publishers, *told, *self._host_names()]
        return tuple(dict.fromkeys(name.lstrip("@") for name in named if 1 < len(name) <= 60))

    def _host_names(self) -> Iterator[str]:
        """Yield what a host is called: "www.baltikum-heute.example" gives "baltikum-heute"."""
        for address in (self.links.get("canonical", ""), self.first("og:url"), self.found_at):
            labels = [label for label in (urlsplit(address).hostname or "").split(".") if label != "www"]
            if len(labels) > 1:
                yield labels[-2]


def read_metadata(root: html.HtmlElement, found_at: str = "") -> Metadata:
    """Collect what a page says of its article."""
    metadata = Metadata(
        articles=json_ld.find_articles(root),
        meta=_meta(root),
        links={
            (link.get("rel") or "").lower(): link.get("href") or ""
            for link in reversed(
                root.xpath("//link[@rel='canonical' or @rel='amphtml' or @rel='shortlink'][@href]")
            )
        },
        html_title=clean(next(iter(root.xpath("//title/text()")), "")[:MAX_TITLE]),
        language=_language(root),
        microdata=_microdata(root),
        found_at=found_at,
    )
    metadata.articles.sort(key=lambda node: not _is_own(node, metadata))
    return metadata


def _is_own(node: json_ld.Node, metadata: Metadata) -> bool:
    """Tell whether a node speaks of this page, and not of another article that the page points to."""
    titles = [fold(title) for title in (metadata.html_title, metadata.first("og:title")) if title]
    headline = fold(json_ld.text_of(node.get("headline")) or json_ld.text_of(node.get("name")))
    if headline and any(headline in title for title in titles):
        return True
    own = {
        canonical_address(address) for address in (metadata.links.get("canonical", ""), metadata.found_at)
    } - {""}
    entity = node.get("mainEntityOfPage")
    entity = entity.get("@id") or entity.get("url") if isinstance(entity, dict) else entity
    told = (
        canonical_address(address)
        for address in (node.get("url"), node.get("@id"), entity)
        if isinstance(address, str)
    )
    return any(address in own for address in told)


def _meta(root: html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        name = next((value for key in _NAME_ATTRIBUTES if (value := element.get(key))), "")
        if name and content and len(content) <= MAX_VALUE and (value := clean(content)):
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _microdata(root: html.HtmlElement) -> dict[str, list[str]]:
    """Return the values of the properties that tell of an article, in page order."""
    found: dict[str, list[str]] = {}
    names = ("datePublished", "dateModified", "headline", "author")
    for element in root.xpath("//*[@itemprop]"):
        for name in (element.get("itemprop") or "").split():
            if name in names:
                value = element.get("content") or element.get("datetime") or element.text_content()
                if value := clean(value[:MAX_VALUE]):
                    found.setdefault(name, []).append(value)
    return found


def _language(root: html.HtmlElement) -> str:
    """Return the page's own language tag."""
    tags: Iterable[str] = root.xpath(
        "//html/@lang | //html/@xml:lang | //meta[@http-equiv='content-language']/@content"
    )
    return next((tag.strip() for tag in tags if tag.strip()), "")
