"""A property-based tester asks the API whatever its own description allows, and what it forbids."""

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck

from config.wsgi import application
from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_figure,
    make_meeting,
    make_place,
    make_statement,
)
from timeline.api import throttling

# What no description can say: which crises, entities and sources there are, which cursors were given out, and that days are in order.
KNOWN = {"crisis": "testkrise", "source": "Elbpost", "entity": ["anna-bar"]}

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def _connection(db):
    """Keep the test's connection, which a web server would look after between two requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def _chronicle(_connection, monkeypatch):
    monkeypatch.setattr(throttling, "LIMIT", 1_000_000)
    crisis = make_crisis()
    anna = make_entity("Anna Bär")
    for number in range(3):
        article = make_article(crisis=crisis, url=f"https://elbpost.example/{number}")
        where = {"crisis": crisis, "article": article}
        make_meeting(anna, place=make_place(), **where)
        make_statement(anna, **where)
        make_figure(make_entity("Russland", "state"), claimant=anna, **where)
        make_announcement(anna, **where)


def name_what_is_there(case):
    query = {name: value for name, value in (case.query or {}).items() if name not in ("cursor", "until")}
    if "as_of" in query:
        query.pop("changed_since", None)
    if "as_of" in query or "changed_since" in query:
        query["crisis"] = "testkrise"
    case.query = {name: KNOWN.get(name, value) for name, value in query.items()}


@schema.parametrize()
@hypothesis.settings(
    max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@pytest.mark.usefixtures("_chronicle")
def test_the_api_keeps_to_its_description(case):
    if case.meta.generation.mode.is_positive:
        name_what_is_there(case)
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
