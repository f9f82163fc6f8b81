"""Finds the headline on the page and tells it from kicker and site name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articles.reading.cleaning import fold
from articles.reading.html.blocks import Block
from articles.reading.html.labels import is_named
from articles.reading.html.metadata import Metadata

MIN_HEADLINE = 12
MAX_KICKER = 90
MAX_SITE_NAME = 30
MAX_TITLE = 500
MAX_BEFORE_HEADLINE = 0.6  # share of the page's prose
MIN_SHARE = 0.6  # of a told title that a heading must hold to be taken for it
KICKER_DISTANCE = 4  # blocks before the headline
_SITE_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*\|\s*|\s*::\s*")


class Headline(NamedTuple):
    """A page's title and kicker, and the place of the title among the blocks (-1: it is not shown)."""

    title: str
    kicker: str
    place: int


def find_headline(blocks: Sequence[Block], metadata: Metadata) -> Headline:
    """Return the page's headline: what is shown as one goes before what is only said in the metadata."""
    told = list(dict.fromkeys(_told_titles(metadata)))
    place, length = _find_place(blocks, [*told, *metadata.linked("alternativeHeadline")])
    if place < 0:
        return Headline(told[0] if told else "", "", -1)
    if length == 2:
        return Headline(blocks[place + 1].text, blocks[place].text.strip(" :|"), place + 1)
    title, kicker = _split_kicker(blocks[place], told)
    if told and blocks[place].tag != "h1" and not _is_told(title, [*told, *map(_without_last_part, told)]):
        title = told[0]
    return Headline(title, kicker or _kicker_before(blocks, place), place)


def _told_titles(metadata: Metadata) -> Iterable[str]:
    """Yield the titles of the metadata without the site's name."""
    sources = (
        metadata.linked("headline"),
        metadata.values("og:title", "twitter:title", "dc.title", "title"),
        metadata.microdata.get("headline", ()),
        filter(None, (metadata.html_title,)),
    )
    for source in sources:
        for title in source:
            if stripped := without_site_name(title[:MAX_TITLE], metadata.site_names):
                yield stripped


def without_site_name(title: str, site_names: Sequence[str]) -> str:
    """Return a title without the names of its site at either end.

    >>> without_site_name("Gipfel in Riga | Baltikum heute", ["Baltikum Heute"])
    'Gipfel in Riga'
    """
    names = {fold(name) for name in site_names} | {fold(name).replace(" ", "") for name in site_names}
    names |= {name.removeprefix(article) for name in names for article in ("der ", "die ", "das ")}
    while separators := list(_SITE_SEPARATOR.finditer(title)):
        first, last = separators[0], separators[-1]
        if _is_site(title[last.end() :], names):
            title = title[: last.start()]
        elif _is_site(title[: first.start()], names):
            title = title[first.end() :]
        else:
            break
    return title.strip()


def _is_site(part: str, names: set[str]) -> bool:
    folded = fold(part)
    if re.fullmatch(r"(?:www )?[\w-]+ (?:de|at|ch|com|net|org|li|eu|info|news|online)", folded):
        return True
    return folded in names or folded.replace(" ", "") in names


def _find_place(blocks: Sequence[Block], told: Sequence[str]) -> tuple[int, int]:
    """Return the place of the headline and how many blocks it takes.

    A heading that the metadata confirms goes before another confirmed block, and these before the first main heading
    and the first heading in an article; (-1, 0) where there is none. Most of the page's prose must follow.
    """
    variants = [*told, *(_without_last_part(title) for title in told)]
    wanted = [words for title in variants if len(words := fold(title)) >= MIN_HEADLINE]
    places = range(_last_place(blocks))
    headings = [place for place in places if blocks[place].is_heading]
    main = [place for place in headings if blocks[place].tag == "h1"]
    others = [
        place for place in places if not blocks[place].is_heading and len(blocks[place].text) <= MAX_TITLE
    ]
    for place in (*main, *headings, *others):
        if length := _confirmed_length(blocks, place, wanted):
            return place, length
    likely = [place for place in main if _is_part(fold(blocks[place].text), wanted)]
    unconfirmed = [*likely, *main, *(place for place in headings if _opens_article(blocks[place]))]
    place = next((place for place in unconfirmed if len(blocks[place].text) >= MIN_HEADLINE), -1)
    return place, int(place >= 0)


def _last_place(blocks: Sequence[Block]) -> int:
    """Return the place up to which a headline may stand, because most of the prose still follows."""
    prose = [len(block.text) if block.is_prose else 0 for block in blocks]
    total, passed = sum(prose), 0
    for place, length in enumerate(prose):
        passed += length
        if passed > total * MAX_BEFORE_HEADLINE:
            return place + 1
    return len(blocks)


def _opens_article(block: Block) -> bool:
    """Tell whether a heading stands, without being a link, in what the page marks up as its article."""
    return block.link_share == 0 and any(box.tag == "article" for box in block.box.ancestors())


def _without_last_part(title: str) -> str:
    """Return a title without what may be its site's name."""
    separators = list(_SITE_SEPARATOR.finditer(title))
    if not separators or len(title) - separators[-1].end() > MAX_SITE_NAME:
        return ""
    return title[: separators[-1].start()]


def _confirmed_length(blocks: Sequence[Block], place: int, wanted: Sequence[str]) -> int:
    """Return 1 where a heading says a wanted title, 2 where it does so with the block after it, else 0."""
    heading = fold(blocks[place].text)
    following = fold(blocks[place + 1].text) if place + 1 < len(blocks) else ""
    if following and f"{heading} {following}" in wanted:
        return 2
    return int(any(heading == title or heading.endswith(" " + title) for title in wanted))


def _is_part(heading: str, wanted: Sequence[str]) -> bool:
    return any(
        title in heading or (heading in title and len(heading) > MIN_SHARE * len(title)) for title in wanted
    )


def _is_told(title: str, told: Sequence[str]) -> bool:
    return any(fold(title) == fold(other) for other in told)


def _split_kicker(block: Block, told: Sequence[str]) -> tuple[str, str]:
    """Part a heading that holds kicker and title; the metadata or the markup tells where."""
    whole = block.text
    for title in told:
        if len(title) >= MIN_HEADLINE and len(title) < len(whole) and whole.endswith(title):
            kicker = whole[: -len(title)]
            if (
                kicker.endswith((" ", ":", "|"))
                and (kicker := kicker.strip(" :|–-"))
                and len(kicker) <= MAX_KICKER
            ):
                return title, kicker
    for element in block.box.element.iterdescendants("span", "strong", "small", "em"):
        part = " ".join((element.text_content() or "").split())
        if (
            is_named(element.get("class") or "", "kicker_words.txt")
            and part
            and whole.startswith(part)
            and part != whole
        ):
            return whole[len(part) :].strip(" :|–-"), part.strip(" :|")
    return whole, ""


def _kicker_before(blocks: Sequence[Block], place: int) -> str:
    """Return the kicker that stands as a box of its own before the headline."""
    for block in reversed(blocks[max(0, place - KICKER_DISTANCE) : place]):
        boxes = [box for box in list(block.box.ancestors())[:2] if not box.has_headline]
        if len(block.text) <= MAX_KICKER and any(is_named(box.label, "kicker_words.txt") for box in boxes):
            return block.text.strip(" :|")
    return ""
