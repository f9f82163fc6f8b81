"""Which reports tell of the same event."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronicle.blocking import blocks_of, days_around
from timeline.chronicle.clustering import cluster
from timeline.chronicle.matching import likeness
from timeline.chronicle.told import Told, account

FRIDAY = date(2022, 1, 21)


def told(
    kind: str,
    *,
    day: date = FRIDAY,
    dated: bool = True,
    published: date | None = None,
    place: str | None = None,
    **values: Any,
) -> Told:
    """Return a report of two ministers' talks, or of what is asked for."""
    roles = values.pop("roles", [("participant", "antony-blinken"), ("participant", "sergej-lawrow")])
    days = (day, day) if dated else (None, None)
    return account(kind, days, published or day, place=place, roles=roles, values=values)


def cast(*keys: str) -> list[tuple[str, str]]:
    return [("participant", key) for key in keys]


def meeting(**values: Any) -> Told:
    return told("meeting", **{"format": "talks", "status": "held", **values})


def statement(words: str, speaker: str = "antony-blinken", **values: Any) -> Told:
    return told("statement", words=words, roles=[("speaker", speaker)], **values)


def figure(low: int, claimant: str = "usa", **values: Any) -> Told:
    roles = [("actor", "russland"), *([("claimant", claimant)] if claimant else [])]
    facts = {"high": low, "unit": "personnel", "change": "present", "qualifier": "about"}
    return told("troop_figure", low=low, roles=roles, **(facts | values))


def promise(what: str, due: tuple[str, str] | None = None, **values: Any) -> Told:
    first, last = due or (None, None)
    roles = values.pop("roles", [("announcer", "usa")])
    return told("announcement", what=what, due_earliest=first, due_latest=last, roles=roles, **values)


def later(days: int) -> date:
    return FRIDAY + timedelta(days=days)


