"""Tell who takes part in a meeting that a noun or a verb reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from ..analysis import Analysis
from ..lexicon import load_pattern, load_set, load_table
from ..roles import Role, represents, roles_in
from ..words import Word
from .acting import first_group, is_bare, last_person, subjects, told_before
from .phrases import (
    MAX_ATTRIBUTES,
    at_the_edge,
    attends,
    governor_of,
    is_definite,
    meets_group,
    names_group,
    reach_of,
    receives_group,
)
from .scope import belongs, is_met_on_journey, parted
from .triggers import Trigger, verb_rows

POSSESSIVES = tuple(load_set("meetings/frames.toml", "possessives"))
TURNS = load_pattern("meetings/frames.toml", "turns")
EXCEPTED = load_pattern("meetings/frames.toml", "excepted")
CONTRASTED = load_pattern("meetings/frames.toml", "contrasted")
OBJECT_PRONOUNS = load_set("meetings/frames.toml", "object_pronouns")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part, as entity ids in the order of the text."""

    owners: tuple[str, ...] = ()  # who meets, visits or sits
    partners: tuple[str, ...] = ()  # whom
    group: bool = False  # "der Außenminister": several unnamed people meet
    attached: bool = False  # the owners stand with the noun itself

    @property
    def all(self) -> tuple[str, ...]:
        """Return all of them, each once."""
        return tuple(dict.fromkeys((*self.owners, *self.partners)))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("meetings/frames.toml")[name].split())


def parties_of(analysis: Analysis, trigger: Trigger) -> Parties:
    """Return the participants that the trigger's sentence names."""
    own = tuple(
        role
        for role in roles_in(analysis, trigger.clause)
        if belongs(analysis, trigger, role.mention.start)
        or _is_subject_of_both(analysis, trigger, role)
        or (role.governor in trigger.partners and is_met_on_journey(trigger, role.mention.start))
    )
    own = tuple(role for role in own if not _is_excluded(analysis, trigger, role))
    if trigger.asks == "stage":
        return _before_council(analysis, trigger, own)
    if trigger.repeats and trigger.verb:
        own = (*_shared_subject(analysis, trigger, own), *own)
    return _of_verb(analysis, trigger, own) if trigger.verb else _of_noun(analysis, trigger, own)


def _is_excluded(analysis: Analysis, trigger: Trigger, role: Role) -> bool:
    """Tell whether the words except somebody: "außer mit X", "nicht aber mit X", "nicht mit X, sondern mit Y"."""
    start = role.mention.start
    if EXCEPTED.search(analysis.text, trigger.clause.start, start):
        return True
    return any(
        denied.start() < start < denied.end()
        for denied in CONTRASTED.finditer(analysis.text, *trigger.clause.span)
    )


def _before_council(analysis: Analysis, trigger: Trigger, own: tuple[Role, ...]) -> Parties:
    """Return the council and who speaks there."""
    council = [role for role in own if role.mention.start == trigger.start]
    return _parties(council, first_group(analysis, [role for role in own if is_bare(role)]), attached=True)


def _shared_subject(analysis: Analysis, trigger: Trigger, own: tuple[Role, ...]) -> list[Role]:
    """Return the subject of the parts before, if this part has none: "sprach am Montag mit A, am Dienstag mit B"."""
    mutual = any(word.is_a("reflexive") for word in trigger.clause.words)
    takes_object = trigger.takes == "party" and not mutual
    if any(is_bare(role) for role in own) and not takes_object:
        return []
    before = [role for role in roles_in(analysis, trigger.clause) if role.mention.start < trigger.span.start]
    return first_group(analysis, [role for role in before if is_bare(role)])


