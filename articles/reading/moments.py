"""Dates and times of pages: the forms of machines and those of German date lines."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple

from articles.reading.wording import load_rows, pattern_of

OLDEST, NEWEST = 1945, 2100  # years outside are misread figures
_LABELS = "date_labels.toml"
_ZONES = {"MEZ": 1, "CET": 1, "MESZ": 2, "CEST": 2, "UTC": 0, "GMT": 0, "Z": 0}


class Moment(NamedTuple):
    """A point in time; without a time of day it stands for its whole day."""

    at: datetime
    has_time: bool


class FoundMoment(NamedTuple):
    """A moment as it stands in a line of text."""

    moment: Moment
    start: int
    end: int


def parse_moment(value: str, zone: tzinfo) -> Moment | None:
    """Read one value of a page's metadata (ISO 8601, RFC 2822, seconds since 1970, German forms), or None.

    A time without a zone is local in the given one; a time with a zone is returned in the given one.
    """
    value = value.strip()[:100]
    found = _from_seconds(value) or _from_iso(value, zone) or _from_mail_form(value)
    if not found:
        return next((item.moment for item in find_moments(value, zone)), None)
    if not OLDEST <= found.at.year < NEWEST:
        return None
    return Moment(found.at.astimezone(zone).replace(microsecond=0), True) if found.has_time else found


def find_moments(text: str, zone: tzinfo) -> list[FoundMoment]:
    """Return the dates in a line of text, each with its time of day where one stands beside it."""
    found = []
    for match in _moment_pattern().finditer(text):
        moment = _moment_of(match, zone)
        if moment:
            found.append(FoundMoment(moment, match.start(), match.end()))
    return found


_CLOCK = re.compile(r"(?:um )?(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?: ?uhr)?", re.IGNORECASE)


def read_clock(text: str) -> tuple[int, int] | None:
    """Read a text that is a time of day and nothing else: "17:04", "17.04 Uhr"."""
    clock = _CLOCK.fullmatch(text.strip(" |–-:+"))
    return (int(clock["hour"]), int(clock["minute"])) if clock else None


class DateLine(NamedTuple):
    """What a date line says of an article."""

    published: Moment | None
    changed: Moment | None
    rest: str  # the line without dates, labels and what frames them


def read_date_line(line: str, zone: tzinfo) -> DateLine | None:
    """Read a line that names an article's day, or None where it holds no date.

    "Stand: 21.01.2022, 17:04 Uhr" -> published then, nothing left of the line
    """
    found = find_moments(line, zone)
    if not found:
        return None
    published = changed = None
    start = 0
    for item in found:
        label = line[start : item.start]
        if _last_label(label) == "changed":
            changed = changed or item.moment
        else:
            published = published or item.moment
        start = item.end
    return DateLine(published or changed, changed, _without_frame(line, found))


def _last_label(text: str) -> str:
    """Return the kind of the last label in a text: published, changed or nothing."""
    ends = {
        kind: max((match.end() for match in pattern_of(_LABELS, kind).finditer(text)), default=0)
        for kind in ("published", "changed")
    }
    kind = max(ends, key=lambda kind: ends[kind])
    return kind if ends[kind] else ""


def _without_frame(line: str, found: list[FoundMoment]) -> str:
    for item in reversed(found):
        line = f"{line[: item.start]} {line[item.end :]}"
    for kind in ("published", "changed", "frame"):
        line = pattern_of(_LABELS, kind).sub(" ", line)
    return re.sub(r"\s+", " ", line).strip(" .,:;|/–—-·•()\t")


@cache
def _months() -> dict[str, int]:
    return {row["word"]: int(row["month"]) for row in load_rows("months.csv")}


@cache
def _moment_pattern() -> re.Pattern[str]:
    """Build the pattern for dates with an optional time after, or before, them."""
    names = "|".join(sorted(_months(), key=len, reverse=True))
    day_first = (
        rf"(?P<day>\d{{1,2}})(?:\.\s?|\s|/|-)(?:(?P<name>{names})\b\.?\s?|(?P<month>\d{{1,2}})(?:\.\s?|/|-))"
        r"(?P<year>\d{4}|\d{2}(?!\d))"
    )
    year_first = r"(?P<year2>\d{4})-(?P<month2>\d{2})-(?P<day2>\d{2})"
    month_first = rf"(?P<name3>{names})\b\.?\s(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year3>\d{{4}})"
    after = _time("after", r"(?:T|[\s,|·•/–—-]+(?:(?:um|ab|at|gegen)\s+)?)", "")
    before = _time("before", "", r"[\s,|·•/–—-]+(?:(?:am|vom|den)\s+)?")
    return re.compile(
        rf"(?<![\d.])(?:{before})?(?<!\d)(?:{day_first}|{year_first}|{month_first})(?!\d)(?:{after})?",
        re.IGNORECASE,
    )


def _time(name: str, lead_in: str, lead_out: str) -> str:
    """Return the pattern of a time of day: "17:04", "17.04 Uhr", "17 Uhr", "5:04 PM", with a zone."""
    return (
        rf"{lead_in}(?P<{name}_hour>[01]?\d|2[0-4])"
        rf"(?:[:.](?P<{name}_minute>[0-5]\d)(?!\d|\.\d)(?:[:.][0-5]\d(?:\.\d+)?)?(?:\s?(?:uhr|h)\b)?|\s?uhr\b)"
        rf"(?:\s?(?P<{name}_half>[ap])\.?m\b\.?)?"
        rf"(?:\s?\(?(?:(?:GMT|UTC)(?=[+-]\d))?(?P<{name}_zone>MES?Z|CES?T|UTC|GMT|Z\b|[+-]\d\d:?\d\d\b)\)?)?{lead_out}"
    )


def _moment_of(match: re.Match[str], zone: tzinfo) -> Moment | None:
    year = int(match["year"] or match["year2"] or match["year3"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    name = match["name"] or match["name3"]
    month = _months()[name.lower()] if name else int(match["month"] or match["month2"])
    side = "after" if match["after_hour"] else "before"
    hour, minute = _clock(match, side)
    if not OLDEST <= year < NEWEST:
        return None
    try:
        day = datetime(year, month, int(match["day"] or match["day2"] or match["day3"]))
    except ValueError:
        return None
    if hour is None:
        return Moment(day.replace(tzinfo=zone), False)
    day += timedelta(days=hour // 24)
    offset = _offset(match[f"{side}_zone"]) or zone
    return Moment(day.replace(hour=hour % 24, minute=minute, tzinfo=offset).astimezone(zone), True)


def _clock(match: re.Match[str], side: str) -> tuple[int | None, int]:
    if not match[f"{side}_hour"]:
        return None, 0
    hour = int(match[f"{side}_hour"])
    half = (match[f"{side}_half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(match[f"{side}_minute"] or 0)


def _offset(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[name.upper()]))
    hours, minutes = int(name[1:3]), int(name[-2:])
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if name[0] == "-" else shift) if shift < timedelta(hours=24) else None


def _from_iso(value: str, zone: tzinfo) -> Moment | None:
    value = re.sub(r"\s?([+-]\d\d:?\d\d|Z)(\[[\w/]+\])?$", r"\1", value)  # "[Europe/Berlin]" after the offset
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    has_time = bool(re.search(r"\d[T ]\d", value))
    return Moment(at if at.tzinfo else at.replace(tzinfo=zone), has_time)


def _from_mail_form(value: str) -> Moment | None:
    if not re.match(r"(?:[A-Z][a-z]{2},\s*)?\d{1,2} [A-Z][a-z]{2} \d{2,4} \d", value):
        return None
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, IndexError):
        return None
    return Moment(at, True) if at.tzinfo else None  # zone names other than GMT are read with the German forms


def _from_seconds(value: str) -> Moment | None:
    """Read seconds or milliseconds since 1970; shorter figures are days ("20220121") or nothing."""
    if not re.fullmatch(r"\d{10}|\d{13}", value):
        return None
    return Moment(datetime.fromtimestamp(int(value[:10]), UTC), True)
