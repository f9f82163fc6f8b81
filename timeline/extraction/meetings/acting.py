"""Find who acts in a clause, in its neighbours, or in the sentence before."""

from __future__ import annotations

from functools import cache

from ..analysis import Analysis
from ..clauses import Clause, clauses_in
from ..lexicon import load_table
from ..roles import Role, roles_in
from .triggers import Sentence, Trigger


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("meetings/frames.toml")[name].split())


def subjects(analysis: Analysis, clause: Clause, roles: tuple[Role, ...], sentence: Sentence) -> list[Role]:
    """Return the mentions that act in the clause; those of its neighbours where it has none of its own."""
    own = first_group(analysis, [role for role in roles if is_bare(role)])
    if own or clause not in sentence.clauses:
        return own
    place = sentence.clauses.index(clause)
    if clause.kind == "infinitive" and place and _directs(sentence.clauses[place - 1]):
        return []
    if clause.kind == "relative" and place:
        return last_group(analysis, sentence.clauses[place - 1], plural=is_plural(clause))
    for other in (*reversed(sentence.clauses[:place]), *sentence.clauses[place + 1 :]):
        found = first_group(analysis, [role for role in roles_in(analysis, other) if is_bare(role)])
        if found:
            return found
    return []


def last_group(analysis: Analysis, clause: Clause, *, plural: bool) -> list[Role]:
    """Return the antecedent of a relative clause: the last party, in the plural with those joined to it."""
    parties = [role for role in roles_in(analysis, clause) if role.is_party]
    groups = (first_group(analysis, parties[at:]) for at in range(len(parties)))
    joined = (group for group in groups if group[-1] is parties[-1] and len(group) > 1)
    return next(joined, parties[-1:]) if plural else parties[-1:]


def is_plural(clause: Clause) -> bool:
    """Tell whether a clause's verb is in the plural."""
    return any(verb.number == "plural" for verb in clause.verbs)


def _directs(clause: Clause) -> bool:
    """Tell whether the clause makes somebody else do what its infinitive says."""
    return any(verb.lemma in _words("directing") for verb in clause.verbs)


def is_bare(role: Role) -> bool:
    """Tell whether a party stands without a preposition, as subjects and objects do."""
    return role.governor == "" and role.is_party and (not role.genitive or role.stands_for)


def first_group(analysis: Analysis, roles: list[Role]) -> list[Role]:
    """Keep the first mention and those joined to it: "Merkel und Macron"."""
    group = roles[:1]
    for role in roles[1:]:
        between = analysis.text[group[-1].mention.end : role.mention.start].split()
        joined = any(word in ("und", "sowie", ",") or word.endswith(",") for word in between)
        one_phrase = role.mention.start == group[-1].mention.start  # "beide Seiten"
        if role.entity.id != group[-1].entity.id and not one_phrase and not (joined and len(between) <= 6):
            break
        group.append(role)
    return group


def told_before(analysis: Analysis, trigger: Trigger) -> list[Role]:
    """Return the first person that the sentence before names, whom "sein" at the start of a sentence means."""
    document = analysis.document
    start = trigger.sentence.span.start
    if start <= document.paragraph_at(start).start:
        return []
    before = document.sentence_at(start - 1)
    roles = (role for clause in clauses_in(document, before) for role in roles_in(analysis, clause))
    return [role for role in roles if role.entity.kind == "person" and is_bare(role)][:1]


def last_person(trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return the person named last before the noun: "die Erklärungen der Ministerin nach ihrem Besuch"."""
    before = [role for role in roles if role.mention.start < trigger.start and not role.attribute_of]
    return [role for role in before if role.entity.kind == "person"][-1:]
