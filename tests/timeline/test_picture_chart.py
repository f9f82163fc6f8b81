"""The chart of troop figures below the lanes: which figures form one line, and where labels stand; all without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.picture.claims import COLOURS, MOST_LINES, chart_claims
from timeline.picture.labels import LONGEST, place_labels, shortened
from timeline.picture.lanes import Lanes
from timeline.picture.scale import Scale
from timeline.picture.values import Actor, Claim, Item

DAY = date(2022, 1, 21)
SCALE = Scale(date(2021, 12, 1), date(2022, 2, 28), 140.0, 972.0)
ACTORS = {key: Actor(key, key, place) for place, key in enumerate(("usa", "russland", "nato"))}


def figure(pk, low, high=None, claimant="usa", day=0, qualifier="about", whose="russland", **about):
    claimants = (claimant,) if claimant else ()
    said = Claim(low, high or low, qualifier, True, f"{low} Soldaten", (whose,), claimants, **about)
    date_of = DAY + timedelta(days=day)
    return Item(pk, "troop_figure", date_of, date_of, date_of, claim=said)


def chart(*items, actors=ACTORS):
    lanes = Lanes(tuple(actors), actors)
    return chart_claims(items, lanes, lambda strip: strip.side or "ohne Quelle", SCALE, 100.0)


def lines(found):
    return {line.name: [point.item.pk for point in line.points] for line in found.lines}


def test_each_claimant_has_a_line_under_its_own_name():
    found = chart(
        figure(1, 100_000), figure(2, 130_000, day=9), figure(3, 90_000, claimant="anna-baer", day=3)
    )
    assert found.whose == "russland"
    assert lines(found) == {"usa": [1, 2], "anna-baer": [3]}


def test_what_nobody_claims_is_a_mark_by_itself():
    found = chart(
        figure(1, 100_000), figure(2, 90_000, claimant="", day=2), figure(3, 9_000, claimant="", day=5)
    )
    nobody = found.lines[-1]
    assert (nobody.name, nobody.colour) == ("ohne Quelle", COLOURS)
    assert all(point.is_alone and point.until == point.x for point in nobody.points)


def colours(found):
    return {line.name: line.colour for line in found.lines}


def test_a_claimant_keeps_the_colour_of_its_lane_whatever_else_is_shown():
    every = [figure(n, 100_000, claimant=key, day=n) for n, key in enumerate(("nato", "usa", "anna-baer"))]
    assert colours(chart(*every)) == {"nato": 2, "usa": 0, "anna-baer": COLOURS}
    assert colours(chart(every[0], figure(9, 1_000, claimant="nato", day=5))) == {"nato": 2}


def test_a_figure_whose_day_is_uncertain_stands_amid_its_days_and_shows_them():
    figures = figure(1, 100_000), figure(2, 106_000, day=4)._replace(latest=DAY + timedelta(days=9))
    (_first, point) = chart(*figures).lines[0].points
    assert point.days == (SCALE.x(DAY + timedelta(days=4)), SCALE.end(DAY + timedelta(days=9)))
    assert point.x == sum(point.days) / 2


def test_steps_never_run_backwards():
    long = figure(1, 100_000)._replace(latest=DAY + timedelta(days=20))
    (line,) = chart(long, figure(2, 120_000, day=1), figure(3, 90_000, day=30)).lines
    assert all(point.until >= point.x for point in line.points)


@pytest.mark.parametrize("about", [{"where": "belarus"}, {"part": "Marine"}])
def test_figures_of_another_place_or_part_are_no_steps_of_the_same_line(about):
    usual = [figure(n, 100_000, day=n, where="ukraine") for n in (1, 2)]
    found = chart(*usual, figure(3, 30_000, day=3, **{"where": "ukraine", **about}))
    assert [[point.item.pk for point in line.points] for line in found.lines] == [[1, 2], [3]]


def test_a_share_of_another_number_is_a_mark_beside_the_steps():
    found = chart(figure(1, 94_000), figure(2, 106_000, day=3, is_share=True), figure(3, 127_000, day=5))
    first, share, last = found.lines[0].points
    assert share.is_alone
    assert (first.until, last.until) == (last.x, last.x)


def test_more_stands_higher_and_a_band_reaches_from_low_to_high():
    found = chart(figure(1, 100_000), figure(2, 169_000, 190_000, day=9))
    first, second = found.lines[0].points
    assert first.low == first.high > second.low > second.high >= found.top


@pytest.mark.parametrize(("qualifier", "direction"), [("over", "up"), ("up_to", "down"), ("exact", "")])
def test_an_open_number_points_to_where_it_may_lie(qualifier, direction):
    found = chart(figure(1, 1000, qualifier=qualifier), figure(2, 2000, day=1))
    assert found.lines[0].points[0].direction == direction


def test_figures_of_one_day_are_no_development():
    assert chart(figure(1, 100_000), figure(2, 90_000)) is None


def test_forces_without_a_lane_have_a_chart_too():
    found = chart(figure(1, 100_000, whose="suedland"), figure(2, 90_000, whose="suedland", day=3))
    assert found.whose == "suedland"


def test_of_several_forces_those_are_shown_of_which_most_is_said_on_several_days():
    on_one_day = [figure(n, 100_000, whose="nato") for n in range(3)]
    found = chart(*on_one_day, figure(8, 100_000), figure(9, 100_000, day=2))
    assert found.whose == "russland"


def test_a_share_alone_still_has_its_mark():
    found = chart(figure(1, 5_000, is_share=True), figure(2, 6_000, is_share=True, day=4))
    assert lines(found) == {"usa": [1, 2]}


@given(
    st.lists(
        st.tuples(
            st.integers(1, 200_000), st.sampled_from(["usa", "nato", "", "anna-baer"]), st.integers(-40, 40)
        ),
        min_size=2,
        max_size=25,
    )
)
def test_every_figure_has_a_mark_and_no_label_covers_another(figures):
    found = chart(*(figure(pk, low, claimant=who, day=day) for pk, (low, who, day) in enumerate(figures)))
    if found is None:
        return
    assert sorted(point.item.pk for line in found.lines for point in line.points) == list(range(len(figures)))
    boxes = [line.label.box for line in found.lines]
    for box in boxes:
        assert SCALE.left - 5 <= box[0] <= box[2] <= SCALE.right + 5
        assert found.top - 15 <= box[1] <= box[3] <= found.bottom + 1
    for index, one in enumerate(boxes):
        for other in boxes[:index]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_label_stands_where_no_mark_is():
    mark = (200.0, 50.0)
    (label,) = place_labels(["USA"], [[mark]], (0.0, 0.0, 1000.0, 100.0), [(205.0, 40.0, 260.0, 60.0)])
    assert label.box[2] <= 205.0 or label.box[0] >= 260.0 or label.box[3] <= 40.0 or label.box[1] >= 60.0


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("USA (Belarus)", "USA (Belarus)"),
        ("Organisation für Sicherheit und Zusammenarbeit in Europa", "Organisation für Sicherheit und …"),
        ("Organisation für Sicherheit in Europa und Asien (Marine)", "Organisation für … (Marine)"),
        ("Verteidigungsministeriumspressesprecherin", f"{'Verteidigungsministeriumspressespre'}…"),
    ],
)
def test_a_long_name_is_cut_between_words(name, label):
    assert shortened(name) == label
    assert len(label) <= LONGEST


def test_lines_beyond_the_colours_are_left_to_the_table():
    found = chart(*(figure(n, 1000 + n, claimant=f"gast-{n}", day=n) for n in range(9)))
    assert len(found.lines) == MOST_LINES
