"""Say what a matched time expression means: its TIMEX3 value and the days that it can mean.

Each function here carries out the `resolve` entry of rules in the lexicon. They see the publication day, the day and year that
the text spoke of last, and the tense of the clause.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ..findings import NO_DAYS, DayRange, FoundDate
from ..text import Document
from . import timex
from .match import Match
from .tense import Time, time_of


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a time expression means, and what that was concluded from."""

    value: str
    days: DayRange | None = None  # None: those that the value denotes
    reason: str = ""


@dataclass
class Context:
    """What is known where an expression stands."""

    document: Document
    published_at: datetime
    found: list[FoundDate] = field(default_factory=list)
    match: Match | None = None

    @property
    def published(self) -> date:
        """Return the day of publication, as the newsroom's own clock showed it."""
        return self.published_at.date()

    @property
    def time(self) -> Time:
        """Return the time that the expression's clause speaks of."""
        assert self.match
        return time_of(self.document, self.match.start, self.match.end)

    @property
    def last_day(self) -> date:
        """Return the day that the text spoke of last, else the day of publication."""
        for one in reversed(self.found):
            if one.type in ("DATE", "TIME") and one.days.earliest and one.days.earliest == one.days.latest:
                return one.days.earliest
        return self.published


def resolve(match: Match, context: Context) -> FoundDate | None:
    """Return the time expression with its meaning, None where it turns out to be none (such as 31 February)."""
    context.match = match
    try:
        meaning = RESOLVERS[match.rule.resolve](match.groups, context)
    except (ValueError, OverflowError):  # a day that no calendar has, or a year beyond 1 to 9999
        return None
    if not meaning:
        return None
    days = timex.days_of_value(meaning.value) if meaning.days is None else meaning.days
    kind = match.rule.type
    if "T" in meaning.value and kind == "DATE":
        kind = "TIME"
    return FoundDate(match.start, match.end, kind, meaning.value, days, match.rule.name, meaning.reason)


Groups = dict[str, str]
Resolver = Callable[[Groups, Context], Meaning | None]


# --- dates of the calendar

def calendar(groups: Groups, context: Context) -> Meaning | None:
    year = _year(groups, context)
    if "day" in groups or "day_word" in groups:
        return _calendar_day(groups, context, year)
    if "month" in groups:
        month = int(groups["month"])
        return Meaning(timex.month_value(year, month)) if year else _nearest_month(month, groups, context)
    if "season" in groups:
        return _season(groups, context, year)
    if "year_part" in groups:
        return _part_of_year(groups, context, year)
    return Meaning(f"{year:04}") if year else None


def _year(groups: Groups, context: Context) -> int | None:
    text = groups.get("year") or groups.get("later_year")
    if text:
        digits = text.lstrip("’'")
        if len(digits) == 4:
            return int(digits)
        century = context.published.year // 100 * 100
        year = century + int(digits)
        return year if year <= context.published.year + 10 else year - 100
    if "relative_year" in groups:
        word = groups["relative_year"].split()[0].lower()
        return context.published.year + _direction(word)
    return None


def _direction(word: str) -> int:
    from .rules import words

    return next(int(words()[kind][word]) for kind in ("past", "coming", "present", "following") if word in words()[kind])


def _calendar_day(groups: Groups, context: Context, year: int | None) -> Meaning:
    day = int(groups.get("day") or groups["day_word"])
    month = int(groups.get("month") or groups["month_number"])
    if year:
        return Meaning(date(year, month, day).isoformat(), reason="text")
    return _nearest_day(month, day, context)


def _nearest_day(month: int, day: int, context: Context) -> Meaning:
    year = context.published.year
    options = [date(y, month, day) for y in range(year - 4, year + 5) if _exists(y, month, day)]
    return Meaning(_choose(options, context).isoformat(), reason="published")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _choose(options: list[date], context: Context) -> date:
    """Choose the last option before the publication where the clause is past, the next where it looks ahead, else the nearest."""
    published, time = context.published, context.time
    if time == "past":
        return max(day for day in options if day <= published)
    if time in ("future", "present"):
        return min(day for day in options if day >= published)
    return min(options, key=lambda day: abs(day - published))


def _nearest_month(month: int, groups: Groups, context: Context) -> Meaning:
    published = context.published
    this = timex.first_of_month(published.year, published.month)
    options = [date(published.year + shift, month, 1) for shift in (-1, 0, 1)]
    time = context.time
    if "which" in groups or (time == "past" and "which_coming" not in groups):
        chosen = max(day for day in options if day <= this)
    elif "which_coming" in groups or time in ("future", "present"):
        chosen = min(day for day in options if day >= this)
    else:
        chosen = min(options, key=lambda day: abs(day - this))
    return Meaning(timex.month_value(chosen.year, chosen.month), reason="published")


def _season(groups: Groups, context: Context, year: int | None) -> Meaning:
    return Meaning(f"{year or context.published.year:04}-{groups['season']}")


