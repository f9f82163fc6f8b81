"""What events are called."""

from datetime import date

import pytest
from django.utils.translation import override

from tests.factories import (
    make_announcement,
    make_entity,
    make_figure,
    make_meeting,
    make_place,
    make_statement,
)
from timeline import describe
from timeline.models import Entity, Event

DAYS = [
    (date(2022, 1, 21), date(2022, 1, 21), "day", "21. Januar 2022", "21 January 2022"),
    (date(2022, 1, 24), date(2022, 1, 30), "week", "24. bis 30. Januar 2022", "24 to 30 January 2022"),
    (
        date(2022, 1, 24),
        date(2022, 2, 4),
        "about",
        "24. Januar bis 4. Februar 2022",
        "24 January to 4 February 2022",
    ),
    (
        date(2021, 12, 27),
        date(2022, 1, 2),
        "week",
        "27. Dezember 2021 bis 2. Januar 2022",
        "27 December 2021 to 2 January 2022",
    ),
    (date(2022, 1, 1), date(2022, 1, 31), "month", "Januar 2022", "January 2022"),
    (date(2024, 2, 1), date(2024, 2, 29), "month", "Februar 2024", "February 2024"),
    (date(2022, 1, 1), date(2022, 12, 31), "about", "2022", "2022"),
    (date(2022, 2, 5), date(2022, 2, 5), "about", "um den 5. Februar 2022", "around 5 February 2022"),
    (date(2022, 2, 5), None, "about", "ab 5. Februar 2022", "from 5 February 2022"),
    (None, date(2022, 2, 5), "about", "bis 5. Februar 2022", "until 5 February 2022"),
    (None, None, "day", "ohne Datum", "undated"),
]


@pytest.mark.parametrize(("earliest", "latest", "precision", "german", "english"), DAYS)
def test_days_read_as_people_write_them(earliest, latest, precision, german, english):
    with override("de"):
        assert describe.format_days(earliest, latest, precision) == german
    with override("en"):
        assert describe.format_days(earliest, latest, precision) == english


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(1, "1 Minute"), (90, "90 Minuten"), (120, "2 Stunden"), (60, "60 Minuten"), (135, "135 Minuten")],
)
def test_durations(minutes, expected):
    assert describe.format_duration(minutes) == expected


