"""Reads an article that was pasted or saved as plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from articles.reading.blocks import split_blocks
from articles.reading.credits import Makers, read_byline, read_credits, split_credits, split_makers
from articles.reading.moments import DateLine, Moment, read_date_line
from articles.reading.page import Page, Paragraph, ParagraphKind, ReadingError, RelatedLink
from articles.reading.surroundings import is_notice, is_promo, is_shelf, pointer, related_link

Kind = Literal["text", "short", "date", "byline", "credits", "related", "shelf", "notice", "promo"]

MAX_HEADING = 100  # characters; a longer line is a sentence, whatever its end
MAX_TITLE = 250
MAX_KICKER = 40
MAX_DATE_LINE = 160
HEADER_BLOCKS = 8  # a date line stands among the first blocks; later it is part of the text
_SENTENCE_END = re.compile(r"""[.:;,…]["“”»«’‘')\]]*$|[.!?…]["“”»«’‘')\]]+$""")
_BULLET = re.compile(r"[-–—•*·▪]\s")


class _Block(NamedTuple):
    kind: Kind
    text: str


@dataclass
class _Draft:
    """What has been read so far."""

    title: str = ""
    kicker: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    published: Moment | None = None
    changed: Moment | None = None

    def add(self, kind: ParagraphKind, text: str) -> None:
        """Add a paragraph; credits at its end go to the credits."""
        text, credits = split_credits(text)
        self.credits.extend(credits)
        self.paragraphs.append(Paragraph(kind, text))

    def add_makers(self, makers: Makers | None) -> None:
        """Add the people and credits of a byline."""
        self.people.extend(makers.people if makers else ())
        self.credits.extend(makers.credits if makers else ())

    def add_date_line(self, line: DateLine | None) -> None:
        """Take times and names of a date line; the first of its kind counts."""
        if not line:
            return
        self.published = self.published or line.published
        self.changed = self.changed or line.changed
        self.add_makers(read_byline(line.rest) or split_makers(line.rest))

    def page(self) -> Page:
        """Return the article."""
        return Page(
            title=self.title,
            kicker=self.kicker,
            paragraphs=tuple(self.paragraphs),
            authors=tuple(dict.fromkeys(self.people)),
            credits=tuple(dict.fromkeys(self.credits)),
            published_at=self.published.at if self.published else None,
            changed_at=self.changed.at if self.changed else None,
            has_time=self.published.has_time if self.published else True,
            related=tuple(dict.fromkeys(self.related)),
        )


def read_text(text: str, *, timezone: str = "Europe/Berlin") -> Page:
    """Read an article as people paste it: kicker, title, date line, lead, subheads, paragraphs, teasers, credits.

    Raise ReadingError where the text has no title or no paragraph.
    """
    zone = ZoneInfo(timezone)
    blocks = [_Block(_kind(block, zone), block) for block in split_blocks(text, zone)]
    if not blocks:
        raise ReadingError("Der Text ist leer.")
    draft = _Draft()
    blocks = _without_tail(_take_asides(blocks, draft, zone))
    body_start = _header_length(blocks)
    _read_header([block for block in blocks[:body_start] if block.kind in ("text", "short")], draft)
    _read_body(blocks[body_start:], draft)
    if not draft.title or not any(paragraph.kind != "heading" for paragraph in draft.paragraphs):
        raise ReadingError(
            "Der Text enthält keinen Artikel: Es braucht einen Titel und mindestens einen Absatz."
        )
    return draft.page()


def _kind(block: str, zone: ZoneInfo) -> Kind:
    checks: tuple[tuple[Kind, object], ...] = (
        ("notice", is_notice(block)),
        ("shelf", is_shelf(block)),
        ("related", related_link(block)),
        ("credits", read_credits(block)),
        ("date", _is_date_line(block, zone)),
        ("byline", read_byline(block)),
        ("promo", is_promo(block)),
        ("short", len(block) <= MAX_HEADING and not _SENTENCE_END.search(split_credits(block)[0])),
    )
    return next((kind for kind, holds in checks if holds), "text")


def _is_date_line(block: str, zone: ZoneInfo) -> bool:
    """Tell whether a line holds a date and besides it at most a name or a place."""
    line = read_date_line(block, zone) if len(block) <= MAX_DATE_LINE else None
    if not line:
        return False
    return len(line.rest.split()) <= 2 or bool(read_byline(line.rest) or read_credits(line.rest))


def _take_asides(blocks: Sequence[_Block], draft: _Draft, zone: ZoneInfo) -> list[_Block]:
    """Move names, times, credits and pointers into the draft; return the blocks that show where the text lies."""
    kept: list[_Block] = []
    is_on_shelf = False
    for position, block in enumerate(blocks):
        is_on_shelf = block.kind == "shelf" or (is_on_shelf and block.kind == "short")
        if block.kind == "date" and min(position, len(blocks) - position) > HEADER_BLOCKS:
            block = _Block("short", block.text)  # a chronology's heading
        if block.kind == "related" or (is_on_shelf and block.kind == "short"):
            draft.related.extend(filter(None, [related_link(block.text) or pointer(block.text)]))
        elif block.kind not in ("shelf", "notice"):
            _take_makers_and_times(block, draft, zone)
            kept.append(block)
    return kept


def _take_makers_and_times(block: _Block, draft: _Draft, zone: ZoneInfo) -> None:
    if block.kind == "date":
        draft.add_date_line(read_date_line(block.text, zone))
    elif block.kind == "byline":
        draft.add_makers(read_byline(block.text))
    elif block.kind == "credits":
        draft.credits.extend(read_credits(block.text))


def _without_tail(blocks: list[_Block]) -> list[_Block]:
    """Cut off what follows the last paragraph: names, credits, promotions, single lines."""
    end = len(blocks)
    while end and blocks[end - 1].kind != "text" and not _BULLET.match(blocks[end - 1].text):
        end -= 1
    return blocks[:end]


def _header_length(blocks: Sequence[_Block]) -> int:
    """Return how many blocks stand before the text; they end with the date line or byline where there is one."""
    for position in range(min(HEADER_BLOCKS, len(blocks)) - 1, -1, -1):
        if blocks[position].kind in ("date", "byline"):
            before = [block for block in blocks[:position] if block.kind in ("text", "short")]
            return position + 1 if before else position + 2
    shorts = next((place for place, block in enumerate(blocks) if block.kind != "short"), len(blocks))
    return 2 if shorts > 1 and _starts_with_kicker([block.text for block in blocks[:2]]) else 1


def _starts_with_kicker(lines: Sequence[str]) -> bool:
    """Tell whether the first of several lines is a kicker: short, and over a longer title."""
    kicker, title = lines[:2]
    return (
        len(kicker) <= MAX_KICKER
        and len(kicker) < len(title) <= MAX_TITLE
        and not _SENTENCE_END.search(title)
    )


def _read_header(header: Sequence[_Block], draft: _Draft) -> None:
    """Read kicker, title and lead; the lead is what is a sentence, or follows the title."""
    lines = [block.text for block in header]
    if len(lines) > 1 and not _starts_with_kicker(lines):
        draft.title, *leads = lines
    elif len(lines) > 1:
        draft.kicker, draft.title, *leads = lines
    else:
        draft.title, leads = "".join(lines)[:MAX_TITLE], []
    if leads:
        draft.add("lead", " ".join(leads))


def _read_body(blocks: Sequence[_Block], draft: _Draft) -> None:
    for position, block in enumerate(blocks):
        follower = blocks[position + 1].kind if position + 1 < len(blocks) else ""
        if block.kind == "short" and follower == "text" and not _BULLET.match(block.text):
            draft.add("heading", block.text)
        elif block.kind in ("text", "short", "promo"):
            is_lead = not draft.paragraphs and block.kind == "text" and follower == "short"
            draft.add("lead" if is_lead else "text", block.text)