def _part_of_year(groups: Groups, context: Context, year: int | None) -> Meaning | None:
    nth = int(groups.get("ordinal") or groups["nth"])
    part = groups["year_part"]
    return Meaning(f"{year or context.published.year:04}-{part}{nth}") if nth <= PARTS_OF_YEAR[part] else None


PARTS_OF_YEAR = {"Q": 4, "H": 2}


def bare_day(groups: Groups, context: Context) -> Meaning | None:
    last = next((one.days.earliest for one in reversed(context.found) if one.days.earliest and one.type == "DATE"), None)
    return Meaning((last or context.published).replace(day=int(groups["day"])).isoformat()) if last else None


def decade(groups: Groups, context: Context) -> Meaning | None:
    if "decade" in groups:
        return Meaning(groups["decade"])
    digits = groups["decade_digits"]
    if digits[-1] != "0":
        return None
    if len(digits) == 4:
        return Meaning(digits[:3])
    return Meaning(("20" if int(digits) <= 10 else "19") + digits[0])


def century(groups: Groups, context: Context) -> Meaning | None:
    nth = groups.get("nth") or groups.get("ordinal")
    if nth:
        return Meaning(f"{int(nth) - 1:02}")
    return Meaning(f"{context.published.year // 100 + int(_which(groups)):02}")


def week_number(groups: Groups, context: Context) -> Meaning:
    year = int(groups.get("year") or context.published.year)
    return Meaning(f"{year:04}-W{int(groups.get('nth') or groups['nth2']):02}")


def holiday(groups: Groups, context: Context) -> Meaning:
    rule = groups["holiday"]
    if "year" in groups:
        first, last = _holiday_days(rule, int(groups["year"]))
    else:
        options = [_holiday_days(rule, context.published.year + shift) for shift in (-1, 0, 1)]
        chosen = _choose([days[0] for days in options], context)
        first, last = next(days for days in options if days[0] == chosen)
    return Meaning(first.isoformat(), DayRange(first, last))


def _holiday_days(rule: str, year: int) -> tuple[date, date]:
    if rule.startswith("easter"):
        first = last = timex.easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    elif rule.startswith("advent"):
        fourth = date(year, 12, 24)
        fourth -= timedelta(days=fourth.isoweekday() % 7)
        first = last = fourth + timedelta(days=int(rule.removeprefix("advent")) - 21)
    else:
        first, last = (date.fromisoformat(f"{year:04}-{part}") for part in (rule.split("/") * 2)[:2])
    return first, last


# --- days counted from another day

def deictic(groups: Groups, context: Context) -> Meaning:
    shift = int(groups.get("deictic_day") or groups.get("deictic_adjective") or 0)
    return _with_daypart(context.published + timedelta(days=shift), groups)


def _with_daypart(day: date, groups: Groups) -> Meaning:
    part = _daypart(groups)
    return Meaning(day.isoformat() + (f"T{part}" if part else ""), reason="published")


def _daypart(groups: Groups) -> str | None:
    return next((groups[name] for name in ("daypart", "dayparts", "daypart_end", "early") if name in groups), None)


def today(groups: Groups, context: Context) -> Meaning:
    return Meaning(context.published.isoformat(), reason="published")


def weekday(groups: Groups, context: Context) -> Meaning:
    number = int(groups["weekday"])
    week = _which(groups, "week_")
    if week is not None:
        monday = context.published - timedelta(days=context.published.weekday() - 7 * int(week))
        return Meaning((monday + timedelta(days=number - 1)).isoformat(), reason="published")
    return _with_daypart(_nearest_weekday(number, _which(groups), context), groups)


def _nearest_weekday(number: int, which: int | None, context: Context) -> date:
    published = context.published
    back = (published.isoweekday() - number) % 7
    ahead = (number - published.isoweekday()) % 7
    if which == -1:
        return published - timedelta(days=back or 7)
    if which == 1:
        return published + timedelta(days=ahead or 7)
    if context.time in ("past", ""):
        return published - timedelta(days=back)
    return published + timedelta(days=ahead)


def _which(groups: Groups, prefix: str = "") -> int | None:
    for name in ("past", "coming", "present", "following"):
        for key in (prefix + name, f"{prefix}which" if name == "past" else f"{prefix}which_{name}"):
            if key in groups:
                return int(groups[key])
    return None


def night_to(groups: Groups, context: Context) -> Meaning:
    if "weekday" in groups:
        day = _nearest_weekday(int(groups["weekday"]), _which(groups), context)
    else:
        day = context.published + timedelta(days=int(groups.get("deictic_day") or 0))
    return Meaning(f"{(day - timedelta(days=1)).isoformat()}TNI")


