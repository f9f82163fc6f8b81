"""What `manage.py chronicle` prints, now and as of any time."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.timeline.stories import CRISIS, Count, Story, Talk, on, tell
from timeline.models import Event

pytestmark = pytest.mark.django_db
PLAN = Talk(status="planned", place=None, sentence="Am Freitag wollen beide sprechen.")


def lines(as_of: str = "") -> list[dict[str, Any]]:
    out = StringIO()
    call_command("chronicle", "--crisis", CRISIS, *(["--as-of", as_of] if as_of else []), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture(autouse=True)
def stories() -> None:
    tell(Story("https://a.example/1", (PLAN,), after=-3, source="Bergbote"))
    tell(Story("https://a.example/2", (Talk(minutes=90), Count(100_000, "usa")), credits=("dpa",)))


def test_a_line_tells_what_where_when_who_and_on_what_evidence() -> None:
    meeting, figure = sorted(lines(), key=lambda line: line["kind"])
    assert (meeting["label"], meeting["participants"], meeting["place"], meeting["status"]) == (
        "Gespräch zwischen Antony Blinken und Sergej Lawrow in Genf",
        ["antony-blinken", "sergej-lawrow"],
        "genf",
        "held",
    )
    assert (meeting["earliest"], meeting["latest"]) == ("2022-01-21", "2022-01-21")
    assert meeting["origins"] == ["agency:dpa", "source:Bergbote"]
    assert [piece["url"] for piece in meeting["evidence"]] == ["https://a.example/1", "https://a.example/2"]
    assert meeting["evidence"][0]["sentence"] == "Am Freitag wollen beide sprechen."
    assert (figure["low"], figure["high"], figure["claimed_by"]) == (100_000, 100_000, "usa")


def test_as_of_a_day_it_rests_on_what_was_published_until_then() -> None:
    (line,) = lines(as_of="2022-01-20T12:00")
    assert (line["status"], line["place"], line["duration_minutes"], len(line["evidence"])) == (
        "planned",
        None,
        None,
        1,
    )
    assert line["label"] == "Geplant: Gespräch zwischen Antony Blinken und Sergej Lawrow"


def test_before_the_first_article_nothing_was_known() -> None:
    assert lines(as_of="2022-01-01") == []


def test_what_a_later_revision_took_back_was_known_before() -> None:
    tell(Story("https://a.example/3", (Talk(("olaf-scholz", "joe-biden"), "washington", on(0)),)))
    tell(Story("https://a.example/3", (Talk(("olaf-scholz", "joe-biden"), "berlin", on(0)),), after=1))
    places = {line["place"] for line in lines() if "olaf-scholz" in line["participants"]}
    before = {
        line["place"] for line in lines(as_of="2022-01-21T20:00") if "olaf-scholz" in line["participants"]
    }
    assert before == {"washington"}
    assert "berlin" in places


def test_an_unknown_crisis_is_an_error() -> None:
    with pytest.raises(CommandError):
        call_command("chronicle", crisis="gibt-es-nicht")


def test_what_an_editor_edited_is_printed_as_edited() -> None:
    event = Event.objects.get(kind=Event.Kind.MEETING)
    Event.objects.filter(pk=event.pk).update(review=Event.Review.EDITED, place=None)
    event.meeting.duration_minutes = 95
    event.meeting.save()
    line = next(line for line in lines() if line["kind"] == "meeting")
    assert (line["place"], line["duration_minutes"], len(line["evidence"])) == (None, 95, 2)
