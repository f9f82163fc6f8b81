"""Sharing a view in a real browser, and the frame on the page of another site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from timeline.models import ShareLink

from .conftest import World

pytestmark = pytest.mark.browser
FORM = "/crises/testkrise/share/"


@contextmanager
def other_site(page: str) -> Iterator[str]:
    """Serve the page from an origin of its own; yield its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!DOCTYPE html><html lang=de><title>Fremd</title>{page}".encode())

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def share(page: Page, title: str = "Was geschah") -> None:
    """Fill in the form and send it."""
    page.goto(FORM)
    page.get_by_label("Titel").fill(title)
    page.get_by_role("button", name="Link anlegen").click()
    page.wait_for_url(re.compile("/manage/"))


def code_of(page: Page) -> str:
    """Return the code that shows the view in a frame."""
    page.get_by_text("Auf einer Website einbetten").click()
    return page.get_by_label("Code zum Einfügen").input_value()


def test_a_view_is_shared_with_highlights_and_revoked(live_server: LiveServer, page: Page, world: World):
    page.goto(FORM)
    page.get_by_label("Titel").fill("Was Anna Bär tat")
    page.get_by_label("Einleitung").fill("Zum Einlesen.")
    page.get_by_label("30 Tage").check()
    page.get_by_text("Höhepunkte voranstellen").click()
    page.get_by_role("checkbox", name=re.compile("Man werde weiter")).check()
    expect(page.get_by_role("status")).to_have_text("Gewählt: 1")
    page.get_by_role("button", name="Link anlegen").click()
    page.wait_for_url(re.compile("/manage/"))
    manage = page.url

    page.get_by_role("link", name="Ansicht öffnen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Was Anna Bär tat")
    page.get_by_role("region", name="Höhepunkte").get_by_role("link", name=re.compile("Man werde")).click()
    expect(page.locator(f"#event-{world.statement.pk}")).to_be_in_viewport()
    shared = page.url.partition("#")[0]

    page.goto(manage)
    revoke = page.get_by_role("button", name="Link jetzt widerrufen")
    expect(revoke).to_be_hidden()  # asked for once more before it is done
    page.get_by_text("Link widerrufen", exact=True).click()
    revoke.click()
    expect(page.get_by_text("Widerrufen am")).to_be_visible()
    page.goto(shared)
    expect(page.get_by_role("heading", level=1)).to_have_text("Diese Ansicht wird nicht mehr geteilt.")


def test_all_of_it_works_without_scripts(
    live_server: LiveServer, new_page: Callable[..., Page], world: World
):
    page = new_page(java_script_enabled=False)
    page.goto(FORM)
    page.get_by_text("Höhepunkte voranstellen").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Link anlegen").click()
    frame = code_of(page)
    assert page.get_by_role("button", name="Kopieren").count() == 0
    with other_site(frame) as site:
        page.goto(site)
        inside = page.frame_locator("iframe")
        expect(inside.get_by_role("heading", name="Höhepunkte")).to_be_visible()
        expect(inside.get_by_text("Alles ansehen")).to_be_attached()


def test_a_view_is_shared_by_keyboard_alone(live_server: LiveServer, page: Page, world: World):
    page.goto(FORM)
    page.get_by_label("Titel").focus()
    for key in ("Tab", "Tab", "ArrowUp"):
        page.keyboard.press(key)
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("Gewählt: 1")
    page.get_by_label("Titel").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/manage/"))
    link = ShareLink.objects.get()
    assert len(link.snapshot["highlights"]) == 1
    assert link.expires_at is not None


def test_no_more_than_twelve_boxes_can_be_ticked(live_server: LiveServer, page: Page, world: World):
    page.goto(FORM)
    page.evaluate("document.getElementById('picker-note').dataset.most = 2")
    page.get_by_text("Höhepunkte voranstellen").click()
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(boxes.nth(2)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(2)).to_be_enabled()


def test_a_day_that_is_filled_in_says_how_long(live_server: LiveServer, page: Page, world: World):
    page.goto(FORM)
    page.get_by_label("7 Tage").check()
    page.get_by_label("Letzter Tag").fill("2030-01-31")
    expect(page.get_by_label("bis zu einem Tag")).to_be_checked()


def test_the_frame_on_another_site_gets_the_height_of_its_content(
    live_server: LiveServer, page: Page, new_page: Callable[..., Page], world: World
):
    share(page)
    code = code_of(page)
    reader = new_page()
    with other_site(f"<h1>Ein Blog</h1>{code}") as site:
        reader.goto(site)
        inside = reader.frame_locator("iframe")
        expect(inside.get_by_role("heading", level=1)).to_have_text("Was geschah")
        reader.wait_for_function("document.querySelector('iframe').height !== '640'")
        wanted = inside.locator("body").evaluate("body => Math.ceil(body.getBoundingClientRect().height)")
        expect(reader.locator("iframe")).to_have_attribute("height", str(wanted))
        assert reader.context.cookies() == []


def test_the_page_around_listens_only_to_frames_of_ours(
    live_server: LiveServer, page: Page, new_page: Callable[..., Page], world: World
):
    share(page)
    _frame, fitting = code_of(page).split("\n")
    call = "<script>parent.postMessage({ type: 'krisenchronik:height', height: 5000 }, '*')</script>"
    reader = new_page()
    with (
        other_site(call) as stranger,
        other_site(f'<iframe src="{stranger}" height=300></iframe>{fitting}') as site,
    ):
        reader.goto(site)
        reader.wait_for_timeout(500)
        expect(reader.locator("iframe")).to_have_attribute("height", "300")


def test_links_in_a_frame_open_beside_the_page_around(
    live_server: LiveServer, page: Page, new_page: Callable[..., Page], world: World
):
    share(page)
    frame = code_of(page)
    reader = new_page()
    with other_site(frame) as site, reader.context.expect_page() as opened:
        reader.goto(site)
        reader.frame_locator("iframe").get_by_role("link", name="Was geschah").click()
        expect(opened.value.get_by_role("heading", level=1)).to_have_text("Was geschah")
        assert reader.url == site


def test_the_printed_view_carries_its_code_and_no_secret(live_server: LiveServer, page: Page, world: World):
    share(page)
    manage = page.url
    page.get_by_role("link", name="Ansicht öffnen").click()
    expect(page.locator(".qr")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".qr")).to_be_visible()
    page.goto(manage)
    expect(page.locator(".qr")).to_be_visible()
    expect(page.get_by_label("Geheime Adresse")).to_be_hidden()
    assert manage.split("/")[-2] not in page.locator("body").inner_text()
    expect(page.locator(".printed")).to_contain_text(ShareLink.objects.get().get_absolute_url())
    expect(page.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_sharing_is_accessible(
    live_server: LiveServer,
    new_page: Callable[..., Page],
    world: World,
    assert_accessible: Callable[[Page], None],
    scheme: str,
    width: int,
):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(FORM)
    page.get_by_label("Titel").fill("")
    page.locator("form.sheet").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Link anlegen").click()
    expect(page.locator(".errorlist")).to_be_visible()
    _open_all(page, assert_accessible)
    share(page)
    _open_all(page, assert_accessible)
    link = ShareLink.objects.get()
    world.statement.delete()
    addresses = [
        link.get_absolute_url(),
        f"{link.get_absolute_url()}embed/",
        "/crises/testkrise/embed/?lang=en",
    ]
    for address in addresses:
        page.goto(address)
        _open_all(page, assert_accessible)
    link.revoke()
    for address in addresses[:2]:
        page.goto(address)
        assert_accessible(page)


def _open_all(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    assert_accessible(page)
