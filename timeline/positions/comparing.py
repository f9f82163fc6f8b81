"""Two statements side by side: the days between them, and the words that both have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from timeline import describe
from timeline.cards import Card, Piece

from .said import Said
from .stemming import WORD, stems_of


@dataclass(frozen=True)
class Compared:
    """A statement beside another, its words in pieces of which some are common to both."""

    said: Said
    pieces: tuple[Piece, ...]
    lifted: str  # the address without it


@dataclass(frozen=True)
class Comparison:
    """Two statements, what lies between them and what they share."""

    left: Compared
    right: Compared
    between: str
    common: str


def compare(left: Said, right: Said, lifted: tuple[str, str]) -> Comparison:
    """Set two statements side by side; one query."""
    stems = stems_of(word for said in (left, right) for word in WORD.findall(said.words))
    here, there = (
        {stems[word] for word in WORD.findall(said.words) if word in stems} for said in (left, right)
    )
    common = here & there
    marked = {word for word in stems if stems[word] in common}
    return Comparison(
        Compared(left, tuple(pieces(left.words, marked)), lifted[0]),
        Compared(right, tuple(pieces(right.words, marked)), lifted[1]),
        between=_between(left.card, right.card),
        common=ngettext(
            "%(count)s Wort haben beide gemeinsam", "%(count)s Wörter haben beide gemeinsam", len(common)
        )
        % {"count": describe.format_number(len(common))}
        if common
        else gettext("ohne gemeinsames Wort"),
    )


def pieces(text: str, marked: Collection[str]) -> Iterator[Piece]:
    """Yield the text in pieces, the marked words by themselves."""
    done = 0
    for match in WORD.finditer(text):
        if match[0] in marked:
            if done < match.start():
                yield Piece(text[done : match.start()], is_evidence=False)
            yield Piece(match[0], is_evidence=True)
            done = match.end()
    if done < len(text):
        yield Piece(text[done:], is_evidence=False)


def _between(left: Card, right: Card) -> str:
    days = abs((right.day - left.day).days)
    if not days:
        return gettext("am selben Tag")
    return ngettext("%(count)s Tag dazwischen", "%(count)s Tage dazwischen", days) % {
        "count": describe.format_number(days)
    }
