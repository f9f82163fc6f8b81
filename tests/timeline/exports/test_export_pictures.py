"""Views as pictures."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.timeline.exports.fetching import text

pytestmark = pytest.mark.django_db


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
