"""Tell what happened with the forces that a number counts: killed, sent, withdrawn, or simply there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ..clauses import Clause
from ..findings import Change
from ..lexicon import load_set, load_table
from ..text import Document
from ..verbal import Verb
from ..words import Word, words_in
from .candidates import Candidate

GOVERNOR_WORDS = 4  # "der Tod von insgesamt mehr als …"
GENITIVE_ARTICLES = load_set("figures/frames.toml", "genitive_articles")
BY = load_set("figures/frames.toml", "by")
ACCOMPANYING = load_set("figures/frames.toml", "accompanying")
LINKING = load_set("figures/frames.toml", "linking")
GOVERNED = load_set("figures/frames.toml", "governed")
DOING = load_set("figures/frames.toml", "doing")
DEEPEST = 3  # clauses that hang on one another


class Happening(NamedTuple):
    """What happened, and the rule that says so; `certain` is False for the default."""

    change: Change
    rule: str
    certain: bool = True
    verb: Verb | None = None


@dataclass(frozen=True)
class ChangeRule:
    """One entry of changes.toml."""

    name: str
    change: Change
    undergoes: frozenset[str]
    suffers: frozenset[str]
    governs: frozenset[str]
    nouns: frozenset[str]
    attributes: re.Pattern[str]
    phrases: re.Pattern[str]


@cache
def change_rules() -> tuple[ChangeRule, ...]:
    """Return the rules in the order in which they are tried."""
    return tuple(_rule(entry) for entry in load_table("figures/changes.toml")["rule"])


def _rule(entry: dict[str, str]) -> ChangeRule:
    participles = "|".join(entry["attributes"].split())
    return ChangeRule(
        entry["name"],
        entry["change"],  # type: ignore[arg-type]
        frozenset(entry["undergoes"].split()),
        frozenset(entry["suffers"].split()),
        frozenset(entry["governs"].split()),
        frozenset(entry["nouns"].split()),
        re.compile(rf"\b(?:{participles})(?:e|en|er|em|es)?\b"),
        re.compile(rf"\b(?:{entry['phrases']})"),
    )


def change_of(document: Document, candidate: Candidate, clauses: tuple[Clause, ...]) -> Happening | None:
    """Return what the sentence says happened with the counted forces, None where it says nothing."""
    own = clause_at(clauses, candidate.span.start)
    attribute = _by_attribute(document, candidate)
    found = _by_noun(candidate) or _if_eventful(attribute) or _by_governor(document, candidate)
    if not found and own:
        going_on = _continuation(clauses, own)
        found = (
            _by_participle_behind(document, candidate, own)
            or _by_verbs(document, candidate, own)
            or (_by_verbs(document, candidate, going_on) if going_on else None)
            or _by_relative_clause(candidate, clauses, own)
        )
    found = found or attribute
    if not found or not own:
        return found
    if found.change == "withdrawn" and _is_demanded(document, found, own, clauses):
        return _by_relative_clause(candidate, clauses, own) or Happening("present", f"{found.rule}-demanded")
    if _may_be_planned(found) and _is_planned(document, found, own, clauses):
        return Happening("planned", f"{found.rule}-planned")
    return found


def _may_be_planned(found: Happening) -> bool:
    """Tell whether a plan may govern what happened: a sending, or a stationing."""
    deploys = found.verb is not None and found.verb.lemma in load_set("figures/frames.toml", "deploying")
    return found.change == "sent" or (deploys and found.verb is not None and bool(found.verb.auxiliary))


def _if_eventful(happening: Happening | None) -> Happening | None:
    return happening if happening and happening.change != "present" else None


def clause_at(clauses: tuple[Clause, ...], offset: int) -> Clause | None:
    """Return the innermost clause that holds the offset."""
    holding = [clause for clause in clauses if clause.start <= offset < clause.end]
    return min(holding, key=lambda clause: clause.end - clause.start, default=None)


def governing(own: Clause, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """Yield the clauses on which a clause hangs, the nearest first: those before it, or that behind it where it opens the sentence."""
    at = clauses.index(own)
    for _ in range(DEEPEST):
        clause = clauses[at]
        if clause.kind != "infinitive" and clause.opener not in GOVERNED:
            return
        before = next((place for place in range(at - 1, -1, -1) if clauses[place].kind != "relative"), None)
        if before is None:
            yield from clauses[at + 1 : at + 2]
            return
        at = before
        yield clauses[at]


def _continuation(clauses: tuple[Clause, ...], own: Clause) -> Clause | None:
    """Return the rest of a clause that a relative clause interrupts: "Etwa 200, die in Köln stehen, werden verlegt"."""
    place = clauses.index(own)
    if own.verbs or place + 2 >= len(clauses) or clauses[place + 1].kind != "relative":
        return None
    rest = clauses[place + 2]
    return rest if rest.kind == "main" and rest.finite[:1] == (0,) else None


def _by_noun(candidate: Candidate) -> Happening | None:
    word = candidate.noun.text
    if candidate.parent:
        return None
    return next(
        (Happening(rule.change, f"{rule.name}-noun") for rule in change_rules() if word in rule.nouns), None
    )


def _by_attribute(document: Document, candidate: Candidate) -> Happening | None:
    """Read a participle inside the phrase: "fünf getötete Kämpfer"."""
    if candidate.parent:
        return None
    before = document.tokens_in((max(0, candidate.span.start - 60), candidate.span.start))
    words = [token.text for token in before[-3:] if token.text[0].islower()]
    inside = document.text[candidate.quantity.number : candidate.noun.start]
    if candidate.phrase:  # "die Zahl der getöteten Soldaten auf 40"
        inside = document.text[candidate.phrase.start : candidate.noun.start]
    text = f"{' '.join(words)} {inside}" if words and words[-1].endswith(("en", "er", "te")) else inside
    return next(
        (
            Happening(rule.change, f"{rule.name}-attribute")
            for rule in change_rules()
            if rule.attributes.search(text)
        ),
        None,
    )


def _by_governor(document: Document, candidate: Candidate) -> Happening | None:
    """Read a noun that governs the phrase: "der Tod von vier Soldaten"."""
    sentence = document.sentence_at(candidate.span.start)
    tokens = document.tokens_in((sentence.start, candidate.span.start))[-GOVERNOR_WORDS:]
    if not tokens or tokens[-1].text not in LINKING:
        return None
    for token in reversed(tokens[:-1]):
        for rule in change_rules():
            if any(token.text == noun or token.text.endswith(noun.lower()) for noun in rule.governs):
                return Happening(rule.change, f"{rule.name}-governor")
        if token.text[0].isupper():
            return None
    return None


def _by_participle_behind(document: Document, candidate: Candidate, own: Clause) -> Happening | None:
    """Read a participle that closes the sentence right behind the phrase: "…, zehn Soldaten getötet"."""
    sentence = document.sentence_at(candidate.span.start)
    words = words_in(document, (candidate.span.end, sentence.end))[:2]
    closes = words and not words[0].capital and (len(words) == 1 or words[1].mark)
    if not closes or _preposition_before(candidate, own) in BY:
        return None
    lemmas = {form.lemma for form in words[0].forms if form.mood == "participle"}
    rules = (rule for rule in change_rules() if not rule.suffers.isdisjoint(lemmas))
    return next((Happening(rule.change, f"{rule.name}-participle") for rule in rules), None)


def _by_verbs(document: Document, candidate: Candidate, clause: Clause) -> Happening | None:
    """Read the clause's verbs and set phrases; that forces merely stand somewhere counts last."""
    eventful = tuple(rule for rule in change_rules() if rule.change != "present")
    text = document.text[clause.start : clause.end]
    return (
        _by_verb_of(eventful, candidate, clause)
        or _by_phrase_of(eventful, text, clause)
        or _by_verb_of(change_rules(), candidate, clause)
        or _by_phrase_of(change_rules(), text, clause)
    )


