"""Say in the reader's language how two actors stand in contact."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.utils.translation import gettext, ngettext

from timeline import describe
from timeline.models import Event, Meeting

from .contacts import Pause
from .values import HAPPENED, Contact, Met, Spoken


def ago(day: date, until: date, *, is_over: bool) -> str:
    """Return how long before today, or before the end of the crisis, the last contact was."""
    days = max((until - day).days, 0)
    if is_over:
        return _before_the_end(days)
    if days < 2:
        return gettext("Letzter Kontakt gestern") if days else gettext("Letzter Kontakt heute")
    return ngettext("Letzter Kontakt vor %(count)d Tag", "Letzter Kontakt vor %(count)d Tagen", days) % {
        "count": days
    }


def contact(one: Contact) -> str:
    """Return "Telefonat, 12. Februar 2022, in größerer Runde"."""
    parts = [_format(one.met), days_of(one.met)]
    return ", ".join(parts if one.is_alone else [*parts, gettext("in größerer Runde")])


def days_of(met: Met) -> str:
    """Return the meeting's days in words, or the day of its report."""
    return describe.format_when(met.earliest, met.latest, "day", met.day)


def formats(counts: Counter[str]) -> str:
    """Return "5 Gespräche, 3 Telefonate"."""
    return ", ".join(_counted(format, number) for format, number in counts.most_common())


def pause(one: Pause) -> str:
    """Return "23 Tage, 7. bis 30. Januar 2022"."""
    days = ngettext("%(count)d Tag", "%(count)d Tage", one.days) % {"count": one.days}
    text = f"{days}, {describe.format_days(one.first, one.last)}"
    return gettext("%(pause)s, hält an") % {"pause": text} if one.goes_on else text


def spoken(words: list[Spoken]) -> str:
    """Return "12 Aussagen und 1 Ankündigung"."""
    counts = Counter(one.kind for one in words)
    kinds = (Event.Kind.STATEMENT, Event.Kind.ANNOUNCEMENT)
    return describe.join_names(describe.count_events(kind, counts[kind]) for kind in kinds if counts[kind])


def direction(one: Spoken, a: str, b: str) -> str:
    """Return "USA an Russland", or "Russland über USA"."""
    names = {"speaker": a, "other": b} if one.way == "from_a" else {"speaker": b, "other": a}
    pattern = (
        gettext("%(speaker)s an %(other)s") if one.is_addressed else gettext("%(speaker)s über %(other)s")
    )
    return pattern % names


def _before_the_end(days: int) -> str:
    if not days:
        return gettext("Letzter Kontakt am letzten Tag der Krise")
    return ngettext(
        "Letzter Kontakt %(count)d Tag vor dem Ende der Krise",
        "Letzter Kontakt %(count)d Tage vor dem Ende der Krise",
        days,
    ) % {"count": days}


def _format(met: Met) -> str:
    label = str(Meeting.Format(met.format).label)
    return label if met.status in HAPPENED else f"{label} ({Meeting.Status(met.status).label})"


def _counted(format: str, number: int) -> str:
    texts = {
        "talks": ngettext("%(count)s Gespräch", "%(count)s Gespräche", number),
        "summit": ngettext("%(count)s Gipfel", "%(count)s Gipfel", number),
        "call": ngettext(
            "%(count)s Telefon- oder Videogespräch", "%(count)s Telefon- oder Videogespräche", number
        ),
        "visit": ngettext("%(count)s Besuch", "%(count)s Besuche", number),
        "conference": ngettext("%(count)s Konferenz", "%(count)s Konferenzen", number),
        "session": ngettext("%(count)s Sitzung", "%(count)s Sitzungen", number),
        "other": ngettext("%(count)s Treffen", "%(count)s Treffen", number),
    }
    return texts[format] % {"count": describe.format_number(number)}
