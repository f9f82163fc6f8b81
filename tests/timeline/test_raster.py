"""Pictures outside our pages: whole SVG files, and PNGs of them."""

import re
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from django.contrib.staticfiles import finders

from timeline.picture import raster
from timeline.picture.raster import png
from timeline.picture.standalone import standalone, style

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 40" width="400" height="40">{}</svg>'
TEXT = '<text x="4" y="30" font-family="Libre Franklin" font-size="24">{}</text>'


def text(words):
    return png(SVG.format(TEXT.format(words)), 400)


def size(data):
    assert data.startswith(b"\x89PNG\r\n")
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def test_a_png_has_the_width_that_was_asked_for():
    assert size(png(SVG.format(""), 1200)) == (1200, 120)


@pytest.mark.parametrize("words", ["ÄÖÜ", "ß", "„“", "é", "Č", "ğ", "ő", "–"])
def test_letters_of_europe_are_drawn_and_differ_from_the_sign_for_missing_ones(words):
    assert text(words) not in (text(""), text("\u4e2d" * len(words)))


def test_weights_and_families_differ():
    shapes = {
        png(SVG.format(f'<text y="30" font-family="{family}" font-weight="{weight}">Krise</text>'), 400)
        for family in ("Libre Franklin", "Newsreader")
        for weight in (400, 600)
    }
    assert len(shapes) == 4


@pytest.mark.parametrize("name", ["image", "svg:image", "feImage", "IMAGE"])
def test_a_picture_that_could_show_a_file_of_the_server_is_refused(name):
    with pytest.raises(ValueError, match="any file"):
        png(SVG.format(f'<{name} href="/etc/passwd.png" width="400" height="40"/>'), 400)


def test_what_is_no_svg_is_an_error():
    with pytest.raises(ValueError, match=r"."):
        png("<p>", 100)


def test_others_go_on_while_a_picture_is_drawn():
    """The library itself would hold all threads of a web server's process for as long as it draws."""
    circles = "".join(f'<circle cx="{x % 400}" cy="20" r="15" opacity="0.2"/>' for x in range(3_000))
    drawing = Thread(target=png, args=(SVG.format(circles), 2000))
    drawing.start()
    steps = 0
    while drawing.is_alive():
        sleep(0.001)
        steps += 1
    assert steps > 10


def test_who_finds_no_turn_is_told_so(monkeypatch):
    monkeypatch.setattr(raster, "PATIENCE", 0)
    with raster._turn, pytest.raises(raster.RasterBusyError):
        png(SVG.format(""), 400)


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(raster, "LONGEST", 0.001)
    with pytest.raises(raster.RasterBusyError):
        png(SVG.format(""), 400)


def test_a_standalone_picture_is_a_whole_document_with_its_styles():
    whole = standalone(
        '<svg height="9" data-width="612" aria-hidden="true"><path class="knot" d="M1 1h0"/></svg>'
    )
    assert whole.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'viewBox="0 0 760 9"' in whole[: whole.index("<style>")]
    assert "aria-hidden" not in whole
    assert whole.endswith("</svg>")


def test_every_shape_that_the_pages_style_has_a_style_in_files():
    pages = Path(finders.find("css/site.css")).read_text("utf-8")
    rules = re.findall(r"^(?:\.drawing|\.picture|svg\.plane) (.+?)(?: \{|,$)", pages, re.MULTILINE)
    classes = {name for rule in rules for name in re.findall(r"\.([a-z-]+\d?)", rule)}
    assert {"knot", "bar", "line-0", "pointer"} <= classes
    ours = set(re.findall(r"\.([a-z-]+\d?)", style()))
    assert classes - ours - {"is-on", "plane", "is-moving", "time", "mid", "wide"} == set()
