"""What the API's answers tell caches, scripts and crawlers."""

import pytest

from tests.factories import make_meeting
from tests.timeline.api.asking import API
from timeline.models import Event

pytestmark = pytest.mark.django_db


class TestHeaders:
    """What caches, scripts and crawlers need to know."""

    def test_an_unchanged_answer_is_not_sent_again(self, client, crisis):
        make_meeting(crisis=crisis)
        make_meeting(crisis=crisis)
        etag = client.get(f"{API}/events?limit=1")["ETag"]
        again = client.get(f"{API}/events?limit=1", headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        Event.objects.update(precision="about")
        assert client.get(f"{API}/events?limit=1", headers={"if-none-match": etag}).status_code == 200

    def test_scripts_of_any_page_may_read(self, client):
        response = client.get(f"{API}/crises", headers={"origin": "https://elbpost.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        preflight = client.options(
            f"{API}/crises",
            headers={
                "origin": "https://elbpost.example",
                "access-control-request-method": "GET",
                "access-control-request-headers": "if-none-match",
            },
        )
        assert preflight.status_code == 200
        assert "if-none-match" in preflight["Access-Control-Allow-Headers"]

    def test_the_admin_stays_closed_to_scripts_of_others(self, client):
        response = client.get("/admin/login/", headers={"origin": "https://elbpost.example"})
        assert "Access-Control-Allow-Origin" not in response

    def test_answers_may_be_kept_shortly_and_problems_not_at_all(self, client):
        assert client.get(f"{API}/crises")["Cache-Control"] == "public, max-age=60"
        assert client.get(f"{API}/events/1")["Cache-Control"] == "no-store"

    def test_head_is_answered_like_get(self, client):
        head, got = dict(client.head(f"{API}/crises").headers), dict(client.get(f"{API}/crises").headers)
        assert head.pop("RateLimit") != got.pop("RateLimit")  # both were counted
        assert head == got
