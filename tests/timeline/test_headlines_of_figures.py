"""Headlines of troop figures: whose forces, how many, where, and by whose account."""

import pytest

from tests.factories import (
    make_entity,
    make_figure,
)
from tests.timeline.telling import in_both, known, reported
from timeline.headlines import headline
from timeline.models import Entity

STATE, ORGANISATION, PLACE = Entity.Kind.STATE, Entity.Kind.ORGANISATION, Entity.Kind.PLACE

pytestmark = pytest.mark.django_db


class TestFigure:
    """A figure says whose forces, how many, where, and by whose account."""

    @pytest.mark.parametrize(
        ("figure", "expected"),
        [
            ({"low": 100_000}, "Russland: rund 100.000 Soldaten"),
            ({"low": 94_300, "qualifier": "exact"}, "Russland: 94.300 Soldaten"),
            ({"low": 169_000, "high": 190_000}, "Russland: 169.000 bis 190.000 Soldaten"),
            ({"low": 8_500, "qualifier": "up_to", "change": "ready"},
             "Russland: bis zu 8500 Soldaten in Bereitschaft"),
            ({"low": 3, "unit": "ships", "qualifier": "exact", "change": "sent"}, "Russland: drei Schiffe entsandt"),
            ({"low": 1, "unit": "ships", "qualifier": "exact"}, "Russland: 1 Schiff"),
            ({"low": 5, "unit": "other", "qualifier": "exact"}, "Russland: 5"),
        ],
    )  # fmt: skip
    def test_counts(self, figure, expected):
        assert headline(make_figure(make_entity("Russland", STATE), **figure)) == expected

    @pytest.mark.parametrize(
        ("claimant", "kind", "german", "english"),
        [
            ("Nato", ORGANISATION, "nach Angaben der Nato", "according to NATO"),
            ("USA", STATE, "nach Angaben der USA", "according to the US"),
            ("Polen", STATE, "nach Angaben Polens", "according to Poland"),
            ("Anna Bär", Entity.Kind.PERSON, "laut Anna Bär", "according to Anna Bär"),
        ],
    )
    def test_names_who_claims_it(self, claimant, kind, german, english):
        event = make_figure(None, 100_000, claimant=known(claimant, kind))
        assert in_both(event) == (f"Rund 100.000 Soldaten, {german}", f"About 100,000 troops, {english}")

    def test_of_ones_own_forces_does_not_name_one_twice(self):
        state = known("Ukraine", STATE)
        assert (
            headline(make_figure(state, 2_000, claimant=state))
            == "Ukraine: rund 2000 Soldaten, nach eigenen Angaben"
        )

    @pytest.mark.parametrize(
        ("sentence", "change", "german", "english"),
        [
            ("Es stünden 9000 Soldaten in der Ukraine.", "present", " in der Ukraine", " in Ukraine"),
            ("Es gingen 9000 Soldaten in die Ukraine.", "sent", " in die Ukraine entsandt", " sent to Ukraine"),
            ("9000 Soldaten sollten in die Ukraine.", "planned", " für die Ukraine geplant", " planned for Ukraine"),
            ("9000 Soldaten gingen aus der Ukraine ab.", "withdrawn",
             " aus der Ukraine abgezogen", " withdrawn from Ukraine"),
            ("Es stünden 9000 Soldaten nahe der Ukraine.", "present", " nahe der Ukraine", " near Ukraine"),
            ("Es gingen 9000 Soldaten in die Nähe der Ukraine.", "sent",
             " in die Nähe der Ukraine entsandt", " sent near Ukraine"),
            ("In der Ukraine stünden 9000 Soldaten.", "present", " in der Ukraine", " in Ukraine"),
            ("Dort stünden jetzt 9000 Soldaten.", "present", " in der Ukraine", " in Ukraine"),
            ("Es stünden 9000 Soldaten in der Ukraine und um sie herum.", "present", "", ""),
            ("Es stünden 9000 Soldaten rund um die Moldau und in der Ukraine.", "present", "", ""),
            ("Es gingen 9000 Soldaten in die Ukraine und zwölf Panzer nach Polen.", "sent",
             " in die Ukraine entsandt", " sent to Ukraine"),
            ("9000 Soldaten sollen in die Ukraine und Polen gehen.", "planned",
             " für die Ukraine und Polen geplant", " planned for Ukraine and Poland"),
        ],
    )  # fmt: skip
    def test_says_where_only_if_a_sentence_does(self, sentence, change, german, english):
        event = make_figure(None, 9_000, qualifier="exact", change=change, place=known("Ukraine", STATE),
                            claimant=make_entity("Anna Bär"))  # fmt: skip
        assert in_both(reported(event, sentence)) == (
            f"9000 Soldaten{german}, laut Anna Bär",
            f"9,000 troops{english}, according to Anna Bär",
        )

    @pytest.mark.parametrize(
        ("figure", "german", "english"),
        [
            ({"low": 1, "unit": "ships", "wording": "eine Fregatte"}, "Polen: eine Fregatte", "Poland: a frigate"),
            ({"low": 1, "unit": "ships", "wording": "einem Zerstörer"}, "Polen: ein Zerstörer", "Poland: a destroyer"),
            ({"low": 1, "wording": "einen Soldaten", "change": "killed"},
             "Polen: ein Soldat getötet", "Poland: a soldier killed"),
            ({"low": 4, "unit": "aircraft", "wording": "vier Kampfflugzeugen"},
             "Polen: vier Kampfflugzeuge", "Poland: four combat aircraft"),
            ({"low": 21, "unit": "aircraft", "wording": "21 Maschinen"}, "Polen: 21 Flugzeuge", "Poland: 21 aircraft"),
            ({"low": 160, "wording": "160 US-Soldaten"}, "Polen: 160 Soldaten", "Poland: 160 troops"),
            ({"low": 2, "wording": "zwei Soldaten", "change": "killed"},
             "Polen: zwei Soldaten getötet", "Poland: two soldiers killed"),
            ({"low": 700, "wording": "700 Fallschirmjägern", "change": "sent"},
             "Polen: 700 Fallschirmjäger entsandt", "Poland: 700 paratroopers sent"),
        ],
    )  # fmt: skip
    def test_counts_by_the_articles_own_noun(self, figure, german, english):
        event = make_figure(known("Polen", STATE), figure.pop("low"), qualifier="exact", **figure)
        assert in_both(event) == (german, english)

    def test_gives_the_adjective_of_a_state_that_it_names_already(self):
        place = known("Ukraine", STATE)
        event = make_figure(known("Russland", STATE), 9_000, claimant=place, place=place, qualifier="exact")
        german, english = in_both(reported(event, "Nahe der Ukraine stünden 9000 Soldaten, hieß es in Kiew."))
        assert german == "Russland: 9000 Soldaten nahe der Ukraine, nach ukrainischen Angaben"
        assert english == "Russia: 9,000 troops near Ukraine, according to Ukraine"

    def test_leads_where_the_sentence_is_a_statement_too(self):
        event = make_figure(None, 40, qualifier="exact", unit="vehicles", wording="40 Panzer")
        assert headline(reported(event, "Unterwegs seien 40 Panzer, hieß es.")) == (
            "40 Panzer: Unterwegs seien 40 Panzer, hieß es"
        )

    def test_of_which_nothing_but_the_number_is_known_is_the_sentence(self):
        event = reported(make_figure(None, 350, qualifier="exact"), "Im Winter waren es 350 Soldaten.")
        assert headline(event) == "Im Winter waren es 350 Soldaten"
