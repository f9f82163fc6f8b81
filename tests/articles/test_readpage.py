import io
import json

import pytest
from django.core.management import call_command

PAGE = """<html lang="de"><head><title>Gipfel in Riga | Baltikum heute</title>
<meta property="og:site_name" content="Baltikum heute">
<meta property="article:published_time" content="2023-03-09T16:04:00Z"><meta name="author" content="Eva Probe"></head>
<body><article><h1>Gipfel in Riga</h1><p>Die Minister haben sich am Abend auf einen Fahrplan verständigt.</p>
<h2>Wie es weitergeht</h2><p>Im April treffen sich die Fachleute wieder, sagte eine Sprecherin.</p></article></body></html>"""


def run(monkeypatch, *lines: str) -> list[dict]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    out = io.StringIO()
    try:
        call_command("readpage", stdout=out)
    finally:
        answers = [json.loads(line) for line in out.getvalue().splitlines()]
        run.answers = answers
    return answers


def test_it_answers_a_page_with_its_article(monkeypatch):
    [answer] = run(monkeypatch, json.dumps({"id": "a", "html": PAGE, "url": None}))
    assert answer == {
        "id": "a",
        "title": "Gipfel in Riga",
        "kicker": None,
        "lead": None,
        "authors": ["Eva Probe"],
        "published_at": "2023-03-09T17:04:00+01:00",
        "language": "de",
        "paragraphs": [
            "Die Minister haben sich am Abend auf einen Fahrplan verständigt.",
            "Im April treffen sich die Fachleute wieder, sagte eine Sprecherin.",
        ],
        "headings": ["Wie es weitergeht"],
        "related": [],
    }


def test_it_keeps_the_order_and_goes_on_after_bad_lines(monkeypatch):
    lines = [
        "kein JSON",
        json.dumps({"id": 1}),
        json.dumps({"id": 2, "html": ""}),
        "[]",
        "",
        json.dumps({"id": 3, "html": PAGE}),
    ]
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, *lines)
    assert stopped.value.code == 1
    assert [answer["id"] for answer in run.answers] == [None, 1, 2, None, 3]
    assert ["error" in answer for answer in run.answers] == [True, True, True, True, False]


def test_no_input_is_no_error(monkeypatch):
    assert run(monkeypatch) == []
