"""A crisis and an article of it, for tests of the API."""

import pytest

from tests.factories import make_article, make_crisis


@pytest.fixture
def crisis():
    return make_crisis(title="Die Krise am Fluss", title_en="The crisis at the river")


@pytest.fixture
def article(crisis):
    return make_article(crisis=crisis, url="https://elbpost.example/genf")
