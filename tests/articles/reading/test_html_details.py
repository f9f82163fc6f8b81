"""Single witnesses and how they are weighed, on pages as short as can be."""

import json

import pytest

from articles.reading import Page, read_html
from articles.reading.wording import load_hints

TEXT = "<p>Die Minister haben sich am Abend auf einen Fahrplan verständigt.</p><p>Im Mai treffen sie sich wieder, hieß es.</p>"


def page(head: str = "", body: str = f"<h1>Gipfel in Riga heute</h1>{TEXT}", **options) -> Page:
    return read_html(f"<html><head>{head}</head><body><main>{body}</main></body></html>", **options)


def linked(**node) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


TIMES = [
    (linked(datePublished="2023-03-09T16:04:00Z"), "2023-03-09T17:04:00+01:00"),
    (linked(datePublished="2023-03-09") + meta("date", "2023-03-09T17:04:00"), "2023-03-09T17:04:00+01:00"),
    (
        linked(datePublished="2023-03-09T17:04:00Z") + meta("date", "2023-03-09T17:04:00+01:00"),
        "2023-03-09T17:04:00+01:00",
    ),
    (
        linked(datePublished="2023-03-09T17:04:00Z") + meta("date", "2023-03-09T18:04:00+01:00"),
        "2023-03-09T18:04:00+01:00",
    ),
    (meta("article:published_time", "2023-03-09T17:04:00+0100"), "2023-03-09T17:04:00+01:00"),
    (meta("date", "kein Datum") + meta("dc.date", "2023-03-09 17:04"), "2023-03-09T17:04:00+01:00"),
    (linked(dateModified="2023-03-09T17:04:00+01:00"), "2023-03-09T17:04:00+01:00"),
]


@pytest.mark.parametrize(("head", "expected"), TIMES)
def test_the_time_of_publication_is_weighed_from_all_that_name_one(head, expected):
    read = page(head)
    assert (read.published_at.isoformat(), read.has_time) == (expected, True)


SHOWN_TIMES = [
    "<p class='date'>Stand: 09.03.2023, 17:04 Uhr</p>",
    "<div>9. März 2023 um 17:04 Uhr | Eva Probe</div>",
    "<div>Do 09.03.23 | 17:04 Uhr | Von Eva Probe</div>",
    "<time datetime='2023-03-09T16:04Z'>vor drei Stunden</time>",
    "<p>Veröffentlicht am 09.03.2023 um 17.04 Uhr</p><p>Aktualisiert am 10.03.2023 um 8.00 Uhr</p>",
]


@pytest.mark.parametrize("line", SHOWN_TIMES)
def test_where_the_metadata_is_silent_the_shown_time_counts(line):
    read = page(body=f"<h1>Gipfel in Riga heute</h1>{line}{TEXT}")
    assert read.published_at.isoformat() == "2023-03-09T17:04:00+01:00"
    assert "09.03" not in read.text
    assert "März 2023" not in read.text


def test_a_change_counts_only_after_the_publication():
    published = {"datePublished": "2023-03-09T17:04:00+01:00"}
    assert page(linked(**published, dateModified="2023-03-09T17:04:00+01:00")).changed_at is None
    assert page(linked(**published, dateModified="2023-03-10T08:00:00+01:00")).changed_at is not None


AUTHORS = [
    (linked(author="Eva Probe"), ("Eva Probe",), ()),
    (linked(author=["Eva Probe", {"name": "dpa"}]), ("Eva Probe",), ("dpa",)),
    (linked(author={"@type": "Person", "givenName": "Eva", "familyName": "Probe"}), ("Eva Probe",), ()),
    (linked(author={"name": ["Eva Probe", "Jan Muster"]}), ("Eva Probe", "Jan Muster"), ()),
    (linked(author={"name": "Von Eva Probe und Jan Muster, Riga"}), ("Eva Probe", "Jan Muster"), ()),
    (linked(author={"name": "Baltikum online"}) + meta("author", "Eva Probe"), ("Eva Probe",), ()),
    (meta("author", "Eva Probe") + meta("article:author", "https://example.org/eva"), ("Eva Probe",), ()),
    (linked(author={"name": "Redaktion"}), (), ("Redaktion",)),
]


@pytest.mark.parametrize(("head", "authors", "credits"), AUTHORS)
def test_authors_are_people_and_the_rest_are_credits(head, authors, credits):
    read = page(head)
    assert (read.authors, read.credits) == (authors, credits)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Von Eva Probe</p>",
        "<div class='author'>Eva Probe</div>",
        "<address>Ein Bericht von Eva Probe, Riga</address>",
        "<p>09.03.2023 • Eva Probe • 3 Minuten</p>",
    ],
)
def test_a_shown_byline_names_the_author_and_is_no_text(line):
    read = page(body=f"<h1>Gipfel in Riga heute</h1>{line}{TEXT}")
    assert read.authors == ("Eva Probe",)
    assert "Eva Probe" not in read.text


