"""Resolve dates of the calendar: days, months, seasons, quarters, years, decades, centuries, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ..findings import NO_DAYS
from . import timex
from .context import Context, Groups, Meaning, Resolver
from .relative import direction_of, which
from .rules import words

PARTS_OF_YEAR = {"Q": 4, "H": 2}
MIDDLE_OF_SEASON = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}
DISTANCE_FACTORS = {
    "since": (1.0, 1000.0),
    "past": (1.0, 5.0),
    "present": (2.0, 1.0),
    "future": (5.0, 1.0),
    "": (1.0, 1.0),
}
YEARS_AROUND = range(-4, 5)  # enough for 29 February


def calendar(groups: Groups, context: Context) -> Meaning | None:
    """Resolve a day, month, season, quarter or year, with or without its year."""
    year = _year(groups, context)
    if "day" in groups or "day_word" in groups:
        day = _day(groups, context, year)
        return replace(day, value=f"{day.value}T{groups['daypart']}") if "daypart" in groups else day
    if "month" in groups:
        return _month(groups, context, year)
    if "season" in groups:
        return _season(groups, context, year)
    if "year_part" in groups:
        return _part_of_year(groups, context, year)
    return Meaning(f"{year:04}") if year else None


def _year(groups: Groups, context: Context) -> int | None:
    published = context.published.year
    if text := groups.get("year") or groups.get("later_year"):
        return _full_year(text.lstrip("’"), published)
    if "relative_year" in groups:
        word = groups["relative_year"].split()[-2].lower()
        return _named_year(context) if word in words()["same"] else published + direction_of(word)
    return None


def _named_year(context: Context) -> int | None:
    named = context.last_date("Y")
    return named.year if named else None


def _full_year(digits: str, published: int) -> int:
    """Complete a year of two digits to the one that lies at most ten years ahead.

    >>> _full_year("98", 2022)
    1998
    """
    if len(digits) == 4:
        return int(digits)
    year = published // 100 * 100 + int(digits)
    return year if year <= published + 10 else year - 100


def _day(groups: Groups, context: Context, year: int | None) -> Meaning:
    day = int(groups.get("day") or groups["day_word"])
    month = int(groups.get("month") or groups["month_number"])
    if year:
        return Meaning(date(year, month, day).isoformat())
    if _repeated(context):
        return Meaning(f"XXXX-{month:02}-{day:02}", "every", NO_DAYS, type="SET")
    told = context.told_since(context.sentence.start)
    if (
        told
        and (day_told := _existing(told.year, month, day))
        and day_told >= told
        and "weekday" not in groups
    ):
        return Meaning(day_told.isoformat(), "told")
    years = (context.published.year + shift for shift in YEARS_AROUND)
    options = [found for y in years if (found := _existing(y, month, day))]
    weekday = int(groups.get("weekday", 0))
    fitting = [option for option in options if option.isoweekday() == weekday]
    chosen, reason = _choose(fitting or options, context, context.published)
    return Meaning(chosen.isoformat(), reason)


def _repeated(context: Context) -> bool:
    """Tell whether the clause speaks of every year ("Jedes Jahr am 3. Mai")."""
    last = next(context.earlier(), None)
    return bool(last and last.value == "P1Y" and last.type == "SET" and last.start >= context.sentence.start)


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose(options: list[date], context: Context, published: date) -> tuple[date, str]:
    """Choose the nearest option; those that the tense speaks against seem further away than they are."""
    linked = context.linked_day()
    if linked and (following := [day for day in options if day >= linked]):
        return min(following), "linked"
    farther_back, farther_ahead = DISTANCE_FACTORS[context.direction]
    chosen = min(
        options,
        key=lambda day: (day - published).days * (farther_ahead if day > published else -farther_back),
    )
    return chosen, "back" if chosen < published else "ahead"


def _month(groups: Groups, context: Context, year: int | None) -> Meaning:
    month = int(groups["month"])
    if year:
        return Meaning(timex.month_value(year, month))
    told = context.told_since(context.sentence.start)
    if told and which(groups) is None and date(told.year, month, 28) >= told:
        return Meaning(timex.month_value(told.year, month), "told")
    this_month = context.published.replace(day=1)
    options = [date(context.published.year + shift, month, 1) for shift in (-1, 0, 1)]
    if (asked := which(groups)) is None:
        chosen, reason = _choose(options, context, this_month)
    else:
        chosen, reason = _asked(options, asked, context), "published"
    return Meaning(timex.month_value(chosen.year, chosen.month), reason)


def _asked(options: list[date], asked: int | None, context: Context) -> date:
    """Return the last option before the publication, that of its own year, or the next one."""
    published = context.published
    if asked is None:
        return _choose(options, context, published)[0]
    if asked < 0:
        return max(day for day in options if day < published.replace(day=1))
    return min(day for day in options if (day > published if asked else day.year == published.year))


def _season(groups: Groups, context: Context, year: int | None) -> Meaning:
    asked = which(groups)
    if not year and asked is None and context.word_before not in words()["before_season"]:
        return Meaning(f"XXXX-{groups['season']}", "every", NO_DAYS)
    season, reason = groups["season"], "text" if year else "published"
    if "end_year" in groups and season == "WI":
        return Meaning(f"{year:04}-WI", reason, timex.months(year or 0, 12, 14))
    if not year:
        options = [date(context.published.year + shift, MIDDLE_OF_SEASON[season], 15) for shift in (-1, 0, 1)]
        year = _asked(options, asked, context).year
    return Meaning(f"{year:04}-{season}", reason)


def _part_of_year(groups: Groups, context: Context, year: int | None) -> Meaning | None:
    nth, part = int(groups.get("ordinal") or groups["nth"]), groups["year_part"]
    year = year or context.published.year + min(which(groups) or 0, 0)
    return Meaning(f"{year:04}-{part}{nth}") if nth <= PARTS_OF_YEAR[part] else None


def bare_day(groups: Groups, context: Context) -> Meaning | None:
    """Resolve a day of the month that the text named last ("am 7. und am 15. Mai … am 20.")."""
    last = context.last_month()
    return Meaning(last.replace(day=int(groups["day"])).isoformat(), "named", anchor=last) if last else None


def decade(groups: Groups, context: Context) -> Meaning | None:
    """Resolve a decade in digits or words."""
    if "decade" in groups:
        return Meaning(groups["decade"])
    digits = groups["decade_digits"]
    if digits[-1] != "0":
        return None
    return Meaning(digits[:3] if len(digits) == 4 else f"{20 if int(digits) <= 10 else 19}{digits[0]}")


def century(groups: Groups, context: Context) -> Meaning:
    """Resolve a century; its value is the number that its years begin with."""
    nth = groups.get("nth") or groups.get("ordinal")
    number = int(nth) - 1 if nth else context.published.year // 100 + (which(groups) or 0)
    return Meaning(f"{number:02}", "text" if nth else "published")


def week_number(groups: Groups, context: Context) -> Meaning:
    """Resolve a numbered week."""
    year = int(groups.get("year") or context.published.year)
    return Meaning(f"{year:04}-W{int(groups['nth']):02}")


def holiday(groups: Groups, context: Context) -> Meaning:
    """Resolve a holiday by its rule in holidays.csv."""
    rule = groups["holiday"]
    if "year" in groups:
        return Meaning(_holiday(rule, int(groups["year"])).isoformat())
    options = [_holiday(rule, context.published.year + shift) for shift in (-1, 0, 1)]
    day, reason = _choose(options, context, context.published)
    return Meaning(day.isoformat(), reason)


def _holiday(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return timex.easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if rule.startswith("advent"):
        christmas_eve = date(year, 12, 24)
        fourth = christmas_eve - timedelta(days=christmas_eve.isoweekday() % 7)
        return fourth + timedelta(days=int(rule.removeprefix("advent")) - 21)
    return date.fromisoformat(f"{year:04}-{rule}")


RESOLVERS: dict[str, Resolver] = {
    "calendar": calendar,
    "bare_day": bare_day,
    "decade": decade,
    "century": century,
    "week_number": week_number,
    "holiday": holiday,
}
