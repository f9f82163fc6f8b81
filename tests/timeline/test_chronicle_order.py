"""The same articles give the same chronicle, in whatever order and by however many workers they come."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.timeline.stories import CRISIS, Count, Story, Talk, between, on, some_time, tell
from timeline.chronicle.accounts import told_by, with_details
from timeline.chronicle.clustering import cluster
from timeline.models import Event, Report

MINISTERS = ("antony-blinken", "sergej-lawrow")
PRESIDENTS = ("joe-biden", "wladimir-putin")
STORIES = (
    Story("https://a.example/1", (Talk(), Count(100_000, "usa")), source="Hafenblatt"),
    Story(
        "https://b.example/2",
        (Talk(place=None, minutes=90), Talk(PRESIDENTS, None, on(0), "call")),
        source="Bergbote",
    ),
    Story(
        "https://c.example/3",
        (Talk(days=between(-4, 2), status="planned"),),
        after=-6,
        source="Talpost",
    ),
    Story("https://d.example/4", (Talk(MINISTERS, None, some_time()), Count(100_000)), after=2),
    Story("https://e.example/5", (Talk(("usa", "russland"), "genf"),), after=1),
    Story(
        "https://f.example/6",
        (Talk(days=on(4)), Talk(("antony-blinken", "annalena-baerbock"), "berlin", on(-1))),
        after=4,
    ),
    Story(
        "https://g.example/7",
        (Talk(("annalena-baerbock",), "deutschland", on(-1), "visit"), Count(127_000, "ukraine")),
        source="Bergbote",
    ),
    Story(
        "https://h.example/8",
        (Talk(PRESIDENTS, None, some_time(), "talks", "planned"), Count(127_400, "ukraine", on(1), "exact")),
        after=-2,
    ),
    Story("https://i.example/9", (Talk(MINISTERS, None, some_time(), "talks", "cancelled"),), after=3),
    Story("https://j.example/10", (Talk(), Count(100_000, "usa")), source="Talpost", credits=("dpa",)),
    Story(
        "https://k.example/11",
        (Talk(PRESIDENTS, "genf", on(9), "summit", "planned"), Count(100_000, "john-kirby", on(3))),
        after=3,
    ),
    Story("https://l.example/12", (Talk(PRESIDENTS, None, some_time(), "summit", "planned"),), after=1),
)


def chronicle() -> str:
    """Return what the command prints."""
    out = StringIO()
    call_command("chronicle", crisis=CRISIS, stdout=out)
    return out.getvalue()


@pytest.fixture
def expected(db: None) -> str:
    with transaction.atomic():
        for story in STORIES:
            tell(story)
        printed = chronicle()
        transaction.set_rollback(True)
    return printed


@given(st.permutations(STORIES))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_arrival_never_changes_the_chronicle(expected: str, stories: list[Story]) -> None:
    with transaction.atomic():
        for story in stories:
            tell(story)
        printed = chronicle()
        transaction.set_rollback(True)
    assert printed == expected


@pytest.mark.django_db
def test_what_is_brought_together_step_by_step_is_what_all_reports_at_once_give() -> None:
    for story in STORIES:
        tell(story)
    reports = {report.pk: report for report in with_details(Report.objects.all())}
    by_event: dict[int | None, set[int]] = {}
    for report in reports.values():
        by_event.setdefault(report.event_id, set()).add(report.pk)
    at_once = [
        group
        for kind in Event.Kind
        for group in cluster({pk: told_by(report) for pk, report in reports.items() if report.kind == kind})
    ]
    assert {frozenset(group) for group in by_event.values()} == set(at_once)


@pytest.mark.django_db(transaction=True)
def test_four_workers_give_the_chronicle_that_one_gives() -> None:
    for story in STORIES:
        tell(story)
    expected = chronicle()
    call_command("flush", interactive=False, verbosity=0)

    def work(story: Story) -> None:
        try:
            tell(story)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, STORIES))
    assert chronicle() == expected
