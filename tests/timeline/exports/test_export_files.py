"""What all files of a view have in common."""

from __future__ import annotations

import json
from datetime import datetime
from importlib import import_module
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest

from articles.models import Source
from tests.factories import make_article, make_entity, make_meeting, make_statement
from tests.publishing import FRIDAY
from tests.timeline.exports.fetching import BERLIN, SENTENCE, fetch, text
from tests.timeline.stories import Story, Talk, on, tell
from timeline.api import throttling
from timeline.exports.formats import FORMATS
from timeline.models import Entity

pytestmark = pytest.mark.django_db
VIEW = import_module("timeline.views.export")  # its package calls the view by the same name


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
        assert "Geplant: Treffen von Anna Bär" in text(client, "csv")
        assert "Planned: meeting between Anna Baer" in text(client, "csv", "?lang=en")
        client.cookies["django_language"] = "en"
        assert "Planned: meeting between Anna Baer" in text(client, "csv")
        assert "Geplant: Treffen von Anna Bär" in text(client, "csv", "?lang=de")

    @pytest.mark.parametrize("key", ["csv", "ics", "atom"])
    @pytest.mark.parametrize("language", ["fr", "de-at", "xx%00"])
    def test_a_language_that_the_site_does_not_speak_is_passed_over(self, client, chronicle, key, language):
        response = fetch(client, key, f"?lang={language}")
        assert (response.status_code, response["Content-Language"]) == (200, "de")

    @pytest.mark.parametrize("key", FORMATS)
    def test_characters_that_nobody_sees_spoil_no_file(self, client, chronicle, key):
        for word in ("a%01b", "%EF%BF%BE", "%00"):
            assert fetch(client, key, f"?q={word}").status_code == 200
        type(chronicle).objects.update(title="Die \x01Krise")
        Entity.objects.filter(name="Anna Bär").update(name="Anna\x02 Bär")
        Source.objects.update(name="Elb\x03post")
        content = fetch(client, key).getvalue()
        if key in ("svg", "atom"):
            ElementTree.fromstring(content)
        if key == "ics":
            assert not set(content) & {1, 2, 3}

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
