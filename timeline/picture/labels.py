"""Labels beside lines: each near one of its line's marks, where it covers neither a mark, nor a line, nor another label."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .axis import text_width

Box = tuple[float, float, float, float]  # left, top, right, bottom
HEIGHT = 13.0
AROUND = 3.0  # a label's room on both sides
GAP = 8.0  # between a mark and its label
SHIFTS = (4.0, -8.0, 17.0, -21.0, 30.0, -34.0)  # of the label's line against the mark
MOST_MARKS = 6  # beside which a label may stand
LONGEST = 36  # characters of a label
SHORTEST = 16  # of a name before brackets
SHRUNK = 0.65  # the share of its width to which the chart may shrink while its labels keep theirs


@dataclass(frozen=True)
class Label:
    """Where a text stands."""

    text: str
    x: float
    y: float
    anchor: str

    @property
    def box(self) -> Box:
        """Return the room that the text takes."""
        width = text_width(self.text) / SHRUNK
        left = self.x - width if self.anchor == "end" else self.x
        return left - AROUND, self.y - HEIGHT + 2, left + width + AROUND, self.y + 3


def shortened(text: str) -> str:
    """Return a text that fits beside a line, cut between words; a hint has it whole. What stands in brackets is kept."""
    if len(text) <= LONGEST:
        return text
    name, bracket, about = text.partition(" (")
    tail = bracket + about if len(about) < LONGEST else ""
    room = max(LONGEST - len(tail), SHORTEST)
    cut = textwrap.shorten(name, room, placeholder=" …")
    return (cut if len(cut) > room / 2 else f"{name[: room - 1]}…") + tail


def place_labels(
    texts: Sequence[str],
    marks: Sequence[Sequence[tuple[float, float]]],
    frame: Box,
    taken: Sequence[Box],
) -> list[Label]:
    """Return each text's place beside one of its marks, within the frame; `taken` is where others stand."""
    used = list(taken)
    labels = []
    for text, places in zip(texts, marks, strict=True):
        candidates = list(_candidates(text, places, frame))
        free = (candidate for candidate in candidates if not _covered(candidate.box, used))
        label = next(free, None) or min(candidates, key=lambda candidate: _covered(candidate.box, used))
        used.append(label.box)
        labels.append(label)
    return labels


def _candidates(text: str, marks: Sequence[tuple[float, float]], frame: Box) -> Iterator[Label]:
    """Yield places beside the last mark, the first, and some in between, as far as the text fits into the frame."""
    left, top, right, bottom = frame
    width = text_width(text) / SHRUNK
    step = max(1, len(marks) // MOST_MARKS)
    for shift_group in (SHIFTS[:2], SHIFTS[2:]):
        for x, y in [marks[-1], marks[0], *marks[1:-1:step]]:
            for shift in (shift for shift in shift_group if top <= y + shift <= bottom):
                if x + GAP + width <= right:
                    yield Label(text, x + GAP, y + shift, "start")
                if x - GAP - width >= left:
                    yield Label(text, x - GAP, y + shift, "end")
    yield Label(text, left + GAP, max(marks[-1][1] + SHIFTS[1], top), "start")


def _covered(box: Box, used: Sequence[Box]) -> float:
    """Return how much of other things the box covers."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in used
    )