TITLES = [
    (
        "<title>Gipfel in Riga heute | Baltikum</title>",
        "<h1>Gipfel in Riga heute</h1>",
        "",
        "Gipfel in Riga heute",
    ),
    (
        meta("og:site_name", "Baltikum heute") + "<title>Gipfel in Riga - Baltikum heute</title>",
        "",
        "",
        "Gipfel in Riga",
    ),
    (
        linked(headline="Gipfel in Riga heute"),
        "<h1>Treffen: Gipfel in Riga heute</h1>",
        "Treffen",
        "Gipfel in Riga heute",
    ),
    (
        linked(headline="Gipfel in Riga heute"),
        "<p class='kicker'>Treffen</p><h1>Gipfel in Riga heute</h1>",
        "Treffen",
        "Gipfel in Riga heute",
    ),
    (
        linked(headline="Treffen: Gipfel in Riga heute"),
        "<h2>Treffen</h2><h2>Gipfel in Riga heute</h2>",
        "Treffen",
        "Gipfel in Riga heute",
    ),
    (
        "",
        "<h1><span class='topline'>Treffen</span> Gipfel in Riga heute</h1>",
        "Treffen",
        "Gipfel in Riga heute",
    ),
    (
        linked(headline="Gipfel in Riga heute"),
        "<div class='x1'>Gipfel in Riga heute</div>",
        "",
        "Gipfel in Riga heute",
    ),
    (
        linked(headline="Gipfel &amp; Markt in Riga"),
        "<h1>Gipfel &amp; Markt in Riga</h1>",
        "",
        "Gipfel & Markt in Riga",
    ),
]


@pytest.mark.parametrize(("head", "headline", "kicker", "title"), TITLES)
def test_the_title_is_told_from_kicker_and_site(head, headline, kicker, title):
    read = page(head, headline + TEXT)
    assert (read.kicker, read.title) == (kicker, title)
    assert read.text.startswith("Die Minister")


NOT_TEXT = [
    "<p>Anzeige</p>",
    "<p>Foto: Eva Probe/Baltikum heute</p>",
    "<div class='newsletter'><p>Jeden Morgen die Nachrichten aus dem Baltikum in Ihrem Postfach.</p></div>",
    "<p>Melden Sie sich hier für unseren Newsletter an.</p>",
    "<p><a href='/x'>Mehr zum Thema: Die Häfen und ihre Geschichte</a></p>",
    "<p>Lesen Sie auch: <a href='/x'>Die Häfen und ihre Geschichte</a></p>",
    "<ul><li><a href='/x'>Die Häfen und ihre Geschichte</a></li><li><a href='/y'>Wer in Riga regiert</a></li></ul>",
    "<div><div><h3><a href='/x'>Die Häfen</a></h3></div><p>Warum um sie so lange gestritten wird und wer daran verdient.</p></div>",
    "<p style='display: none'>Ein versteckter Satz, der niemandem gezeigt wird, steht hier.</p>",
    "<figure><figcaption>Der Hafen von Riga, wie er am Morgen aussieht.</figcaption></figure>",
    "<p>An dieser Stelle finden Sie einen externen Inhalt von YouTube.</p>",
    "<div class='comments'><p>Das habe ich doch schon vor Jahren gesagt, aber es hört ja keiner.</p></div>",
]


@pytest.mark.parametrize("markup", NOT_TEXT)
def test_what_stands_between_the_paragraphs_is_no_text(markup):
    read = page(
        body=f"<h1>Gipfel in Riga heute</h1>{TEXT}{markup}<p>Damit endet ein langer Streit um die Häfen im Osten.</p>"
    )
    assert [len(read.paragraphs), read.paragraphs[-1].text[:5]] == [3, "Damit"]


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote>Wer den Handel will, muss auch die Kontrollen wollen.</blockquote>",
        "<ul><li>Ein erster Punkt,</li></ul>",
        "<p>„Nein.“</p>",
    ],
)
def test_quotations_lists_and_short_answers_are_text(markup):
    read = page(
        body=f"<h1>Gipfel in Riga heute</h1>{TEXT}{markup}<p>Damit endet ein langer Streit um die Häfen im Osten.</p>"
    )
    assert len(read.paragraphs) == 4


def test_pointers_to_other_articles_keep_their_whole_address():
    read = page(
        body=f"<h1>Gipfel in Riga heute</h1>{TEXT}<p>Lesen Sie auch: <a href='/x?utm_source=a'>Die Häfen</a></p>",
        url="https://example.org/a",
    )
    assert [tuple(link) for link in read.related] == [("Die Häfen", "https://example.org/x")]


def test_a_text_that_only_the_metadata_holds_is_taken_from_there():
    told = "Die Minister haben sich am Abend auf einen Fahrplan verständigt. " * 10
    read = page(
        linked(headline="Gipfel in Riga heute", articleBody=f"{told}\n\nEnde."),
        "<h1>Gipfel in Riga heute</h1><p>Bitte JavaScript einschalten.</p>",
    )
    assert [paragraph.text for paragraph in read.paragraphs] == [told.strip(), "Ende."]


def test_the_language_is_the_pages_own():
    assert read_html(f"<html lang='en-GB'><h1>Gipfel in Riga heute</h1>{TEXT}").language == "en"
    assert read_html(f"<h1>Gipfel in Riga heute</h1>{TEXT}").language == "de"


def test_a_hint_may_drop_and_prefer_parts_of_a_hosts_pages(monkeypatch):
    hint = {
        "host": "example.org",
        "drop": ["//p[@class='rechner']"],
        "prefer": ["//div[@class='haupt']"],
        "reason": "Test",
    }
    monkeypatch.setattr("articles.reading.html.hints.load_hints", lambda: (hint,))
    body = f"<h1>Gipfel in Riga heute</h1><div class='haupt'>{TEXT}<p class='rechner'>Rechnen Sie selbst aus, was Ihre Reise kostet.</p></div><p>Noch ein Satz außerhalb.</p>"
    assert len(page(body=body, url="https://www.example.org/a").paragraphs) == 2
    assert len(page(body=body, url="https://andere.example/a").paragraphs) > 2


def test_the_shipped_hints_are_empty():
    assert load_hints() == ()
