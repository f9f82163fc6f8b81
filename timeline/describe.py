"""Say in the reader's language what an event is: its days, its particulars, its figures. Presentation only, no queries of its own."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, override, pgettext

if TYPE_CHECKING:
    from .models import Announcement, Event, Meeting, Statement, TroopFigure

BABEL_LOCALES = {"de": "de_DE", "en": "en_GB"}  # British, so that days stand before months in both


SET_APART = 10_000  # from which number on German sets the thousands apart
FEW = 12  # soldiers that are no troops yet
LOSSES = ("killed", "wounded", "captured")


def in_all_languages(describe: Callable[[], str]) -> dict[str, str]:
    """Return what the function says in each language of the interface."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts[language] = str(describe())
    return texts


def particulars_of(event: Event) -> Meeting | Statement | TroopFigure | Announcement | None:
    """Return what only events of this kind have, or None where it is not stored yet."""
    return getattr(event, event.kind.replace("_", ""), None)


def count_events(kind: str, number: int) -> str:
    """Return "72 Treffen", "1 Aussage" or "1.240 Aussagen"."""
    return _count_events(kind, number, get_language())


@lru_cache(maxsize=10_000)
def _count_events(kind: str, number: int, _language: str | None) -> str:
    texts = {
        "meeting": ngettext("%(count)s Treffen", "%(count)s Treffen", number),
        "statement": ngettext("%(count)s Aussage", "%(count)s Aussagen", number),
        "troop_figure": ngettext("%(count)s Truppenzahl", "%(count)s Truppenzahlen", number),
        "announcement": ngettext("%(count)s Ankündigung", "%(count)s Ankündigungen", number),
    }
    return texts[kind] % {"count": format_number(number)}


def join_names(names: Iterable[str]) -> str:
    """Return "A", "A und B" or "A, B und C"."""
    return format_list(list(names), locale=babel_locale())


def format_number(number: int) -> str:
    """Return the number with the thousands set apart as the reader's language does it."""
    return _format_number(number, babel_locale())


def format_day(day: date) -> str:
    """Return "21. Januar 2022"."""
    return _format_date(day, "long", babel_locale())


def format_moment(moment: datetime) -> str:
    """Return the newsroom's day and hour: "21. Januar 2022, 17:04 Uhr"."""
    pattern = pgettext("Zeitmuster", "d. MMMM y, HH:mm 'Uhr'")
    return format_datetime(timezone.localtime(moment), pattern, locale=babel_locale())


def format_weekday(day: date) -> str:
    """Return "Freitag"."""
    return _format_date(day, "EEEE", babel_locale())


@lru_cache(maxsize=10_000)
def _format_number(number: int, locale: Locale) -> str:
    is_short = (
        locale.language == "de" and abs(number) < SET_APART
    )  # as German agencies write: 3000, but 10.000
    return str(number) if is_short else format_decimal(number, locale=locale)


@lru_cache(maxsize=10_000)
def _format_date(day: date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale=locale)


def format_month(day: date) -> str:
    """Return "Januar 2022"."""
    return format_date(day, "LLLL y", locale=babel_locale())


def format_short_month(day: date) -> str:
    """Return "Jan.", for places where no more fits."""
    return format_date(day, "MMM", locale=babel_locale())


def format_days(earliest: date | None, latest: date | None, precision: str = "day") -> str:
    """Return the days that something can lie on: "24. bis 30. Januar 2022", "Januar 2022", or "ohne Datum"."""
    if earliest and latest is None:
        return gettext("ab %(day)s") % {"day": format_day(earliest)}
    if latest and earliest is None:
        return gettext("bis %(day)s") % {"day": format_day(latest)}
    if precision == "about" and earliest and earliest == latest:
        return gettext("um den %(day)s") % {"day": format_day(earliest)}
    return _format_span(earliest, latest) if earliest and latest else gettext("ohne Datum")


def format_when(earliest: date | None, latest: date | None, precision: str, reported: date) -> str:
    """Return an event's days, or where nobody gives any, when it was reported: "gemeldet am 24. Februar 2022"."""
    if earliest or latest:
        return format_days(earliest, latest, precision)
    return gettext("gemeldet am %(day)s") % {"day": format_day(reported)}


def format_clock(clock: str) -> str:
    """Return "11 Uhr" for "11:00", and "9.30 Uhr" for "09:30"."""
    hour, minute = map(int, clock.split(":"))
    if get_language() == "en":
        return f"{hour}:{minute:02}"
    return gettext("%(clock)s Uhr") % {"clock": f"{hour}.{minute:02}" if minute else hour}


