"""Say in the reader's language what is counted, who claims it, and what became of the claim."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import get_language, gettext, ngettext

from timeline import describe
from timeline.claims import Claim, Strip
from timeline.extraction.figures.parts import english_part
from timeline.models import TroopFigure


def number(claim: Claim) -> str:
    """Return "rund 100.000 Soldaten"."""
    return describe.format_figure(
        TroopFigure(low=claim.low, high=claim.high, qualifier=claim.qualifier, unit=claim.unit)
    )


def counted(key: str) -> str:
    """Return "Soldaten vor Ort"."""
    unit, _dash, change = key.partition("-")
    return f"{TroopFigure.Unit(unit).label} {TroopFigure.Change(change).label}"


def line(strip: Strip, name: Callable[[str], str]) -> str:
    """Return "USA", or "USA (Belarus, Bodentruppen)" where it is not on all forces in the usual place."""
    who = name(strip.side) if strip.side else gettext("Urheber nicht genannt")
    first = strip.claims[0]
    where = name(first.where) if strip.is_elsewhere and first.where else ""
    together = describe.join_names(map(name, first.forces)) if strip.side and len(first.forces) > 1 else ""
    about = ", ".join(filter(None, [together, where, local_part(first.part) if strip.side else ""]))
    return f"{who} ({about})" if about else who


def local_part(part: str) -> str:
    """Return what a part of the forces is called: "Bodentruppen"."""
    return english_part(part) if get_language() == "en" else part


def hint(claim: Claim) -> str:
    """Return what a pointer that rests on a mark is told."""
    return f"{describe.format_day(claim.day)}: {number(claim)}"


def replacing(earlier: Claim, claim: Claim) -> str:
    """Return what the claim does to the one before it."""
    values = {"day": describe.format_day(earlier.day), "number": number(earlier)}
    if (earlier.low, earlier.high, earlier.qualifier) == (claim.low, claim.high, claim.qualifier):
        return gettext("wiederholt die Angabe vom %(day)s") % values
    return gettext("ersetzt die Angabe vom %(day)s: %(number)s") % values


def replaced(later: Claim) -> str:
    """Return what took the claim's place."""
    values = {"day": describe.format_day(later.day), "number": number(later)}
    return gettext("ersetzt am %(day)s: %(number)s") % values


def opposed(other: Claim, who: str) -> str:
    """Return what another side says."""
    values = {"who": who, "number": number(other), "day": describe.format_day(other.day)}
    return gettext("%(who)s dagegen: %(number)s (%(day)s)") % values


def more_opposed(number: int) -> str:
    """Return how many other sides contradict as well."""
    return ngettext("und %(count)d weitere Seite", "und %(count)d weitere Seiten", number) % {"count": number}
