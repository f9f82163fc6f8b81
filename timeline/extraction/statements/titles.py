"""Tell quotation marks that quote nobody: names, titles, terms, glosses and so-called words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..clauses import Word
from ..findings import Span
from ..lexicon import load_table
from ..quotation_marks import Quoted
from .scene import Scene
from .units import Part, Unit, has_finite_verb

LONG_TITLE = 8  # words from which a title's noun before the marks no longer makes a title


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of words of the lexicon of quotations."""
    return frozenset(load_table("speech/quotations.toml")[name].split())


@cache
def _nouns(name: str) -> tuple[str, ...]:
    """Return the forms of a list of nouns, the genitive singular of each included."""
    nouns = word_set(name)
    return tuple(nouns | {noun + ending for noun in nouns for ending in ("s", "es")})


def is_name(scene: Scene, unit: Unit, quoted: Quoted, words: Sequence[Word]) -> bool:
    """Tell whether the marks hold a name, a title or a so-called word."""
    if _names_entity(scene, quoted) or (len(words) == 1 and "." in words[0].text):
        return True
    before, behind = unit.words_before(quoted.start), unit.word_behind(quoted.end)
    last = before[-1] if before else None
    if last and (last.lower in word_set("so_called") or _is_known_as(last, behind)):
        return True
    if names_thing(unit, quoted) and len(words) < LONG_TITLE:
        return True
    if is_called(unit, quoted):
        return False
    counted = words[0].text[0].isdigit() and len(words) > 1  # "„2. Runder Tisch“" is told by what is counted
    if not words[counted].capital:
        return len(words) == 1 and _is_attribute(words[0], behind)
    if last and last.lower in word_set("judging"):
        return False
    if has_finite_verb(words) and len(words) > 2:
        return _recurs(scene, quoted)
    return True


def is_called(unit: Unit, quoted: Quoted) -> bool:
    """Tell whether the noun before the marks is one of saying: "die Parole „…“", "Rufe wie „…“", "dem gerufenen „…“"."""
    before = _words_before(unit, quoted)
    if before and before[-1].lower in word_set("shouted"):
        return True
    nouns = [word for word in before[-2:] if word.noun and word.lower.endswith(_nouns("saying"))]
    return bool(nouns) and (before[-1] in nouns or before[-1].is_a("comparison"))


def takes_up(words: Sequence[Word]) -> bool:
    """Tell whether three words take up the quotation before them: "mit diesen Worten"."""
    choices = load_table("speech/quotations.toml")["taking_up"]
    return len(words) == len(choices) and all(
        word.lower in choice.split() for word, choice in zip(words, choices, strict=True)
    )


def is_gloss(unit: Unit, quoted: Quoted) -> bool:
    """Tell whether the marks stand in brackets right behind quoted words, which they put in other words: "„A“ („B“)"."""
    before = unit.words_before(quoted.start)
    return (
        len(before) == 2
        and before[1].text == "("
        and any(other.end == before[0].end for other in unit.quotations)
    )


def names_thing(unit: Unit, quoted: Quoted) -> bool:
    """Tell whether the noun before the marks is one that bears a title or a name: "der Film „…“"."""
    before = [word for word in _words_before(unit, quoted) if word.text != ":"]
    return bool(before) and before[-1].noun and before[-1].lower.endswith(_nouns("named"))


def is_titled(words: Sequence[Word]) -> bool:
    """Tell whether a phrase is headed by a noun that bears a title or a name: "der Titel einer Studie"."""
    nouns = [word for word in words if word.noun]
    return bool(nouns) and nouns[0].lower.endswith(_nouns("named"))


def heads_caption(unit: Unit, index: int) -> bool:
    """Tell whether words without a verb before the quotation begin with such a noun: "(Überschrift der Seite: „…“)"."""
    part: Part | None = unit.parts[index - 1] if index else None
    return bool(part and part.clause and part.clause.kind == "fragment" and is_titled(part.clause.words))


def _words_before(unit: Unit, quoted: Quoted) -> list[Word]:
    """Return the words before the marks, without those that only announce an example."""
    words = unit.words_before(quoted.start, 5)
    return [word for word in words if word.lower not in word_set("exemplifying")]


def _is_known_as(before: Word, behind: Word | None) -> bool:
    """Tell whether something is known by the words in the marks: "die als „…“ bekannten Männer"."""
    return before.is_a("comparison") and behind is not None and behind.lower in word_set("known")


def _is_attribute(word: Word, following: Word | None) -> bool:
    """Tell whether a single quoted word only qualifies the noun behind it: "die „grüne“ Welle"."""
    return following is not None and following.noun and word.adjectival


def _names_entity(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the marks hold nothing but the name of an entity."""
    mentions = scene.analysis.mentions_in(Span(quoted.start, quoted.end))
    return any(one.start <= quoted.inner.start and one.end >= quoted.inner.end for one in mentions)


def _recurs(scene: Scene, quoted: Quoted) -> bool:
    """Tell whether the same words stand in quotation marks elsewhere in the text, as names do."""
    inner = scene.text[quoted.inner.start : quoted.inner.end]
    return inner[:1].isupper() and scene.quoted_words[inner] > 1