def in_turn(analysis: Analysis, trigger: Trigger, parties: Parties) -> tuple[Parties, ...]:
    """Return one set of parties for each meeting of the verb: "traf zunächst A und anschließend B", "mit A und mit B"."""
    if not trigger.verb or len(parties.all) < 3:
        return (parties,)
    roles = [role for role in roles_in(analysis, trigger.clause) if role.entity.id in parties.all]
    subject = {role.entity.id for role in first_group(analysis, [role for role in roles if is_bare(role)])}
    others = [role for role in roles if role.entity.id not in subject]
    borders = [match.end() for match in TURNS.finditer(analysis.text, *trigger.span)]
    turns: dict[int, list[Role]] = {}
    for role in others:
        turns.setdefault(sum(border <= role.mention.start for border in borders), []).append(role)
    if not subject or len(turns) < 2:
        return (parties,)
    owners = tuple(one for one in parties.all if one in subject)
    return tuple(
        Parties(owners, tuple(dict.fromkeys(role.entity.id for role in turn)), attached=True)
        for turn in turns.values()
    )


def _is_subject_of_both(analysis: Analysis, trigger: Trigger, role: Role) -> bool:
    """Tell whether a subject outside the trigger's own words acts there too: that of the first of several verbs, or of "nach dem Treffen"."""
    if not is_bare(role) or parted(analysis, trigger.start, role.mention.start):
        return False
    if trigger.repeats:
        return False
    finite = trigger.clause.finite
    first_verb = trigger.clause.words[finite[0]].start if finite else trigger.clause.end
    return not trigger.verb or (len(finite) > 1 and role.mention.start < first_verb)


