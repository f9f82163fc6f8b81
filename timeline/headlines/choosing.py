"""Choose of several sentences that somebody said the one that makes sense alone. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from timeline.extraction.clauses import Word, words_in
from timeline.extraction.lexicon import load_pattern, load_set
from timeline.extraction.text import Document

from .clauses import Said, read_all

MEMORY = 20_000
SHORT = 110  # characters of a quotation that is told whole


@lru_cache(MEMORY)
def telling(words: str, speaker: str = "speaker") -> Said:
    """Return the first sentence that needs no other one, else the longest of those that need least; a short quotation whole.

    `speaker` names the pronouns that may mean who speaks; nothing where no person does.
    """
    said = read_all(words)
    if not said:
        return Said("", False, False, False, False)
    if len(said) > 1 and all(one.is_quotation and one.is_sentence for one in said):
        whole = ". ".join(one.text for one in said)
        if len(whole) <= SHORT:
            return said[0]._replace(text=whole)
    needs = [(not one.is_sentence, loose_ends(one.text, speaker)) for one in said]
    least = min(needs)
    best = [one for one, need in zip(said, needs, strict=True) if need == least]
    return best[0] if not least[1] else max(best, key=lambda one: len(one.text))


@lru_cache(MEMORY)
def loose_ends(text: str, speaker: str = "speaker") -> int:
    """Return how many words point to something that only the sentences before explain."""
    patterns = (
        load_pattern("speech/headlines.toml", name) for name in ("pointing", "this", "that_is", "leading_on")
    )
    document = Document(text)
    words = words_in(document, document.sentences[0]) if document.sentences else ()
    return sum(len(pattern.findall(text)) for pattern in patterns) + _unexplained(words, speaker)


def _unexplained(words: Sequence[Word], speaker: str) -> int:
    """Count pronouns before which nothing stands that they could mean: "Dauerhaft sei sie nicht", "Das sei falsch"."""
    own = load_set("speech/headlines.toml", speaker) if speaker else frozenset()
    count = 0
    has_noun = False
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if word.lower in load_set("speech/headlines.toml", "demonstratives"):
            count += not _is_relative(words, place) and not _opens_phrase(following)
        elif word.lower in load_set("speech/headlines.toml", "others"):
            count += not has_noun and word.lower not in own
        has_noun = has_noun or (word.noun and place > 0)
    return count


def _is_relative(words: Sequence[Word], place: int) -> bool:
    """Say whether the pronoun opens a clause behind a comma: ", das …", ", mit dem …"."""
    before = words[place - 1] if place else None
    if before and place > 1 and before.is_a("preposition"):
        before = words[place - 2]
    return before is not None and before.text == ","


def _opens_phrase(following: Word | None) -> bool:
    """Say whether an article stands before the word: one of a noun, not a pronoun."""
    return following is not None and (
        following.capital or following.adjectival or following.text[0].isdigit() or following.text in "„‚"
    )
