"""Tell days for which something is promised from days on which it was said."""

from __future__ import annotations

from ..analysis import Analysis
from ..clauses import words_in
from ..findings import Span
from ..lexicon import load_set


def looks_ahead(analysis: Analysis, start: int) -> bool:
    """Tell whether the word before a date makes it one for which something is meant: "schlug das Treffen für Montag vor"."""
    sentence = analysis.document.sentence_at(start)
    words = words_in(analysis.document, Span(sentence.start, start))
    before = [word for word in words if not word.is_a("article")]
    return bool(before) and before[-1].lower in load_set("speech/speakers.toml", "forward")
