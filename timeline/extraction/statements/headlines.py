"""Find statements in headlines within the text: "Vogt: Brücke wird neu gebaut"."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Span
from ..nounphrases import phrase_end, span_of
from .drafts import Draft
from .scene import Scene

LONGEST = 20  # words of a headline


def find_headlines(scene: Scene) -> Iterator[Draft]:
    """Yield what stands behind a colon in a paragraph without a full stop, if the words before it name who speaks."""
    for number, unit in enumerate(scene.units):
        if len(unit.words) > LONGEST or not scene.is_heading(number):
            continue
        end = phrase_end(unit.words, 0)
        if not end or end + 1 >= len(unit.words) or unit.words[end].text != ":":
            continue
        speaker = span_of(unit.words, 0, end)
        if scene.animate(speaker):
            said = Span(unit.words[end + 1].start, unit.content_end())
            yield Draft((said,), "indirect", number, "headline", None, speaker)