@pytest.mark.django_db
class TestHeadline:
    """A headline says who and what, and is never cut short."""

    @pytest.mark.parametrize(
        ("format", "people", "expected"),
        [
            ("talks", 0, "Gespräch in Genf"),
            ("talks", 1, "Gespräch mit Anna Bär in Genf"),
            ("talks", 2, "Gespräch zwischen Anna Bär und Ben Öz in Genf"),
            ("talks", 3, "Gespräch zwischen Anna Bär, Ben Öz und Cem Ak in Genf"),
            ("summit", 2, "Gipfeltreffen von Anna Bär und Ben Öz in Genf"),
            ("call", 2, "Telefonat zwischen Anna Bär und Ben Öz in Genf"),
            ("visit", 1, "Besuch von Anna Bär in Genf"),
            ("conference", 2, "Konferenz mit Anna Bär und Ben Öz in Genf"),
            ("session", 1, "Sitzung: Anna Bär in Genf"),
            ("other", 2, "Treffen von Anna Bär und Ben Öz in Genf"),
        ],
    )
    def test_of_a_meeting(self, format, people, expected):
        names = ["Anna Bär", "Ben Öz", "Cem Ak"][:people]
        event = make_meeting(*map(make_entity, names), format=format, place=make_place("Genf"))
        assert describe.headline(event) == expected

    @pytest.mark.parametrize(
        ("place", "expected"),
        [
            ("Genf", "Besuch in Genf"),
            ("New York", "Besuch in New York"),
            ("Polen", "Besuch in Polen"),
            ("Ukraine", "Besuch in der Ukraine"),
            ("Iran", "Besuch im Iran"),
            ("USA", "Besuch in den USA"),
            ("Niederlande", "Besuch in den Niederlanden"),
            ("Vereinigte Arabische Emirate", "Besuch in den Vereinigten Arabischen Emiraten"),
            ("Krim", "Besuch (Krim)"),
            ("Hinterniederwald", "Besuch in Hinterniederwald"),
            ("Grenze zur Ukraine", "Besuch (Grenze zur Ukraine)"),
        ],
    )
    def test_of_a_meeting_says_where_it_was(self, place, expected):
        event = make_meeting(format="visit", place=make_entity(place, Entity.Kind.PLACE))
        assert describe.headline(event) == expected

    @pytest.mark.parametrize(
        ("mode", "stance", "words", "expected"),
        [
            ("direct", "asserts", "Das war „nützlich“", "Anna Bär: „Das war „nützlich“"),
            ("direct", "asserts", '"Wir reden weiter"', "Anna Bär: „Wir reden weiter“"),
            ("direct", "warns", "Das hätte Folgen", "Anna Bär warnt: „Das hätte Folgen“"),
            ("indirect", "demands", "Die Truppen müssten weg", "Anna Bär fordert: Die Truppen müssten weg"),
            ("reported", "announces", "Bär kündigt Hilfe an", "Bär kündigt Hilfe an"),
            ("reported", "announces", "Die Bären kommen", "Anna Bär kündigt an: Die Bären kommen"),
            ("indirect", "denies", "dass ein Angriff drohe", "Anna Bär bestreitet, dass ein Angriff drohe"),
        ],
    )
    def test_of_a_statement(self, mode, stance, words, expected):
        event = make_statement(make_entity("Anna Bär"), words, mode=mode, stance=stance)
        assert describe.headline(event) == expected

    def test_of_a_statement_without_a_speaker_begins_with_a_capital(self):
        assert describe.headline(make_statement(None, "dass es ruhig bleibe")) == "Dass es ruhig bleibe"

    def test_of_a_long_statement_is_whole(self):
        words = "Man werde " + "immer weiter " * 40 + "reden"
        assert describe.headline(make_statement(None, words)) == words

    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            ({"low": 100_000}, "Russland: rund 100.000 Soldaten"),
            ({"low": 94_300, "qualifier": "exact"}, "Russland: 94.300 Soldaten"),
            ({"low": 169_000, "high": 190_000}, "Russland: 169.000 bis 190.000 Soldaten"),
            (
                {"low": 8_500, "qualifier": "up_to", "change": "ready"},
                "Russland: bis zu 8.500 Soldaten in Bereitschaft",
            ),
            (
                {"low": 3, "unit": "ships", "qualifier": "exact", "change": "sent"},
                "Russland: 3 Schiffe entsandt",
            ),
            ({"low": 5, "unit": "other", "qualifier": "exact"}, "Russland: 5"),
        ],
    )
    def test_of_a_troop_figure(self, figure, expected):
        assert (
            describe.headline(make_figure(make_entity("Russland", Entity.Kind.STATE), **figure)) == expected
        )

    def test_of_a_troop_figure_names_who_claims_it(self):
        event = make_figure(None, 100_000, claimant=make_entity("Nato", Entity.Kind.ORGANISATION))
        assert describe.headline(event) == "Rund 100.000 Soldaten, laut Nato"

    def test_of_an_announcement(self):
        event = make_announcement(make_entity("USA", Entity.Kind.STATE), "schriftliche Antwort")
        assert describe.headline(event) == "USA kündigt an: schriftliche Antwort"

    def test_of_an_announcement_that_names_who_makes_it_says_so_once(self):
        event = make_announcement(
            make_entity("USA", Entity.Kind.STATE), "Die USA wollen schriftlich antworten"
        )
        assert describe.headline(event) == "Die USA wollen schriftlich antworten"

    def test_speaks_the_readers_language(self):
        event = make_meeting(
            make_entity("Anna Bär"), make_entity("Moskau", name_en="Moscow"), place=make_place()
        )
        with override("en"):
            assert describe.headline(event) == "Talks between Anna Bär and Moscow in Genf"

    def test_of_an_event_without_particulars_is_still_there(self):
        assert str(Event.objects.create(kind="meeting")) == "Ereignis"


@pytest.mark.django_db
class TestTitle:
    """A title leaves long words to the evidence below it."""

    def test_of_a_terse_statement_is_its_headline(self):
        event = make_statement(make_entity("Anna Bär"), "Wir reden", mode="direct")
        assert describe.title(event) == describe.headline(event) == "Anna Bär: „Wir reden“"

    def test_of_a_long_statement_says_who_and_how(self):
        event = make_statement(make_entity("Anna Bär"), "Man werde " + "weiter " * 20, stance="warns")
        assert describe.title(event) == "Anna Bär warnt"

    def test_of_a_long_announcement_says_who(self):
        assert (
            describe.title(make_announcement(make_entity("Anna Bär"), "Hilfe " * 20)) == "Anna Bär kündigt an"
        )

    def test_of_a_long_statement_by_nobody_is_its_headline(self):
        event = make_statement(None, "Man werde " + "weiter " * 20 + "reden")
        assert describe.title(event) == describe.headline(event)


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [("meeting", 1, "1 Treffen"), ("statement", 1, "1 Aussage"), ("statement", 1240, "1.240 Aussagen")],
)
def test_counts_of_events(kind, number, expected):
    assert describe.count_events(kind, number) == expected
