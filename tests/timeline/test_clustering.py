"""Which reports tell of the same event."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronicle.clustering import cluster
from timeline.chronicle.matching import COMPARED, Told, likeness

FRIDAY = date(2022, 1, 21)


def told(
    kind: str, *, day: date = FRIDAY, dated: bool = True, place: str | None = None, **values: Any
) -> Told:
    """Return a report of two ministers' talks, or of what is asked for."""
    roles = values.pop("roles", [("participant", "blinken"), ("participant", "lawrow")])
    return Told(
        kind,
        day if dated else None,
        day if dated else None,
        day,
        place,
        True,
        frozenset(roles),
        tuple((slot, values.get(slot)) for slot in COMPARED[kind]),
    )


def meeting(**values: Any) -> Told:
    return told("meeting", **{"format": "talks", **values})


def statement(words: str, speaker: str = "blinken", **values: Any) -> Told:
    return told("statement", words=words, roles=[("speaker", speaker)], **values)


def figure(low: int, claimant: str = "usa", **values: Any) -> Told:
    roles = [("actor", "russland"), ("claimant", claimant)]
    return told("troop_figure", low=low, high=low, unit="personnel", change="present", roles=roles, **values)


SAME = [
    ("a detail is missing", meeting(place="genf"), meeting()),
    ("no day is given", meeting(), meeting(dated=False, day=FRIDAY + timedelta(days=1))),
    (
        "one names more people",
        meeting(),
        meeting(roles=[("participant", p) for p in ("blinken", "lawrow", "sherman")]),
    ),
    (
        "told in almost the same words",
        statement("Wir antworten nächste Woche schriftlich."),
        statement("Wir antworten schriftlich nächste Woche"),
    ),
    ("the figure is repeated", figure(100_000), figure(100_000, day=FRIDAY + timedelta(days=3))),
]
DIFFERENT = [
    ("another day", meeting(), meeting(day=FRIDAY + timedelta(days=1))),
    ("another town", meeting(place="genf"), meeting(place="berlin")),
    ("a call is no visit", meeting(), meeting(format="call")),
    ("other people", meeting(), meeting(roles=[("participant", "macron"), ("participant", "putin")])),
    (
        "only one in common, nothing else",
        meeting(),
        meeting(format="visit", roles=[("participant", "blinken"), ("participant", "baerbock")]),
    ),
    (
        "another speaker",
        statement("Wir antworten schriftlich."),
        statement("Wir antworten schriftlich.", "lawrow"),
    ),
    ("other words", statement("Wir antworten schriftlich."), statement("Ein Angriff hätte Folgen.")),
    ("another number", figure(100_000), figure(127_000)),
    ("another claimant", figure(100_000), figure(100_000, claimant="ukraine")),
    ("a claim of a month later", figure(100_000), figure(100_000, day=FRIDAY + timedelta(days=30))),
]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_reports_of_one_event_are_known_as_such(a: Told, b: Told) -> None:
    assert likeness(a, b) > 0
    assert likeness(a, b) == likeness(b, a)
    assert cluster({1: a, 2: b}) == [frozenset({1, 2})]


@pytest.mark.parametrize(("a", "b"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_reports_of_different_events_stay_apart(a: Told, b: Told) -> None:
    assert likeness(a, b) == likeness(b, a) == 0
    assert len(cluster({1: a, 2: b})) == 2


def test_an_undated_report_joins_the_nearer_of_two_events_and_never_ties_them_together() -> None:
    first, second = meeting(), meeting(day=FRIDAY + timedelta(days=3))
    undated = meeting(dated=False, day=FRIDAY + timedelta(days=1))
    groups = cluster({1: first, 2: second, 3: undated})
    assert sorted(map(sorted, groups)) == [[1, 3], [2]]


reports = st.lists(
    st.builds(
        meeting,
        day=st.dates(FRIDAY, FRIDAY + timedelta(days=5)),
        dated=st.booleans(),
        place=st.sampled_from([None, "genf", "berlin"]),
        format=st.sampled_from(["talks", "call", "summit"]),
        roles=st.lists(
            st.sampled_from([("participant", name) for name in ("blinken", "lawrow", "baerbock")]),
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
