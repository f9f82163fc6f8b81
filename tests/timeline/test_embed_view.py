"""Views in the frames of other sites, and what oEmbed says of them."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_statement
from timeline import sharing
from timeline.filters import Filters
from timeline.models import Event, ShareLink

pytestmark = pytest.mark.django_db
TIMELINE = "/crises/testkrise/"


@pytest.fixture
def event():
    crisis = make_crisis(title="Testkrise", title_en="Test crisis")
    return make_meeting(make_entity("Anna Bär"), crisis=crisis, article=make_article(), words="in Genf")


@pytest.fixture
def link(event):
    snapshot = sharing.freeze(make_crisis(), Filters(), [event.pk])
    return ShareLink.objects.create(crisis=make_crisis(), title="Geteilt & mehr", snapshot=snapshot)


@pytest.fixture
def frames(link):
    """Return the addresses of a living and of a frozen frame."""
    return [f"{TIMELINE}embed/", f"{link.get_absolute_url()}embed/"]


# Frames


def test_frames_show_events_picture_and_the_way_to_the_whole_view(client, frames):
    for address in frames:
        page = client.get(address).text
        assert "Treffen mit Anna Bär" in page
        assert '<figure class="drawing">' in page
        assert "Alles ansehen" in page


def test_any_site_may_show_frames_and_nothing_but_frames(client, frames, link):
    for address in frames:
        response = client.get(address)
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response
    others = [
        "/",
        TIMELINE,
        f"{TIMELINE}share/",
        link.get_absolute_url(),
        "/admin/login/",
        f"{TIMELINE}card.png",
    ]
    for address in others:
        response = client.get(address)
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_frames_keep_the_rest_of_the_strict_policy(client, frames):
    for address in frames:
        policy = client.get(address)["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_frames_set_no_cookies_and_stay_out_of_search_engines(client, frames):
    for address in frames:
        response = client.get(address)
        assert not response.cookies
        assert response["X-Robots-Tag"] == "noindex"
        assert "public" in response["Cache-Control"]


def test_links_leave_the_frame_but_its_pages_do_not(client, event):
    Event.objects.bulk_create(Event(kind="meeting") for _number in range(30))
    make_crisis().events.set(Event.objects.all())
    page = client.get(f"{TIMELINE}embed/?kind=meeting&order=oldest").text
    assert '<base target="_blank">' in page
    assert re.search(r'href="\?kind=meeting&amp;order=oldest&amp;page=2"\s+rel="next"\s+target="_self"', page)
    assert f'target="_self" href="#event-{event.pk}"' in page
    assert client.get(f"{TIMELINE}embed/?page=4").text.count("<article class=") == 1


def test_a_living_frame_follows_its_filter_and_the_chronicle(client, event):
    make_statement(make_entity("Ben Öz"), crisis=make_crisis())
    page = client.get(f"{TIMELINE}embed/?kind=statement").text
    assert "Ben Öz" in page
    assert f"#event-{event.pk}" not in page
    Event.objects.filter(kind="statement").update(review="rejected")
    assert "Keine Ereignisse in dieser Auswahl." in client.get(f"{TIMELINE}embed/?kind=statement").text


def test_a_frozen_frame_shows_highlights_and_outlives_its_events(client, link):
    Event.objects.all().delete()
    page = client.get(f"{link.get_absolute_url()}embed/").text
    assert "Höhepunkte" in page
    assert "Treffen mit Anna Bär" in page


def test_openings_in_frames_count(client, link):
    client.get(f"{link.get_absolute_url()}embed/")
    client.get(f"{link.get_absolute_url()}embed/?page=1")
    link.refresh_from_db()
    assert link.openings == 1


@pytest.mark.parametrize("field", ["revoked_at", "expires_at"])
def test_the_frame_of_a_link_that_is_gone_says_so(client, link, field):
    ShareLink.objects.update(**{field: timezone.now() - timedelta(seconds=1)})
    response = client.get(f"{link.get_absolute_url()}embed/")
    assert response.status_code == 410
    assert "Diese Ansicht wird nicht mehr geteilt." in response.text
    assert "Geteilt &amp; mehr" not in response.text
    assert "frame-ancestors *" in response["Content-Security-Policy"]


def test_the_language_of_a_frame_stands_in_its_address(client, frames):
    client.cookies["django_language"] = "en"
    for address in frames:
        german, english, unknown = (client.get(address, {"lang": lang}) for lang in ("de", "en", "xx"))
        assert (german["Content-Language"], english["Content-Language"]) == ("de", "en")
        assert '<html lang="en">' in english.text
        assert "eeting with Anna Bär" in english.text
        assert '<html lang="de">' in unknown.text
        assert '<html lang="de">' in client.get(address).text


@pytest.mark.parametrize("query", ["?page=99", "?page=x", "?since=nonsense", "?kind=%00", "?lang=%00"])
def test_whatever_the_address_says_the_frame_answers(client, frames, query):
    for address in frames:
        assert client.get(address + query).status_code == 200


def test_frames_of_unknown_crises_are_not_found(client):
    assert client.get("/crises/nowhere/embed/").status_code == 404


def test_the_code_that_is_offered_is_the_frame_with_a_script_whose_address_stays(client, event):
    page = unescape(client.get(f"{TIMELINE}share/?kind=meeting").text)
    code = re.search(r"<iframe .*?</script>", page, re.DOTALL)
    assert code
    frame, script = code[0].split("\n")
    assert 'loading="lazy"' in frame
    assert 'title="Testkrise"' in frame
    assert script == '<script src="http://testserver/static/js/fit.js" async></script>'
    assert script.replace("http://testserver", "https://chronik.example") in Path(
        "docs/embedding.md"
    ).read_text("utf-8")


def test_frames_explain_their_marks_and_carry_their_icon(client, frames):
    for address in frames:
        page = client.get(address).text
        assert '<ul class="key"' in page
        assert '<link rel="icon"' in page


# oEmbed


def ask(client, url, **more):
    return client.get("/oembed", {"url": url, **more})


def test_oembed_describes_the_frame_of_a_timeline(client, event):
    answer = ask(client, f"http://testserver{TIMELINE}?kind=meeting&order=newest").json()
    frame = "http://testserver/crises/testkrise/embed/?kind=meeting&amp;order=newest"
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert answer["title"] == "Testkrise: Treffen"
    assert answer["html"].startswith(
        f'<iframe src="{frame}" title="Testkrise: Treffen" width="720" height="640"'
    )
    assert (answer["width"], answer["height"]) == (720, 640)
    assert answer["provider_url"] == "http://testserver/"
    assert answer["thumbnail_url"] == "http://testserver/crises/testkrise/card.png?kind=meeting&order=newest"


def test_oembed_describes_the_frame_of_a_share_link(client, link):
    url = f"http://testserver{link.get_absolute_url()}"
    answer = ask(client, f"{url}?page=2").json()
    assert answer["title"] == "Geteilt & mehr"
    assert f'src="{url}embed/" title="Geteilt &amp; mehr"' in answer["html"]


def test_oembed_speaks_xml(client, link):
    response = ask(client, f"http://testserver{link.get_absolute_url()}", format="xml")
    assert response["Content-Type"] == "text/xml"
    root = ElementTree.fromstring(response.content)
    assert root.tag == "oembed"
    assert root.findtext("title") == "Geteilt & mehr"
    assert root.findtext("html").startswith("<iframe")


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ({}, (720, 640)),
        ({"maxwidth": 400}, (400, 640)),
        ({"maxheight": 300}, (720, 300)),
        ({"maxwidth": 2000, "maxheight": 2000}, (720, 640)),
        ({"maxwidth": 1, "maxheight": 1}, (1, 1)),
    ],
)
def test_oembed_keeps_to_the_room_there_is(client, event, room, size):
    answer = ask(client, f"http://testserver{TIMELINE}", **room).json()
    assert (answer["width"], answer["height"]) == size
    assert ("thumbnail_url" in answer) == (
        room.get("maxwidth", 1200) >= 1200 and room.get("maxheight", 630) >= 630
    )


@pytest.mark.parametrize(
    ("url", "more", "status"),
    [
        (f"http://testserver{TIMELINE}", {"format": "yaml"}, 501),
        (f"http://testserver{TIMELINE}", {"maxwidth": "wide"}, 400),
        (f"http://testserver{TIMELINE}", {"maxheight": "-1"}, 400),
        ("", {}, 400),
        ("x" * 3000, {}, 400),
        ("http://elsewhere.example/crises/testkrise/", {}, 404),
        ("http://testserver@elsewhere.example/crises/testkrise/", {}, 404),
        ("//testserver/crises/testkrise/", {}, 404),
        (f"ftp://testserver{TIMELINE}", {}, 404),
        ("javascript:alert(1)", {}, 404),
        ("http://[", {}, 404),
        ("http://testserver/", {}, 404),
        ("http://testserver/admin/", {}, 404),
        ("http://testserver/crises/nowhere/", {}, 404),
        ("http://testserver/share/no-such-token/", {}, 404),
    ],
)
def test_oembed_answers_every_other_question_by_its_status(client, event, url, more, status):
    assert ask(client, url, **more).status_code == status


def test_oembed_knows_no_link_that_is_gone(client, link):
    ShareLink.objects.update(revoked_at=timezone.now())
    assert ask(client, f"http://testserver{link.get_absolute_url()}").status_code == 404


def test_scripts_of_other_sites_may_ask_oembed(client, event):
    response = ask(client, f"http://testserver{TIMELINE}")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_pages_tell_where_to_ask(client, link):
    for address in (f"{TIMELINE}?kind=meeting", link.get_absolute_url()):
        page = client.get(address).text
        asked = quote(f"http://testserver{address}", safe="")
        for kind, name in (("application/json", "json"), ("text/xml", "xml")):
            where = f"http://testserver/oembed?url={asked}&amp;format={name}"
            assert f'<link rel="alternate" type="{kind}+oembed" href="{where}"' in " ".join(page.split())
