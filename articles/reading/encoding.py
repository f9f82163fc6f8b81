"""Bytes to text, whatever was declared: what the bytes show goes before what is said of them."""

from __future__ import annotations

import codecs
import re
from email.message import Message

from bs4.dammit import EncodingDetector

from articles.reading.page import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"{\\rtf",
    b"RIFF",
)
_LATIN = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252", "iso8859-1"}
# What UTF-8's two and three bytes for German letters, quotation marks and dashes look like, read as Windows-1252.
_MISREAD = re.compile(
    "Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bfœžš™˜“”¦¹ž“]|Â[\u00a0-\u00bf]"
)
MAX_BROKEN = 0.001  # share of bytes that may be broken in text that says it is UTF-8
MAX_CONTROLS = 0.01  # share of control characters; more is no text


def decode(data: bytes, *, content_type: str | None = None) -> str:
    """Return the text of a page or file; raise ReadingError where the bytes are no text."""
    if data.startswith(_BINARY_STARTS):
        raise ReadingError("Die Datei ist kein Text (PDF, Bild, Archiv oder Ähnliches).")
    text = _decode(data, content_type)
    sample = text[:100_000]
    controls = sum(character < " " and character not in "\t\n\r\f" for character in sample)
    if controls > MAX_CONTROLS * len(sample):
        raise ReadingError("Die Datei ist kein Text, oder ihre Zeichenkodierung ist nicht zu erkennen.")
    return repair(text)


def repair(text: str) -> str:
    """Undo an earlier misreading of UTF-8 as Windows-1252.

    >>> repair("AuÃŸenministerin BÃ¤rbel Muster")
    'Außenministerin Bärbel Muster'
    """
    if not _MISREAD.search(text):
        return text
    return "\n".join(_repair_line(line) if _MISREAD.search(line) else line for line in text.split("\n"))


def _repair_line(line: str) -> str:
    """Return the line read anew; a line that also holds sound characters is repaired where it was misread."""
    return re.sub("[^\u0000-\u007f]+", lambda run: _reread(run[0]), line)


def _reread(run: str) -> str:
    try:
        return run.encode("cp1252", errors="as-latin-1").decode("utf-8")
    except UnicodeError:
        return run


def _as_latin_1(error: UnicodeError) -> tuple[bytes, int]:
    """Encode what Windows-1252 leaves undefined as Latin-1 does; what that lacks too is no misreading."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end].encode("latin-1"), error.end


codecs.register_error("as-latin-1", _as_latin_1)


def _decode(data: bytes, content_type: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if wide := _wide_encoding(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as_declared(data, content_type)


def _wide_encoding(data: bytes) -> str:
    """Recognise UTF-16 without a mark: every other byte of western text is zero."""
    sample = data[:4000]
    pairs = len(sample) // 2
    if pairs and sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if pairs and sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _decode_as_declared(data: bytes, content_type: str | None) -> str:
    """Decode bytes that are not sound UTF-8."""
    for declared in filter(None, (_charset(content_type), _declared_inside(data))):
        if declared in ("utf-8", "utf8"):
            text = data.decode("utf-8", errors="replace")
            if text.count("\ufffd") <= max(1, MAX_BROKEN * len(text)):
                return text
        elif declared not in _LATIN:
            try:
                return data.decode(declared)
            except (LookupError, UnicodeError):
                continue
    return _decode_windows(data)


def _decode_windows(data: bytes) -> str:
    """Decode as Windows-1252, which browsers also read for Latin-1; its five gaps become control characters."""
    return data.decode("cp1252", errors="surrogateescape").translate(
        {0xDC00 + byte: byte for byte in range(128, 256)}
    )


def _charset(content_type: str | None) -> str:
    message = Message()
    message["Content-Type"] = content_type or "text/html"
    return str(message.get_content_charset("") or "")


def _declared_inside(data: bytes) -> str:
    found = EncodingDetector.find_declared_encoding(data[:4096], is_html=True, search_entire_document=True)
    return (found or "").lower()
