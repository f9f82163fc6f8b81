"""Find noun phrases and subjects in the words of a clause.

A phrase is article, attributes and capitalised nouns, with what hangs on them: a genitive, a phrase with "von", a name or an
apposition behind a comma, a short name in brackets. Subjects are found by their place before or behind the finite verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .findings import Span
from .lexicon import load_table
from .words import Word

CASE_ENDINGS = ("e", "en", "er", "es", "em")
MAX_ATTRIBUTES = 12  # words between an article and its noun
MAX_BRACKET = 8  # words of a short name or party in brackets
QUOTING = '„"»‚'  # marks before a name
OPENING = '„“"»«‚('
CLOSING = '“”"«»‘)'


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load_table("grammar/noun_phrases.toml")[name].split())


@cache
def _abstract_endings() -> tuple[str, ...]:
    return tuple(load_table("grammar/noun_phrases.toml")["abstract_endings"].split())


def phrase_end(words: Sequence[Word], start: int, governed: frozenset[str] = frozenset()) -> int:
    """Return the index after the noun phrase that begins at `start`; `start` itself where none begins.

    Genitives, phrases with "von" and appositions belong to it; a preposition that the verb governs ("sprach von …") ends it.
    """
    if _stands_alone(words, start):
        return start + 2
    head = _core_end(words, start)
    return head if head == start else _attached_end(words, head, governed)


def _stands_alone(words: Sequence[Word], start: int) -> bool:
    """Tell whether two words are a phrase without a noun: "die beiden"."""
    first = words[start : start + 1]
    if not first or not first[0].is_a("article", "determiner"):
        return False
    following = words[start + 2 : start + 3]
    if following and (following[0].noun or following[0].adjectival or following[0].text[0].isdigit()):
        return False
    return " ".join(word.lower for word in words[start : start + 2]) in _alone()


@cache
def _alone() -> frozenset[str]:
    return frozenset(load_table("grammar/noun_phrases.toml")["alone"])


def _core_end(words: Sequence[Word], start: int) -> int:
    """Return the end of article, attributes and nouns."""
    place = start
    determined = False
    while place < len(words) and words[place].is_a("article", "determiner") and place - start < 3:
        place += 1
        determined = True
    if place + 1 < len(words) and words[place].text in QUOTING and words[place + 1].capital:
        quoted = _closing(words, place)
        if quoted:
            return _names_end(words, quoted)
    attributes = place
    while place < len(words) and place - attributes < MAX_ATTRIBUTES and not _is_name(words, place):
        if not _is_attribute(words, place, determined):
            return start
        place += 1
    if place >= len(words) or not _is_name(words, place):
        return start
    return _names_end(words, place)


def _is_attribute(words: Sequence[Word], place: int, determined: bool) -> bool:
    """Tell whether a word may stand between an article and its noun, extended attributes included."""
    word = words[place]
    if word.mark:
        opens_name = word.text in ",-–" or (place + 1 < len(words) and words[place + 1].capital)
        return word.text in '„"»,-–' and opens_name and determined
    if word.text[0].isdigit():
        return True
    if word.capital:
        return False
    if word.is_a("personal_pronoun", "subordinator", "negation") or (
        word.is_a("coordinator") and not determined
    ):
        return False
    if word.classes:
        return determined and word.is_a(
            "adverb", "preposition", "coordinator", "article", "reflexive", "determiner"
        )
    if word.lower.endswith(CASE_ENDINGS):
        return not any(form.finite and form.mood != "subjunctive1" for form in word.forms) or determined
    return determined and not any(form.finite for form in word.forms)


def _is_name(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.mark or not word.text[0].isalpha():
        return False
    if not word.capital:
        compound = "-" in word.text and any(part[:1].isupper() for part in word.text.split("-"))
        return compound or ("." in word.text[1:-1] and not word.classes)  # "bild.example" names a site
    return not word.classes or (place > 0 and word.noun) or _closed_word_as_name(words, place)


def _closed_word_as_name(words: Sequence[Word], place: int) -> bool:
    """Tell whether a capitalised closed-class word inside the clause is a noun: "das Aus", "die Mehr"."""
    return (
        place > 0
        and not words[place - 1].mark
        and not words[place].is_a("article", "determiner", "personal_pronoun")
    )


def _names_end(words: Sequence[Word], place: int) -> int:
    """Return the end of a run of nouns and names with their particles, initials and brackets."""
    while place < len(words):
        word = words[place]
        following = words[place + 1] if place + 1 < len(words) else None
        if (
            (
                _is_name(words, place)
                or (word.text.isdigit() and len(word.text) < 4 and place and words[place - 1].capital)
            )
            or (
                word.lower in _set("name_particles")
                and following
                and _is_name(words, place + 1)
                and _in_name(words, place)
            )
            or (
                word.text in ("&", "/", ".")
                and following
                and following.capital
                and following.start - word.end < 2
            )
        ):
            place += 1
        elif (
            word.text in '„"»‚“' and following and following.capital and (end := _closing(words, place))
        ) or (word.text in "([" and (end := _bracket_end(words, place))):
            place = end
        else:
            break
    return place


def _in_name(words: Sequence[Word], place: int) -> bool:
    """Tell whether a particle joins two parts of a name rather than two phrases."""
    word = words[place]
    if word.lower in ("und", "zu", "zur", "zum", "der", "den", "da", "e", "y", "for", "and"):
        return word.lower in ("der", "den") and words[place - 1].lower in ("van", "von")
    return bool(place) and words[place - 1].capital and word.lower not in ("von", "vom")


def _closing(words: Sequence[Word], place: int) -> int:
    """Return the index after the mark that closes a quoted name of at most eight words, 0 where there is none."""
    for later in range(place + 2, min(place + 10, len(words))):
        if (words[later].text in '“”"«‘' and words[later].text != words[place].text) or words[
            later
        ].text == '"':
            return later + 1
        if words[later].text in ".!?":
            return 0
    return 0


def _bracket_end(words: Sequence[Word], place: int) -> int:
    for later in range(place + 1, min(place + MAX_BRACKET, len(words))):
        if words[later].text in ")]":
            return later + 1
    return 0


def _attached_end(words: Sequence[Word], end: int, governed: frozenset[str]) -> int:
    """Extend a phrase by what hangs on it."""
    while end < len(words):
        longer = _one_attachment(words, end, governed)
        if longer == end:
            return end
        end = longer
    return end


def _one_attachment(words: Sequence[Word], end: int, governed: frozenset[str]) -> int:
    word = words[end]
    if word.is_a("article", "determiner") and word.lower in GENITIVES and words[end - 1].text != ",":
        return _kept(_core_end(words, end), end)
    if (
        word.lower in _set("attaching")
        and end + 1 < len(words)
        and CONTRACTED.get(word.lower, word.lower) not in governed
    ):
        return _kept(_core_end(words, end + 1), end + 1, end)
    if word.lower in ("und", "sowie", "oder") and end + 1 < len(words):
        return _kept(_core_end(words, end + 1), end + 1, end)
    if word.text == "," and end + 1 < len(words):
        return _apposition_end(words, end)
    return end


CONTRACTED = {"vom": "von", "zum": "zu", "zur": "zu", "beim": "bei", "im": "in", "am": "an"}
GENITIVES = frozenset(
    {
        "des",
        "der",
        "dieser",
        "dieses",
        "eines",
        "einer",
        "seiner",
        "seines",
        "ihrer",
        "ihres",
        "unserer",
        "beider",
    }
)


def _kept(longer: int, start: int, otherwise: int | None = None) -> int:
    """Return the longer end, or where nothing was found the end as it was."""
    if longer > start:
        return longer
    return start if otherwise is None else otherwise


def _apposition_end(words: Sequence[Word], comma: int) -> int:
    """Return the end of "…, Elmar Gesse" or "…, der Sprecher der Bahn,", when a comma, a verb or nothing follows."""
    end = _core_end(words, comma + 1)
    if end == comma + 1:
        return comma
    while end < len(words) and (longer := _one_attachment_without_comma(words, end)) > end:
        end = longer
    if end == len(words) or words[end].text in ".,:;!?" or words[end].mark:
        return end
    return end if any(form.finite for form in words[end].forms) and not words[end].capital else comma


def _one_attachment_without_comma(words: Sequence[Word], end: int) -> int:
    return end if words[end].text == "," else _one_attachment(words, end, frozenset())


def head_of(words: Sequence[Word], start: int, end: int) -> Word:
    """Return the phrase's first noun, which tells what it is: "Sprecher" of "ein Sprecher der Bahn"."""
    for place in range(start, end):
        if _is_name(words, place):
            return words[place]
    return words[start]


