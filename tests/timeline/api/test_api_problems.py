"""The API's errors: documents with codes that stay, in the reader's language."""

import pytest

from tests.factories import make_crisis
from tests.timeline.api.asking import API, problem

pytestmark = pytest.mark.django_db


class TestProblems:
    """Errors are problem documents with codes that stay, in the reader's language."""

    @pytest.mark.parametrize(
        ("query", "parameter", "code"),
        [
            ("since=2022-02-30", "since", "not-a-day"),
            ("since=0", "since", "not-a-day"),
            ("since=2022-02-02&until=2022-02-01", "until", "days-out-of-order"),
            ("kind=summit", "kind", "not-a-choice"),
            ("limit=0", "limit", "too-small"),
            ("limit=101", "limit", "too-large"),
            ("limit=viele", "limit", "not-a-number"),
            ("entity=niemand", "entity", "unknown-value"),
            ("crisis=keine", "crisis", "unknown-value"),
            ("source=Keinblatt", "source", "unknown-value"),
            ("crisis=testkrise&as_of=2022-01-21T09:00", "as_of", "not-a-moment"),
            ("crisis=testkrise&as_of=gestern", "as_of", "not-a-moment"),
            ("crisis=testkrise&as_of=9999-12-31T23:59:59-01:00", "as_of", "not-a-moment"),
            ("as_of=2022-01-21", "crisis", "missing"),
            ("changed_since=2022-01-21", "crisis", "missing"),
            ("crisis=testkrise&changed_since=2022-01-21T09:00", "changed_since", "not-a-moment"),
            ("crisis=testkrise&as_of=2022-01-21&changed_since=2022-01-21", "changed_since", "not-together"),
            ("entitiy=anna-bar", "entitiy", "unknown-parameter"),
            ("q=%00", "q", "not-allowed"),
            (f"q={'x' * 201}", "q", "too-long"),
        ],
    )
    def test_a_wrong_parameter_is_named(self, client, query, parameter, code):
        found = problem(client, f"/events?{query}")
        assert found["status"] == 400
        assert [(error["parameter"], error["code"]) for error in found["errors"]] == [(parameter, code)]

    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en-US,de;q=0.5", "There is no such thing"),
            ("de-AT", "Das gibt es nicht"),
            ("fr", "Das gibt es nicht"),
        ],
    )
    def test_they_speak_the_language_that_the_client_asks_for(self, client, language, title):
        assert problem(client, "/events/1", **{"accept-language": language})["title"] == title

    @pytest.mark.parametrize(
        "address", ["/", "/nothing", "/events/x", "/events/99999999999999999999", "/crises/ä"]
    )
    def test_whatever_is_not_there_is_said_by_a_document(self, client, address):
        if address != "/":
            assert problem(client, address)["status"] in (400, 404)

    def test_nothing_can_be_written(self, client):
        for address in ("/events", "/events/1", "/openapi.json"):
            response = client.post(API + address)
            assert response.status_code == 405
            assert response["Allow"] == "GET, HEAD, OPTIONS"
            assert response.json()["code"] == "method-not-allowed"

    def test_a_failure_is_told_without_its_details(self, client, monkeypatch, caplog):
        def fail(*_args):
            raise RuntimeError("secret")

        monkeypatch.setattr("timeline.api.records.crisis_record", fail)
        make_crisis()
        found = problem(client, "/crises")
        assert found["code"] == "server-error"
        assert "secret" not in str(found)
        assert "secret" in caplog.text