def format_duration(minutes: int) -> str:
    """Return "45 Minuten", "90 Minuten" or "3 Stunden"."""
    if minutes >= 120 and minutes % 60 == 0:
        return ngettext("%(count)d Stunde", "%(count)d Stunden", minutes // 60) % {"count": minutes // 60}
    return ngettext("%(count)d Minute", "%(count)d Minuten", minutes) % {"count": minutes}


def format_figure(figure: TroopFigure) -> str:
    """Return "rund 100.000 Soldaten" or "169.000 bis 190.000 Soldaten"."""
    low, high = format_number(figure.low), format_number(figure.high or figure.low)
    if low != high:
        number = gettext("%(low)s bis %(high)s") % {"low": low, "high": high}
    elif figure.qualifier in ("exact", "between"):
        number = low
    else:
        number = f"{figure.get_qualifier_display()} {low}"
    return f"{number} {unit_of(figure)}".strip()


def babel_locale() -> Locale:
    """Return how the reader's language writes dates, numbers and lists."""
    return _locale_of(get_language() or settings.LANGUAGE_CODE)


@cache
def _locale_of(language: str) -> Locale:
    return Locale.parse(BABEL_LOCALES[language])


def _format_span(earliest: date, latest: date) -> str:
    if earliest == latest:
        return format_day(earliest)
    if _is_whole_month(earliest, latest):
        return format_month(earliest)
    if _is_whole_year(earliest, latest):
        return str(earliest.year)
    first = format_date(earliest, _shared_pattern(earliest, latest), locale=babel_locale())
    return gettext("%(first)s bis %(last)s") % {"first": first, "last": format_day(latest)}


def _shared_pattern(earliest: date, latest: date) -> str:
    """Return the pattern that leaves out of the first day what the last day says anyway."""
    if earliest.year != latest.year:
        return "long"
    if earliest.month != latest.month:
        return pgettext("Datumsmuster ohne Jahr", "d. MMMM")
    return pgettext("Datumsmuster nur Tag", "d.")


def _is_whole_month(earliest: date, latest: date) -> bool:
    last = calendar.monthrange(earliest.year, earliest.month)[1]
    return earliest.day == 1 and latest == earliest.replace(day=last)


def _is_whole_year(earliest: date, latest: date) -> bool:
    return earliest == date(earliest.year, 1, 1) and latest == date(earliest.year, 12, 31)


def unit_of(figure: TroopFigure) -> str:
    """Return what the figure counts: "Soldaten", "1 Schiff"'s "Schiff"; English has troops, but a few soldiers, and soldiers killed."""
    number = figure.high or figure.low
    if figure.unit == "personnel" and number > FEW and figure.change not in LOSSES:
        return pgettext("Truppenstärke", "Soldaten")
    units = {
        "personnel": ngettext("Soldat", "Soldaten", number),
        "vehicles": ngettext("Fahrzeug", "Fahrzeuge", number),
        "aircraft": ngettext("Flugzeug", "Flugzeuge", number),
        "ships": ngettext("Schiff", "Schiffe", number),
    }
    return units.get(figure.unit, "")


def particulars(event: Event) -> list[tuple[str, str]]:
    """Return the event's particulars as labels with values, without those that are not known."""
    own = particulars_of(event)
    when = format_when(event.earliest, event.latest, event.precision, event.day)
    rows = [(gettext("Wann"), when)]
    if event.place:
        rows.append((gettext("Ort"), event.place.local_name))
    return rows + (PARTICULARS[event.kind](own) if own else [])


def _meeting_particulars(meeting: Meeting) -> list[tuple[str, str]]:
    rows = [
        (gettext("Form"), meeting.get_format_display()),
        (gettext("Stand"), meeting.get_status_display()),
    ]
    if meeting.begins_at:
        rows.append((gettext("Uhrzeit"), format_clock(meeting.begins_at)))
    if meeting.duration_minutes:
        rows.append((gettext("Dauer"), format_duration(meeting.duration_minutes)))
    return rows


def _statement_particulars(statement: Statement) -> list[tuple[str, str]]:
    rows = [
        (gettext("Wortlaut"), statement.words),
        (gettext("Redeform"), statement.get_mode_display()),
        (gettext("Haltung"), statement.get_stance_display()),
    ]
    return [*rows, (gettext("Redeverb"), statement.cue)] if statement.cue else rows


def _figure_particulars(figure: TroopFigure) -> list[tuple[str, str]]:
    rows = [
        (gettext("Zahl"), format_figure(figure)),
        (gettext("Veränderung"), figure.get_change_display()),
    ]
    return [*rows, (gettext("Wortlaut"), figure.wording)] if figure.wording else rows


def _announcement_particulars(announcement: Announcement) -> list[tuple[str, str]]:
    due = (announcement.due_earliest, announcement.due_latest)
    rows = [(gettext("Angekündigt für"), format_days(*due))] if any(due) else []
    return [*rows, (gettext("Ausgang"), announcement.outcome_label)]


PARTICULARS: dict[str, Callable[..., list[tuple[str, str]]]] = {
    "meeting": _meeting_particulars,
    "statement": _statement_particulars,
    "troop_figure": _figure_particulars,
    "announcement": _announcement_particulars,
}
