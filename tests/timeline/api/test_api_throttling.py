"""How often the API may be asked, counted by all workers together."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from tests.timeline.api.asking import API
from timeline.api import throttling
from timeline.models import RequestCount

pytestmark = pytest.mark.django_db


class TestFloods:
    """So many requests a minute for each client, of whom nothing readable is kept."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch):
        monkeypatch.setattr(throttling, "LIMIT", 2)
        monkeypatch.setattr(throttling.time, "time", lambda: self.now)

    now = 1_000_000.0

    def get(self, client, address="203.0.113.7"):
        return client.get(f"{API}/crises", REMOTE_ADDR=address)

    def test_who_asks_too_often_is_told_when_to_come_back(self, client):
        assert [self.get(client).status_code for _number in range(3)] == [200, 200, 429]
        response = self.get(client)
        assert response.json()["code"] == "too-many-requests"
        assert response["Retry-After"] == "20"

    def test_another_minute_is_another_beginning(self, client):
        for _number in range(3):
            self.get(client)
        self.now += 60
        assert self.get(client).status_code == 200

    def test_clients_are_counted_apart_but_a_network_of_one_client_together(self, client):
        for _number in range(3):
            self.get(client)
            self.get(client, "2001:db8:1:1::1")
        assert self.get(client, "203.0.113.8").status_code == 200
        assert self.get(client, "2001:db8:1:1::2").status_code == 429
        assert self.get(client, "2001:db8:1:2::1").status_code == 200

    def test_behind_a_proxy_the_client_counts(self, client, settings):
        settings.PROXIES = 1
        codes = [
            client.get(f"{API}/crises", headers={"x-forwarded-for": f"198.51.100.{number}"}).status_code
            for number in range(4)
        ]
        assert codes == [200] * 4

    def test_no_address_is_kept_and_no_trace_of_it_beyond_the_minute(self, client):
        self.get(client)
        [kept] = RequestCount.objects.values_list("client", flat=True)
        assert "203.0.113.7" not in kept
        self.now += 60
        self.get(client, "203.0.113.8")
        assert not RequestCount.objects.filter(client=kept).exists()

    def test_every_answer_says_how_many_more_there_may_be(self, client):
        first = self.get(client)
        assert first["RateLimit-Policy"] == '"api";q=2;w=60'
        assert first["RateLimit"] == '"api";r=1;t=20'
        assert "Retry-After" not in first
        unchanged = client.get(
            f"{API}/crises", headers={"if-none-match": first["ETag"]}, REMOTE_ADDR="203.0.113.7"
        )
        assert unchanged.status_code == 304
        assert unchanged["RateLimit"] == '"api";r=0;t=20'
        assert self.get(client)["RateLimit"] == '"api";r=0;t=20'

    def test_pages_for_people_are_not_counted(self, client):
        assert "RateLimit" not in client.get("/")


@pytest.mark.django_db(transaction=True)
def test_all_workers_count_together(monkeypatch):
    """Each thread here has a connection of its own, as each worker has."""
    monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000.0)

    def ask(_number):
        request = RequestFactory().get(API, REMOTE_ADDR="203.0.113.7")
        try:
            return throttling.count(request, "api", 300).used
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        assert sorted(workers.map(ask, range(40))) == list(range(1, 41))
