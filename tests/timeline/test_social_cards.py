"""The cards that social networks show of our pages."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.factories import make_crisis, make_entity, make_meeting, make_statement
from timeline import sharing, social
from timeline.filters import Filters
from timeline.models import Event, ShareLink
from timeline.picture.canvas import FOCUS
from timeline.picture.raster import RasterBusyError
from timeline.views import social as views

TIMELINE = "/crises/testkrise/"
LONG = "Was Annalena Öztürk-Šafránková und Wladimir Œuvre in Sankt Petersburg über Getreide, Gas und Grenzen verhandelten"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
room = social.WIDTH - 2 * social.EDGE


@pytest.fixture
def event(db):
    cache.clear()
    return make_meeting(
        make_entity("Anna Bär"), crisis=make_crisis(title="Testkrise", title_en="Test crisis")
    )


@pytest.fixture
def link(event):
    snapshot = sharing.freeze(make_crisis(), Filters())
    return ShareLink.objects.create(crisis=make_crisis(), title="Geteilt", snapshot=snapshot)


# What stands on a card


@pytest.mark.parametrize("title", ["Genf", LONG, WORD, LONG * 3, "M" * 200, "", "–", "Čaputová", "中文" * 90])
def test_a_title_of_any_length_fits_the_card(title):
    size, lines = social.fit(title, room)
    assert len(lines) <= dict(social.SIZES)[size]
    assert all(social.length(line, size) <= room for line in lines)


@pytest.mark.parametrize("title", ["Genf", LONG])
def test_a_usual_title_is_not_cut(title):
    assert " ".join(social.fit(title, room)[1]) == title


def test_a_long_word_is_broken_and_not_lost():
    assert "".join(social.wrap(WORD, 60, room)) == WORD


@pytest.mark.parametrize("title", ["WMÄ " * 60, "m" * 90, "Ukraine-Krise 2021/22: " * 6, "EÉÈ" * 40])
def test_no_letter_reaches_the_edge_of_the_card(title):
    drawn = social.card_svg(social.Poster("", title, "", ""))
    edge = f'<rect x="{social.WIDTH - 40}" y="12" width="40" height="600" fill="#fbfaf6"/></svg>'
    assert drawn.count('class="heading') > 1
    assert social.png(drawn, 600) == social.png(drawn.removesuffix("</svg>") + edge, 600)


def test_what_a_title_holds_is_escaped():
    svg = social.card_svg(social.Poster("<b>", "A & B <script>", '"', ""))
    assert "A &amp; B &lt;script&gt;" in svg
    assert "<script>" not in svg


def test_the_subject_of_a_card_stands_out_where_there_is_one():
    drawing = '<svg height="90" data-width="612"><g class="met{}"/></svg>'
    assert social.FADED in social.card_svg(social.Poster("", "Genf", "", drawing.format(f" {FOCUS}")))
    assert social.FADED not in social.card_svg(social.Poster("", "Genf", "", drawing.format("")))


def test_the_picture_fades_only_where_it_is_cut():
    drawing = '<svg height="{}" data-width="612"><path d="M1 1h1"/></svg>'
    tall, flat = (social.card_svg(social.Poster("", "Genf", "", drawing.format(h))) for h in (900, 90))
    assert 'id="fade"' in tall
    assert 'id="fade"' not in flat


@pytest.mark.parametrize(("few", "query", "drawn"), [(60, "", 2), (1, "", 1), (1, "?kind=statement", 1)])
def test_the_card_of_many_events_shows_their_meetings(client, event, monkeypatch, few, query, drawn):
    make_statement(make_entity("Anna Bär"), crisis=make_crisis())
    monkeypatch.setattr(views, "FEW", few)
    posters = []
    monkeypatch.setattr(views, "draw_card", lambda poster: posters.append(poster) or b"")
    client.get(f"{TIMELINE}card.png{query}")
    assert posters[0].drawing.count("<a ") == drawn
    assert ('class="dots"' in posters[0].drawing) == (drawn == 2 or "statement" in query)


# Cards of pages


def test_views_links_and_events_have_a_card_of_the_right_size(client, link, event):
    for page in (TIMELINE, f"{TIMELINE}?kind=statement", link.get_absolute_url(), event.get_absolute_url()):
        path, _mark, query = page.partition("?")
        response = client.get(f"{path}card.png?{query}")
        assert response["Content-Type"] == "image/png"
        assert int.from_bytes(response.content[16:20]) == 1200
        assert int.from_bytes(response.content[20:24]) == 630
        assert not response.cookies


def test_cards_differ_by_view_and_language(client, link, event):
    addresses = [
        f"{TIMELINE}card.png",
        f"{TIMELINE}card.png?kind=meeting",
        f"{TIMELINE}card.png?lang=en",
        f"{link.get_absolute_url()}card.png",
        f"{event.get_absolute_url()}card.png",
    ]
    assert len({client.get(address).content for address in addresses}) == len(addresses)


def test_a_card_is_drawn_once_until_something_changes(client, event, monkeypatch):
    drawn = []
    monkeypatch.setattr(views, "draw_card", lambda poster: drawn.append(poster) or b"card")
    for query in ("", "", "?order=&page=7", "?nonsense=1"):
        client.get(f"{TIMELINE}card.png{query}")
    assert len(drawn) == 1
    Event.objects.filter(pk=event.pk).update(review="accepted")
    client.get(f"{TIMELINE}card.png")
    assert len(drawn) == 2


def test_who_has_the_card_is_told_that_it_is_unchanged(client, event, monkeypatch):
    etag = client.get(f"{TIMELINE}card.png")["ETag"]
    monkeypatch.setattr(views, "draw_card", None)
    cache.clear()
    response = client.get(f"{TIMELINE}card.png", headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")


def test_no_client_has_more_cards_drawn_in_a_minute_than_there_is_time_for(client, event, monkeypatch):
    monkeypatch.setattr(views, "CARDS_A_MINUTE", 1)
    monkeypatch.setattr(views, "draw_card", lambda poster: b"card")
    assert client.get(f"{TIMELINE}card.png?kind=meeting").status_code == 200
    response = client.get(f"{TIMELINE}card.png?kind=statement")
    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert client.get(f"{TIMELINE}card.png?kind=meeting").status_code == 200  # kept
    assert client.get(f"{TIMELINE}card.png?kind=statement", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_where_too_many_pictures_are_drawn_a_card_asks_to_come_again(client, event, monkeypatch):
    def draw(poster):
        raise RasterBusyError

    monkeypatch.setattr(views, "draw_card", draw)
    response = client.get(f"{TIMELINE}card.png")
    assert (response.status_code, response["Retry-After"]) == (503, "60")


@pytest.mark.parametrize("field", ["revoked_at", "expires_at"])
def test_a_link_that_is_gone_has_no_card(client, link, field):
    ShareLink.objects.update(**{field: timezone.now() - timedelta(seconds=1)})
    assert client.get(f"{link.get_absolute_url()}card.png").status_code == 404


def test_events_that_readers_do_not_see_have_no_card(client, event):
    Event.objects.update(review="rejected")
    assert client.get(f"{event.get_absolute_url()}card.png").status_code == 404
    assert client.get("/crises/nowhere/card.png").status_code == 404


@pytest.mark.django_db
def test_the_card_of_an_event_that_went_up_in_another_is_the_others(client, event):
    gone = make_meeting(merged_into=event)
    assert (
        client.get(f"{gone.get_absolute_url()}card.png")["Location"] == f"{event.get_absolute_url()}card.png"
    )


@pytest.mark.django_db
def test_an_empty_crisis_and_an_event_without_a_crisis_have_cards(client):
    make_crisis("leere-krise")
    lonely = make_meeting(make_entity("Anna Bär"))
    for page in ("/crises/leere-krise/", lonely.get_absolute_url()):
        assert client.get(f"{page}card.png").status_code == 200


def test_pages_name_their_cards(client, link, event):
    for page in (f"{TIMELINE}?kind=meeting", link.get_absolute_url(), event.get_absolute_url()):
        path, mark, query = page.partition("?")
        text = " ".join(client.get(page).text.split())
        assert f'<meta property="og:image" content="http://testserver{path}card.png{mark}{query}">' in text
        assert '<meta property="og:image:width" content="1200">' in text
        assert '<meta property="og:image:height" content="630">' in text
        assert re.search(r'<meta property="og:image:alt" content="Karte der Krisenchronik: \w', text)
        assert '<meta name="twitter:card" content="summary_large_image">' in text


def test_english_pages_name_english_cards(client, event):
    client.cookies["django_language"] = "en"
    assert "card.png?kind=meeting&amp;lang=en" in client.get(f"{TIMELINE}?kind=meeting").text
