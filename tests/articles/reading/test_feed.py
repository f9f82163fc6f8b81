import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import ReadingError
from articles.reading.feed import is_feed, read_feed

LONG = "Die Unterhändler haben sich auf einen Fahrplan verständigt, der bis in den Sommer reicht. " * 8

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Baltikum heute</title><link>https://example.org/</link><language>de-DE</language>
<item><title>H&#228;fen &amp;amp; Z&#246;lle</title><link>/haefen?utm_source=rss</link>
 <description>Ein &lt;b&gt;kurzer&lt;/b&gt; Anriss f&#252;r den Feed.</description>
 <pubDate>Thu, 09 Mar 2023 17:04:00 +0100</pubDate><dc:creator>Eva Probe, dpa</dc:creator></item>
<item><title>Gipfel in Riga</title><link>https://example.org/gipfel/</link><description>Was beschlossen wurde.</description>
 <content:encoded><![CDATA[<p>{LONG}</p><h2>Wie es weitergeht</h2><p>Im Mai folgt die n&auml;chste Runde. (dpa)</p>]]></content:encoded>
 <pubDate>Thu, 09 Mar 2023 16:04:00 GMT</pubDate></item>
<item><title>Ohne Adresse</title><description>Fehlt.</description></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://example.org/news/"><title>Baltikum heute</title>
<entry><title type="html">Treffen &lt;i&gt;geplant&lt;/i&gt;</title><link rel="alternate" href="treffen"/><id>urn:1</id>
<published>2023-03-09T16:04:00Z</published><updated>2023-03-10T08:00:00Z</updated><author><name>Eva Probe</name></author>
<summary>Die Minister wollen im April wieder sprechen.</summary></entry></feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Baltikum heute",
        "home_page_url": "https://example.org/",
        "language": "de",
        "items": [
            {"id": "1", "url": "/gipfel", "title": "Gipfel in Riga", "content_text": LONG + "\n\nEnde.", "date_published": "2023-03-09T17:04:00+01:00", "authors": [{"name": "Eva Probe"}]},
            {"id": "2", "title": 7, "url": None},
            "kein Eintrag",
        ],
    }
)  # fmt: skip


def test_rss_entries_become_articles_with_local_times():
    short, full = read_feed(RSS.encode(), url="https://example.org/feed.xml").pages
    assert (short.title, short.url) == ("Häfen & Zölle", "https://example.org/haefen")
    assert short.published_at.isoformat() == "2023-03-09T17:04:00+01:00"
    assert full.published_at == short.published_at
    assert (short.authors, short.credits) == (("Eva Probe",), ("dpa",))
    assert short.language == "de"


def test_a_summary_is_told_from_a_full_text():
    short, full = read_feed(RSS.encode(), url="https://example.org/feed.xml").pages
    assert short.is_truncated
    assert [tuple(paragraph[:2]) for paragraph in short.paragraphs] == [
        ("lead", "Ein kurzer Anriss für den Feed.")
    ]
    assert not full.is_truncated
    assert [paragraph.kind for paragraph in full.paragraphs] == ["lead", "text", "heading", "text"]
    assert full.paragraphs[-1].text == "Im Mai folgt die nächste Runde."


def test_atom_entries_are_read_with_base_and_markup():
    [page] = read_feed(ATOM.encode()).pages
    assert (page.title, page.url) == ("Treffen geplant", "https://example.org/news/treffen")
    assert page.changed_at.isoformat() == "2023-03-10T09:00:00+01:00"


def test_json_feeds_are_read():
    feed = read_feed(JSON_FEED.encode())
    [page] = feed.pages
    assert (feed.title, page.title, page.url) == (
        "Baltikum heute",
        "Gipfel in Riga",
        "https://example.org/gipfel",
    )
    assert not page.is_truncated


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("MEZ", "17:04+01:00"), ("", "17:04+01:00"), ("GMT", "18:04+01:00"), ("+0300", "15:04+01:00")],
)
def test_zones_are_read_as_named_and_local_where_none_is(zone, expected):
    feed = RSS.replace("17:04:00 +0100", f"17:04:00 {zone}")
    page = read_feed(feed.encode(), url="https://example.org/feed.xml").pages[0]
    assert page.published_at.isoformat() == f"2023-03-09T{expected.replace('+', ':00+')}"


def test_the_declared_encoding_of_a_feed_counts():
    feed = RSS.replace("UTF-8", "ISO-8859-1").replace("H&#228;fen", "Häfen").encode("iso-8859-1")
    assert read_feed(feed, url="https://example.org/").pages[0].title == "Häfen & Zölle"


@pytest.mark.parametrize(
    "data", [RSS.encode(), ATOM.encode(), JSON_FEED.encode(), b"\xef\xbb\xbf" + RSS.encode()]
)
def test_feeds_are_recognised(data):
    assert is_feed(data)


@pytest.mark.parametrize(
    "data", [b"", b"<html><p>rss", b"{}", b'{"items": []}', b"Gipfel in Riga", b"\x00\x01"]
)
def test_other_documents_are_no_feeds(data):
    assert not is_feed(data)
    with pytest.raises(ReadingError, match="Feed"):
        read_feed(data)


def test_entities_that_unfold_without_end_do_no_harm():
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>'
    assert read_feed(bomb.encode(), content_type="application/rss+xml").pages == ()


@given(st.binary(max_size=300))
def test_any_bytes_said_to_be_a_feed_are_read_or_refused(data):
    for start in (
        b"",
        b"<rss version='2.0'><channel><item>",
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
    ):
        try:
            read_feed(start + data, content_type="application/rss+xml")
        except ReadingError:
            continue
