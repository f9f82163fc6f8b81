"""Which claims replace or contradict one another; all of it without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.claims import Claim, Ledger, placed, strips, where_is
from timeline.ledger.state import ALL, NOBODY, State, select

DAY = date(2022, 1, 21)


def claim(pk=1, low=100_000, high=None, side="usa", day=DAY, qualifier="exact", change="present", **fields):
    values = {"unit": "personnel", "forces": ("russland",), **fields}
    return Claim(pk, day, low, high or low, qualifier, change=change, side=side, claimants=(side,), **values)


def later(days):
    return DAY + timedelta(days=days)


CLAIMS = st.lists(
    st.builds(
        lambda pk, low, side, days, change: claim(pk, low, side=side, day=later(days), change=change),
        st.integers(1, 10_000),
        st.integers(1, 200_000),
        st.sampled_from(["", "usa", "russland", "nato"]),
        st.integers(0, 60),
        st.sampled_from(["present", "sent", "killed"]),
    ),
    max_size=12,
    unique_by=lambda one: one.pk,
)


def test_a_newer_claim_of_the_same_side_takes_the_place_of_the_older_one():
    first, second, third = claim(1), claim(2, 120_000, day=later(40)), claim(3, 90_000, day=later(50))
    assert Ledger([third, second, first]).replaced_by(first) == second
    assert Ledger([first, second, third]).replaces(third) == second


@pytest.mark.parametrize(
    "other",
    [
        claim(2, 120_000, side="nato", day=later(3)),
        claim(2, 120_000, day=DAY),  # of the same day
        claim(2, 120_000, day=later(3), forces=("ukraine",)),
        claim(2, 120, day=later(3), unit="ships"),
        claim(2, 120_000, day=later(3), change="ready"),
    ],
)
def test_nothing_else_takes_its_place(other):
    assert Ledger([other]).replaced_by(claim(1)) is None


def test_claims_on_different_states_stand_side_by_side():
    border = claim(1, where="ukraine")
    belarus = claim(2, 30_000, day=later(3), where="belarus")
    assert Ledger([belarus]).replaced_by(border) is None
    assert Ledger([claim(3, 30_000, side="nato", where="belarus")]).contradicting(border) == []


def test_claims_on_a_part_of_the_forces_stand_beside_those_on_all_of_them():
    whole = claim(1)
    part = claim(2, 3_000, day=later(3), part="Fallschirmjäger")
    assert Ledger([part]).replaced_by(whole) is None
    assert Ledger([claim(3, 3_000, side="nato", part="Fallschirmjäger")]).contradicting(whole) == []


def test_a_share_of_another_number_replaces_and_contradicts_nothing():
    whole, share = claim(1, 127_000, day=later(2)), claim(2, 106_000, is_share=True)
    assert Ledger([whole, share]).replaced_by(share) is None
    assert Ledger([whole, share]).replaces(whole) is None
    assert Ledger([share]).contradicting(claim(3, 90_000, side="nato")) == []


@pytest.mark.parametrize(
    ("places", "where"),
    [
        (["ukraine", "ukraine", "belarus"], "ukraine"),
        (["belarus"], ""),  # perhaps the exception
        (["belarus", "belarus", "", "", ""], ""),
        (["ukraine", "ukraine", ""], "ukraine"),
        (["ukraine", "belarus"], ""),  # either may be meant
        ([], ""),
    ],
)
def test_claims_without_a_place_mean_the_one_of_most_others(places, where):
    claims = [claim(n, where=place) for n, place in enumerate(places)]
    assert placed([*claims, claim(99)])[-1].where == where
    assert placed([*claims, claim(99, forces=("usa",))])[-1].where == "", "of other forces nothing is known"


@pytest.mark.parametrize(
    ("place", "kind", "name", "where"),
    [
        ("polen", "state", "Polen", "polen"),
        ("donbass", "place", "Donbass", "ukraine"),
        ("ostsee", "place", "Ostsee", "ostsee"),
        ("am-nordtor", "place", "Am Nordtor", "am-nordtor"),
        ("grenze-zur-ukraine", "place", "Grenze zur Ukraine", "ukraine"),
        ("ukrainische-grenze", "place", "ukrainische Grenze", "ukraine"),
        ("tuerkisch-syrische-grenze", "place", "türkisch-syrische Grenze", ""),
        ("grenze", "place", "Grenze", ""),
        ("", "", "", ""),
    ],
)
def test_a_place_counts_for_its_state_and_a_border_for_the_one_it_names(place, kind, name, where):
    assert where_is(place, kind, name) == where


def test_what_nobody_claims_replaces_and_contradicts_nothing():
    nobody = claim(2, 5_000, side="", day=later(1))
    assert Ledger([nobody]).replaced_by(claim(1, side="")) is None
    assert Ledger([nobody]).contradicting(claim(1)) == []


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "contradicts"),
    [
        (100_000, 100_000, "exact", False),
        (100_000, 100_000, "about", False),
        (95_000, 95_000, "about", False),  # both may mean the same
        (80_000, 80_000, "about", True),
        (130_000, 130_000, "exact", True),
        (90_000, 90_000, "over", False),  # more than 90,000 leaves 100,000 open
        (127_000, 127_000, "over", True),
        (175_000, 175_000, "up_to", False),
        (30_000, 30_000, "up_to", True),
        (90_000, 110_000, "between", False),
        (169_000, 190_000, "between", True),
    ],
)
def test_two_sides_contradict_each_other_where_no_number_fits_both(low, high, qualifier, contradicts):
    other = claim(2, low, high, side="nato", qualifier=qualifier)
    assert (Ledger([other]).contradicting(claim(1)) == [other]) is contradicts


@pytest.mark.parametrize("change", ["sent", "planned", "withdrawn"])
def test_movements_are_counted_each_by_itself(change):
    first = claim(1, 2_000, change=change)
    second = claim(2, 3_000, change=change, day=later(1))
    assert Ledger([second]).replaced_by(first) is None
    assert Ledger([claim(3, 1_000, side="nato", change=change)]).contradicting(first) == []


def test_claims_of_different_times_do_not_contradict_each_other():
    assert Ledger([claim(2, 5_000, side="nato", day=later(15))]).contradicting(claim(1)) == []


def test_of_each_side_that_contradicts_the_nearest_claim_is_named():
    near, far = claim(2, 5_000, side="nato", day=later(1)), claim(3, 6_000, side="nato", day=later(9))
    assert Ledger([far, near]).contradicting(claim(1)) == [near]


def test_each_side_has_a_strip_the_most_talkative_first_and_nobody_last():
    claims = [claim(1, side=""), claim(2, side=""), claim(3, side="nato"), claim(4), claim(5, day=later(1))]
    assert [(strip.side, len(strip.claims)) for strip in strips(claims, by_force=False)] == [
        ("usa", 2),
        ("nato", 1),
        ("", 2),
    ]


def test_a_side_that_speaks_of_two_places_has_two_strips():
    places = [
        claim(n, day=later(n), where=state) for n, state in enumerate(["ukraine", "ukraine", "belarus"])
    ]
    found = strips(places, by_force=False)
    assert [(len(strip.claims), strip.is_elsewhere) for strip in found] == [(2, False), (1, True)]


def test_where_nobody_knows_which_place_is_the_usual_one_each_is_told():
    places = [claim(1, where="polen"), claim(2, where="litauen")]
    assert all(strip.is_elsewhere for strip in strips(places, by_force=False))


def test_a_side_that_speaks_of_a_part_has_a_strip_for_it():
    parts = [claim(1), claim(2, 500, part="Marine"), claim(3, 106_000, is_share=True)]
    assert [[one.pk for one in strip.claims] for strip in strips(parts, by_force=False)] == [[1, 3], [2]]


def test_without_a_choice_the_forces_are_shown_of_which_most_is_said():
    claims = [claim(1, forces=()), claim(2, forces=()), claim(3), claim(4, change="sent", forces=("usa",))]
    selection = select(claims, State("/"))
    assert (selection.force, selection.counted, selection.place) == ("russland", "personnel-present", ALL)
    assert [one.pk for one in selection.claims] == [3]


def test_claims_on_unnamed_forces_can_be_chosen():
    selection = select([claim(1, forces=()), claim(2)], State("/", force=NOBODY))
    assert [one.pk for one in selection.claims] == [1]


@pytest.mark.parametrize("wrong", [{"force": "x"}, {"counted": "x"}, {"place": "x"}])
def test_what_is_unknown_is_replaced_by_the_most_frequent(wrong):
    selection = select([claim(1)], State("/", **wrong))
    assert selection.was_partly_unreadable
    assert len(selection.claims) == 1


@given(CLAIMS)
def test_replacing_and_being_replaced_fit_together(claims):
    for one in claims:
        if (other := Ledger(claims).replaced_by(one)) and (before := Ledger(claims).replaces(other)):
            assert before.day >= one.day


@given(CLAIMS)
def test_contradiction_is_mutual(claims):
    for one in claims:
        for other in Ledger(claims).contradicting(one):
            assert Ledger([one]).contradicting(other) == [one]


@given(CLAIMS)
def test_every_claim_stands_in_exactly_one_strip(claims):
    found = [one.pk for strip in strips(claims, by_force=False) for one in strip.claims]
    assert sorted(found) == sorted(one.pk for one in claims)


@given(CLAIMS, st.sampled_from(["", "all", "none", "russland", "x"]), st.text(max_size=5))
def test_any_address_can_be_read(claims, force, counted):
    selection = select(claims, State("/", force=force, counted=counted, place=counted))
    assert set(selection.claims) <= set(claims)
