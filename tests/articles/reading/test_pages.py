"""Whole pages with text of our own: each folder of tests/pages holds a layout and what must be read out of it."""

import json
from pathlib import Path

import pytest

from articles.reading import Page, ReadingError, read, read_html

FOLDERS = sorted(path for path in (Path(__file__).parents[2] / "pages").iterdir() if path.is_dir())


def as_json(page: Page) -> dict:
    paragraphs = [
        [item.kind, item.text, *([item.published_at.isoformat()] if item.published_at else [])]
        for item in page.paragraphs
    ]
    return {
        "title": page.title,
        "kicker": page.kicker,
        "paragraphs": paragraphs,
        "byline": list(page.byline),
        "credits": list(page.credits),
        "published_at": page.published_at and page.published_at.isoformat(),
        "changed_at": page.changed_at and page.changed_at.isoformat(),
        "has_time": page.has_time,
        "language": page.language,
        "url": page.url,
        "related": [list(link) for link in page.related],
        "is_truncated": page.is_truncated,
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_page_is_read_as_a_person_reads_it(folder):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    assert as_json(read((folder / "source.html").read_bytes())) == expected


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<html></html>",
        "<p>",
        "<h1>Nur ein Titel</h1>",
        "<p>Nur ein Satz ohne Titel, der lang genug ist.</p>",
        "<nav><a href='/'>Start</a></nav>",
    ],
)
def test_a_page_without_an_article_is_refused(markup):
    with pytest.raises(ReadingError, match="Seite"):
        read_html(markup)


def test_what_a_page_says_is_never_run_or_fetched():
    page = read_html(
        "<h1>Gipfel in Riga heute</h1><p>Die Minister <script>alert(1)</script>einigten sich &lt;b&gt;schnell&lt;/b&gt;.</p>"
        "<p onclick='x()'>Am Abend <img src=x onerror=alert(1)>reisten alle wieder ab, sagte ein Sprecher.</p>"
    )
    assert [paragraph.text for paragraph in page.paragraphs] == [
        "Die Minister einigten sich <b>schnell</b>.",
        "Am Abend reisten alle wieder ab, sagte ein Sprecher.",
    ]


ARTICLE = (
    "<h1>Gipfel in Riga heute</h1><p>Die Minister haben sich am Abend auf einen Fahrplan verständigt.</p>"
)


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://www.baltikum.example/gipfel?utm_source=x", "https://www.baltikum.example/gipfel"),
        ("/gipfel", "https://m.baltikum.example/gipfel"),
        ("https://www.baltikum.example/", "https://m.baltikum.example/a/1"),
        ("https://andere.example.org/gipfel", "https://m.baltikum.example/a/1"),
        ("javascript:alert(1)", "https://m.baltikum.example/a/1"),
    ],
)
def test_a_page_may_name_its_address_on_its_own_site_only(canonical, expected):
    page = read_html(
        f'<link rel="canonical" href="{canonical}">{ARTICLE}', url="https://m.baltikum.example/a/1?ref=x"
    )
    assert page.url == expected
