"""`manage.py ingest` on what editors give it, good and bad."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from timeline.models import Crisis, Extraction

pytestmark = pytest.mark.django_db

REPORT = """Minister reden am Hafen

Hafenkonferenz endet ohne Ergebnis

21. Januar 2022 - 17:04 Uhr

Die Außenminister Norwegens und Schwedens haben am Freitag in Bergen über die Fischerei beraten. Das Treffen dauerte zwei Stunden.

Man wolle in der kommenden Woche weiterreden, hieß es am Abend.
"""


def ingest(*arguments: Any, **options: Any) -> tuple[str, str, int]:
    """Run the command; return its output, its errors and its exit code."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return out.getvalue(), err.getvalue(), code


def test_it_takes_in_a_text_and_extracts_it(tmp_path: Path) -> None:
    path = tmp_path / "bergen.txt"
    path.write_text(REPORT, encoding="utf-8")
    out, err, code = ingest(path, crisis="hafen", source="Hafenblatt")
    assert (out.strip(), err, code) == ("1 neu, 0 geändert, 0 unverändert, 0 fehlgeschlagen", "", 0)
    article = Article.objects.get()
    assert article.title == "Hafenkonferenz endet ohne Ergebnis"
    assert article.crises.get().slug == "hafen"
    assert Extraction.objects.filter(revision=article.current_revision).exists()


def test_the_same_input_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bergen.txt").write_text(REPORT, encoding="utf-8")
    ingest(tmp_path, crisis="hafen")
    out, _, code = ingest(tmp_path, crisis="hafen")
    assert out.strip() == "0 neu, 0 geändert, 1 unverändert, 0 fehlgeschlagen"
    assert code == 0
    assert Crisis.objects.count() == Article.objects.count() == 1


