"""Resolve days, weeks, months and years that are counted from the publication or from a day named before."""

from __future__ import annotations

from datetime import date, timedelta

from ..findings import NO_DAYS, DayRange
from . import timex
from .context import Context, Groups, Meaning, Resolver
from .rules import words
from .timex import duration

SATURDAY = 6
DIRECTIONS = ("past", "coming", "present", "running", "following")


def direction_of(word: str) -> int:
    """Return -1, 0 or 1 for a word such as "vergangene", "diese", "kommende"."""
    return next(int(words()[name][word.lower()]) for name in DIRECTIONS if word.lower() in words()[name])


def which(groups: Groups, prefix: str = "") -> int | None:
    """Return -1, 0 or 1 for the last, this or the next one that the groups ask for; None where they do not say."""
    return next((int(groups[prefix + name]) for name in DIRECTIONS if prefix + name in groups), None)


def deictic(groups: Groups, context: Context) -> Meaning:
    """Resolve "gestern", "heutige", "übermorgen früh"."""
    shift = int(groups.get("deictic_day") or groups.get("deictic_adjective") or 0)
    return _part_of_day(context.published + timedelta(days=shift), groups, "published")


def _part_of_day(day: date, groups: Groups, reason: str) -> Meaning:
    names = ("daypart", "dayparts", "daypart_end", "early")
    part = next((groups[name][-2:] for name in names if name in groups), None)
    return Meaning(day.isoformat() + (f"T{part}" if part else ""), reason)


def adjective(groups: Groups, context: Context) -> Meaning:
    """Resolve the adjective of "die gestrige Sitzung", "das heutige Treffen"."""
    return deictic(groups, context) if int(groups["deictic_adjective"]) else today(groups, context)


def today(groups: Groups, context: Context) -> Meaning:
    """Resolve "heute": the day of publication in a daily report, otherwise these times."""
    if context.means_the_day():
        return Meaning(context.published.isoformat(), "published")
    return Meaning("PRESENT_REF", "these_times", NO_DAYS)


def weekday(groups: Groups, context: Context) -> Meaning:
    """Resolve a weekday, alone or in a week that is counted from the publication."""
    number, week = int(groups["weekday"]), which(groups, "week_")
    if (named := context.day_explained()) and named.isoweekday() == number:
        return _part_of_day(named, groups, "text")
    if week is None:
        day, reason = _near(number, which(groups), context)
        return _part_of_day(day, groups, reason)
    monday = context.published - timedelta(days=context.published.weekday() - 7 * week)
    return Meaning((monday + timedelta(days=number - 1)).isoformat(), "published")


def _near(number: int, asked: int | None, context: Context) -> tuple[date, str]:
    published = context.published
    back, ahead = (published.isoweekday() - number) % 7, (number - published.isoweekday()) % 7
    if asked and asked < 0:
        return published - timedelta(days=(back or 7) + 7 * (-asked - 1)), "back"
    if asked:
        return published + timedelta(days=(ahead or 7) + 7 * (asked - 1)), "ahead"
    if context.time in ("past", ""):
        return published - timedelta(days=back), "back"
    return published + timedelta(days=ahead), "ahead"


def night_to(groups: Groups, context: Context) -> Meaning:
    """Resolve "Nacht zum Samstag", which is the night that begins the day before."""
    if "weekday" in groups:
        day, reason = _near(int(groups["weekday"]), which(groups), context)
    else:
        day, reason = context.published + timedelta(days=int(groups.get("deictic_day", 0))), "published"
    before = day - timedelta(days=1)
    return Meaning(f"{before.isoformat()}TNI", reason)


def shift(groups: Groups, context: Context) -> Meaning:
    """Resolve "vergangene Woche", "nächstes Jahr", "Vorjahr"."""
    if "deictic_unit" in groups:
        unit, amount = groups["deictic_unit"][0], int(groups["deictic_unit"][1:])
        if unit == "D" and (anchor := context.last_day()):
            return Meaning(shifted(anchor, unit, amount), "named", anchor=anchor)
    else:
        unit, amount = groups.get("unit", ""), which(groups) or 0
    if unit == "WE" and amount == 1 and context.published.isoweekday() < SATURDAY:
        amount = 0  # the coming weekend belongs to the running week
    return Meaning(shifted(context.published, unit, amount), "published")


def shifted(anchor: date, unit: str, amount: int) -> str:
    """Return the value of the calendar unit that lies `amount` units from the one that holds the anchor.

    >>> shifted(date(2022, 1, 21), "W", 1)
    '2022-W04'
    """
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


def this_unit(groups: Groups, context: Context) -> Meaning:
    """Resolve "Ende des Jahres", "Wochenbeginn" to the year that is told of, or the running year or week."""
    unit = groups.get("unit") or groups["ending"]
    if unit == "Y" and (year := context.told_year()):
        return Meaning(f"{year:04}", "told")
    over = context.time == "past" and ("ending" in groups or groups.get("part") == "END")
    return Meaning(shifted(context.published, unit, -1 if over else 0), "published")