NEXT_WEEK = ("2022-01-24", "2022-01-30")
SAME = [
    ("a detail is missing", meeting(place="genf"), meeting()),
    ("it is recalled without its day", meeting(), meeting(dated=False, day=later(1))),
    ("it was planned without its day", meeting(), meeting(dated=False, day=later(-3), status="planned")),
    (
        "one names more people",
        meeting(),
        meeting(roles=cast("antony-blinken", "sergej-lawrow", "wendy-sherman")),
    ),
    ("states meet where their ministers do", meeting(), meeting(roles=cast("usa", "russland"))),
    (
        "a visit to the country is the talks in its capital",
        meeting(roles=cast("annalena-baerbock", "sergej-lawrow"), place="moskau"),
        meeting(roles=cast("annalena-baerbock"), place="russland", format="visit"),
    ),
    ("talks may turn out to have been a call", meeting(), meeting(format="call")),
    ("one side's part went unread", meeting(place="genf"), meeting(roles=cast("sergej-lawrow"))),
    (
        "host and guest are named one here, one there",
        meeting(roles=cast("emmanuel-macron"), place="moskau"),
        meeting(roles=cast("wladimir-putin"), place="kreml"),
    ),
    (
        "a format meets where its members do",
        meeting(format="session", roles=cast("nato-russland-rat"), place="bruessel"),
        meeting(roles=cast("nato", "russland")),
    ),
    (
        "an organ meets for its organisation",
        meeting(format="session", roles=cast("nato-rat"), place="bruessel"),
        meeting(format="session", roles=cast("nato"), place="bruessel"),
    ),
    (
        "the building lies in the town",
        meeting(place="washington", format="visit"),
        meeting(place="weisses-haus"),
    ),
    (
        "a format is named for its members' leaders",
        meeting(roles=cast("olaf-scholz", "emmanuel-macron", "andrzej-duda"), place="berlin"),
        meeting(roles=cast("weimarer-dreieck"), dated=False, place="berlin"),
    ),
    (
        "the day of calling off is not the meeting's",
        meeting(day=later(12), status="planned"),
        meeting(day=FRIDAY, status="cancelled"),
    ),
    ("a state stands for its minister", meeting(roles=cast("antony-blinken", "russland")), meeting()),
    (
        "told in almost the same words",
        statement("Wir antworten nächste Woche schriftlich."),
        statement("Wir antworten schriftlich nächste Woche"),
    ),
    ("the figure is repeated", figure(100_000), figure(100_000, day=later(3))),
    ("a spokesman claims for his ministry's state", figure(8_500), figure(8_500, "john-kirby")),
    ("a very exact figure is known again for weeks", figure(28_500), figure(28_500, "", day=later(40))),
    ("the claimant's figure is rounded", figure(94_300), figure(94_000, day=later(4))),
    (
        "a promise is retold in other words",
        promise("Die USA wollen kommende Woche schriftlich auf die Forderungen antworten.", NEXT_WEEK),
        promise(
            "Die schriftliche Antwort auf die Forderungen soll in dieser Woche kommen.",
            NEXT_WEEK,
            day=later(3),
        ),
    ),
    (
        "a promise is recalled by its object alone",
        promise(
            "Minister Antony Blinken hatte die Antwort für kommende Woche versprochen.",
            NEXT_WEEK,
            roles=[("announcer", "antony-blinken")],
        ),
        promise("Die schriftliche Antwort auf die Forderungen soll kommende Woche folgen.", NEXT_WEEK),
    ),
    (
        "a promise in the past and in the future",
        promise("Die USA schicken den Verbündeten Flugzeuge.", NEXT_WEEK),
        promise("Man habe zugesagt, Flugzeuge zu schicken.", NEXT_WEEK),
    ),
]
DIFFERENT = [
    ("another day", meeting(), meeting(day=later(1))),
    ("another town", meeting(place="genf"), meeting(place="berlin")),
    ("a call is no visit", meeting(format="visit"), meeting(format="call")),
    ("a call is no talk in a town", meeting(place="genf"), meeting(format="call")),
    ("other people", meeting(), meeting(roles=cast("emmanuel-macron", "wladimir-putin"))),
    ("another partner", meeting(), meeting(roles=cast("antony-blinken", "annalena-baerbock"))),
    (
        "other people of the same states",
        meeting(format="summit", roles=cast("joe-biden", "wladimir-putin")),
        meeting(roles=cast("antony-blinken", "sergej-lawrow")),
    ),
    ("what is planned after one meeting is another", meeting(), meeting(dated=False, status="planned")),
    ("what happened before it was planned is another", meeting(), meeting(dated=False, day=later(-2))),
    (
        "a summit that was only proposed is no call",
        meeting(format="summit", status="proposed", dated=False, day=later(-20)),
        meeting(format="call"),
    ),
    (
        "states without a day or a place may have met at any time",
        meeting(roles=cast("usa", "russland")),
        meeting(roles=cast("usa", "russland"), dated=False, day=later(2)),
    ),
    (
        "a meeting at the edge of a conference",
        meeting(format="conference", roles=cast("olaf-scholz", "kamala-harris", "wolodymyr-selenskyj")),
        meeting(roles=cast("kamala-harris", "wolodymyr-selenskyj")),
    ),
    ("recalled too long after", meeting(), meeting(dated=False, day=later(20))),
    ("one of two callers", meeting(format="call"), meeting(format="call", roles=cast("sergej-lawrow"))),
    (
        "another speaker",
        statement("Wir antworten schriftlich."),
        statement("Wir antworten schriftlich.", "sergej-lawrow"),
    ),
    ("other words", statement("Wir antworten schriftlich."), statement("Ein Angriff hätte Folgen.")),
    (
        "the same words about another number",
        statement("Russland hat rund 90.000 Soldaten an der Grenze."),
        statement("Russland hat rund 150.000 Soldaten an der Grenze."),
    ),
    ("another number", figure(100_000), figure(127_000)),
    ("another claimant's rounding", figure(94_300), figure(94_000, "ukraine")),
    ("another claimant", figure(100_000), figure(100_000, claimant="ukraine")),
    ("a claim of a month later", figure(100_000), figure(100_000, day=later(30))),
    ("what is counted", figure(100), figure(100, unit="aircraft")),
    (
        "promised for other days",
        promise("Die Antwort soll kommende Woche folgen.", NEXT_WEEK),
        promise("Die Antwort soll kommende Woche folgen.", ("2022-02-07", "2022-02-13")),
    ),
    (
        "promised with one word alike by chance",
        promise("Kommende Woche soll es weitergehen.", NEXT_WEEK),
        promise("weitere Flugzeuge nach Norwegen zu schicken"),
    ),
    (
        "promised by the same with the same object, and not alike otherwise",
        promise("Die USA wollen Soldaten nach Norwegen verlegen.", NEXT_WEEK),
        promise("Die USA wollen mit Schweden über Soldaten sprechen.", NEXT_WEEK),
    ),
    (
        "promised in another amount",
        promise("Die USA wollen 3000 Soldaten nach Norwegen schicken.", NEXT_WEEK),
        promise("Die USA wollen 1700 Soldaten nach Norwegen schicken.", NEXT_WEEK),
    ),
    (
        "promised by a verb of like beginning",
        promise("Die USA wollen das Abkommen unterzeichnen.", NEXT_WEEK),
        promise("Die USA wollen die Partner unterstützen.", NEXT_WEEK),
    ),
]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_reports_of_one_event_are_known_as_such(a: Told, b: Told) -> None:
    assert likeness(a, b) > 0
    assert likeness(a, b) == likeness(b, a)
    assert cluster({1: a, 2: b}) == [frozenset({1, 2})]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_reports_of_different_events_stay_apart(a: Told, b: Told) -> None:
    assert likeness(a, b) == likeness(b, a) <= 0
    assert len(cluster({1: a, 2: b})) == 2


