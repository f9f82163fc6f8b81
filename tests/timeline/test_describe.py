"""How days, durations and counts read."""

from datetime import date

import pytest
from django.utils.translation import override

from timeline import describe

DAYS = [
    (date(2022, 1, 21), date(2022, 1, 21), "day", "21. Januar 2022", "21 January 2022"),
    (date(2022, 1, 24), date(2022, 1, 30), "week", "24. bis 30. Januar 2022", "24 to 30 January 2022"),
    (
        date(2022, 1, 24),
        date(2022, 2, 4),
        "about",
        "24. Januar bis 4. Februar 2022",
        "24 January to 4 February 2022",
    ),
    (
        date(2021, 12, 27),
        date(2022, 1, 2),
        "week",
        "27. Dezember 2021 bis 2. Januar 2022",
        "27 December 2021 to 2 January 2022",
    ),
    (date(2022, 1, 1), date(2022, 1, 31), "month", "Januar 2022", "January 2022"),
    (date(2024, 2, 1), date(2024, 2, 29), "month", "Februar 2024", "February 2024"),
    (date(2022, 1, 1), date(2022, 12, 31), "about", "2022", "2022"),
    (date(2022, 2, 5), date(2022, 2, 5), "about", "um den 5. Februar 2022", "around 5 February 2022"),
    (date(2022, 2, 5), None, "about", "ab 5. Februar 2022", "from 5 February 2022"),
    (None, date(2022, 2, 5), "about", "bis 5. Februar 2022", "until 5 February 2022"),
    (None, None, "day", "ohne Datum", "undated"),
]


@pytest.mark.parametrize(("earliest", "latest", "precision", "german", "english"), DAYS)
def test_days_read_as_people_write_them(earliest, latest, precision, german, english):
    with override("de"):
        assert describe.format_days(earliest, latest, precision) == german
    with override("en"):
        assert describe.format_days(earliest, latest, precision) == english


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(1, "1 Minute"), (90, "90 Minuten"), (120, "2 Stunden"), (60, "60 Minuten"), (135, "135 Minuten")],
)
def test_durations(minutes, expected):
    assert describe.format_duration(minutes) == expected


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("meeting", 1, "1 Treffen"),
        ("statement", 1, "1 Aussage"),
        ("statement", 1240, "1240 Aussagen"),
        ("statement", 12400, "12.400 Aussagen"),
    ],
)
def test_counts_of_events(kind, number, expected):
    assert describe.count_events(kind, number) == expected
