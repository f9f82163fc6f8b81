"""Articles by their address: stored, asked for again only if changed, marked when gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles import fetch as fetching
from articles.fetch import Fetcher, FetchError
from articles.ingest import store_fetched
from articles.models import Article
from tests.publisher import HTML, Publisher

pytestmark = pytest.mark.django_db
TEXT = (
    "Der Hafen von Bergen bleibt bis zum Wochenende geschlossen, wie die Verwaltung am Freitag mitteilte. "
    "Grund sind die Wellen, die seit der Nacht gegen die Mole schlagen und zwei Boote losgerissen haben."
)
DOCUMENT = f"""<!doctype html><html lang="de"><head><title>Hafen bleibt zu</title>
<meta property="og:site_name" content="Hafenblatt">
<meta property="article:published_time" content="2022-01-21T17:04:00+01:00"></head>
<body><article><h1>Hafen bleibt zu</h1><p>{TEXT}</p><p>{TEXT[::-1].title()}</p></article></body></html>""".encode()


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    server = Publisher()
    monkeypatch.setattr(fetching, "_fetcher", Fetcher(server, sleep=lambda seconds: None))
    yield server
    server.close()


def serve(publisher: Publisher, document: bytes = DOCUMENT) -> None:
    publisher.answers["/hafen"] = lambda headers: (
        (304, {}, b"") if headers.get("If-None-Match") == '"1"' else (200, HTML | {"ETag": '"1"'}, document)
    )


def test_an_address_becomes_an_article(publisher: Publisher) -> None:
    serve(publisher)
    assert store_fetched(publisher.url("/hafen")).outcome == "new"
    article = Article.objects.get()
    assert article.title == "Hafen bleibt zu"
    assert article.url == f"https://publisher.example:{publisher.port}/hafen"
    assert article.source.name == "Hafenblatt"


def test_an_unchanged_page_is_not_sent_twice(publisher: Publisher) -> None:
    serve(publisher)
    store_fetched(publisher.url("/hafen"))
    assert store_fetched(publisher.url("/hafen")).outcome == "unchanged"
    assert publisher.requests[-1][1]["If-None-Match"] == '"1"'


def test_a_page_that_is_gone_withdraws_its_article_and_keeps_it(publisher: Publisher) -> None:
    serve(publisher)
    store_fetched(publisher.url("/hafen"))
    publisher.answers["/hafen"] = (410, HTML, b"")
    assert store_fetched(publisher.url("/hafen")).outcome == "withdrawn"
    article = Article.objects.get()
    assert (article.status, article.current_revision.title) == ("withdrawn", "Hafen bleibt zu")


def test_a_page_that_never_was_there_is_an_error(publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="gibt es nicht mehr"):
        store_fetched(publisher.url("/fehlt"))
    assert not Article.objects.exists()
