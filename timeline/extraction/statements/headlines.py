"""Find statements in headlines within the text: "Vogt: Brücke wird neu gebaut"."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Span
from ..nounphrases import phrase_end, span_of
from .scene import Draft, Scene
from .units import SENTENCE_STOPS

LONGEST = 20  # words of a headline


def find_headlines(scene: Scene) -> Iterator[Draft]:
    """Yield what stands behind a colon in a paragraph without a full stop, if the words before it name who speaks."""
    document = scene.analysis.document
    for number, unit in enumerate(scene.units):
        if (
            unit.span != document.paragraph_at(unit.span.start)
            or unit.text[-1:] in SENTENCE_STOPS
            or len(unit.words) > LONGEST
        ):
            continue
        end = phrase_end(unit.words, 0)
        if not end or end + 1 >= len(unit.words) or unit.words[end].text != ":":
            continue
        speaker = span_of(unit.words, 0, end)
        if scene.animate(speaker):
            said = Span(unit.words[end + 1].start, unit.content_end())
            yield Draft((said,), "indirect", number, "headline", None, speaker)
