"""Text as a reader sees it: composed characters, no invisible ones, single blanks."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width characters, direction marks, word joiner, byte order mark.
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text on one line, in NFC, without invisible characters.

    >>> clean("Au\u00adßen\u200bminister \\n  in\u00a0Genf ")
    'Außenminister in Genf'
    """
    return _BLANKS.sub(" ", clean_lines(text)).strip()


def clean_lines(text: str) -> str:
    """Return the text in NFC without invisible and control characters; its lines stay."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\x85", "\n")))
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return the letters and digits of a text in one case, the form in which two texts are compared.

    >>> fold("„Genf“ – Die Gespräche!")
    'genf die gespräche'
    """
    return " ".join(re.findall(r"[^\W_]+", clean(text).casefold()))
