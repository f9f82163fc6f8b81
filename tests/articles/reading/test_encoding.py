from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading import ReadingError, read
from articles.reading.encoding import decode, repair

TEXT = "Grüße aus Zürich: „Maßvoll“, sagte Žižek – für 5 €"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1252"]
)
def test_the_encoding_shows_in_the_bytes(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "windows-1252", "us-ascii", "utf-16", "unknown-8bit", None]
)
def test_sound_utf8_is_utf8_whatever_was_declared(declared):
    assert decode(TEXT.encode(), content_type=declared and f"text/html; charset={declared}") == TEXT


def test_a_declared_encoding_counts_where_the_bytes_leave_it_open():
    page = '<meta charset="iso-8859-2"><p>Škoda für Łódź</p>'
    assert decode(page.encode("iso-8859-2")) == page
    assert (
        decode("Grüße, Łódź".encode("iso-8859-2"), content_type="text/plain; charset=ISO-8859-2")
        == "Grüße, Łódź"
    )


def test_one_broken_byte_does_not_spoil_a_utf8_page():
    data = b'<meta charset="utf-8">' + ("Grüße " * 500).encode() + b"\xfc"
    assert decode(data).count("Grüße") == 500


def test_latin_with_typographic_quotes_is_windows_1252():
    assert decode("„Ja“ – für".encode("cp1252"), content_type="text/html; charset=iso-8859-1") == "„Ja“ – für"


@pytest.mark.parametrize("text", [TEXT, "ÄÖÜ äöü ß", "»Zitat« – ‚innen‘ …", "Àéçô"])
def test_a_misreading_is_undone(text):
    misread = "".join(
        bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in text.encode()
    )
    assert repair(misread) == text


@pytest.mark.parametrize("text", [TEXT, "São Paulo, Ção", "Ã ist ein Buchstabe", "Âge d’or"])
def test_sound_text_is_not_repaired(text):
    assert repair(text) == text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04 x",
        b"\x89PNG\r\n",
        bytes(range(256)) * 10,
        b"\x00" * 100,
        b"\x01\x02\x03" * 50,
    ],
)
def test_binary_files_are_refused(data):
    with pytest.raises(ReadingError, match="kein Text"):
        read(data)


def test_empty_and_huge_files_are_refused():
    with pytest.raises(ReadingError, match="leer"):
        read(b" \n ")
    with pytest.raises(ReadingError, match="zu groß"):
        read(b"a" * 20_000_000)


@given(st.binary(max_size=500))
def test_any_bytes_are_read_or_refused(data):
    with suppress(ReadingError):
        read(data)
