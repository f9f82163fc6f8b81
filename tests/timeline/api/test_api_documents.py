"""The API explains itself, to programs and to people."""

import pytest

from tests.timeline.api.asking import API, problem

pytestmark = pytest.mark.django_db


class TestDocuments:
    """The API explains itself, to programs and to people."""

    def test_the_openapi_document_describes_in_the_readers_language(self, client):
        german = client.get(f"{API}/openapi.json").json()
        english = client.get(f"{API}/openapi.json", headers={"accept-language": "en"}).json()
        summaries = [document["paths"]["/api/v1/crises"]["get"]["summary"] for document in (german, english)]
        assert summaries == ["Alle Krisen", "All crises"]

    def test_every_operation_and_problem_stands_on_the_page(self, client):
        page = client.get("/api/").text
        for path in client.get(f"{API}/openapi.json").json()["paths"]:
            assert f"GET {path}" in page
        for code in ("invalid-parameter", "too-many-requests"):
            assert f'id="{code}"' in page

    def test_the_page_needs_nothing_inline_and_no_other_host(self, client):
        page = client.get("/api/").text
        assert "<script" not in page
        assert "style=" not in page
        assert "cdn" not in page

    def test_problems_lead_to_their_place_on_the_page(self, client):
        assert problem(client, "/events/1")["type"] == "http://testserver/api/#not-found"

    def test_the_version_leads_to_the_page(self, client):
        assert client.get(f"{API}/")["Location"] == "/api/"

    def test_every_page_leads_there(self, client):
        assert 'href="/api/"' in client.get("/").text