def test_a_plan_for_some_day_of_a_month_is_kept_on_one_of_its_days() -> None:
    roles = cast("aleksandar-vucic", "albin-kurti", "josep-borrell")
    plan = account(
        "meeting",
        (date(2023, 5, 1), date(2023, 5, 31)),
        date(2023, 3, 19),
        place=None,
        roles=roles,
        values={"format": "talks", "status": "planned"},
    )
    assert likeness(plan, meeting(day=date(2023, 5, 2), place="bruessel", roles=roles)) > 0


def test_soldiers_who_are_to_be_sent_are_those_who_are_being_sent() -> None:
    assert likeness(figure(700, change="sent"), figure(700, change="planned", day=later(3))) > 0
    assert likeness(figure(700, change="sent"), figure(700, change="killed", day=later(3))) <= 0


def test_a_missions_soldiers_are_the_organisations() -> None:
    ours, theirs = ([("actor", key)] for key in ("kfor", "nato"))
    facts: dict[str, Any] = {
        "low": 30,
        "high": 30,
        "unit": "personnel",
        "change": "wounded",
        "qualifier": "exact",
    }
    assert (
        likeness(told("troop_figure", roles=ours, **facts), told("troop_figure", roles=theirs, **facts)) > 0
    )


def test_an_undated_report_joins_the_nearer_of_two_events_and_never_ties_them_together() -> None:
    first, second = meeting(), meeting(day=FRIDAY - timedelta(days=3))
    undated = meeting(dated=False, day=FRIDAY + timedelta(days=1))
    groups = cluster({1: first, 2: second, 3: undated})
    assert sorted(map(sorted, groups)) == [[1, 3], [2]]


def test_people_of_whom_nobody_knows_for_whom_they_act_may_act_for_any_state() -> None:
    strangers = meeting(roles=cast("anna-berg", "ola-nordmann"), place="genf")
    assert likeness(strangers, meeting(roles=cast("norwegen", "schweden"), place="genf")) > 0
    assert likeness(strangers, meeting(roles=cast("norwegen", "schweden"))) == 0
    assert likeness(strangers, meeting(roles=cast("antony-blinken", "sergej-lawrow"), place="genf")) < 0


def test_a_single_name_joins_where_only_one_event_comes_into_question() -> None:
    with_lawrow, lonely = meeting(), meeting(roles=cast("antony-blinken"))
    with_baerbock = meeting(roles=cast("antony-blinken", "annalena-baerbock"))
    assert len(cluster({1: with_lawrow, 2: lonely})) == 1
    assert len(cluster({1: with_lawrow, 2: lonely, 3: with_baerbock})) == 3


reports = st.lists(
    st.builds(
        meeting,
        day=st.dates(FRIDAY, FRIDAY + timedelta(days=5)),
        dated=st.booleans(),
        place=st.sampled_from([None, "genf", "berlin"]),
        format=st.sampled_from(["talks", "call", "summit"]),
        roles=st.lists(
            st.sampled_from(
                [("participant", name) for name in ("antony-blinken", "sergej-lawrow", "usa", "russland")]
            ),
            min_size=1,
            unique=True,
        ),
    ),
    min_size=1,
    max_size=8,
)


@given(reports, st.randoms())
def test_the_order_of_arrival_never_matters(given_reports: list[Told], random: Any) -> None:
    numbered = dict(enumerate(given_reports))
    shuffled = list(numbered.items())
    random.shuffle(shuffled)
    assert set(cluster(numbered)) == set(cluster(dict(shuffled)))


days = st.dates(FRIDAY - timedelta(days=60), FRIDAY + timedelta(days=60))
dated = st.one_of(
    st.just((None, None)),
    days.map(lambda one: (one, one)),
    st.tuples(days, st.integers(1, 31)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))),
    days.map(lambda one: (one, None)),
    days.map(lambda one: (None, one)),
)
actors = st.sampled_from(["antony-blinken", "sergej-lawrow", "usa", "russland", "nato-russland-rat", "nato"])
given_meetings = st.tuples(
    dated,
    days,
    st.sampled_from([None, "genf", "moskau", "russland", "kreml"]),
    st.lists(actors, max_size=3, unique=True),
    st.sampled_from(["talks", "call", "summit", "visit", "session", "conference"]),
    st.sampled_from(["held", "planned", "proposed", "cancelled", "ongoing"]),
)


@given(given_meetings, given_meetings)
def test_what_may_be_one_event_is_looked_for_where_it_is_stored(one: Any, other: Any) -> None:
    a, b = (
        account(
            "meeting",
            days,
            published,
            place=place,
            roles=cast(*names),
            values={"format": form, "status": status},
        )
        for days, published, place, names, form, status in (one, other)
    )
    (first, last), published = other[0], other[1]
    if likeness(a, b) > 0:
        assert blocks_of(a) & blocks_of(b)
        earliest, latest = days_around(a)
        assert earliest <= (first or last or published) <= latest
