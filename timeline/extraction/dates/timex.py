"""Values of TIMEX3 (TimeML 1.2.1) and the days that they denote."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..findings import NO_DAYS, DayRange

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
MONTH = re.compile(r"(\d{4})-(\d\d)")
PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
TIME_UNITS = frozenset({"H", "MIN", "S", "MO", "MI", "AF", "EV", "NI"})
YEARS = re.compile(r"\d{2,4}")

# A winter named by one year can be the one that ends in it or the one that begins in it.
MONTHS_OF_PART = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (-1, 14),
}  # fmt: skip


def day_value(day: date) -> str:
    """Return the value of a day."""
    return day.isoformat()


def week_value(day: date) -> str:
    """Return the value of the ISO week that holds the day.

    >>> week_value(date(2022, 1, 1))
    '2021-W52'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def month_value(year: int, month: int) -> str:
    """Return the value of a month; months beyond 1 to 12 count into the years around.

    >>> month_value(2022, 0)
    '2021-12'
    """
    return f"{year + (month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"


def add_months(day: date, months: int) -> date:
    """Return the same day some months away, or the last day of that month where it is shorter.

    >>> add_months(date(2020, 2, 29), 12)
    datetime.date(2021, 2, 28)
    """
    first = first_of_month(day.year, day.month + months)
    last = first_of_month(first.year, first.month + 1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def first_of_month(year: int, month: int) -> date:
    """Return the first day of a month; months beyond 1 to 12 count into the years around."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def months(year: int, first: int, last: int) -> DayRange:
    """Return the days from the first of one month to the end of another."""
    return DayRange(first_of_month(year, first), first_of_month(year, last + 1) - timedelta(days=1))


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by Butcher's method.

    >>> easter(2022)
    datetime.date(2022, 4, 17)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (8 * b + 13) // 25 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    shift = h + m - 7 * ((a + 11 * h + 22 * m) // 451)
    return date(year, 3, 22) + timedelta(days=shift)


def duration(number: str, unit: str) -> str:
    """Return the value of a length of time.

    >>> duration("1.5", "H"), duration("X", "Y")
    ('PT1.5H', 'PXY')
    """
    return f"P{'T' if unit in TIME_UNITS else ''}{number}{'M' if unit == 'MIN' else unit}"


def days_of_value(value: str) -> DayRange:
    """Return the first and last day that a value denotes; open for durations, sets and references.

    >>> days_of_value("2022-W03")
    DayRange(earliest=datetime.date(2022, 1, 17), latest=datetime.date(2022, 1, 23))
    """
    try:
        return _days_of_value(value)
    except (ValueError, OverflowError):  # 30 February, week 53 of a year that has 52, the year 0
        return NO_DAYS


def _days_of_value(value: str) -> DayRange:
    if match := DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return DayRange(day, day)
    if match := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return DayRange(monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6))
    if match := MONTH.fullmatch(value):
        return months(int(match[1]), int(match[2]), int(match[2]))
    if match := PART_OF_YEAR.fullmatch(value):
        return months(int(match[1]), *MONTHS_OF_PART[match[2]])
    if YEARS.fullmatch(value):
        return DayRange(date(int(value.ljust(4, "0")), 1, 1), date(int(value.ljust(4, "9")), 12, 31))
    return NO_DAYS
