"""What the timeline's page offers to take along."""

from __future__ import annotations

import pytest

from timeline.exports.formats import FORMATS

pytestmark = pytest.mark.django_db


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
