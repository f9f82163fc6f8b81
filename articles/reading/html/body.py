"""Reads the article's own text out of a page's blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from articles.reading.credits import split_credits
from articles.reading.html.blocks import Block
from articles.reading.html.container import Witness, find_container, shown_blocks
from articles.reading.html.judge import Judge, credits_of
from articles.reading.html.lead import find_lead
from articles.reading.page import Paragraph, ParagraphKind, RelatedLink
from articles.reading.surroundings import is_end, is_notice, is_paywall, is_shelf, related_link

MIN_REPETITION = 60  # characters; shorter texts may well stand twice
MIN_LINK_TITLE = 15  # characters; shorter links are words of navigation
MIN_BEFORE_END = 500  # characters of text before something else can begin


@dataclass
class Body:
    """The text of an article and what stood between it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    sources: list[Block] = field(default_factory=list)  # of each paragraph, its block
    related: list[RelatedLink] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    length: int = 0  # of the text, in characters

    def add(self, paragraph: Paragraph, source: Block) -> None:
        """Add a paragraph with the block that it was."""
        self.paragraphs.append(paragraph)
        self.sources.append(source)
        self.length += len(paragraph.text)


def read_body(blocks: Sequence[Block], headline: int, descriptions: Sequence[str], witness: Witness) -> Body:
    """Return the article's text; `headline` is the place of the block with the headline, or -1.

    Where the boxes' names would leave no text at all, they are not believed.
    """
    shown = [place for place, is_shown in enumerate(shown_blocks(blocks)) if is_shown]
    body = _read_shown(blocks, shown, headline, descriptions, witness)
    return body if body.length else _read_shown(blocks, range(len(blocks)), headline, descriptions, witness)


def _read_shown(
    blocks: Sequence[Block],
    shown: Sequence[int],
    headline: int,
    descriptions: Sequence[str],
    witness: Witness,
) -> Body:
    top = blocks[headline] if headline >= 0 else None
    container = find_container([blocks[place] for place in shown], top, witness)
    if not container:
        return Body()
    following = [blocks[place] for place in shown if place > headline]
    inside = [block for block in following if container in block.box.ancestors()]
    judge = Judge(inside, container, witness)
    before = _before_text(following, inside) if top else []
    lead = _lead(blocks[headline + 1 :], descriptions, judge) or (before[0] if len(before) == 1 else None)
    text = [*before, *inside]
    if lead and not any(block is lead for block in text):
        text = [lead, *text]
    body = _without_idle_headings(_collect(_without_repetitions(text), lead, judge))
    body.related.extend(_shelved(blocks[headline + 1 :]))
    return body


def _shelved(blocks: Sequence[Block]) -> Iterator[RelatedLink]:
    """Yield the links that stand under a heading such as "Mehr zum Thema", in the same box."""
    shelf = None
    for block in blocks:
        if is_shelf(block.text):
            shelf = block.box.parent
        elif shelf and shelf in block.box.ancestors():
            yield from (link for link in block.links if _is_title(link.title))
        else:
            shelf = None


def _lead(following: Sequence[Block], descriptions: Sequence[str], judge: Judge) -> Block | None:
    """Return the lead, which stands before the text or is its first paragraph."""
    end = next((place for place, block in enumerate(following) if block is judge.first_main), -1) + 1
    return find_lead(following[:end], descriptions)


def _before_text(following: Sequence[Block], inside: Sequence[Block]) -> list[Block]:
    """Return the prose between the headline and the container of the text."""
    first = next((place for place, block in enumerate(following) if inside and block is inside[0]), 0)
    return [block for block in following[:first] if block.is_prose and block.tag not in ("li", "td")]


def _without_repetitions(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out what a page shows again, for instance for another width of screen."""
    seen = set()
    for block in blocks:
        if block.text not in seen:
            yield block
        if len(block.text) >= MIN_REPETITION:
            seen.add(block.text)


def _collect(blocks: Iterable[Block], lead: Block | None, judge: Judge) -> Body:
    body = Body()
    for block in blocks:
        if body.length > MIN_BEFORE_END and (block.tag == "h1" or is_end(block.text)):
            break  # another article, or what readers say of this one
        kind = "text" if block is lead else judge.kind(block)
        if kind == "text":
            text, credits = split_credits(block.text)
            body.credits.extend(credits)
            body.add(Paragraph("lead" if block is lead else _paragraph_kind(block), text), block)
        elif kind == "heading":
            body.add(Paragraph("heading", block.text), block)
        elif kind == "credits":
            body.credits.extend(credits_of(block))
        elif kind == "pointer":
            body.related.extend(link for link in block.links if _is_title(link.title))
        elif link := related_link(block.text):
            body.related.append(block.links[0] if block.links else link)
    return body


def _paragraph_kind(block: Block) -> ParagraphKind:
    boxes = islice(block.box.ancestors(), 2)
    return "quote" if any(box.tag == "blockquote" for box in boxes) else "text"


def _is_title(text: str) -> bool:
    return len(text) >= MIN_LINK_TITLE and not is_notice(text) and not is_paywall(text)


def _without_idle_headings(body: Body) -> Body:
    """Leave out headings that no text follows."""
    kinds = [*(paragraph.kind for paragraph in body.paragraphs[1:]), "heading"]
    read = zip(body.paragraphs, body.sources, kinds, strict=False)
    kept = [
        (paragraph, source)
        for paragraph, source, next_kind in read
        if (paragraph.kind, next_kind) != ("heading", "heading")
    ]
    body.paragraphs, body.sources = [paragraph for paragraph, _ in kept], [source for _, source in kept]
    return body
