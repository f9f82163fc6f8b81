"""Tell who takes part in a meeting that a noun or a verb reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..analysis import Analysis
from ..clauses import Clause, Word
from ..roles import Role, roles_in
from .triggers import Sentence, Trigger

ATTENDING = frozenset({"bei", "beim", "nach", "vor", "während", "im", "in", "am", "zu", "zum", "zur", "auf"})
POSSESSIVES = ("sein", "ihr", "unser")
OWNER_GAP = 6  # words between a possessive and its noun: "seinem ersten offiziellen Treffen"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part, as entity ids in the order of the text."""

    owners: tuple[str, ...] = ()  # who meets, visits or sits
    partners: tuple[str, ...] = ()  # whom

    @property
    def all(self) -> tuple[str, ...]:
        """Return all of them, each once."""
        return tuple(dict.fromkeys((*self.owners, *self.partners)))


def parties_of(analysis: Analysis, trigger: Trigger) -> Parties:
    """Return the participants that the trigger's sentence names."""
    roles = roles_in(analysis, trigger.clause)
    return _of_verb(analysis, trigger, roles) if trigger.verb else _of_noun(analysis, trigger, roles)


def _of_noun(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> Parties:
    after = [role for role in roles if role.mention.start >= trigger.end]
    before = [role for role in roles if role.mention.start < trigger.end]
    noun = analysis.text[trigger.start : trigger.end].lower()
    partners = [role for role in _governed(analysis, trigger, after) if role.is_party]
    owners = [role for role in before if _owns(role, noun)]
    owners += [role for role in after if role.genitive and role.head == noun and _may_own(role)]
    owners += [
        role
        for role in after
        if role.governor == "von"
        and role.is_party
        and not role.genitive
        and _directly(analysis, trigger, role)
    ]
    if not owners and _takes_subject(trigger):
        owners = subjects(analysis, trigger.clause, roles, trigger.sentence)
    return _parties(owners, partners)


def _owns(role: Role, noun: str) -> bool:
    """Tell whether a mention before the noun belongs to it: "Putins Besuch", "EU-Gipfel", "russisch-türkische Gespräche"."""
    return (
        role.attribute_of == noun
        and role.entity.kind != "place"
        and (
            role.mention.form in ("name", "pronoun", "adjective", "office", "description")
            or role.entity.kind == "organisation"
        )
    )


def _may_own(role: Role) -> bool:
    return role.is_party or role.entity.kind == "organisation"


def _directly(analysis: Analysis, trigger: Trigger, role: Role) -> bool:
    """Tell whether no other phrase comes between the noun and the mention."""
    between = analysis.text[trigger.end : role.mention.start].split()
    return len(between) <= OWNER_GAP


def _governed(analysis: Analysis, trigger: Trigger, after: Iterable[Role]) -> list[Role]:
    """Return the mentions that stand behind "mit", "zwischen" or "bei" after the noun."""
    return [
        role
        for role in after
        if role.governor in trigger.partners and not (role.genitive and not role.stands_for)
    ]


def _takes_subject(trigger: Trigger) -> bool:
    """Tell whether the clause's subject takes part: "nach seinem Treffen", "bei einem Gespräch mit", "führte Gespräche"."""
    before = [word for word in trigger.clause.words if word.end <= trigger.start][-OWNER_GAP:]
    return _has_possessive(before) or bool(before and _preposition(before)) or bool(trigger.clause.finite)


def _has_possessive(words: list[Word]) -> bool:
    return any(word.is_a("determiner") and word.lower.startswith(POSSESSIVES) for word in words)


def _preposition(words: list[Word]) -> str:
    return next((word.lower for word in reversed(words) if word.is_a("preposition")), "")


def subjects(analysis: Analysis, clause: Clause, roles: tuple[Role, ...], sentence: Sentence) -> list[Role]:
    """Return the mentions that act in the clause; those of the clause before where it has none of its own."""
    own = _coordinated([role for role in roles if _is_bare(role)])
    if own or clause not in sentence.clauses:
        return own
    place = sentence.clauses.index(clause)
    if place == 0:
        return []
    earlier = sentence.clauses[place - 1]
    parties = [role for role in roles_in(analysis, earlier) if role.is_party and not role.genitive]
    if clause.kind == "relative":
        return parties[-1:]
    return subjects(analysis, earlier, roles_in(analysis, earlier), sentence)


def _is_bare(role: Role) -> bool:
    return role.governor == "" and role.is_party and (not role.genitive or role.stands_for)


def _coordinated(roles: list[Role]) -> list[Role]:
    """Keep the first mention and those joined to it."""
    return roles[:1] if len(roles) < 2 else [role for role in roles if role.governor == roles[0].governor]


def _of_verb(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> Parties:
    bare = [role for role in roles if _is_bare(role)]
    partners = [
        role
        for role in roles
        if role.governor in trigger.partners and role.is_party and (not role.genitive or role.stands_for)
    ]
    if trigger.takes != "party" and trigger.takes != "place":
        bare = bare or subjects(analysis, trigger.clause, roles, trigger.sentence)
        return _parties(bare, partners)
    if trigger.takes == "place":
        bare = [role for role in bare if role.entity.kind == "person"] or bare[:1]
    if not bare or (len(bare) == 1 and not partners):
        bare = [*_outer_subjects(analysis, trigger, roles), *bare]
    return _parties(bare, partners)


def _outer_subjects(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return who acts in a relative or infinitive clause, which the clause before it names."""
    if trigger.clause.kind not in ("relative", "infinitive", "fragment"):
        return []
    return subjects(analysis, trigger.clause, (), trigger.sentence)


def _parties(owners: Iterable[Role], partners: Iterable[Role]) -> Parties:
    return Parties(
        tuple(dict.fromkeys(role.entity.id for role in owners)),
        tuple(dict.fromkeys(role.entity.id for role in partners)),
    )
