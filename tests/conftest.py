"""What all tests share: a database of their own, and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

pytest_plugins = ["tests.browsing"]

hypothesis.settings.register_profile("untimed", deadline=None)  # no test decides by the clock
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Give this test process a clone of the migrated database, in place of pytest-django's own set-up."""
    from tests.databases import drop_test_database, make_test_database

    with django_db_blocker.unblock():
        name = make_test_database()
    yield
    with django_db_blocker.unblock():
        drop_test_database(name)
