"""Views as data for programs: linked data, and slides for TimelineJS."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pyld import jsonld

from tests.factories import make_article, make_meeting, make_statement
from tests.timeline.exports.fetching import SENTENCE, text

pytestmark = pytest.mark.django_db
SCHEMA = "https://schema.org/"


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
        assert {
            "@language": "en",
            "@value": "Planned: meeting between Anna Baer and Ben Öz in Geneva",
        } in meeting[f"{SCHEMA}name"]
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
