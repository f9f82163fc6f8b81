"""Views taken along: each file opens where it is meant to, and says where everything comes from."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from importlib import import_module
from io import StringIO
from urllib.parse import quote, unquote
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import pytest
from icalendar import Calendar
from pyld import jsonld

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_place,
    make_statement,
)
from tests.publishing import FRIDAY
from tests.timeline.stories import Story, Talk, on, tell
from timeline.api import throttling
from timeline.exports.formats import FORMATS

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
VIEW = import_module("timeline.views.export")  # its package calls the view by the same name
SCHEMA = "https://schema.org/"
SENTENCE = "Die Ministerin und ihr Kollege haben sich am Freitag in Genf getroffen."
KNOWN = datetime(2022, 1, 21, 17, 4, tzinfo=BERLIN)


@pytest.fixture
def crisis():
    return make_crisis(title="Die Krise am Fluss", title_en="The crisis at the river")


@pytest.fixture
def article(crisis):
    return make_article(crisis=crisis, url="https://elbpost.example/genf")


@pytest.fixture
def chronicle(crisis, article):
    """Return a crisis with an event of each kind, all reported by one sentence."""
    where = {"crisis": crisis, "article": article, "first_reported_at": KNOWN}
    anna, ben = make_entity("Anna Bär", name_en="Anna Baer"), make_entity("Ben Öz")
    make_meeting(anna, ben, place=make_place(), status="planned", **where)
    make_statement(anna, **where)
    make_figure(make_entity("Russland", "state"), 90_000, 110_000, claimant=ben, **where)
    make_announcement(anna, due=(date(2022, 1, 31), date(2022, 2, 6)), **where)
    return crisis


def fetch(client, key, query="", **headers):
    return client.get(f"/crises/testkrise/export.{key}{query}", headers=headers)


def text(client, key, query=""):
    response = fetch(client, key, query)
    assert response.status_code == 200
    return response.getvalue().decode()


def table(client, key="csv", query="", delimiter=";"):
    content = text(client, key, query)
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content[1:]), delimiter=delimiter))


def entries(client, query=""):
    return list(Calendar.from_ical(text(client, "ics", query)).walk("VEVENT"))


class TestEveryFile:
    """What all formats have in common."""

    @pytest.mark.parametrize("key", FORMATS)
    def test_it_carries_sources_and_the_time_of_knowledge(self, client, chronicle, key):
        response = fetch(client, key)
        assert response.headers["Content-Type"] == FORMATS[key].media_type
        if key == "png":
            assert response.content.startswith(b"\x89PNG\r\n")
            return
        content = response.getvalue().decode().replace("\r\n ", "")
        assert "https://elbpost.example/genf" in content
        assert "Elbpost" in content
        assert SENTENCE in content or key == "svg"

    @pytest.mark.parametrize("key", FORMATS)
    def test_an_empty_crisis_gives_an_empty_file(self, client, crisis, key):
        assert fetch(client, key).status_code == 200

    @pytest.mark.parametrize("key", [key for key in FORMATS if key not in ("png", "ics")])
    def test_it_holds_what_the_view_shows(self, client, chronicle, key):
        make_statement(make_entity("Çelik"), "Kein Wort davon ist wahr", crisis=chronicle, review="rejected")
        assert "Kein Wort davon" not in text(client, key)
        kept = text(client, key, "?kind=statement")
        assert "110000" not in kept.replace(".", "")

    @pytest.mark.parametrize("key", FORMATS)
    def test_it_is_not_made_again_while_nothing_changes(self, client, chronicle, key):
        etag = fetch(client, key)["ETag"]
        again = fetch(client, key, **{"if-none-match": etag})
        assert again.status_code == 304
        chronicle.events.first().crises.clear()
        assert fetch(client, key, **{"if-none-match": etag}).status_code == 200

    def test_asking_for_the_head_alone_costs_no_file(self, client, chronicle, django_assert_max_num_queries):
        with django_assert_max_num_queries(3):
            response = client.head("/crises/testkrise/export.csv")
        assert response["ETag"] == fetch(client, "csv")["ETag"]
        assert "testkrise" in response["Content-Disposition"]

    def test_its_name_says_what_it_holds_also_to_programs_that_read_plain_letters_only(
        self, client, chronicle
    ):
        name = fetch(client, "csv", "?kind=meeting&entity=anna-bar")["Content-Disposition"]
        today = datetime.now(BERLIN).date()
        assert name == (
            f'attachment; filename="testkrise-treffen-anna-baer-{today}.csv"; '
            f"filename*=utf-8''testkrise-treffen-anna-b%C3%A4r-{today}.csv"
        )
        plain = fetch(client, "csv", "?kind=meeting")["Content-Disposition"]
        assert plain == f'attachment; filename="testkrise-treffen-{today}.csv"'

    def test_a_name_is_short_enough_for_file_systems_and_ends_with_its_day(self, client, chronicle):
        words = "größter-Überläufer-" * 10
        name = fetch(client, "evidence.csv", f"?q={words}")["Content-Disposition"]
        full = unquote(name.partition("utf-8''")[2])
        assert full.startswith("testkrise-größter-überläufer-")
        assert full.endswith(f"-{datetime.now(BERLIN).date()}.evidence.csv")
        assert len(full.encode()) < 255

    def test_feeds_open_in_their_programs_instead_of_being_saved(self, client, chronicle):
        assert fetch(client, "ics")["Content-Disposition"].startswith("inline")
        assert fetch(client, "atom")["Content-Disposition"].startswith("inline")

    def test_its_language_is_that_of_the_address_or_of_the_reader(self, client, chronicle):
        assert "Gespräch zwischen Anna Bär" in text(client, "csv")
        assert "Talks between Anna Baer" in text(client, "csv", "?lang=en")
        client.cookies["django_language"] = "en"
        assert "Talks between Anna Baer" in text(client, "csv")
        assert "Gespräch zwischen Anna Bär" in text(client, "csv", "?lang=de")
        assert fetch(client, "csv", "?lang=xx%00").status_code == 200

    @pytest.mark.parametrize("key", ["csv", "json", "timeline.json", "evidence.csv"])
    def test_more_events_take_no_more_queries(self, client, chronicle, key, django_assert_max_num_queries):
        for number in range(30):
            make_meeting(make_entity(f"P{number}"), crisis=chronicle, article=make_article(crisis=chronicle))
        with django_assert_max_num_queries(8):
            fetch(client, key).getvalue()

    def test_a_view_too_large_for_a_file_says_so(self, client, chronicle, monkeypatch):
        monkeypatch.setattr(VIEW, "MOST_EVENTS", 3)
        response = fetch(client, "csv", accept="text/html")
        assert response.status_code == 413
        assert "Grenzen Sie sie ein" in response.text
        assert fetch(client, "csv").json()["code"] == "too-many-events"
        assert fetch(client, "csv", "?kind=meeting").status_code == 200
        assert fetch(client, "atom").status_code == 200

    def test_who_fetches_file_after_file_has_to_wait(self, client, chronicle, monkeypatch):
        monkeypatch.setattr(VIEW, "FILES_A_MINUTE", 2)
        monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000.0)
        responses = [fetch(client, "csv", f"?q={number}") for number in range(3)]
        assert [response.status_code for response in responses] == [200, 200, 429]
        assert responses[1]["RateLimit"] == '"files";r=0;t=20'
        assert responses[2]["Retry-After"] == "20"
        assert responses[2]["Content-Type"] == "application/problem+json"
        assert responses[2].json()["code"] == "too-many-requests"
        page = fetch(client, "csv", "?q=3", accept="text/html,application/xhtml+xml,*/*;q=0.8")
        assert page.status_code == 429
        assert "Versuchen Sie es in einer Minute" in page.text
        etag = responses[0]["ETag"]
        assert fetch(client, "csv", "?q=0", **{"if-none-match": etag}).status_code == 304

    def test_an_unknown_kind_of_file_is_not_found(self, client, crisis):
        assert fetch(client, "exe").status_code == 404

    def test_scripts_of_other_pages_may_read_it(self, client, chronicle):
        response = fetch(client, "timeline.json", origin="https://elbpost.example")
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_drafts_are_no_sources(self, client, crisis):
        make_meeting(
            crisis=crisis, article=make_article(crisis=crisis, status="draft", url="https://x.example/")
        )
        for key in set(FORMATS) - {"png"}:
            assert "x.example" not in text(client, key)

    def test_a_view_of_the_past_knows_nothing_later(self, client):
        tell(Story("https://blatt1.example/a", (Talk(status="planned", days=on(5)),), -3))
        tell(Story("https://blatt2.example/a", (Talk(status="cancelled", days=on(5)),), 2))
        address = "/crises/probe/export.{}?as_of=" + quote(FRIDAY.isoformat())
        for key in set(FORMATS) - {"png"}:
            content = client.get(address.format(key)).getvalue().decode()
            assert "blatt1.example" in content
            assert "blatt2.example" not in content
        document = json.loads(client.get(address.format("json")).getvalue())
        assert document["events"][0]["meeting"]["status"] == "planned"
        assert datetime.fromisoformat(document["known_at"]) == FRIDAY


class TestTables:
    """For spreadsheets."""

    def test_an_event_has_a_row_with_its_sources(self, client, chronicle):
        [meeting, _statement, figure, announcement] = table(client)
        assert meeting["Ereignis"] == "Gespräch zwischen Anna Bär und Ben Öz in Genf"
        assert meeting["nimmt teil"] == "Anna Bär; Ben Öz"
        assert meeting["Treffen: Stand"] == "geplant"
        assert meeting["Belege"] == SENTENCE
        assert meeting["Adressen"] == "https://elbpost.example/genf"
        assert meeting["erschienen (Berliner Zeit)"] == "2022-01-21 17:04"
        assert meeting["zuerst gemeldet (Berliner Zeit)"] == "2022-01-21 17:04"
        assert (figure["Truppenzahl: von"], figure["Truppenzahl: bis"]) == ("90000", "110000")
        assert announcement["Ankündigung: angekündigt ab"] == "2022-01-31"

    def test_several_sources_stand_line_by_line(self, client, crisis, article):
        event = make_meeting(crisis=crisis, article=article)
        later = make_article("Treffen in Genf.", source="Donaublatt", published_at=KNOWN + timedelta(hours=1))
        make_evidence(event, later)
        [row] = table(client)
        assert row["Medien"].split("\n") == ["Elbpost", "Donaublatt"]
        assert row["Belege"].split("\n") == [SENTENCE, "Treffen in Genf."]
        assert [one["Medien"] for one in table(client, "evidence.csv")] == ["Elbpost", "Donaublatt"]

    def test_the_readers_language_decides_on_heads_and_delimiters(self, client, chronicle):
        [meeting, *_others] = table(client, query="?lang=en", delimiter=",")
        assert meeting["Event"] == "Talks between Anna Baer and Ben Öz in Genf"

    @pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+49 30", "-1", "  =1", "\t=1", "＝1"])
    def test_no_cell_is_taken_for_a_formula(self, client, crisis, words):
        make_statement(None, words, crisis=crisis)
        [row] = table(client)
        assert row["Aussage: Wortlaut"] == "'" + words

    def test_borders_quotation_marks_and_breaks_stay_inside_their_cells(self, client, crisis):
        words = 'Er sagte: "Nein; niemals"\nund ging; „Ende“'
        make_statement(None, words, crisis=crisis)
        assert table(client)[0]["Aussage: Wortlaut"] == words


class TestCalendar:
    """For calendars that subscribe."""

    def test_meetings_and_announced_days_are_entries_of_whole_days(self, client, chronicle):
        meeting, announcement = entries(client)
        assert meeting["SUMMARY"] == "Gespräch zwischen Anna Bär und Ben Öz in Genf (geplant, ungeprüft)"
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

    def test_a_change_keeps_the_identity_and_raises_the_sequence(self, client, chronicle):
        [before, _announcement] = entries(client)
        meeting = chronicle.events.get(kind="meeting").meeting
        meeting.status = "cancelled"
        meeting.save()
        [after, _announcement] = entries(client)
        assert after["UID"] == before["UID"]
        assert after["SEQUENCE"] == before["SEQUENCE"] + 1
        assert after.decoded("LAST-MODIFIED") > before.decoded("LAST-MODIFIED")

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
            f"Gespräch mit P{days} (ungeprüft)" for days in (3, 2, 1)
        ]

    def test_an_entry_leads_to_the_event_and_its_articles(self, client, chronicle):
        entry = feedparser.parse(text(client, "atom")).entries[-1]
        assert entry.link.startswith("http://testserver/events/")
        assert [link.href for link in entry.links if link.rel == "via"] == ["https://elbpost.example/genf"]
        assert SENTENCE in entry.summary

    def test_it_knows_its_own_address(self, client, chronicle):
        feed = feedparser.parse(text(client, "atom", "?kind=meeting&lang=en"))
        [own] = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == "http://testserver/crises/testkrise/export.atom?kind=meeting&lang=en"


class TestPictures:
    """For print and presentations."""

    def test_the_svg_is_a_document_of_its_own(self, client, chronicle):
        root = ElementTree.fromstring(text(client, "svg"))
        words = " ".join(root.itertext())
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        for expected in (
            "Die Krise am Fluss",
            "Stand der Kenntnis",
            "1 Artikel (Elbpost)",
            "Anna Bär",
            "geplant",
        ):
            assert expected in words

    def test_its_links_lead_to_our_site_from_everywhere(self, client, chronicle):
        links = [
            element.get("href")
            for element in ElementTree.fromstring(text(client, "svg")).iter("{http://www.w3.org/2000/svg}a")
        ]
        assert links
        assert all(link.startswith("http://testserver/crises/testkrise/") for link in links)

    def test_it_refers_to_no_other_file(self, client, chronicle):
        content = text(client, "svg")
        assert "@import" not in content
        assert "url(" not in content
        assert "<script" not in content

    def test_a_picture_of_nothing_says_so(self, client, crisis):
        assert "Keine Ereignisse in dieser Auswahl." in text(client, "svg")


class TestLinkedData:
    """For programs: plain JSON, which is JSON-LD too."""

    @pytest.fixture
    def document(self, client, chronicle):
        return json.loads(text(client, "json"))

    @pytest.fixture
    def nodes(self, document):
        """Return what is said of the view's events, in whole addresses."""
        [dataset] = jsonld.expand(document)
        assert dataset["@type"] == [f"{SCHEMA}Dataset"]
        return dataset[f"{SCHEMA}about"]

    def test_it_has_the_same_fields_as_the_api(self, client, document):
        [record, *_others] = client.get("/api/v1/events").json()["items"]
        assert set(record) <= set(document["events"][0])

    def test_a_meeting_is_an_event_in_the_terms_of_schema_org(self, nodes):
        meeting = nodes[0]
        assert meeting["@type"] == [f"{SCHEMA}Event"]
        assert meeting["@id"].startswith("http://testserver/events/")
        assert {"@language": "en", "@value": "Talks between Anna Baer and Ben Öz in Genf"} in meeting[
            f"{SCHEMA}name"
        ]
        assert meeting[f"{SCHEMA}startDate"][0]["@value"] == "2022-01-21"
        assert meeting[f"{SCHEMA}eventStatus"] == [{"@id": f"{SCHEMA}EventScheduled"}]
        assert len(meeting[f"{SCHEMA}attendee"]) == 2
        assert meeting[f"{SCHEMA}location"][0]["@type"] == [f"{SCHEMA}Place"]

    def test_what_somebody_says_is_a_claim_with_an_author(self, nodes):
        assert {node["@type"][0] for node in nodes[1:]} == {f"{SCHEMA}Claim"}
        statement = nodes[1]
        assert statement[f"{SCHEMA}author"] == [{"@id": "http://testserver/entities/anna-bar/"}]
        assert statement[f"{SCHEMA}text"][0]["@value"] == "Man werde weiter miteinander reden"

    def test_the_sentence_is_part_of_a_news_article(self, nodes):
        [quotation] = nodes[0][f"{SCHEMA}subjectOf"]
        assert quotation[f"{SCHEMA}text"][0]["@value"] == SENTENCE
        [article] = quotation[f"{SCHEMA}isPartOf"]
        assert article["@id"] == "https://elbpost.example/genf"
        assert article[f"{SCHEMA}publisher"][0]["@value"] == "Elbpost"
        assert nodes[1][f"{SCHEMA}appearance"][0]["@type"] == [f"{SCHEMA}Quotation"]

    def test_an_uncertain_day_is_no_start_date(self, client, crisis):
        make_meeting(crisis=crisis, earliest=date(2022, 1, 24), latest=date(2022, 1, 30))
        [event] = json.loads(text(client, "json"))["events"]
        assert "startDate" not in event

    def test_an_article_without_address_has_none(self, client, crisis):
        make_meeting(crisis=crisis, article=make_article(crisis=crisis))
        jsonld.expand(json.loads(text(client, "json")))


