"""Loading the sample dossier: once, and to its end even after an interruption."""

from __future__ import annotations

from itertools import islice

import pytest

from articles.models import Article
from timeline.models import Crisis, Extraction
from timeline.sample import load

pytestmark = pytest.mark.django_db


def test_an_interrupted_load_goes_on_where_it_stopped_and_loads_nothing_twice() -> None:
    assert load(lambda entries: islice(entries, 3)) == 3
    Crisis.objects.get().actors.clear()
    assert load(lambda entries: islice(entries, 5)) == 2
    assert Article.objects.count() == Extraction.objects.count() == 5
    assert Crisis.objects.get().actors.exists()
