from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from timeline.extraction import analyse
from timeline.extraction.announcements import find_announcements
from timeline.extraction.meetings import find_meetings
from timeline.extraction.statements import find_statements

PUBLISHED = datetime(2022, 1, 21, 17, tzinfo=ZoneInfo("Europe/Berlin"))


def announcements_of(text):
    analysis = analyse(text, PUBLISHED)
    found = find_announcements(analysis, find_statements(analysis), find_meetings(analysis))
    names = [analysis.entity[one.announcer].name if one.announcer else None for one in found]
    return [(text[slice(*one.evidence[0])], name, one.days) for one, name in zip(found, names, strict=True)]


def test_what_is_announced_comes_with_its_announcer_and_days():
    text = "Blinken kündigte an, man werde in der kommenden Woche Helme schicken."
    (said, announcer, days) = announcements_of(text)[0]
    assert said == "man werde in der kommenden Woche Helme schicken"
    assert announcer == "Antony Blinken"
    assert days == (date(2022, 1, 24), date(2022, 1, 30))


def test_an_open_future_begins_when_it_is_announced():
    text = "Blinken kündigte am Freitag an, in den kommenden Wochen würden Helme geschickt."
    assert announcements_of(text)[0][2].earliest >= date(2022, 1, 21)


def test_a_promise_without_a_day_has_none():
    assert announcements_of("Die USA versprachen, Helme zu schicken.")[0][2] == (None, None)


def test_somebodys_future_is_announced_too_when_it_has_a_day():
    text = "Scholz sagte, er werde am 15. Februar Helme schicken."
    assert announcements_of(text)[0][2] == (date(2022, 2, 15), date(2022, 2, 15))


def test_what_is_only_said_or_lies_behind_is_no_announcement():
    assert announcements_of("Scholz sagte, dass es am 3. Januar geschneit hat.") == []


@pytest.mark.parametrize(
    ("text", "announcer", "days"),
    [
        ("Deutschland will am Montag Helme liefern.", "Deutschland", (date(2022, 1, 24), date(2022, 1, 24))),
        ("Die USA wollen kommende Woche antworten.", "USA", (date(2022, 1, 24), date(2022, 1, 30))),
        ("Frankreich will Rumänien einen Kredit gewähren.", "Frankreich", (None, None)),
        ("Die Antwort soll am Montag übergeben werden.", None, (date(2022, 1, 24), date(2022, 1, 24))),
    ],
)
def test_a_plan_that_the_reporter_tells_is_announced(text, announcer, days):
    assert announcements_of(text) == [(text.rstrip("."), announcer, days)]


@pytest.mark.parametrize(
    "text",
    [
        "Deutschland will wissen, was geschah.",
        "Deutschland wollte im Januar Helme liefern.",
        "Die Soldaten sollen gestern geflohen sein.",
        "Die Antwort soll freundlich ausfallen.",
        "Blinken will sich am Montag in Genf mit Lawrow treffen.",
    ],
)
def test_wishes_hearsay_and_meetings_are_no_announcements(text):
    assert announcements_of(text) == []


def test_a_report_of_a_promise_is_not_promised_for_the_day_it_was_made():
    text = "Blinken hatte die Antwort am vergangenen Freitag für diese Woche versprochen."
    assert announcements_of(text)[0][2].earliest > date(2022, 1, 14)
    assert announcements_of("Biden kündigte am Freitag weitere Sanktionen an.")[0][2] == (None, None)


@pytest.mark.parametrize(
    "length", ["Binnen einer Woche", "Innerhalb einer Woche", "Innerhalb von sieben Tagen"]
)
def test_a_length_within_which_something_is_promised_begins_when_it_is_said(length):
    text = f"{length} werde Moskau seine Vorschläge schicken, sagte Putin."
    assert announcements_of(text)[0][2] == (date(2022, 1, 21), date(2022, 1, 28))
