"""Whatever is in a page, the reader reads or refuses it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import ReadingError, read, read_html

PIECES = [
    "<h1>", "</h1>", "<h2>Gipfel in Riga</h2>", "<p>", "</p>", "<div class='teaser'>", "</div>", "<ul><li>", "</ul>",
    "<a href='/x'>", "<a href='http://['>", "</a>", "<br><br>", "<article>", "</article>", "<aside>", "<blockquote>", "<time datetime='2023'>",
    "<time datetime='2023-03-09T25:61'>17:04 Uhr", "<span class=kicker>", "Die Minister einigten sich am Abend auf einen Fahrplan.",
    "Von Eva Probe", "Stand: 31.02.2023", "9. März 2023, 17:04 Uhr", "Kommentare", "Mehr zum Thema", "(dpa)", "\x00", "\ud800", "\u202e", "&#x110000;",
    "<script type='application/ld+json'>", '{"@type":"NewsArticle","headline":7,"author":[[{"name":{}}]],"datePublished":{"@value":"x"}}',
    '{"@graph":[{"@id":"a","@type":["LiveBlogPosting"],"liveBlogUpdate":[{"datePublished":"2023-03-09"},7,null]}]}', "</script>", "<!--", "-->", "<![CDATA[", "<?php", "<svg>", "<math>",
    "<template>", "<frameset>", "<meta name=author content=','>", "<meta property='og:title' content=' | '>", "<title>-</title>", "<base href='//'>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40))
def test_any_heap_of_markup_is_read_or_refused(pieces):
    with suppress(ReadingError):
        page = read_html("".join(pieces), url="https://example.org/a")
        assert page.title
        assert page.text.strip()


@given(st.binary(max_size=2000))
def test_any_bytes_said_to_be_a_page_are_read_or_refused(data):
    with suppress(ReadingError):
        read(b"<html><h1>Gipfel in Riga</h1><p>" + data, content_type="text/html")


@pytest.mark.parametrize("count", [2_000, 30_000])
def test_a_flood_of_attributes_does_not_hide_the_article(count):
    flood = " ".join(f'a{number}="<{number}>"' for number in range(count))
    page = read_html(
        f"<div {flood}><h1>Gipfel in Riga</h1><p>Die Minister einigten sich am Abend auf einen Plan.</p></div>"
    )
    assert page.title == "Gipfel in Riga"


def test_deeply_nested_boxes_do_not_hide_the_article():
    page = read_html(
        "<div>" * 1_000 + "<h1>Gipfel in Riga</h1><p>Die Minister einigten sich am Abend auf einen Plan.</p>"
    )
    assert page.title == "Gipfel in Riga"
