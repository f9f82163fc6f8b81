"""Tell whether a verb of saying already has an object, so that no clause can be what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ..clauses import Word
from ..findings import Span
from .scene import other_phrase


def has_bare_object(words: Sequence[Word], speaker: Span) -> bool:
    """Tell whether there is a phrase without preposition besides the subject."""
    return other_phrase(words, speaker) is not None
