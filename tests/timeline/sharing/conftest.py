"""An event to share, for tests of shared views."""

import pytest

from tests.factories import make_crisis, make_entity, make_meeting


@pytest.fixture
def event():
    return make_meeting(make_entity("Anna Bär"), crisis=make_crisis())
