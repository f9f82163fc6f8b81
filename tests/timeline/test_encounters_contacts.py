"""When two actors met, as far as plain values tell it; all of it without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.encounters.contacts import between, rank, summarise
from timeline.encounters.values import Met

DAY = date(2022, 1, 21)
STATES = {"anna": "usa", "amy": "usa", "boris": "russland", "carla": "frankreich"}
PEOPLE = st.sampled_from([*STATES, "usa", "russland", "frankreich"])


class Sides:
    """Everybody stands for a state, whatever the day."""

    def bodies(self, key, day):
        return (key, STATES[key]) if key in STATES else (key,)

    def side(self, key, day):
        return STATES.get(key, key)

    def is_person(self, key):
        return key in STATES


SIDES = Sides()


def met(*people, day=DAY, pk=1, status="held", format="talks", **span):
    days = {"earliest": day, "latest": day, **span}
    return Met(pk, day, days["earliest"], days["latest"], format, status, people)


MEETINGS = st.lists(
    st.builds(
        lambda people, offset, status: met(*people, day=DAY + timedelta(days=offset), status=status),
        st.lists(PEOPLE, min_size=1, max_size=4, unique=True),
        st.integers(-40, 40),
        st.sampled_from(["held", "planned", "cancelled"]),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("people", "a", "b", "expected"),
    [
        (("anna", "boris"), "usa", "russland", True),
        (("anna", "boris"), "anna", "boris", True),
        (("anna", "boris"), "anna", "russland", True),
        (("anna", "amy", "boris"), "usa", "russland", True),  # two of one side are no third side
        (("anna", "boris", "carla"), "usa", "russland", False),
        (("anna", "boris", "carla"), "anna", "boris", False),
        (("anna", "amy", "boris"), "anna", "boris", False),
    ],
)
def test_a_contact_is_bilateral_where_no_third_one_took_part(people, a, b, expected):
    assert [contact.is_alone for contact in between([met(*people)], SIDES, a, b)] == [expected]


@pytest.mark.parametrize(
    ("people", "a", "b"),
    [
        (("anna", "carla"), "usa", "russland"),
        (("anna",), "usa", "anna"),  # she does not meet herself
        ((), "usa", "russland"),
    ],
)
def test_who_was_not_there_met_nobody(people, a, b):
    assert between([met(*people)], SIDES, a, b) == []


def test_the_summary_counts_formats_apart_for_two_and_for_more():
    contacts = between(
        [met("anna", "boris"), met("usa", "russland", format="call"), met("anna", "boris", "carla")],
        SIDES,
        "usa",
        "russland",
    )
    summary = summarise(contacts, DAY)
    assert summary.alone == {"talks": 1, "call": 1}
    assert summary.in_rounds == {"talks": 1}


def test_what_is_planned_or_called_off_is_no_contact():
    day = DAY + timedelta(days=3)
    meetings = [
        met("anna", "boris", status="planned", day=day),
        met("anna", "boris", status="cancelled", pk=2),
        met("anna", "boris", status="proposed", day=day + timedelta(days=1), pk=3),
    ]
    summary = summarise(between(meetings, SIDES, "usa", "russland"), DAY)
    assert summary.last is None
    assert not summary.alone
    assert summary.coming
    assert summary.coming.day == day


def test_a_plan_whose_day_has_passed_is_counted_as_unconfirmed():
    contacts = between([met("anna", "boris", status="planned")], SIDES, "usa", "russland")
    summary = summarise(contacts, DAY + timedelta(days=1))
    assert summary.unconfirmed == 1
    assert summary.coming is None


def test_a_contact_of_no_known_day_is_not_the_last_one_but_told_beside_it():
    later = DAY + timedelta(days=9)
    meetings = [met("anna", "boris"), met("anna", "boris", day=later, pk=2, earliest=None, latest=None)]
    summary = summarise(between(meetings, SIDES, "usa", "russland"), later)
    assert summary.last
    assert summary.undated
    assert (summary.last.pk, summary.undated.pk) == (1, 2)


def test_the_longest_pause_is_between_two_contacts():
    days = [0, 3, 30, 32]
    meetings = [met("anna", "boris", day=DAY + timedelta(days=n), pk=n) for n in days]
    pause = summarise(between(meetings, SIDES, "usa", "russland"), DAY + timedelta(days=33)).pause
    assert pause
    assert (pause.days, pause.goes_on) == (27, False)
    assert (pause.first, pause.last) == (DAY + timedelta(days=3), DAY + timedelta(days=30))


def test_the_longest_pause_may_still_go_on():
    meetings = [met("anna", "boris"), met("anna", "boris", day=DAY + timedelta(days=2), pk=2)]
    pause = summarise(between(meetings, SIDES, "usa", "russland"), DAY + timedelta(days=60)).pause
    assert pause
    assert (pause.days, pause.goes_on) == (58, True)


def test_a_single_contact_makes_no_pause():
    contacts = between([met("anna", "boris")], SIDES, "usa", "russland")
    assert summarise(contacts, DAY + timedelta(days=60)).pause is None


def test_pairs_are_ranked_by_their_bilateral_meetings():
    meetings = [
        met("anna", "boris", "carla"),
        met("anna", "carla", pk=2),
        met("anna", "carla", pk=3, status="cancelled"),
    ]
    pairs = rank(meetings, SIDES, DAY)
    assert [(pair.a, pair.b, pair.alone, pair.in_rounds) for pair in pairs] == [
        ("frankreich", "usa", 1, 1),
        ("frankreich", "russland", 0, 1),
        ("russland", "usa", 0, 1),
    ]


def test_pairs_of_people_leave_out_states_but_not_that_they_were_there():
    pairs = rank([met("anna", "boris", "frankreich")], SIDES, DAY, by_people=True)
    assert [(pair.a, pair.b, pair.alone) for pair in pairs] == [("anna", "boris", 0)]


def test_the_partners_of_one_are_told_with_it_first():
    pairs = rank([met("anna", "boris"), met("boris", "carla", pk=2)], SIDES, DAY, whom="russland")
    assert [(pair.a, pair.b) for pair in pairs] == [("russland", "frankreich"), ("russland", "usa")]


@given(MEETINGS)
def test_it_does_not_matter_who_is_named_first(meetings):
    one, other = (between(meetings, SIDES, *pair) for pair in (("usa", "russland"), ("russland", "usa")))
    assert one == other


@given(MEETINGS)
def test_the_ranking_counts_what_the_view_of_two_counts(meetings):
    for pair in rank(meetings, SIDES, DAY):
        summary = summarise(between(meetings, SIDES, pair.a, pair.b), DAY)
        assert (pair.alone, pair.in_rounds) == (summary.alone.total(), summary.in_rounds.total())
        assert summary.last == pair.last or summary.last.met.last == pair.last.met.last


@given(MEETINGS)
def test_a_pause_lies_between_two_contacts_and_holds_none(meetings):
    contacts = between(meetings, SIDES, "usa", "russland")
    pause = summarise(contacts, DAY).pause
    if pause:
        days = [contact.met.first for contact in contacts if contact.met.has_happened(DAY)]
        assert pause.first in days
        assert pause.goes_on or pause.last in days
        assert not any(pause.first < day < pause.last for day in days)