def _of_noun(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> Parties:
    noun = analysis.text[trigger.start : trigger.end].lower()
    reach = reach_of(analysis, trigger)
    behind = [role for role in roles if trigger.end <= role.mention.start < reach]
    partners = _partners_behind(analysis, trigger, behind) or _partners_apart(trigger, roles)
    owners = [role for role in roles if role.mention.start < trigger.end and _owns(role, noun)]
    if behind and "," not in analysis.text[trigger.end : behind[0].mention.start]:
        owners += [role for role in behind if _owns_from_behind(analysis, trigger, role, noun)]
    between = _is_between(analysis, trigger)
    unnamed = names_group(analysis, trigger, reach) and _is_acted_upon(trigger)
    acting = [] if between or unnamed else _acting(analysis, trigger, roles)
    if not partners:
        acting = [*acting, *_addressed(trigger, roles, acting)]
    attached = bool(owners)
    if not owners:
        owners = acting or _concerned(trigger, roles) or _left_out(analysis, trigger, roles, partners)
    elif (
        all(role.entity.kind != "person" for role in owners) and attends(trigger) and not at_the_edge(trigger)
    ):
        owners = [*owners, *(role for role in acting if role.entity.kind == "person")]
    return _parties(owners, partners, attached=attached, group=names_group(analysis, trigger, reach))


def _addressed(trigger: Trigger, roles: tuple[Role, ...], acting: Sequence[Role]) -> list[Role]:
    """Return the person to whom the subject says something at the meeting: "hat Xi in einem Telefonat gewarnt"."""
    lemmas = {verb.lemma for verb in trigger.clause.verbs}
    if (
        not acting
        or governor_of(trigger) not in _words("at_talks")
        or lemmas.isdisjoint(_words("addressing"))
    ):
        return []
    return [role for role in roles if is_bare(role) and role.entity.kind == "person" and role not in acting]


def _is_between(analysis: Analysis, trigger: Trigger) -> bool:
    return analysis.text[trigger.end :].lstrip()[:8].lower() == "zwischen"


def _is_acted_upon(trigger: Trigger) -> bool:
    """Tell whether somebody does something about a meeting of others: "bestätigte das Treffen der Minister"."""
    return any(verb.lemma in _words("acts") for verb in trigger.clause.verbs)


def _concerned(trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return for whom it was a meeting: "Für den Kanzler war es das erste Treffen mit ihm"."""
    copula = any(verb.lemma == "sein" for verb in trigger.clause.verbs)
    before = (role for role in roles if role.mention.start < trigger.start and role.governor == "für")
    return [role for role in before if copula and _takes_part(role)]


def _left_out(
    analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...], partners: Sequence[Role]
) -> list[Role]:
    """Return the subject told before where a plan names only the other side: "Dort sind Gespräche mit ihm geplant"."""
    happens = any(verb.lemma in _words("happening") for verb in trigger.clause.verbs)
    acts = any(is_bare(role) for role in roles if role not in partners)
    if not (acts or partners or governor_of(trigger)) and any(
        verb.lemma in _words("falling_through") for verb in trigger.clause.verbs
    ):
        return subjects(analysis, trigger.clause, roles, trigger.sentence)  # "…, weil X abgesagt hatte"
    between = _is_between(analysis, trigger) and len(partners) > 1
    one_sided = bool(partners) or (trigger.format == "visit" and not is_definite(trigger))
    if not happens or acts or between or not one_sided or governor_of(trigger):
        return []
    return told_before(analysis, trigger)


def _partners_behind(analysis: Analysis, trigger: Trigger, behind: Sequence[Role]) -> list[Role]:
    """Return the mentions after "mit", "zwischen" or "bei" behind the noun; on a journey, who is met is the verb's partner."""
    if trigger.format == "visit" and any("mit" in row["with"].split() for row in _rows_of_verbs(trigger)):
        return []
    if _is_between(analysis, trigger):
        people = [
            role
            for role in behind
            if role.entity.kind == "person" and not role.attribute_of and not role.genitive
        ]
        if len({role.entity.id for role in people}) > 1:
            return people  # whatever attributes come between: "zwischen dem als Kandidat für das Amt … und seiner Rivalin …"
    return [
        role
        for role in behind
        if (role.governor in trigger.partners or role.head in _words("partaking"))
        and _takes_part(role)
        and not (trigger.partners | {"unter"}).isdisjoint(
            analysis.text[trigger.end : role.mention.start].lower().split()
        )
    ]


def _partners_apart(trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return those after "mit" or "zwischen" elsewhere in the clause, where its verb only holds, plans or calls off the meeting.

    "Ein Gespräch führte A am Montag mit B", "Mit B hatte A ein Treffen vereinbart".
    """
    verbs = {verb.lemma for verb in trigger.clause.verbs}
    if governor_of(trigger) or verbs.isdisjoint(_words("light_verbs") | _words("happening")):
        return []
    return [role for role in roles if role.governor in ("mit", "zwischen") and _takes_part(role)]


def _rows_of_verbs(trigger: Trigger) -> list[dict[str, str]]:
    return [row for verb in trigger.clause.verbs for row in verb_rows(verb.lemma) if row["format"] != "visit"]


def _takes_part(role: Role) -> bool:
    return role.is_party and (not role.genitive or role.stands_for or not _is_named(role))


def _is_named(role: Role) -> bool:
    """Tell whether the noun that the genitive belongs to is no group that it stands for: "Chef der Miliz"."""
    return not represents(role.head)


def _owns(role: Role, noun: str) -> bool:
    """Tell whether a mention before the noun belongs to it: "Putins Besuch", "EU-Gipfel", "russisch-türkische Gespräche"."""
    if role.attribute_of != noun or role.entity.kind == "place":
        return False
    return role.mention.form != "compound" or role.entity.kind == "organisation"


def _owns_from_behind(analysis: Analysis, trigger: Trigger, role: Role, noun: str) -> bool:
    """Read "Besuch des Präsidenten", "Besuch Macrons", "Gespräche von Merkel und Putin"."""
    if role.entity.kind == "place":
        return False
    if role.genitive and role.head == noun:
        return role.is_party or role.entity.kind == "organisation"
    between = analysis.text[trigger.end : role.mention.start].strip()
    if not between:
        return role.entity.kind in ("person", "organisation")
    return role.governor == "von" and role.is_party and not role.genitive


def _acting(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return the subject where it takes part: "nach seinem Treffen sagte er", "sie führten Gespräche mit"."""
    before = [word for word in trigger.clause.words if word.end <= trigger.start]
    if possessive := _possessive_of(analysis, before, roles):
        return possessive
    lemmas = {verb.lemma for verb in trigger.clause.verbs}
    bare = [role for role in roles if is_bare(role)]
    if not lemmas.isdisjoint(_words("inviting")):
        host = {role.entity.id for role in first_group(analysis, bare)}
        return [role for role in bare if role.entity.id not in host] or bare
    if not lemmas.isdisjoint(_words("paying")):
        return bare
    if _has_possessive(before):
        own = subjects(analysis, trigger.clause, roles, trigger.sentence) or last_person(trigger, roles)
        several = any(verb.number == "plural" for verb in trigger.clause.verbs)
        return own or ([] if several else told_before(analysis, trigger))
    if "lassen" in lemmas:  # "ließ das Treffen platzen"
        lemmas |= {
            form.lemma for word in trigger.clause.words for form in word.forms if form.mood == "infinitive"
        }
    if not lemmas.isdisjoint(_words("light_verbs")) or governor_of(trigger) in _words("framing"):
        return subjects(analysis, trigger.clause, roles, trigger.sentence)
    return first_group(analysis, bare) if attends(trigger) and not _is_hoped_for(trigger) else []


def _is_hoped_for(trigger: Trigger) -> bool:
    return governor_of(trigger) == "auf" and any(
        verb.lemma in _words("hoping") for verb in trigger.clause.verbs
    )


def _possessive_of(analysis: Analysis, before: Sequence[Word], roles: tuple[Role, ...]) -> list[Role]:
    """Return whom a resolved possessive before the noun means."""
    starts = {word.start for word in before[-MAX_ATTRIBUTES:] if word.lower.startswith(POSSESSIVES)}
    return [role for role in roles if role.mention.start in starts and role.mention.form == "pronoun"]


def _has_possessive(words: Sequence[Word]) -> bool:
    for word in reversed(words):
        if word.is_a("determiner") and word.lower.startswith(POSSESSIVES):
            return True
        if word.noun or word.is_a("preposition", "article"):
            return False
    return False


def _of_verb(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> Parties:
    bare = [role for role in roles if is_bare(role)]
    partners = [role for role in roles if role.governor in trigger.partners and _takes_part(role)]
    partners += _besides(trigger, roles)
    owners = first_group(analysis, bare) or _from_outside(analysis, trigger, roles)
    if trigger.takes == "party":
        owners = bare or owners
        if len({role.entity.id for role in (*owners, *partners)}) < 2:
            owners = [*owners, *_meant_by_pronoun(analysis, trigger)]
    elif trigger.takes == "place":
        people = [role for role in bare if role.entity.kind == "person"]
        visitors = first_group(analysis, people)
        owners, partners = visitors or owners, [*partners, *(role for role in people if role not in visitors)]
    group = (
        meets_group(trigger)
        or receives_group(trigger)
        or (bool(owners) and all(role.stands_for and role.entity.kind != "person" for role in owners))
    )
    return _parties(owners, partners, attached=True, group=group)


def _besides(trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return those beside whom others take part: "empfing neben A auch B"."""
    if not any(word.lower == "auch" for word in trigger.clause.words):
        return []
    return [role for role in roles if role.governor == "neben" and _takes_part(role)]


def _from_outside(analysis: Analysis, trigger: Trigger, roles: tuple[Role, ...]) -> list[Role]:
    """Return the subject of a neighbouring clause; a passive has none to share: "dass beraten werden solle"."""
    verb = trigger.verb
    if verb and (
        verb.passive or any(part.lower == "werden" and part is not verb.finite for part in verb.parts)
    ):
        return []
    return subjects(analysis, trigger.clause, roles, trigger.sentence)


def _meant_by_pronoun(analysis: Analysis, trigger: Trigger) -> list[Role]:
    """Return whom a pronoun or a relative clause leaves unnamed: the antecedent, and the subject told before for "ihn"."""
    linked = trigger.clause.kind in ("relative", "infinitive")
    found = subjects(analysis, trigger.clause, (), trigger.sentence) if linked else []
    if not any(word.lower in OBJECT_PRONOUNS for word in trigger.clause.words):
        return found
    mains = [
        clause
        for clause in trigger.sentence.clauses
        if clause.kind == "main" and clause is not trigger.clause
    ]
    others = (first_group(analysis, [r for r in roles_in(analysis, main) if is_bare(r)]) for main in mains)
    named = [role for group in others for role in group]
    return [*found, *(named or told_before(analysis, trigger))]


def _parties(
    owners: Iterable[Role], partners: Iterable[Role], *, group: bool = False, attached: bool = False
) -> Parties:
    return Parties(
        tuple(dict.fromkeys(role.entity.id for role in owners)),
        tuple(dict.fromkeys(role.entity.id for role in partners)),
        group,
        attached,
    )
