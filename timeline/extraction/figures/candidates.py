"""Pair numbers with the forces that they count: "rund 100.000 russischen Soldaten"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ..findings import Span
from ..lexicon import load_set
from ..numbers import Quantity, find_quantities
from ..text import Document, Token
from ..verbs import is_attributive
from ..words import word_of, words_in
from .forces import Force, force_of, speaks_of_court, speaks_of_military, speaks_of_mission

MAX_ATTRIBUTES = 6  # "780 gut ausgebildete und schwer bewaffnete deutsche Soldaten"
MAX_EXTENDED = 14  # "zwei mit Material und Fahrzeugen voll beladene Schiffe"
MAX_NAMES = 3  # "vier Black Hawk Hubschrauber"
MEN_FROM = 5  # "zwei Männer" are rarely troops, "500 Mann" nearly always
WORDS_AFTER = 6  # "Mitglieder der schiitischen Miliz", "Verletzte bei Angriff auf Armeeposten"
LONGEST_WORD = 20  # characters of those that are looked for before a number
NEIGHBOURHOOD = 300  # characters on each side in which the military must be spoken of
JOINS = load_set("figures/frames.toml", "joins")
LINKS = load_set("figures/frames.toml", "links")
PREPOSITIONS = load_set("figures/frames.toml", "prepositions")
OTHERS = load_set("figures/frames.toml", "others")
SHARES = load_set("figures/frames.toml", "shares")
AFTER_SHARE = load_set("figures/frames.toml", "after_share")
ESTIMATING = load_set("figures/frames.toml", "estimating")
ESTIMATE_WORDS = 20  # "die Zahl der Soldaten, die an der Grenze stehen, auf …"
RAISING = load_set("figures/frames.toml", "raising")
FORMER = load_set("figures/frames.toml", "former")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number and the noun that it counts."""

    quantity: Quantity
    force: Force
    noun: Token
    span: Span  # from the qualifier to the noun
    rule: str
    parent: Candidate | None = None  # whose noun it shares: "zwei Soldaten … fünf weitere"
    phrase: Span | None = (
        None  # where the noun stands, if apart: "die Zahl der russischen Soldaten auf 5000 schätzen"
    )


def find_candidates(document: Document) -> tuple[Candidate, ...]:
    """Return the numbers that count forces, in the order of the text."""
    found: list[Candidate] = []
    last: Candidate | None = None
    quantities = find_quantities(document)
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        head = _head(document.tokens, quantity, following)
        if head:
            candidate = _counted(quantity, head)
        else:
            candidate = _estimated(document, quantity) or _left_out(document, quantity, last)
        if candidate and _counts(document, candidate):
            found.append(candidate)
            last = candidate
        elif head and not quantity.indefinite:
            last = None  # "zehn Zivilisten, zwei von ihnen" are no soldiers
    return tuple(found)


def _counted(quantity: Quantity, head: Token) -> Candidate | None:
    force = force_of(head.text)
    return Candidate(quantity, force, head, Span(quantity.start, head.end), "number-noun") if force else None


def _head(tokens: tuple[Token, ...], quantity: Quantity, following: Quantity | None) -> Token | None:
    """Return the noun that the number counts, past its attributes."""
    at, names, attributes = quantity.last_token + 1, 0, 0
    linked = at < len(tokens) and _links(tokens, quantity)
    if at < len(tokens) and tokens[at].text in PREPOSITIONS and not linked:
        return _extended_head(tokens, at)
    while at < len(tokens) and attributes <= MAX_ATTRIBUTES and names <= MAX_NAMES:
        word = tokens[at].text
        if word[0].isupper():
            if force_of(word) or quantity.indefinite or not _goes_on(tokens, at):
                return tokens[at] if force_of(word) or not linked else None
            names += 1
        elif word in JOINS:
            if following and following.first_token - at <= 3 and at < following.first_token:
                return _head(tokens, following, None)
            if not attributes:
                return None
        elif not (linked and word in LINKS) and not _is_attribute(tokens[at]):
            return None
        attributes += 1
        at += 1
    return None