def _by_verb_of(rules: tuple[ChangeRule, ...], candidate: Candidate, clause: Clause) -> Happening | None:
    for verb in _nearest_first(clause, candidate):
        for rule in rules:
            if verb.lemma in rule.suffers and suffers(candidate, clause, verb):
                return Happening(rule.change, f"{rule.name}-{verb.lemma}", verb=verb)
            if verb.lemma in rule.undergoes and not _is_in_phrase_with_preposition(candidate, clause):
                return Happening(rule.change, f"{rule.name}-{verb.lemma}", verb=verb)
    return None


def _by_phrase_of(rules: tuple[ChangeRule, ...], text: str, clause: Clause) -> Happening | None:
    for rule in rules:
        if rule.phrases.search(text) or (not clause.verbs and rule.attributes.search(text)):
            return Happening(rule.change, f"{rule.name}-phrase")
    return None


def _nearest_first(clause: Clause, candidate: Candidate) -> list[Verb]:
    """Return the verbs that close after the phrase first: "wurden drei Soldaten getötet und sieben verletzt"."""
    verbs = [*clause.verbs, *_further_participles(clause)]

    def closing(verb: Verb) -> int:
        return next((part.start for part in verb.parts if part.start > candidate.span.start), -1)

    after = sorted((verb for verb in verbs if closing(verb) >= 0), key=closing)
    return [*after, *(verb for verb in verbs if verb not in after)]


def _further_participles(clause: Clause) -> Iterator[Verb]:
    """Yield participles that share the auxiliary of the clause's verb: "getötet und sieben weitere verletzt worden"."""
    verb = clause.verb
    if not verb or not verb.auxiliary:
        return
    known = {part.start for one in clause.verbs for part in one.parts}
    for word in clause.words:
        lemma = next((form.lemma for form in word.forms if form.mood == "participle"), None)
        if lemma and word.start not in known and not word.capital:
            yield replace(verb, lemma=lemma, parts=(word,))


def suffers(candidate: Candidate, clause: Clause, verb: Verb) -> bool:
    """Tell whether the phrase is what the verb is done to: its subject in the passive, else its object."""
    if verb.passive or verb.auxiliary == "sein" or verb.mood == "zu_infinitive":
        return _preposition_before(candidate, clause) not in BY
    return not _is_agent(candidate, clause)


