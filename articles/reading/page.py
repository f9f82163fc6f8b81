"""What a page reader takes out of a publisher's page, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

ParagraphKind = Literal["lead", "heading", "text", "quote"]


class ReadingError(Exception):
    """The input holds no article that can be read; the message says why, in a form fit for editors."""


class Paragraph(NamedTuple):
    """A paragraph of the article, in reading order; headings between paragraphs are paragraphs of their own kind."""

    kind: ParagraphKind
    text: str
    published_at: datetime | None = None  # an entry's own time, in live blogs


class RelatedLink(NamedTuple):
    """A pointer to another article; the address is empty where a pasted text gave none."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Page:
    """A clean article: text in NFC without invisible characters, times aware."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    kicker: str = ""
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()  # agencies and initials: ("dpa", "reuters", "rcl", "sst")
    published_at: datetime | None = None
    changed_at: datetime | None = None
    has_time: bool = True  # False where the source gives the day alone
    language: str = "de"
    url: str = ""  # the canonical address
    site_name: str = ""
    related: tuple[RelatedLink, ...] = ()
    is_truncated: bool = False  # cut by a paywall
    byline: tuple[
        str, ...
    ] = ()  # whom the page itself names as authors, as published: people, agencies, offices
    metadata: dict[str, str] = field(default_factory=dict)  # the page's own, as it gave it

    @property
    def lead(self) -> str:
        """Return the text of the lead, or nothing."""
        return next((paragraph.text for paragraph in self.paragraphs if paragraph.kind == "lead"), "")

    @property
    def text(self) -> str:
        """Return all paragraphs with a blank line between, the form in which the extraction reads them."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)
