from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.moments import find_moments, parse_moment, read_date_line

BERLIN = ZoneInfo("Europe/Berlin")

VALUES = [
    ("2023-03-09T17:04:00+01:00", "2023-03-09T17:04:00+01:00"),
    ("2023-03-09T16:04:00Z", "2023-03-09T17:04:00+01:00"),
    ("2023-03-09T16:04:00.000+0000", "2023-03-09T17:04:00+01:00"),
    ("2023-03-09 17:04", "2023-03-09T17:04:00+01:00"),
    ("2023-07-01T10:00:00+02:00[Europe/Berlin]", "2023-07-01T10:00:00+02:00"),
    ("Thu, 09 Mar 2023 16:04:00 GMT", "2023-03-09T17:04:00+01:00"),
    ("1678377840", "2023-03-09T17:04:00+01:00"),
    ("1678377840000", "2023-03-09T17:04:00+01:00"),
    ("9. März 2023 - 17:04 Uhr", "2023-03-09T17:04:00+01:00"),
    ("09.03.2023, 17.04 Uhr", "2023-03-09T17:04:00+01:00"),
    ("09.03.23 | 17:04", "2023-03-09T17:04:00+01:00"),
    ("Donnerstag, 9. März 2023 um 17 Uhr", "2023-03-09T17:00:00+01:00"),
    ("17:04 Uhr, 09.03.2023", "2023-03-09T17:04:00+01:00"),
    ("9. Jänner 2023, 7.30 Uhr", "2023-01-09T07:30:00+01:00"),
    ("Mar 9, 2023 5:04 PM", "2023-03-09T17:04:00+01:00"),
    ("9. August 2023, 12:00 UTC", "2023-08-09T14:00:00+02:00"),
    ("Thu Mar 09 2023 16:04:00 GMT+0000 (Coordinated Universal Time)", "2023-03-09T17:04:00+01:00"),
    ("Thu Mar 09 2023 17:04:00 GMT+0100 (Mitteleuropäische Zeit)", "2023-03-09T17:04:00+01:00"),
    ("2023-03-09 17:04:00 +01:00", "2023-03-09T17:04:00+01:00"),
    ("31.12.2023, 24:00 Uhr", "2024-01-01T00:00:00+01:00"),
    ("2023-06-30T23:30:00-02:00", "2023-07-01T03:30:00+02:00"),
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_times_are_read_to_the_minute_in_the_papers_zone(value, expected):
    moment = parse_moment(value, BERLIN)
    assert moment is not None
    assert moment.has_time
    assert moment.at.isoformat() == expected


@pytest.mark.parametrize(
    "value", ["2023-03-09", "20230309", "9. März 2023", "09.03.2023", "9.3.23", "09/03/2023"]
)
def test_a_day_without_a_time_stays_a_day(value):
    moment = parse_moment(value, BERLIN)
    assert moment is not None
    assert (moment.at.date().isoformat(), moment.has_time) == ("2023-03-09", False)


@pytest.mark.parametrize(
    "value",
    ["", "gestern", "31.02.2023", "9.13.2023", "0000-00-00", "12345", "0001-01-01", "9999-12-31T23:59"],
)
def test_what_is_no_day_gives_none(value):
    assert parse_moment(value, BERLIN) is None


LINES = [
    ("Stand: 09.03.2023, 17:04 Uhr", "2023-03-09 17:04", ""),
    ("Veröffentlicht am 9. März 2023 um 17.04 Uhr", "2023-03-09 17:04", ""),
    ("Aktualisiert: 10.03.2023, 8:15 | Erstellt: 09.03.2023, 17:04", "2023-03-09 17:04", ""),
    ("Riga, 9.3.2023, 17:04 MEZ", "2023-03-09 17:04", "Riga"),
    ("09.03.2023 17:04 – Lesezeit: 3 Minuten", "2023-03-09 17:04", ""),
]


@pytest.mark.parametrize(("line", "published", "rest"), LINES)
def test_date_lines_are_read_with_their_labels(line, published, rest):
    found = read_date_line(line, BERLIN)
    assert found is not None
    assert found.published is not None
    assert (f"{found.published.at:%Y-%m-%d %H:%M}", found.rest) == (published, rest)


def test_the_time_of_a_change_is_told_apart_from_the_publication():
    line = read_date_line("Erschienen am 09.03.2023, zuletzt aktualisiert am 10.03.2023 um 8 Uhr", BERLIN)
    assert line is not None
    assert line.changed is not None
    assert line.changed.at.isoformat() == "2023-03-10T08:00:00+01:00"
    assert line.published is not None
    assert not line.published.has_time


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text):
    for found in find_moments(text, BERLIN):
        assert 0 <= found.start < found.end <= len(text)
    parse_moment(text, BERLIN)