def _is_agent(candidate: Candidate, clause: Clause) -> bool:
    """Tell whether the phrase is the subject of an active verb that has an object besides."""
    verb = clause.verb
    if not verb or verb.passive or verb.auxiliary == "sein":
        return False
    if verb.finite and verb.number == "singular" and candidate.quantity.low > 1:
        return False
    phrases = _bare_phrases(clause)
    first = phrases[0] if phrases else None
    return bool(len(phrases) > 1 and first and candidate.span.start <= first.start < candidate.span.end)


def _bare_phrases(clause: Clause) -> list[Word]:
    """Return the clause's nouns and pronouns that no preposition and no other noun governs."""
    found: list[Word] = []
    governed = after_noun = False
    for word in clause.words:
        if word.is_a("preposition"):
            governed = True
        elif word.noun or (word.is_a("subject_pronoun") and not word.is_a("article")):
            if not governed and not after_noun:
                found.append(word)
        elif word.lower in GENITIVE_ARTICLES and after_noun:
            governed = True
        elif word.mark or after_noun:
            governed = False
        after_noun = word.noun
    return found


def _is_in_phrase_with_preposition(candidate: Candidate, clause: Clause) -> bool:
    """Tell whether a preposition other than "mit" stands before the phrase: "gegen 300 Kämpfer vorrücken"."""
    return _preposition_before(candidate, clause) not in ("", *ACCOMPANYING)


def _preposition_before(candidate: Candidate, clause: Clause) -> str:
    """Return the preposition right before the phrase, "" where none stands there."""
    before = [word for word in clause.words if word.end <= candidate.span.start][-2:][::-1]
    if before and before[0].is_a("article", "determiner"):
        before = before[1:]
    return before[0].lower if before and before[0].is_a("preposition") else ""


def _by_relative_clause(candidate: Candidate, clauses: tuple[Clause, ...], own: Clause) -> Happening | None:
    """Read the relative clause that follows the phrase: "3.000 Soldaten, die im Norden stationiert sind"."""
    following = next((clause for clause in clauses if clause.start >= candidate.span.end), None)
    if not following or following.kind != "relative":
        return None
    words_between = [word for word in own.words if candidate.span.end <= word.start < following.start]
    if len(words_between) > GOVERNOR_WORDS:
        return None
    for rule in change_rules():
        if any(verb.lemma in rule.suffers | rule.undergoes for verb in following.verbs):
            return Happening(rule.change, f"{rule.name}-relative")
    text = " ".join(word.text for word in following.words)
    return next(
        (
            Happening(rule.change, f"{rule.name}-relative")
            for rule in change_rules()
            if rule.phrases.search(text)
        ),
        None,
    )


@cache
def _planned() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], re.Pattern[str]]:
    table = load_table("figures/changes.toml")["planned"]
    words = (frozenset(table[name].split()) for name in ("auxiliaries", "governors", "demands", "announced"))
    return (*words, re.compile("|".join(table["words"])))  # type: ignore[return-value]


def _is_planned(document: Document, found: Happening, own: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Tell whether the sending lies ahead: a modal or future verb, or a plan that governs it."""
    auxiliaries, governors, _, announced, words = _planned()
    if any(_is_ahead(verb, auxiliaries) for verb in ([found.verb] if found.verb else own.verbs)):
        return True
    if (
        found.verb
        and found.verb.lemma in announced
        and found.verb.tense == "present"
        and not found.verb.auxiliary
    ):
        return True
    if words.search(document.text[own.start : own.end]) or _is_only_meant(found, own, clauses):
        return True
    return any(verb.lemma in governors for verb in _governing(found, own, clauses))


def _is_only_meant(found: Happening, own: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Tell whether an infinitive with "zu" tells what somebody means to do, not what was done: "drohte, 5000 Soldaten zu verlegen"."""
    if own.kind != "infinitive" or found.verb is None or found.verb.auxiliary in ("haben", "sein"):
        return False
    outer = next(governing(own, clauses), None)
    return outer is None or not any(verb.lemma in DOING for verb in outer.verbs)


def _is_ahead(verb: Verb, auxiliaries: frozenset[str]) -> bool:
    return verb.auxiliary in auxiliaries and not (verb.auxiliary == "werden" and verb.passive)


def _governing(found: Happening, own: Clause, clauses: tuple[Clause, ...]) -> tuple[Verb, ...]:
    """Return the verbs on which the change depends: those of the clause before, or of its own where a noun tells it."""
    if found.rule.endswith("-governor"):
        return own.verbs
    before = [clause for clause in clauses if clause.end <= own.start][-1:]
    return before[0].verbs if before and own.kind in ("infinitive", "subordinate") else ()


def _is_demanded(document: Document, found: Happening, own: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Tell whether somebody only asks for a withdrawal: the forces are still there."""
    _, _, demands, _, _ = _planned()
    return any(verb.lemma in demands for verb in _governing(found, own, clauses))