def is_time(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a phrase says when: "Ende Mai", "diese Woche"."""
    head = head_of(words, start, end)
    if head.lower in _set("parts_of_time") and words[start] is not head:
        return False
    return head.lower in _set("times")


def is_time_noun(word: str) -> bool:
    """Tell whether a noun says when: "Montag"."""
    return word.lower() in _set("times")


def is_oblique(word: Word) -> bool:
    """Tell whether a phrase that begins with the word cannot be a subject."""
    return word.lower in _set("oblique")


def is_focus(word: Word) -> bool:
    """Tell whether a word in front of a phrase only stresses it: "auch der Rat"."""
    return word.lower in _set("focus")


def is_abstract(word: Word) -> bool:
    """Tell whether a noun names an act or a quality rather than somebody: "Forderung", but not "Regierung"."""
    return word.lower.endswith(_abstract_endings()) and not word.lower.endswith(tuple(_set("bodies")))


def is_adverb(word: Word) -> bool:
    """Tell whether a capitalised word at the beginning of a sentence is an adverb, not a noun."""
    endings = tuple(load_table("grammar/noun_phrases.toml")["adverb_endings"].split())
    return word.lower.endswith(endings) and word.lower not in _set("adverb_ending_nouns")


def is_subject_only(word: Word) -> bool:
    """Tell whether a pronoun can be nothing but a subject."""
    return word.lower in _set("subject_only")


def span_of(words: Sequence[Word], start: int, end: int) -> Span:
    """Return the text span of some words, without marks and commas at its end."""
    while end > start + 1 and words[end - 1].text in ",;:.–-":
        end -= 1
    return Span(words[start].start, words[end - 1].end)