def shift(groups: Groups, context: Context) -> Meaning:
    if "deictic_unit" in groups:
        unit, amount = groups["deictic_unit"][0], int(groups["deictic_unit"][1:])
        return Meaning(_shifted(context.published, unit, amount))
    which = _which(groups) or 0
    if "season" in groups:
        return Meaning(f"{context.published.year + (which if which < 0 else 0):04}-{groups['season']}")
    from .rules import words

    return Meaning(_shifted(context.published, words()["unit"][groups["unit"].lower()], which))


def _shifted(anchor: date, unit: str, amount: int) -> str:
    """Return the value of the calendar unit that lies `amount` units from the one that holds the anchor."""
    match unit:
        case "D":
            return (anchor + timedelta(days=amount)).isoformat()
        case "W":
            return timex.week_value(anchor + timedelta(weeks=amount))
        case "WE":
            return timex.week_value(anchor + timedelta(weeks=amount)) + "-WE"
        case "M":
            return timex.month_value(anchor.year, anchor.month + amount)
        case "Q":
            moved = timex.add_months(anchor, 3 * amount)
            return f"{moved.year:04}-Q{(moved.month + 2) // 3}"
        case "HY":
            moved = timex.add_months(anchor, 6 * amount)
            return f"{moved.year:04}-H{(moved.month + 5) // 6}"
        case "DE":
            return f"{anchor.year // 10 + amount:03}"
        case "CE":
            return f"{anchor.year // 100 + amount:02}"
    return f"{anchor.year + amount:04}"


def this_year(groups: Groups, context: Context) -> Meaning:
    return Meaning(f"{context.published.year:04}")


def weekend(groups: Groups, context: Context) -> Meaning:
    ahead = context.time in ("future", "present") or context.published.isoweekday() >= 6
    return Meaning(_shifted(context.published, "WE", 0 if ahead else -1))


def same(groups: Groups, context: Context) -> Meaning:
    return Meaning(context.last_day.isoformat())


def later(groups: Groups, context: Context) -> Meaning:
    return Meaning((context.last_day + timedelta(days=1)).isoformat())


def earlier(groups: Groups, context: Context) -> Meaning:
    return Meaning((context.last_day - timedelta(days=1)).isoformat())


def reference(groups: Groups, context: Context) -> Meaning:
    return Meaning(groups["reference"], NO_DAYS)


# --- clock times

def clock(groups: Groups, context: Context) -> Meaning | None:
    if "midnight" in groups:
        return Meaning(f"{context.last_day.isoformat()}T24:00")
    hour = int(groups.get("hour") or float(groups["hour_word"]))
    minute = int(groups.get("minute") or groups.get("minute2") or 0)
    hour, minute = divmod(60 * hour + minute + int(groups.get("clock_relation", 0)), 60)
    if groups.get("dayparts") in ("AF", "EV") and hour < 12:
        hour += 12
    return Meaning(f"{context.last_day.isoformat()}T{hour:02}:{minute:02}") if 0 <= hour <= 24 else None


def daypart(groups: Groups, context: Context) -> Meaning:
    return Meaning(f"{context.last_day.isoformat()}T{groups['daypart']}")


# --- lengths and repetitions

def amount(groups: Groups, context: Context) -> Meaning:
    from .rules import words

    unit = groups.get("lang_unit") or groups.get("span_adjective") or groups["unit"]
    unit = words()["unit"].get(unit.lower(), unit)
    number = groups.get("number")
    if number:
        number = words()["cardinal"].get(number.lower(), number)
    return Meaning(_duration(_decimal(number) if number else "X", unit), NO_DAYS)


def _decimal(number: str) -> str:
    from .rules import words

    number = words()["cardinal"].get(number.lower(), number)
    return number.replace(".", "").replace(",", ".") if "," in number or number.count(".") and len(number.split(".")[-1]) == 3 else number


def _duration(number: str, unit: str) -> str:
    if unit in ("H", "MIN", "S"):
        return f"PT{number}{unit[0]}"
    if unit in ("DE", "CE", "L", "WE", "Q"):
        return f"P{number}{unit}"
    return f"P{number}{unit}"


def every(groups: Groups, context: Context) -> Meaning:
    from .rules import words

    if "weekdays" in groups or "weekday" in groups:
        return Meaning(f"XXXX-WXX-{groups.get('weekdays') or groups['weekday']}", NO_DAYS)
    unit = groups.get("every") or groups.get("unit") or "D"
    number = groups.get("number") or groups.get("nth")
    return Meaning(_duration(_decimal(number) if number else "1", unit), NO_DAYS)


def dayparts(groups: Groups, context: Context) -> Meaning:
    return Meaning(f"PT1{groups['dayparts']}", NO_DAYS)


RESOLVERS: dict[str, Resolver] = {
    function.__name__: function
    for function in (
        calendar, bare_day, decade, century, week_number, holiday, deictic, today, weekday, night_to, shift, this_year,
        weekend, same, later, earlier, reference, clock, daypart, amount, every, dayparts,
    )
}  # fmt: skip
