"""The days that a clause speaks of: its own, else those of its sentence or of the sentences before it."""

from datetime import date, datetime

import pytest

from timeline.extraction.dates import days_of_clause, find_dates
from timeline.extraction.text import Document

PUBLISHED = datetime.fromisoformat("2022-01-21T17:04:00+01:00")


def days(text, clause):
    document = Document(text)
    start = text.index(clause)
    found = days_of_clause(document, find_dates(document, PUBLISHED), (start, start + len(clause)), PUBLISHED)
    return tuple(day and day.isoformat() for day in found)


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        (
            "Am Donnerstag trafen sie sich in Genf.",
            "Am Donnerstag trafen sie sich",
            ("2022-01-20", "2022-01-20"),
        ),
        ("Sie trafen sich in Genf.", "Sie trafen sich", (None, None)),
        (
            "Das Treffen der Werften soll am 12. und 13. September stattfinden.",
            "Das Treffen der Werften soll",
            ("2022-09-12", "2022-09-13"),
        ),
        (
            "Von Montag bis Mittwoch tagte der Rat.",
            "Von Montag bis Mittwoch tagte der Rat",
            ("2022-01-17", "2022-01-19"),
        ),
        (
            "Seit vergangener Woche wird verhandelt.",
            "Seit vergangener Woche wird",
            ("2022-01-10", "2022-01-21"),
        ),
        ("Bis Dienstag soll er antworten.", "Bis Dienstag soll", ("2022-01-21", "2022-01-25")),
        ("Im Januar starben drei Soldaten.", "Im Januar starben", ("2022-01-01", "2022-01-21")),
        ("Sie haben erstmals seit einem Jahr telefoniert.", "Sie haben erstmals", (None, None)),
        ("Ab März wird geliefert.", "Ab März wird", ("2022-03-01", None)),
        ("Anfang Februar reist er nach Moskau.", "Anfang Februar reist er", ("2022-02-01", "2022-02-10")),
        ("Mitte Februar reist er nach Moskau.", "Mitte Februar reist er", ("2022-02-11", "2022-02-20")),
        ("Ende Februar reist er nach Moskau.", "Ende Februar reist er", ("2022-02-21", "2022-02-28")),
        ("Vor drei Tagen traf er Macron.", "Vor drei Tagen traf er", ("2022-01-18", "2022-01-18")),
        ("Erst vor wenigen Tagen traf er Macron.", "vor wenigen Tagen traf er", (None, None)),
        ("Derzeit berät der Rat.", "Derzeit berät der Rat", ("2022-01-21", "2022-01-21")),
        ("Das 1949 gegründete Bündnis tagte.", "Bündnis tagte", (None, None)),
    ],
)
def test_a_clause_speaks_of_its_own_days(text, clause, expected):
    assert days(text, clause) == expected


@pytest.mark.parametrize(
    ("text", "clause", "expected"),
    [
        (
            "Am Mittwoch sagte sie, sie habe Macron getroffen.",
            "sie habe Macron getroffen",
            ("2022-01-19", "2022-01-19"),
        ),
        (
            "Am Mittwoch landete sie in Genf. Dort traf sie Lawrow.",
            "Dort traf sie Lawrow",
            ("2022-01-19", "2022-01-19"),
        ),
        (
            "Am Mittwoch landete sie in Genf. Sie wird Lawrow treffen.",
            "Sie wird Lawrow treffen",
            (None, None),
        ),
        ("Am Dienstag wird sie landen. Sie traf Lawrow.", "Sie traf Lawrow", (None, None)),
        ("Am Mittwoch landete sie.\n\nDort traf sie Lawrow.", "Dort traf sie Lawrow", (None, None)),
        ("2014 begann der Krieg. Sie trafen sich.", "Sie trafen sich", (None, None)),
    ],
)
def test_a_day_outside_the_clause_counts_where_the_tense_allows_it(text, clause, expected):
    assert days(text, clause) == expected


def test_a_day_of_the_last_sentence_is_found_in_a_long_text():
    text = "Es war ruhig. " * 500 + "Am 3. Mai 2021 trafen sie sich."
    assert days(text, "Am 3. Mai 2021 trafen sie sich") == ("2021-05-03", "2021-05-03")
    assert date(2021, 5, 3) < PUBLISHED.date()
