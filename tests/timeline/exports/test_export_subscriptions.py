"""Views to subscribe to: calendars and feeds."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import feedparser
import pytest
from django.db.models import F
from django.utils import timezone
from icalendar import Calendar

from tests.factories import make_announcement, make_entity, make_meeting, make_place
from tests.timeline.exports.fetching import KNOWN, SENTENCE, entries, table, text
from timeline.models import Entry, Participation

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def cancel(meeting):
    meeting.meeting.status = "cancelled"
    meeting.meeting.save()


def add_participant(meeting):
    Participation.objects.create(event=meeting, entity=make_entity("Cem Can"), role="participant", position=2)


def correct_place(meeting):
    meeting.place = make_place("Wien")
    meeting.save()


def rename(meeting):
    meeting.entities.filter(name="Anna Bär").update(name="Anna Bär-Öz")


class TestCalendar:
    """For calendars that subscribe."""

    def test_meetings_and_announced_days_are_entries_of_whole_days(self, client, chronicle):
        meeting, announcement = entries(client)
        assert meeting["SUMMARY"] == "Geplant: Treffen von Anna Bär und Ben Öz in Genf (ungeprüft)"
        assert meeting.decoded("DTSTART") == date(2022, 1, 21)
        assert meeting.decoded("DTEND") == date(2022, 1, 22)
        assert meeting["LOCATION"] == "Genf"
        assert SENTENCE in meeting["DESCRIPTION"]
        assert (announcement.decoded("DTSTART"), announcement.decoded("DTEND")) == (
            date(2022, 1, 31),
            date(2022, 2, 7),
        )

    def test_a_known_hour_is_entered_in_the_time_that_the_texts_mean(self, client, crisis):
        meeting = make_meeting(crisis=crisis, duration_minutes=90).meeting
        meeting.begins_at = "11:30"
        meeting.save()
        [entry] = entries(client)
        assert entry.decoded("DTSTART") == datetime(2022, 1, 21, 11, 30)
        assert entry.decoded("DURATION") == timedelta(minutes=90)
        [slide] = json.loads(text(client, "timeline.json"))["events"]
        assert slide["start_date"]["hour"] == 11
        assert table(client)[0]["Treffen: Uhrzeit"] == "11:30"

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("planned", "CONFIRMED"),
            ("proposed", "TENTATIVE"),
            ("cancelled", "CANCELLED"),
            ("held", "CONFIRMED"),
            ("ongoing", "CONFIRMED"),
        ],
    )
    def test_the_status_is_told(self, client, crisis, status, expected):
        make_meeting(crisis=crisis, status=status)
        assert entries(client)[0]["STATUS"] == expected

    @pytest.mark.parametrize(
        "change", [cancel, add_participant, correct_place, rename], ids=lambda one: one.__name__
    )
    def test_a_change_keeps_the_identity_and_raises_the_sequence(self, client, chronicle, change):
        Entry.objects.update(entered_at=F("entered_at") - HOUR, changed_at=F("entered_at") - HOUR)
        [before, _announcement] = entries(client)
        change(chronicle.events.get(kind="meeting"))
        [after, _announcement] = entries(client)
        assert after["UID"] == before["UID"]
        assert after["SEQUENCE"] > before["SEQUENCE"] == 0
        assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")

    def test_what_passes_with_the_days_is_a_change_too_and_a_later_day_a_further_one(self, client, chronicle):
        Entry.objects.update(entered_at=KNOWN, changed_at=KNOWN)
        [_meeting, overdue] = entries(client)
        promise = chronicle.events.get(kind="announcement").announcement
        promise.due_latest = timezone.localdate() + timedelta(days=9)
        promise.save()
        [_meeting, put_off] = entries(client)
        assert put_off["SEQUENCE"] > overdue["SEQUENCE"] > 0

    def test_what_has_no_day_is_left_out(self, client, crisis):
        make_meeting(crisis=crisis, day=None)
        make_announcement(crisis=crisis)
        assert entries(client) == []

    def test_uncertain_days_are_entered_from_the_first_to_the_last(self, client, crisis):
        make_meeting(crisis=crisis, earliest=date(2022, 1, 24), latest=date(2022, 1, 30))
        [entry] = entries(client)
        assert entry.decoded("DTEND") - entry.decoded("DTSTART") == timedelta(days=7)

    def test_no_time_is_taken_and_no_bell_rings(self, client, chronicle):
        calendar = Calendar.from_ical(text(client, "ics"))
        assert calendar["X-WR-CALNAME"] == "Die Krise am Fluss"
        assert {entry["TRANSP"] for entry in calendar.walk("VEVENT")} == {"TRANSPARENT"}
        assert not list(calendar.walk("VALARM"))


class TestFeed:
    """For feed readers."""

    def test_what_was_reported_last_comes_first(self, client, crisis, article):
        for days in (1, 3, 2):
            known = KNOWN + timedelta(days=days)
            make_meeting(make_entity(f"P{days}"), crisis=crisis, article=article, first_reported_at=known)
        feed = feedparser.parse(text(client, "atom"))
        assert not feed.bozo
        assert feed.feed.title == "Die Krise am Fluss"
        assert [entry.title for entry in feed.entries] == [
            f"Treffen mit P{days} (ungeprüft)" for days in (3, 2, 1)
        ]

    def test_a_corrected_figure_is_an_update(self, client, chronicle):
        Entry.objects.update(entered_at=F("entered_at") - HOUR, changed_at=F("entered_at") - HOUR)

        def updated():
            feed = feedparser.parse(text(client, "atom"))
            return next(one.updated_parsed for one in feed.entries if "Russland" in one.title)

        before = updated()
        chronicle.events.get(kind="troop_figure").troopfigure.__class__.objects.update(low=9_000, high=None)
        assert updated() > before

    def test_an_entry_leads_to_the_event_and_its_articles(self, client, chronicle):
        entry = feedparser.parse(text(client, "atom")).entries[-1]
        assert entry.link.startswith("http://testserver/events/")
        assert [link.href for link in entry.links if link.rel == "via"] == ["https://elbpost.example/genf"]
        assert SENTENCE in entry.summary

    def test_it_knows_its_own_address(self, client, chronicle):
        feed = feedparser.parse(text(client, "atom", "?kind=meeting&lang=en"))
        [own] = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == "http://testserver/crises/testkrise/export.atom?kind=meeting&lang=en"
