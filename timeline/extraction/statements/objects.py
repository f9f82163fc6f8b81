"""Tell whether a verb of saying already has an object, so that no clause can be what it says."""

from __future__ import annotations

from collections.abc import Sequence

from ..clauses import Word
from ..findings import Span
from ..nounphrases import is_time, phrase_end


def has_bare_object(words: Sequence[Word], speaker: Span) -> bool:
    """Tell whether there is a phrase without preposition besides the subject."""
    place = 0
    while place < len(words):
        word = words[place]
        if speaker.start <= word.start < speaker.end:
            place += 1
            continue
        if word.is_a("preposition") and not word.capital:
            place = max(place + 1, phrase_end(words, place + 1))
            continue
        end = phrase_end(words, place)
        if end > place:
            if not is_time(words, place, end):
                return True
            place = end
        else:
            place += 1
    return False