class TestTimelineJS:
    """For pages that use that library."""

    def test_an_event_is_a_slide(self, client, chronicle):
        document = json.loads(text(client, "timeline.json"))
        assert "Die Krise am Fluss" in document["title"]["text"]["headline"]
        slide = document["events"][0]
        assert slide["start_date"] == {"year": 2022, "month": 1, "day": 21}
        assert "end_date" not in slide
        assert slide["group"] == "Treffen"
        assert SENTENCE in slide["text"]["text"]

    def test_words_cannot_become_markup(self, client, crisis):
        make_statement(None, "<script>alert(1)</script>", crisis=crisis)
        assert "<script>" not in text(client, "timeline.json")
        assert "&lt;script&gt;" not in json.loads(text(client, "json"))["events"][0]["statement"]["words"]


class TestTheTimelinePage:
    """Where readers and programs find the files."""

    def test_it_offers_every_file_of_this_very_view(self, client, chronicle):
        page = client.get("/crises/testkrise/?kind=meeting").text
        assert "Mitnehmen" in page
        for key in FORMATS:
            assert f'href="/crises/testkrise/export.{key}?kind=meeting"' in page

    def test_programs_find_what_they_can_subscribe_to(self, client, chronicle):
        head = client.get("/crises/testkrise/?kind=meeting").text.split("</head>")[0]
        assert 'type="application/atom+xml"' in head
        assert 'type="text/calendar"' in head

    def test_addresses_name_the_readers_language_since_programs_have_no_cookie(self, client, chronicle):
        client.cookies["django_language"] = "en"
        assert 'href="/crises/testkrise/export.ics?lang=en"' in client.get("/crises/testkrise/").text
