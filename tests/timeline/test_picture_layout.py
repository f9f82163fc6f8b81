"""Where things stand in the picture: days, lanes, ties, brackets, figures; all of it without a database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.picture.axis import number_axis, time_axis
from timeline.picture.lanes import OTHERS, Lane, Lanes, choose_lanes
from timeline.picture.layout import PITCH, lay_out
from timeline.picture.overview import Numbers, oversee
from timeline.picture.scale import Hours, Scale, choose_days, unit_around, units_between
from timeline.picture.values import Actor, Item, Promise

DAY = date(2022, 1, 21)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
SCALE = Scale(date(2022, 1, 1), date(2022, 3, 31), 100.0, 900.0)
USA, RUSSIA, GERMANY = (
    Actor(key, key.title(), position) for position, key in enumerate(["usa", "russland", "deutschland"])
)
ACTORS = {actor.key: actor for actor in (USA, RUSSIA, GERMANY)}


def item(pk=1, kind="statement", day=DAY, actors=("usa",), **fields):
    return Item(pk, kind, day, **{"earliest": day, "latest": day, "actors": tuple(actors), **fields})


def lay(items, actors=ACTORS, scale=SCALE, **options):
    lanes = Lanes(choose_lanes({}, actors, DAY), actors)
    names = {**{key: key for key in lanes.keys}, OTHERS: "Weitere"}
    return lay_out(items, lanes, names, scale, 40.0, **options)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("USA", ["USA"]),
        ("", [""]),
        ("Vereinigte Arabische Emirate", ["Vereinigte", "Arabische Emirate"]),
        ("Verteidigungsministerium", ["Verteidigungs-", "ministerium"]),
        ("Amt für Sicherheitskonferenzen", ["Amt für", "Sicherheits-", "konferenzen"]),
        ("Hohenstein-Mecklenburgstein", ["Hohenstein-", "Mecklenburgstein"]),
        ("X" * 30, ["X" * 19, "X" * 11]),
    ],
)
def test_a_long_name_is_broken_between_words_or_else_syllables(name, lines):
    assert Lane("key", name).lines == lines


class TestDays:
    def test_a_meeting_that_somebody_recalls_does_not_squeeze_the_crisis(self):
        days = [date(1989, 1, 1)] + [DAY + timedelta(days=n) for n in range(60)]
        assert choose_days(days) == (DAY, DAY + timedelta(days=59))

    def test_the_bounds_decide_where_there_are_any(self):
        assert choose_days([DAY], (date(2022, 1, 1), date(2022, 2, 1))) == (
            date(2022, 1, 1),
            date(2022, 2, 1),
        )

    def test_a_single_day_has_all_the_room(self):
        assert choose_days([DAY]) == (DAY, DAY)

    def test_a_day_that_is_asked_for_has_all_the_room(self):
        assert choose_days([DAY], (DAY, DAY)) == (DAY, DAY)

    def test_it_reaches_to_today_while_there_is_news(self):
        assert choose_days([DAY], today=date(2022, 2, 10)) == (DAY, date(2022, 2, 10))
        assert choose_days([DAY], today=date(2024, 2, 10)) == (DAY, DAY)

    @pytest.mark.parametrize(
        ("ahead", "last"),
        [(35, DAY + timedelta(days=35)), (60, DAY), (1500, DAY)],
    )
    def test_the_near_future_is_shown_though_little_is_to_happen(self, ahead, last):
        days = {DAY - timedelta(days=n): 10 for n in range(40)} | {DAY + timedelta(days=ahead): 1}
        assert choose_days(days, today=DAY) == (DAY - timedelta(days=39), last)

    def test_a_longer_past_has_a_longer_future(self):
        days = {DAY - timedelta(days=n): 10 for n in range(200)} | {DAY + timedelta(days=90): 1}
        assert choose_days(days, today=DAY)[1] == DAY + timedelta(days=90)

    def test_what_is_promised_for_the_near_future_is_shown(self):
        promised = [DAY + timedelta(days=30), DAY + timedelta(days=3000)]
        assert choose_days([DAY] * 9, today=DAY, promised=promised)[1] == promised[0]

    def test_what_is_planned_does_not_reach_beyond_the_days_asked_for(self):
        later = DAY + timedelta(days=20)
        assert choose_days([DAY, later], (DAY, DAY), DAY) == (DAY, DAY)

    def test_without_events_and_bounds_there_is_nothing(self):
        assert choose_days([]) is None

    @pytest.mark.parametrize("bound", [date.min, date.max])
    def test_the_ends_of_the_calendar_do_no_harm(self, bound):
        first, last = choose_days([], (bound, bound))
        assert (last - first).days <= 7

    @given(st.lists(DAYS, min_size=1), st.none() | DAYS, st.none() | DAYS)
    def test_there_is_always_a_first_and_a_last_day(self, days, since, until):
        first, last = choose_days(days, (since, until))
        assert first <= last

    @pytest.mark.parametrize(
        ("grain", "first", "last"),
        [
            ("day", "2022-01-21", "2022-01-21"),
            ("week", "2022-01-17", "2022-01-23"),
            ("month", "2022-01-01", "2022-01-31"),
            ("year", "2022-01-01", "2022-12-31"),
        ],
    )
    def test_the_units_around_a_day(self, grain, first, last):
        assert unit_around(DAY, grain) == (date.fromisoformat(first), date.fromisoformat(last))

    @given(DAYS, st.integers(0, 4000), st.sampled_from(["day", "week", "month", "year"]))
    def test_units_follow_one_another_without_a_gap(self, first, days, grain):
        last = first + timedelta(days=days)
        cells = units_between(first, last, grain)
        assert (cells[0].first, cells[-1].last) == (first, last)
        for one, following in pairwise(cells):
            assert following.first == one.last + timedelta(days=1)


class TestAxis:
    @given(DAYS, st.integers(6, 20_000), st.floats(200, 2000), st.sampled_from(["de_DE", "en_GB"]))
    def test_labels_never_overlap(self, first, days, width, locale):
        scale = Scale(first, first + timedelta(days=days), 100.0, width)
        axis = time_axis(scale, locale)
        assert axis.large
        for row in (axis.large, axis.small):
            for tick, following in pairwise(row):
                assert tick.end < following.x

    @pytest.mark.parametrize(
        ("days", "large", "small"),
        [
            (7, ["Januar 2022"], ["Sa., 1.", "So., 2.", "Mo., 3."]),
            (20, ["Januar 2022"], ["1.", "2.", "3."]),
            (60, ["Januar 2022", "Februar"], ["3.", "10.", "17."]),
            (500, ["2022", "2023"], ["Jan.", "Feb.", "März"]),
            (5000, ["2022", "2023", "2024"], []),
        ],
    )
    def test_it_labels_days_weeks_months_or_years(self, days, large, small):
        first = date(2022, 1, 1)
        axis = time_axis(Scale(first, first + timedelta(days=days), 100.0, 900.0), "de_DE")
        assert [tick.label for tick in axis.large][: len(large)] == large
        assert [tick.label for tick in axis.small][: len(small)] == small

    def test_a_month_cut_to_a_rest_leaves_its_room_to_the_next(self):
        axis = time_axis(Scale(date(2022, 1, 30), date(2022, 3, 31), 100.0, 900.0), "de_DE")
        assert [tick.label for tick in axis.large] == ["Februar 2022", "März"]

    @pytest.mark.parametrize(
        ("highest", "expected"), [(0, [0, 1]), (3, [0, 1, 2, 3]), (190_000, [0, 100_000, 200_000])]
    )
    def test_the_axis_of_numbers_is_round(self, highest, expected):
        assert number_axis(highest) == expected

    @given(st.integers(0, 10**12))
    def test_the_axis_of_numbers_reaches_the_highest(self, highest):
        axis = number_axis(highest)
        assert axis[-1] >= highest
        assert len(axis) <= 8


class TestLanes:
    def test_people_stand_on_the_lane_of_whom_they_hold_office_for(self):
        lanes = Lanes(tuple(ACTORS), ACTORS)
        assert lanes.home("antony-blinken", DAY) == "usa"
        assert lanes.home("weisses-haus", DAY) == "usa"
        assert lanes.home("angela-merkel", date(2020, 1, 1)) == "deutschland"

    def test_who_has_no_lane_stands_with_the_others(self):
        assert Lanes(tuple(ACTORS), ACTORS).home("erika-mustermann", DAY) == OTHERS

    def test_the_editors_order_decides(self):
        assert choose_lanes({"deutschland": 9}, ACTORS, DAY) == ("usa", "russland", "deutschland")

    def test_without_editors_the_most_active_come_first(self):
        actors = {key: Actor(key, key) for key in ("usa", "antony-blinken", "russland")}
        assert choose_lanes({"russland": 3, "antony-blinken": 2, "usa": 2}, actors, DAY) == (
            "usa",
            "russland",
        )

    def test_who_is_about_as_active_as_another_keeps_the_place(self):
        actors = {key: Actor(key, key) for key in ("usa", "russland")}
        for numbers in ((40, 39), (40, 41), (33, 60)):
            active = dict(zip(("usa", "russland"), numbers, strict=True))
            assert choose_lanes(active, actors, DAY) == ("russland", "usa")
        assert choose_lanes({"usa": 70, "russland": 39}, actors, DAY) == ("usa", "russland")

    def test_lanes_keep_their_places_whatever_is_drawn_on_them(self):
        busy = lay([item(n, kind, actors=["usa"]) for n, kind in enumerate(["statement"] * 60 + ["meeting"])])
        quiet = lay([item(actors=["russland"])])
        assert [row.line for row in busy.rows.values()] == [row.line for row in quiet.rows.values()]
        lines = [row.line for row in quiet.rows.values()]
        assert [after - before for before, after in pairwise(lines)] == [PITCH] * 2

    def test_the_lane_of_all_others_is_there_where_the_crisis_needs_it(self):
        assert list(lay([item()]).rows) == [*ACTORS]
        assert list(lay([item()], has_others=True).rows) == [*ACTORS, OTHERS]
        assert list(lay([item(actors=["erika"])]).rows) == [*ACTORS, OTHERS]

    def test_lanes_without_events_are_left_out_where_nothing_is_to_jump(self):
        assert list(lay([item(actors=["russland"])], keeps_empty=False).rows) == ["russland"]
        assert list(lay([], keeps_empty=False).rows) == [*ACTORS]

    def test_numbers_of_bars_stay_in_their_lane_however_close_lanes_are(self):
        many = [item(n) for n in range(60)]
        for pitch in (PITCH, 20.0):
            [bar] = lay(many, pitch=pitch).stacks
            assert bar.is_bar
            assert bar.has_number
            assert 0 < bar.height <= max(pitch - 26, 1.5)

    def test_room_for_numbers_is_kept_where_they_may_come(self):
        assert lay([item()], levels=2).bottom == lay([item()]).bottom + 20

    def test_a_long_name_is_broken_never_cut(self):
        name = "Organisation für Sicherheit und Zusammenarbeit in Europa, Sondermission"
        keys = ("usa", "russland")
        layout = lay_out([item()], Lanes(keys, ACTORS), {"usa": name, "russland": name}, SCALE, 0.0)
        rows = list(layout.rows.values())
        assert " ".join(rows[0].lane.lines) == name
        assert rows[1].line - rows[0].line >= len(rows[0].lane.lines) * 14


class TestMarks:
    def test_a_meeting_ties_the_lanes_of_its_participants(self):
        [tie] = lay([item(kind="meeting", actors=["russland", "antony-blinken"])]).ties
        assert tie.lanes == ("usa", "russland")

    def test_meetings_of_one_day_stand_beside_one_another(self):
        items = [
            item(1, "meeting", actors=["usa", "russland"]),
            item(2, "meeting", actors=["usa", "deutschland"], status="planned"),
        ]
        assert len({tie.x for tie in lay(items).ties}) == 2

    def test_meetings_without_room_become_a_number(self):
        statuses = ["held", "planned", "proposed", "cancelled"]
        layout = lay(
            [item(n, "meeting", actors=["usa", "russland"], status=s) for n, s in enumerate(statuses)]
        )
        assert len(layout.ties) == 2
        assert [(len(bundle.items), bundle.drawn) for bundle in layout.bundles] == [(4, 2)]

    def test_statements_pile_up_until_they_become_a_number(self):
        [dots] = lay([item(n) for n in range(5)]).stacks
        assert not dots.is_bar
        assert len({*dots.dots(dots.items)}) == 5
        [bar] = lay([item(n) for n in range(5000)]).stacks
        assert bar.is_bar
        assert bar.has_number

    def test_statements_take_the_meetings_room_where_no_tie_runs(self):
        said = [item(n, actors=["russland"]) for n in range(8)]
        [dots] = lay(said).stacks
        assert not dots.is_bar
        [bar] = lay([*said, item(99, "meeting", actors=["usa", "deutschland"])]).stacks
        assert bar.is_bar

    def test_no_dot_reaches_the_lane_above(self):
        for number in range(1, 12):
            [stack] = lay([item(n) for n in range(number)]).stacks
            assert stack.height <= PITCH - 11 - 7

    def test_of_many_events_bars_are_as_high_as_statements_are_many(self):
        scale = Scale(date(2022, 1, 1), date(2022, 12, 31), 0.0, 972.0, 28.0)
        spoken = [
            item(1, number=40),
            item(2, actors=["russland"], number=20),
            item(3, actors=["deutschland"]),
        ]
        first, second, last = lay(spoken, scale=scale).stacks
        assert first.is_bar
        assert second.height == pytest.approx(first.height / 2)
        assert 0 < last.height < second.height
        assert first.width < 10

    def test_five_thousand_events_on_one_day_make_few_marks(self):
        kinds = ["statement", "meeting", "announcement"]
        items = [
            item(n, kinds[n % 3], promise=Promise(DAY, DAY + timedelta(days=n % 40)) if n % 3 == 2 else None)
            for n in range(5000)
        ]
        layout = lay(items)
        assert len(layout.stacks) + len(layout.ties) + len(layout.bundles) + len(layout.brackets) < 60
        assert layout.bottom < 200

    def test_an_uncertain_event_is_as_wide_as_its_days(self):
        [span] = lay([item(earliest=date(2022, 1, 10), latest=date(2022, 1, 19))]).spans
        assert span.x2 - span.x1 == pytest.approx(100.0)

    def test_the_mark_of_an_uncertain_event_stands_amid_its_days(self):
        early, late = date(2022, 1, 10), date(2022, 1, 20)
        [tie] = lay([item(kind="meeting", day=early, earliest=early, latest=late)]).ties
        assert tie.cell.first == date(2022, 1, 15)

    def test_an_event_that_reaches_in_from_before_stands_at_the_edge(self):
        early, late = date(2021, 11, 1), date(2022, 1, 2)
        [tie] = lay([item(kind="meeting", day=early, earliest=early, latest=late)]).ties
        assert tie.cell.first == SCALE.first

    def test_an_announcement_stretches_over_the_days_promised(self):
        promise = Promise(date(2022, 1, 31), date(2022, 2, 9), "kept")
        [bracket] = lay([item(kind="announcement", promise=promise)]).brackets
        assert bracket.x2 - bracket.x1 == pytest.approx(100.0)
        assert bracket.origin < bracket.x1
        assert bracket.is_open == (False, False)

    def test_what_is_promised_beyond_the_picture_has_no_end_in_it(self):
        early = item(1, "announcement", promise=Promise(date(2021, 12, 1), DAY))
        late = item(2, "announcement", promise=Promise(DAY, date(2022, 5, 1)))
        assert [bracket.is_open for bracket in lay([early, late]).brackets] == [(True, False), (False, True)]

    def test_by_the_hour_a_promise_for_days_reaches_over_all_of_the_day(self):
        day = Hours(DAY, DAY, 0.0, 972.0)
        promise = Promise(DAY - timedelta(days=2), DAY + timedelta(days=2))
        [bracket] = lay([item(1, "announcement", promise=promise)], scale=day).brackets
        assert (bracket.x1, bracket.x2, bracket.is_open) == (0.0, 972.0, (True, True))
        [later] = lay([item(1, "announcement", promise=Promise(DAY + timedelta(days=3)))], scale=day).brackets
        assert later.x1 == later.x2 == 972.0

    def test_brackets_of_the_same_days_lie_below_one_another(self):
        items = [item(n, "announcement", promise=Promise(DAY, DAY + timedelta(days=5 + n))) for n in range(3)]
        assert [bracket.level for bracket in lay(items).brackets] == [0, 1, 2]

    @given(st.lists(st.tuples(st.sampled_from(["usa", "russland", "x"]), st.integers(0, 89)), max_size=80))
    def test_everything_stays_inside_the_picture(self, places):
        items = [
            item(n, "meeting" if n % 2 else "statement", SCALE.first + timedelta(days=day), [key])
            for n, (key, day) in enumerate(places)
        ]
        layout = lay(items)
        for tie in layout.ties:
            assert SCALE.left <= tie.x <= SCALE.right + 5
        for stack in layout.stacks:
            assert SCALE.left <= stack.x <= SCALE.right


class TestOverview:
    def test_its_bars_are_wide_enough_for_a_finger(self):
        last = DAY + timedelta(days=4000)
        overview = oversee(Numbers({DAY: 3, last: 1}), (DAY, last), (DAY, last))
        assert len(overview.bars) <= 40
        assert sum(bar.count for bar in overview.bars) == 4

    def test_it_shows_which_part_is_seen(self):
        last = DAY + timedelta(days=99)
        span = DAY, last
        overview = oversee(Numbers({DAY: 1}), span, (DAY, DAY + timedelta(days=49)))
        assert overview.window == (0.0, 0.5)
        assert oversee(Numbers({DAY: 1}), span, span).window == (0.0, 1.0)

    def test_it_marks_the_days_of_the_shown_page_and_today(self):
        span = DAY, DAY + timedelta(days=99)
        page = DAY - timedelta(days=400), DAY + timedelta(days=19)
        overview = oversee(Numbers({DAY: 1}), span, span, page=page, today=DAY + timedelta(days=49))
        assert overview.page == (0.0, 0.2)
        assert overview.today == 0.5
        assert oversee(Numbers({DAY: 1}), span, span, today=date(2030, 1, 1)).today is None

    def test_meetings_ahead_stand_on_those_that_took_place(self):
        later = DAY + timedelta(days=1)
        numbers = Numbers({DAY: 4, later: 1}, held={DAY: 1}, ahead={DAY: 3, later: 1})
        overview = oversee(numbers, (DAY, later), (DAY, later))
        assert [height for _share, height in overview.held] == [0.5, 0]
        assert [height for _share, height in overview.ahead] == [1, 0.5]

    def test_a_narrowed_view_is_measured_by_the_whole_crisis(self):
        overview = oversee(Numbers({DAY: 1}, whole={DAY: 4}), (DAY, DAY), (DAY, DAY))
        assert overview.every == (((0.0, 1.0), 0.5),)
        assert overview.whole == (((0.0, 1.0), 1.0),)
        assert oversee(Numbers({DAY: 1}), (DAY, DAY), (DAY, DAY)).whole == ()

    @given(st.dictionaries(st.dates(date(2022, 1, 1), date(2022, 6, 30)), st.integers(1, 9), min_size=1))
    def test_turned_twice_it_is_the_same(self, counts):
        span = date(2022, 1, 1), date(2022, 6, 30)
        overview = oversee(Numbers(counts, held=counts), span, span, page=span, today=DAY)
        turned = overview.turned()
        assert turned.rows[0].middle == pytest.approx(1 - overview.rows[0].middle)
        assert sum(bar.count for bar in turned.bars) == sum(counts.values())
        for (share, height), (again, high) in zip(overview.every, turned.turned().every, strict=True):
            assert share == pytest.approx(again)
            assert height == high
