"""Views as tables for spreadsheets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories import make_article, make_evidence, make_meeting, make_statement
from tests.timeline.exports.fetching import KNOWN, SENTENCE, table

pytestmark = pytest.mark.django_db


class TestTables:
    """For spreadsheets."""

    def test_an_event_has_a_row_with_its_sources(self, client, chronicle):
        [meeting, _statement, figure, announcement] = table(client)
        assert meeting["Ereignis"] == "Geplant: Treffen von Anna Bär und Ben Öz in Genf"
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
        assert meeting["Event"] == "Planned: meeting between Anna Baer and Ben Öz in Geneva"

    @pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+49 30", "-1", "  =1", "\t=1", "＝1"])
    def test_no_cell_is_taken_for_a_formula(self, client, crisis, words):
        make_statement(None, words, crisis=crisis)
        [row] = table(client)
        assert row["Aussage: Wortlaut"] == "'" + words

    def test_borders_quotation_marks_and_breaks_stay_inside_their_cells(self, client, crisis):
        words = 'Er sagte: "Nein; niemals"\nund ging; „Ende“'
        make_statement(None, words, crisis=crisis)
        assert table(client)[0]["Aussage: Wortlaut"] == words
