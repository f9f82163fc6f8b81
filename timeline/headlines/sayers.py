"""Name who says it in an article's own sentence, where a word stands for the speaker that only the article explains. Pure functions.

What is replaced is what the extraction took for the speaker: the subject of the verb of saying. Nothing else is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from timeline.extraction.clauses import Word, words_in
from timeline.extraction.entities.words import given_name_gender
from timeline.extraction.findings import Span
from timeline.extraction.lexicon import load_pattern, load_rows, load_set
from timeline.extraction.text import Document

MEMORY = 20_000
WORD = re.compile(r"[\w’-]+")


class Sayer(NamedTuple):
    """A person's name, and who bears the given name: "m", "f", or nothing."""

    name: str
    gender: str


def sayer(name: str) -> Sayer:
    """Return the person of that name."""
    return Sayer(name, given_name_gender(name.split()[0]) or "")


@lru_cache(MEMORY)
def named(sentence: str, who: Sayer, verb: str = "") -> str:
    """Put the name where the sentence has a pronoun or a bare office: "Er schlug Genf vor", "Der Kanzler lehnte ab"."""
    text = _with_own_words(sentence, who)
    if _names(text, who):
        return _without_possessive(text, who)
    document = Document(text)
    words = words_in(document, document.sentences[0]) if document.sentences else ()
    for place in _verbs(words, verb):
        if span := _pronoun(words, place, who) or _office(words, place, who):
            return _without_connector(_replaced(text, span, who.name), who)
    return text


def _without_connector(sentence: str, who: Sayer) -> str:
    """Return "Anna Bär warnte vor Eile" for "Zugleich warnte Anna Bär vor Eile"."""
    connector, _blank, rest = sentence.partition(" ")
    verb, _blank, rest = rest.partition(" ")
    leads_on = connector.lower() in load_set("speech/headlines.toml", "connectors")
    return (
        f"{who.name} {verb}{rest.removeprefix(who.name)}"
        if leads_on and rest.startswith(f"{who.name} ")
        else sentence
    )


def _names(text: str, who: Sayer) -> bool:
    return not set(WORD.findall(text)).isdisjoint(who.name.split())


def _with_own_words(sentence: str, who: Sayer) -> str:
    """Return "nach Worten von Anna Bär" for "nach ihren Worten"."""
    return load_pattern("speech/headlines.toml", "own_words").sub(rf"\1 \2 von {who.name}", sentence, count=1)


def _without_possessive(sentence: str, who: Sayer) -> str:
    """Return the sentence without what says only to whom the speaker belongs: "Sein Kollege Anna Bär warnt"."""
    pattern = load_pattern("speech/headlines.toml", "possessive_office").pattern
    match = re.match(rf"{pattern}(?={re.escape(who.name)}\b)", sentence)
    return sentence[match.end() :] if match else sentence


def _verbs(words: Sequence[Word], verb: str) -> list[int]:
    """Return where the verb of saying stands; where none is known, the first one of what is told."""
    finite = [place for place, word in enumerate(words) if _is_finite(word)]
    own = [place for place in finite if words[place].text == verb]
    shared = [
        place for place in finite[:1] if own and words[own[0] - 1].is_a("coordinator")
    ]  # "Er kam und warnte"
    return [*own, *shared] if verb else finite[:1]


def _is_finite(word: Word) -> bool:
    """Say whether the word is a verb in the third person singular, of what is told and not of what is said."""
    moods = [form.mood for form in word.forms if form.finite and form.number == "singular"]
    return "indicative" in moods and not word.classes and not word.capital


def _pronoun(words: Sequence[Word], verb: int, who: Sayer) -> Span | None:
    """Return the place of a pronoun beside the verb that may mean the speaker, with the reflexive one behind it."""
    for place in (verb + 1, verb - 1):
        if 0 <= place < len(words) and words[place].lower in _pronouns(who.gender):
            behind = words[place + 1 : place + 2]
            last = behind[0] if behind and place > verb and behind[0].is_a("reflexive") else words[place]
            return Span(words[place].start, last.end)
    return None


def _pronouns(gender: str) -> frozenset[str]:
    return load_set("speech/headlines.toml", f"pronouns_{gender}" if gender else "pronouns")


def _office(words: Sequence[Word], verb: int, who: Sayer) -> Span | None:
    """Return the place of an office beside the verb that is no more than article and noun: "der Minister", not "der neue Minister"."""
    for first, end in ((verb - 2, verb), (verb + 1, verb + 3)):
        if first < 0 or end > len(words) or (first > 0 and end == verb):
            continue
        article, noun = words[first:end]
        following = words[end] if end < len(words) and end != verb else None
        attributes = load_set("speech/headlines.toml", "attributes")
        is_bare = following is None or not (
            following.noun or following.text in "(," or following.lower in attributes
        )
        if is_bare and noun.capital and _means(article.lower, noun.text, who):
            return Span(article.start, noun.end)
    return None


def _means(article: str, noun: str, who: Sayer) -> bool:
    """Say whether article and noun, as the subject of a verb, can be this person: "der Kanzler" is, "der Kanzlerin" is told something."""
    gender = {"der": "m", "die": "f"}.get(article, "")
    return bool(gender and _is_office(noun, gender) and who.gender in ("", gender))


def _replaced(text: str, span: Span, name: str) -> str:
    """Put the name in the place; a reflexive pronoun stands before it: "äußerte sich Anna Bär"."""
    pronoun, _blank, reflexive = text[span.start : span.end].partition(" ")
    is_reflexive = reflexive in load_set("grammar/function_words.toml", "reflexive")
    put = f"{reflexive} {name}" if pronoun and is_reflexive else name
    return text[: span.start] + put + text[span.end :]


@lru_cache(MEMORY)
def _is_office(noun: str, gender: str) -> bool:
    """Say whether the noun is what a man or a woman is, by office, trade or state."""
    return bool(
        load_pattern("speech/headlines.toml", f"office_{gender}").search(noun)
    ) or noun.lower() in _offices(gender)


@cache
def _offices(gender: str) -> frozenset[str]:
    titles = {row["masculine" if gender == "m" else "feminine"] for row in load_rows("entities/titles.csv")}
    inhabitants = {row["inhabitant"] for row in load_rows("entities/states.csv")} - {""}
    people = titles | (inhabitants if gender == "m" else {f"{one}in" for one in inhabitants})
    return frozenset(word.lower() for word in people if word)