def this_year(groups: Groups, context: Context) -> Meaning:
    """Resolve "heuer"."""
    return Meaning(f"{context.published.year:04}", "published")


def weekend(groups: Groups, context: Context) -> Meaning:
    """Resolve "am Wochenende" to the last or the next one, by the tense."""
    ahead = context.published.isoweekday() >= SATURDAY or context.time in ("future", "present")
    return Meaning(shifted(context.published, "WE", 0 if ahead else -1), "ahead" if ahead else "back")


def near_day(groups: Groups, context: Context) -> Meaning:
    """Resolve "am selben Tag", "tags darauf", "im Jahr davor", counted from the day named last."""
    unit = groups.get("unit", "D")
    anchor = context.last_date(unit) or context.published
    return Meaning(
        shifted(anchor, unit, int(groups.get("order") or which(groups) or 0)), "named", anchor=anchor
    )


def so_much_later(groups: Groups, context: Context) -> Meaning | None:
    """Resolve "zwei Tage später", "ein Jahr zuvor", counted from the day or year named last."""
    unit, number = groups["unit"], float(groups.get("number", "0.5"))
    anchor = context.last_date(unit)
    if unit in ("H", "MIN", "S"):
        return Meaning("XXXX-XX-XXTXX:XX", "open", NO_DAYS, type="TIME")
    if not anchor or number != int(number):
        return Meaning(duration(groups.get("number", "X"), unit), "length", NO_DAYS, type="DURATION")
    return Meaning(shifted(anchor, unit, int(groups["order"]) * int(number)), "named", anchor=anchor)


def nth_weekday(groups: Groups, context: Context) -> Meaning | None:
    """Resolve "am ersten Montag im März", "am letzten Sonntag des Monats"."""
    published = context.published
    year, month = int(groups.get("year") or published.year), int(groups.get("month") or published.month)
    first = date(year, month, 1)
    first += timedelta(days=(int(groups["weekday"]) - first.isoweekday()) % 7)
    days = [day for week in range(5) if (day := first + timedelta(weeks=week)).month == month]
    nth = int(groups.get("ordinal", 0))
    return Meaning(days[nth - 1].isoformat()) if nth <= len(days) else None


def some_weekday(groups: Groups, context: Context) -> Meaning:
    """Resolve "an einem Sonntag"."""
    return Meaning(f"XXXX-WXX-{groups['weekday']}", "open", NO_DAYS)


def weekday_after(groups: Groups, context: Context) -> Meaning:
    """Resolve the second weekday of "Montag bis Mittwoch": the first one after the other."""
    number, before, last = int(groups["weekday"]), context.last_day(), next(context.earlier(), None)
    if last and last.type == "SET":
        return Meaning(f"XXXX-WXX-{number}", "every", NO_DAYS, type="SET")
    if before is None:
        return weekday(groups, context)
    return Meaning(
        (before + timedelta(days=(number - before.isoweekday()) % 7)).isoformat(), "named", anchor=before
    )


def nth_week(groups: Groups, context: Context) -> Meaning | None:
    """Resolve "in der zweiten Woche", counted from the day that the text named last."""
    anchor = context.last_day() or context.published
    return Meaning(
        timex.week_value(anchor + timedelta(weeks=int(groups["ordinal"]) - 1)), "named", anchor=anchor
    )


def unnamed_day(groups: Groups, context: Context) -> Meaning:
    """Resolve "am ersten Tag", a day that the text leaves open."""
    return Meaning("XXXX-XX-XX", "open", NO_DAYS)


def same_period(groups: Groups, context: Context) -> Meaning:
    """Resolve "im gleichen Zeitraum des Vorjahres": the period named last, a year earlier."""
    last = next(
        (one.value for one in context.earlier() if one.value[:4].isdigit() and len(one.value) > 5), None
    )
    year = int(last[:4]) if last else context.published.year
    return Meaning(f"{year - 1:04}{last[4:] if last else ''}", "told")


def reference(groups: Groups, context: Context) -> Meaning:
    """Resolve "damals", "derzeit", "demnächst", which name no day but a side of the publication."""
    value = groups["reference"]
    return Meaning(value, "published", open_days(value, context.published))


def open_days(value: str, published: date) -> DayRange:
    """Return the days that PAST_REF and FUTURE_REF leave possible."""
    if value == "PAST_REF":
        return DayRange(None, published)
    return DayRange(published, None) if value == "FUTURE_REF" else NO_DAYS


RESOLVERS: dict[str, Resolver] = {
    "deictic": deictic,
    "adjective": adjective,
    "today": today,
    "weekday": weekday,
    "night_to": night_to,
    "shift": shift,
    "this_unit": this_unit,
    "this_year": this_year,
    "weekend": weekend,
    "near_day": near_day,
    "so_much_later": so_much_later,
    "nth_weekday": nth_weekday,
    "weekday_after": weekday_after,
    "some_weekday": some_weekday,
    "nth_week": nth_week,
    "unnamed_day": unnamed_day,
    "same_period": same_period,
    "reference": reference,
}