def _links(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """Tell whether a linking word follows a number that takes one: "Dutzende von", "3.000 der 5.000"."""
    word = tokens[quantity.last_token + 1].text
    return word in LINKS and (quantity.high is None or word == "der")


def _goes_on(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether a capitalised word is followed by another, so that it may be a name before the noun."""
    return at + 1 < len(tokens) and (tokens[at + 1].text[0].isupper() or tokens[at + 1].text.isdecimal())


def _is_attribute(token: Token) -> bool:
    """Tell whether a word may stand between a number and its noun."""
    word = word_of(token)
    if word.mark or word.is_a("article", "preposition", "personal_pronoun", "subordinator", "reflexive"):
        return False
    return is_attributive(word.lower) or not any(form.finite for form in word.forms)


def _extended_head(tokens: tuple[Token, ...], at: int) -> Token | None:
    """Return the noun after a participle with its own complements: "zwei mit Waffen beladene Schiffe"."""
    stretch = tokens[at : at + MAX_EXTENDED]
    for before, token in pairwise(stretch):
        if not token.text[0].isalpha():
            return None
        if before.text[0].islower() and is_attributive(before.text) and force_of(token.text):
            return token
    return None


def _estimated(document: Document, quantity: Quantity) -> Candidate | None:
    """Read a number told apart from its noun: "die Zahl der russischen Soldaten auf 5000 schätzen"."""
    first, start = quantity.first_token, document.sentence_at(quantity.start).start
    near = document.tokens[max(0, first - ESTIMATE_WORDS) : first]
    before = [token for token in near if start <= token.start < quantity.start]
    if not before or before[-1].text not in ESTIMATING:
        return None
    number = next(
        (at for at, token in enumerate(before) if token.text.endswith(("Zahl", "zahl", "Stärke"))), None
    )
    if number is None:
        return None
    for token in before[number + 1 :]:
        if force := force_of(token.text):
            phrase = Span(before[number].end, token.end)
            return Candidate(
                quantity, force, token, Span(quantity.start, quantity.end), "number-apart", phrase=phrase
            )
    return None


def _left_out(document: Document, quantity: Quantity, last: Candidate | None) -> Candidate | None:
    """Read a number whose noun was said before: "31 weitere", "vier von ihnen", "davon 780 der Bundeswehr"."""
    if not last or not _is_near(document, last.span.start, quantity.start):
        return None
    tokens, at = document.tokens, quantity.last_token + 1
    after = [token.text for token in tokens[at : at + 2]]
    if after[:1] and after[0] in OTHERS:
        end = tokens[at].end
    elif after == ["von", "ihnen"]:
        end = tokens[at + 1].end
    elif any(told(document, quantity) for told in (_is_share, _is_raised, _opens_sentence, _suffers_too)):
        end = quantity.end
    else:
        return None
    return Candidate(quantity, last.force, last.noun, Span(quantity.start, end), "noun-left-out", last)


def _suffers_too(document: Document, quantity: Quantity) -> bool:
    """Tell whether a participle follows a second number: "fünf Soldaten getötet und zwölf verletzt"."""
    before = document.tokens[quantity.first_token - 1].text if quantity.first_token else ""
    following = [word_of(one) for one in document.tokens[quantity.last_token + 1 : quantity.last_token + 3]]
    closes = bool(following) and (len(following) == 1 or following[1].mark or bool(following[1].forms))
    return before in JOINS and closes and any(form.mood == "participle" for form in following[0].forms)


def _is_share(document: Document, quantity: Quantity) -> bool:
    """Tell whether the number is a part of the forces before: "davon 780 der Bundeswehr"."""
    before = word_before(document, quantity.start)
    after = document.tokens[quantity.last_token + 1 : quantity.last_token + 2]
    return bool(before and before.text.lower() in SHARES and after and after[0].text in AFTER_SHARE)


def word_before(document: Document, place: int) -> Token | None:
    """Return the word right before the place."""
    near = document.tokens_in((max(0, place - LONGEST_WORD), place))
    return near[-1] if near else None


def _opens_sentence(document: Document, quantity: Quantity) -> bool:
    """Tell whether the number alone is the subject: "Rund 300 sollen einen Stab einrichten"."""
    following = document.tokens[quantity.last_token + 1 : quantity.last_token + 2]
    finite = bool(following) and any(form.finite for form in word_of(following[0]).forms)
    return finite and quantity.start == document.sentence_at(quantity.start).start


def _is_raised(document: Document, quantity: Quantity) -> bool:
    """Tell whether the number is what forces grow or shrink to: "ihre Zahl auf 30.000 erhöhen"."""
    before = document.tokens[quantity.first_token - 1].text.lower() if quantity.first_token else ""
    words = words_in(document, (quantity.end, document.sentence_at(quantity.start).end))[:3]
    return before == "auf" and any(form.lemma in RAISING for word in words for form in word.forms)


def _is_near(document: Document, earlier: int, later: int) -> bool:
    """Tell whether two places lie in one sentence or in two that follow each other."""
    first = document.sentence_at(earlier)
    second = document.sentence_at(later)
    return first == second or document.sentence_at(first.end + 1) == second


def _counts(document: Document, candidate: Candidate) -> bool:
    """Tell whether the surroundings show that the noun means armed forces."""
    sentence = document.text[slice(*document.sentence_at(candidate.span.start))]
    if _is_former(document, candidate) or speaks_of_court(sentence):
        return False
    match candidate.force.needs:
        case "context":
            return speaks_of_military(_neighbourhood(document, candidate.span))
        case "armed":
            return speaks_of_military(document.text[slice(*candidate.span)].removesuffix(candidate.noun.text))
        case "mission":
            return speaks_of_mission(sentence)
        case "men":
            enough = candidate.quantity.low >= MEN_FROM
            return enough and speaks_of_military(sentence)
        case "member":
            return speaks_of_military(" ".join(_words_after(document, candidate)))
        case "target":
            _, _, target = " ".join(_words_after(document, candidate)).partition(" auf ")
            return speaks_of_military(target)
    return True


def _words_after(document: Document, candidate: Candidate) -> list[str]:
    """Return the next words of the sentence."""
    sentence = document.sentence_at(candidate.span.start)
    return [token.text for token in document.tokens_in((candidate.span.end, sentence.end))[:WORDS_AFTER]]


def _is_former(document: Document, candidate: Candidate) -> bool:
    first, last = sorted((candidate.quantity.number, candidate.noun.start))
    between = document.text[first:last].lower()
    return any(word in between for word in FORMER)


def _neighbourhood(document: Document, span: Span) -> str:
    """Return the text around the span, inside its paragraph and without the counted noun itself."""
    paragraph = document.paragraph_at(span.start)
    before = document.text[max(paragraph.start, span.start - NEIGHBOURHOOD) : span.start]
    return f"{before} {document.text[span.end : min(paragraph.end, span.end + NEIGHBOURHOOD)]}"
