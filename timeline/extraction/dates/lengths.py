"""Resolve lengths of time and what comes again and again."""

from __future__ import annotations

from datetime import date, timedelta

from ..findings import NO_DAYS, DayRange
from . import timex
from .context import Context, Groups, Meaning, Resolver
from .relative import open_days, shifted, which
from .rules import words

LONG_UNITS = frozenset({"Y", "DE", "CE", "L"})


def amount(groups: Groups, context: Context) -> Meaning:
    """Resolve a length of time, and the days it reaches to where it is counted from the publication."""
    unit = groups.get("lang_unit") or groups.get("span_adjective") or groups["unit"]
    number = _decimal(groups["number"]) if "number" in groups else _unsaid_number(groups, context)
    if number.isdigit() and which(groups) is None and _side(context) == "ahead" and context.time == "future":
        day = _move(context.published, unit, int(number))
        return Meaning(shifted(day, unit, 0), "published", type="DATE")
    days = _days(number, unit, groups, context)
    return Meaning(timex.duration(number, unit), "length" if days == NO_DAYS else "published", days)


def _unsaid_number(groups: Groups, context: Context) -> str:
    """Return "1" for one unit ("ein Tag"), "X" for an unknown number of them ("die Tage", "tagelang")."""
    last = context.match.text.split()[-1].lower()
    return "X" if "vague" in groups or "lang_unit" in groups or last in words()["periods"] else "1"


def fixed_length(groups: Groups, context: Context) -> Meaning:
    """Resolve "eine Viertelstunde"."""
    return Meaning(groups["fixed_length"], "length", NO_DAYS)


def whole(groups: Groups, context: Context) -> Meaning:
    """Resolve "den ganzen Tag", "die Nacht hindurch"."""
    unit = groups.get("unit") or groups.get("daypart") or groups["season"]
    return Meaning(timex.duration("1", unit), "length", NO_DAYS)


def periods(groups: Groups, context: Context) -> Meaning:
    """Resolve "die vergangenen Wochen": a length for years, otherwise an open time on one side of the publication."""
    if groups["unit"] in LONG_UNITS and which(groups) == -1:
        return amount(groups, context)
    value = "FUTURE_REF" if which(groups) == 1 else "PAST_REF"
    return Meaning(value, "published", open_days(value, context.published))


def _decimal(number: str) -> str:
    """Return a number in digits as TIMEX3 writes it.

    >>> _decimal("1.500"), _decimal("2,5")
    ('1500', '2.5')
    """
    if "," in number:
        return number.replace(".", "").replace(",", ".")
    return number.replace(".", "") if number.count(".") and len(number.rpartition(".")[2]) == 3 else number


def _days(number: str, unit: str, groups: Groups, context: Context) -> DayRange:
    try:
        return _counted_days(number, unit, groups, context)
    except (ValueError, OverflowError):  # "seit Jahrtausenden" begins before the calendar
        return NO_DAYS


def _counted_days(number: str, unit: str, groups: Groups, context: Context) -> DayRange:
    published = context.published
    if number == "X":
        return NO_DAYS
    amount, side = float(number), _side(context)
    if which(groups) == -1 or side == "since":
        return DayRange(_move(published, unit, -amount), published)
    if which(groups) == 1 or (side == "within" and context.time != "past"):
        return DayRange(published, _move(published, unit, amount))
    if side == "ago":
        return _around(published, unit, -amount)
    return NO_DAYS


def _side(context: Context) -> str | None:
    """Return from which side of the publication the length is counted: "ago", "since", "ahead", "within"."""
    return words()["counted"].get(context.word_before)


def _around(anchor: date, unit: str, number: float) -> DayRange:
    """Return the days of the calendar unit some units away: "vor fünf Jahren" means a year, "vor drei Tagen" a day."""
    day = _move(anchor, unit, number)
    return timex.days_of_value(shifted(day, unit if number == int(number) and unit in "DWMY" else "D", 0))


def _move(anchor: date, unit: str, number: float) -> date:
    months = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "L": 12000}
    if unit in months:
        return timex.add_months(anchor, round(number * months[unit]))
    return anchor + timedelta(days=round(number * {"W": 7, "WE": 7, "D": 1}.get(unit, 0)))


def every(groups: Groups, context: Context) -> Meaning:
    """Resolve "täglich", "jeden zweiten Freitag", "pro Jahr"."""
    if weekday := groups.get("weekdays") or groups.get("weekday"):
        return Meaning(f"XXXX-WXX-{weekday}", "every", NO_DAYS)
    if "month" in groups:
        return Meaning(f"XXXX-{groups['month']}", "every", NO_DAYS)
    unit = groups.get("every") or groups.get("unit") or groups.get("daypart") or groups["season"]
    number = groups.get("number") or groups.get("nth") or ("X" if "some" in groups else "1")
    return Meaning(timex.duration(_decimal(number), unit), "every", NO_DAYS)


def dayparts(groups: Groups, context: Context) -> Meaning:
    """Resolve "morgens", "nachts"."""
    return Meaning(groups["dayparts"], "every", NO_DAYS)


RESOLVERS: dict[str, Resolver] = {
    "amount": amount,
    "fixed_length": fixed_length,
    "whole": whole,
    "periods": periods,
    "every": every,
    "dayparts": dayparts,
}
