"""Text as a reader sees it: composed characters, no invisible ones, single blanks."""

from __future__ import annotations

import re
import unicodedata

# Control characters and lone surrogates; soft hyphen, zero-width characters, direction marks, word joiner, byte order mark and what is no character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
    "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffc\ufffe\uffff]"
)


def clean(text: str) -> str:
    """Return the text on one line, in NFC, without invisible characters.

    >>> clean("Au\u00adßen\u200bminister \\n  in\u00a0Genf ")
    'Außenminister in Genf'
    """
    return " ".join(clean_lines(text).split())


def clean_lines(text: str) -> str:
    """Return the text in NFC without invisible and control characters; its lines stay."""
    if "\r" in text or "\x85" in text:
        text = text.replace("\r\n", "\n").replace("\x85", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def fold(text: str) -> str:
    """Return the letters and digits of a text in one case, the form in which two texts are compared.

    >>> fold("„Genf“ – Die Gespräche!")
    'genf die gespräche'
    """
    return " ".join(re.findall(r"[^\W_]+", clean(text).casefold()))