def test_broken_files_are_reported_and_never_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a-leer.txt").write_text("")
    (tmp_path / "b-binaer.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "c-gross.txt").write_bytes(b"wort " * 4_000_000)
    (tmp_path / "d-ohne-artikel.html").write_text(
        "<!doctype html><title>Leer</title><nav><a href=/>Start</a></nav>"
    )
    (tmp_path / "e-gut.txt").write_text(REPORT, encoding="utf-8")
    out, err, code = ingest(tmp_path)
    assert out.strip() == "1 neu, 0 geändert, 0 unverändert, 4 fehlgeschlagen"
    assert code == 1
    assert all(
        f"{name}" in err for name in ("a-leer.txt", "b-binaer.txt", "c-gross.txt", "d-ohne-artikel.html")
    )
    assert "unerwarteter Fehler" not in err


def test_a_missing_file_gets_a_clear_line(tmp_path: Path) -> None:
    _, err, code = ingest(tmp_path / "fehlt.txt")
    assert code == 1
    assert "fehlt.txt: Die Datei lässt sich nicht lesen" in err


def test_json_lines_are_articles_and_a_known_address_makes_a_revision(tmp_path: Path) -> None:
    line = {
        "id": "1",
        "url": "https://bote.example/a",
        "outlet": "Bergbote",
        "title": "Titel",
        "kicker": None,
        "text": "Erster Absatz.\n\nZweiter Absatz.",
        "published_at": "2022-01-21T17:04:00+01:00",
        "language": "de",
    }
    path = tmp_path / "archiv.jsonl"
    changed = line | {"text": "Erster Absatz.\n\nNeuer Absatz.", "published_at": "2022-01-22"}
    path.write_text("\n".join([json.dumps(line), "{kaputt", json.dumps(changed)]), encoding="utf-8")
    out, err, code = ingest(path)
    assert out.strip() == "1 neu, 1 geändert, 0 unverändert, 1 fehlgeschlagen"
    assert code == 1
    assert "archiv.jsonl:2: Die Zeile ist kein JSON" in err
    assert Article.objects.get().source.name == "Bergbote"


LINE = {"outlet": "Bergbote", "title": "Titel", "text": "Es regnet.", "published_at": "2022-01-21T17:04:00"}
BAD_LINES = [
    ({"text": ""}, "hat keinen Text"),
    ({"text": " \n\n \u200b"}, "hat keinen Text"),
    ({"text": ["Es regnet."]}, "„text“ ist kein Text"),
    ({"published_at": None}, "Kein Erscheinungsdatum"),
    ({"published_at": "gestern"}, "keine Zeit nach ISO 8601"),
    ({"published_at": 1642838400}, "keine Zeit nach ISO 8601"),
    ({"published_at": "0001-01-01T00:00:00+14:00"}, "kann kein Erscheinungsdatum sein"),
    ({"published_at": "9999-12-31T23:59:59+00:00"}, "kann kein Erscheinungsdatum sein"),
]
ODD_LINES = [
    {"published_at": "2022-01-21"},
    {"language": "tlh"},
    {"language": "x" * 300},
    {"title": None, "kicker": None, "outlet": None},
    {"title": "T" * 2000, "kicker": "K" * 2000, "outlet": "O" * 2000},
    {"text": "Es regnet \u0000 und \ud800 regnet."},
    {"authors": [1], "credits": "dpa"},
]


@pytest.mark.parametrize(("change", "message"), BAD_LINES)
def test_a_line_that_is_no_article_says_why_and_stops_nothing(
    tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    lines = [LINE | {"url": "https://bote.example/1"} | change, LINE | {"url": "https://bote.example/2"}]
    path = tmp_path / "archiv.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out, err, _ = ingest(path)
    assert out.strip() == "1 neu, 0 geändert, 0 unverändert, 1 fehlgeschlagen"
    assert "archiv.jsonl:1" in err
    assert message in err
    assert "unerwarteter Fehler" not in err


def test_odd_lines_are_taken_in_with_what_they_have(tmp_path: Path) -> None:
    lines = [
        {**LINE, "text": f"Es regnet zum {number}. Mal.", "url": f"https://bote.example/{number}", **change}
        for number, change in enumerate(ODD_LINES)
    ]
    path = tmp_path / "archiv.jsonl"
    path.write_text("\ufeff" + "\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    out, err, code = ingest(path, crisis="hafen")
    assert (err, code) == ("", 0)
    assert out.startswith(f"{len(ODD_LINES)} neu")


def test_json_lines_come_on_standard_input_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        json.dumps(LINE | {"text": f"Absatz {number}.", "url": f"https://b.example/{number}"})
        for number in range(30)
    ]
    given = io.TextIOWrapper(io.BytesIO(("\n" + "\n".join(lines)).encode()))
    monkeypatch.setattr("sys.stdin", given)
    monkeypatch.setattr("articles.inputs.MAX_BYTES", 1000)  # of one page; lines may be more together
    assert ingest("-", queue_only=True)[0].startswith("30 neu")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"crisis": "Krise am Meer"}, "taugt nicht als Kürzel"),
        ({"published_at": "gestern"}, "keine Zeit nach ISO 8601"),
    ],
)
def test_wrong_options_get_a_clear_line(tmp_path: Path, options: dict[str, str], message: str) -> None:
    flags = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    with pytest.raises(CommandError, match=message):
        call_command("ingest", str(tmp_path), *flags)


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Hafenblatt</title><link>https://hafenblatt.example/</link><language>de</language>
<item><title>Hafen bleibt zu</title><link>/hafen?utm_source=feed</link><pubDate>Fri, 21 Jan 2022 16:04:00 GMT</pubDate>
<description>Der Hafen von Bergen bleibt bis zum Wochenende geschlossen, sagte Anna.</description></item>
<item><title>Hafen wieder offen</title><link>/offen</link><pubDate>Mon, 24 Jan 2022 08:00:00 GMT</pubDate>
<description>Der Hafen von Bergen ist wieder offen, sagte Ben am Montag.</description></item>
</channel></rss>"""


def test_a_feeds_entries_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    out, err, code = ingest(path)
    assert (out.strip(), err, code) == ("2 neu, 0 geändert, 0 unverändert, 0 fehlgeschlagen", "", 0)
    assert ingest(path)[0].strip() == "0 neu, 0 geändert, 2 unverändert, 0 fehlgeschlagen"
    assert Article.objects.filter(url="https://hafenblatt.example/hafen", source__name="Hafenblatt").exists()
