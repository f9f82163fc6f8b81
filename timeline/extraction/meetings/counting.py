"""Decide whether a report names enough to be a meeting by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

from ..analysis import Analysis
from ..entities.knowledge import load_knowledge
from ..figures.forces import force_of
from ..findings import NO_DAYS, DayRange, FoundEntity
from ..lexicon import load_pattern, load_set, load_table, load_words
from .parties import Parties
from .phrases import governor_of, is_definite
from .triggers import Trigger

VOTE = load_pattern("meetings/frames.toml", "vote")
STAY = load_pattern("meetings/frames.toml", "stay")
RECENT = timedelta(days=60)
NEWS_DAYS = timedelta(days=7)  # a body's older decisions are background
SPEAKING_OF = load_set("meetings/frames.toml", "speaking_of")
TOGETHER = load_pattern("meetings/frames.toml", "together")
FIRST = 20  # mentions of a body that are looked at
CITY_STATES = load_set("meetings/frames.toml", "city_states")
CIVIL = ("company", "ngo", "party", "court", "service", "thinktank")  # talks with them are no diplomacy
MEDIA = ("agency", "media")
FOR_SIDE = load_pattern("meetings/frames.toml", "for_side")
MINISTRIES = tuple(load_set("meetings/frames.toml", "ministries"))


def counts(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    """Tell whether the trigger has what its row in the lexicon asks for, and somebody official takes part."""
    if parties.all and not any(_is_official(analysis, one) for one in parties.all):
        return False
    if not parties.all and governor_of(trigger) == "über":
        return False  # only spoken of: "sprachen über den Gipfel"
    if _is_pinned(analysis, trigger, place, days):
        return True
    return CHECKS[trigger.asks](analysis, trigger, parties, place, days)


def _is_pinned(analysis: Analysis, trigger: Trigger, place: str | None, days: DayRange) -> bool:
    """Tell whether a definite noun has a town and a day, which name it without any party: "das Treffen am 12. Juni in Genf"."""
    if (
        trigger.verb
        or trigger.asks not in ("parties", "occasion")
        or trigger.format not in ("talks", "summit")
        or not place
        or not days.earliest
        or not days.latest
    ):
        return False
    key = analysis.entity[place].key or ""
    entry = load_knowledge().entries.get(key)
    in_town = entry is not None and (entry.type == "city" or key in CITY_STATES)
    return in_town and days.latest - days.earliest <= NEWS_DAYS and is_definite(trigger)


def _is_official(analysis: Analysis, entity_id: str) -> bool:
    """Tell whether a party is a state, a body, or a person known or introduced by an office; parties among themselves are not."""
    entity = analysis.entity[entity_id]
    if entity.kind == "organisation":
        return _type(analysis, entity_id) != "party"
    return entity.kind == "state" or bool(entity.office or entity.key) or _is_sent(analysis, entity)


def _is_sent(analysis: Analysis, person: FoundEntity) -> bool:
    """Tell whether the article says for which side a person speaks: "die Unterhändler, Vesa Lahti für Helsinki und …"."""
    sides = (
        analysis.mentions_in((found.end(), found.end() + 1))
        for mention in person.mentions[:FIRST]
        if (found := FOR_SIDE.match(analysis.text, mention.end))
    )
    kinds = {analysis.entity[one.entity].kind for side in sides for one in side}
    return not kinds.isdisjoint(("state", "organisation"))


def without_media(analysis: Analysis, parties: Parties) -> Parties:
    """Return the parties without newspapers and agencies, to which one gives interviews."""
    return _without(parties, {one for one in parties.all if _type(analysis, one) in MEDIA})


def without_own_states(analysis: Analysis, parties: Parties) -> Parties:
    """Return the parties without the states for which people named among them stand."""
    people = [analysis.entity[one] for one in parties.all if analysis.entity[one].kind == "person"]
    states = {state for person in people for state in _states_of(analysis, person)}
    return _without(parties, {one for one in parties.all if analysis.entity[one].key in states})


def behalf_of(analysis: Analysis, ids: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return the people among the entities with the states and bodies of the article that they hold office for."""
    people = [analysis.entity[one] for one in ids if analysis.entity[one].kind == "person"]
    return frozenset(
        (person.id, analysis.known[state].id)
        for person in people
        for state in _states_of(analysis, person)
        if state in analysis.known
    )


def _states_of(analysis: Analysis, person: FoundEntity) -> set[str]:
    """Return the keys of the states in whose offices a known person is."""
    entry = load_knowledge().entries.get(person.key or "")
    day = analysis.published_at.date()
    return {office.body for office in entry.offices if office.held_on(day)} if entry else set()


def _without(parties: Parties, gone: set[str]) -> Parties:
    return replace(
        parties,
        owners=tuple(one for one in parties.owners if one not in gone),
        partners=tuple(one for one in parties.partners if one not in gone),
    )


def _type(analysis: Analysis, entity_id: str) -> str:
    """Return what kind of organisation a known one is: "media", "party", "army"."""
    entry = load_knowledge().entries.get(analysis.entity[entity_id].key or "")
    return entry.type if entry else ""


def _kinds(analysis: Analysis, ids: tuple[str, ...]) -> set[str]:
    return {analysis.entity[one].kind for one in ids}


def _parties(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    if len(parties.all) > 1 or _is_collective(analysis, trigger, parties):
        return True
    if parties.group and (parties.all or _is_news(analysis, days)):
        return True
    happens = any(verb.lemma in _words("happening") for verb in trigger.clause.verbs)
    if _fell_through(trigger) and place and days.earliest and _is_news(analysis, DayRange(days.latest, None)):
        return True
    return bool(parties.partners) and bool(place or days.earliest or happens)


def _fell_through(trigger: Trigger) -> bool:
    """Tell whether the clause says of the meeting, its subject, that it came to nothing: "im Oktober war ein Treffen geplatzt"."""
    fails = any(verb.lemma in _words("falling_through") for verb in trigger.clause.verbs)
    return fails and not trigger.verb and not governor_of(trigger)


def _is_collective(analysis: Analysis, trigger: Trigger, parties: Parties) -> bool:
    """Tell whether the one party is a state or body that stands with the noun: "Verhandlungen mit Serbien", "EU-Gespräche"."""
    kinds = _kinds(analysis, parties.all)
    if trigger.verb:
        return kinds == {"organisation"}
    beside = parties.partners or (parties.owners if parties.attached else ())
    political = any(_is_diplomatic(analysis, one) for one in beside)
    return political and "person" not in kinds


def _is_diplomatic(analysis: Analysis, entity_id: str) -> bool:
    """Tell whether talks with this one alone are diplomacy: with a state, or with a known body that is no company or court."""
    entity = analysis.entity[entity_id]
    return entity.kind == "state" or (entity.key is not None and _type(analysis, entity_id) not in CIVIL)


def _partner(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    if len(parties.all) < 2:
        together = trigger.verb and parties.group and ("mit" in trigger.partners or trigger.takes == "party")
        somebody = not {"person", "state"}.isdisjoint(_kinds(analysis, parties.owners))
        return bool(together and somebody and (place or days.earliest))
    between = trigger.verb is None and parties.attached and len(parties.owners) > 1
    with_somebody = bool(parties.partners or trigger.takes == "party")
    return with_somebody or between or _is_among_themselves(analysis, trigger)


def _is_among_themselves(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether several subjects speak with each other, and not of something: "Scholz und Putin sprachen vier Stunden"."""
    told_in = trigger.clause.span if trigger.repeats else trigger.span
    if TOGETHER.search(analysis.text, *told_in):
        return True
    words = {word.lower for word in trigger.clause.words}
    lasted = any(found.type == "DURATION" for found in analysis.dates_in(told_in))
    return lasted or ("über" in words and SPEAKING_OF.isdisjoint(words)) or _is_mutual(trigger, words)


def _is_mutual(trigger: Trigger, words: set[str]) -> bool:
    """Tell whether the subjects do it to each other: "sie sehen sich wieder"."""
    return trigger.takes == "party" and not words.isdisjoint(("sich", "einander"))


def _occasion(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    if trigger.format == "summit" and (
        len(parties.all) > 1 or "organisation" in _kinds(analysis, parties.all)
    ):
        return True
    if parties.all:
        return bool(place or days.earliest)
    return bool(place) and _is_news(analysis, days) and _is_political(analysis, trigger)


def _is_news(analysis: Analysis, days: DayRange) -> bool:
    """Tell whether the days lie ahead or not long ago."""
    return bool(days.earliest and days.earliest >= analysis.published_at.date() - RECENT)


def _is_political(analysis: Analysis, trigger: Trigger) -> bool:
    """Tell whether an occasion without named parties is a political one: "Friedenskonferenz", or "die Konferenz" told before."""
    word = analysis.text[trigger.start : trigger.end].lower()
    return trigger.format == "summit" or word.startswith(_words("political_firsts"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load_table("meetings/frames.toml")[name].split())


def _visitor(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    goes_somewhere = (
        bool(place or parties.partners)
        or _visits_troops(trigger)
        or (not trigger.verb and len(parties.all) > 1)
    )
    somebody = "person" in _kinds(analysis, parties.all) or (trigger.verb is not None and parties.group)
    return somebody and goes_somewhere


def _visits_troops(trigger: Trigger) -> bool:
    return trigger.takes == "place" and any(
        word.noun and force_of(word.text) for word in trigger.clause.words
    )


def _body(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    sits = not trigger.verb and "organisation" in _kinds(analysis, parties.owners)
    joins = any(verb.lemma in _words("joining") for verb in trigger.clause.verbs) and not trigger.verb
    if joins and parties.all and (place or days.earliest):
        return True
    return sits or bool(bodies(analysis, parties)) or (parties.group and bool(place or days.earliest))


def _sitting(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return "organisation" in _kinds(analysis, parties.owners) or parties.group


def bodies(analysis: Analysis, parties: Parties) -> list[str]:
    """Return the parties that sit and decide: councils, committees, parliaments."""
    ends = tuple(load_words("meetings/bodies.txt"))
    organisations = [one for one in parties.all if analysis.entity[one].kind == "organisation"]
    return [one for one in organisations if any(name.endswith(ends) for name in _names(analysis, one))]


def _names(analysis: Analysis, entity_id: str) -> set[str]:
    entity = analysis.entity[entity_id]
    mentions = {analysis.text[mention.start : mention.end].lower() for mention in entity.mentions[:FIRST]}
    return {entity.name.lower(), *mentions}


def _agreement(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    known = bool(place or days.earliest) or "person" not in _kinds(analysis, parties.all)
    return len(parties.all) > 1 and known


def _never(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    return False


def _decision(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    published = analysis.published_at.date()
    recent = bool(days.earliest and abs(days.earliest - published) <= NEWS_DAYS)
    voted = days == NO_DAYS and bool(VOTE.search(analysis.text, *trigger.clause.span))
    return (recent or voted) and (parties.group or bool(bodies(analysis, parties)))


def _stage(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    """Tell whether somebody spoke in a council on a day of late."""
    recent = days.earliest is not None and abs(days.earliest - analysis.published_at.date()) <= NEWS_DAYS
    return recent and bool(parties.owners and parties.partners)


def _handover(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    """Tell whether one person handed something to another somewhere or on some day."""
    people = [one for one in parties.all if analysis.entity[one].kind == "person"]
    return len(people) > 1 and bool(place or days.earliest)


def _invite(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    """Tell whether one side invited a person to a place."""
    return len(parties.all) > 1 and place is not None and "person" in _kinds(analysis, parties.all)


def _accord(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    """Tell whether several sides did it in one place on one day, as those do who have met there."""
    return _sides(analysis, parties) > 1 and bool(place and days.earliest)


def _sides(analysis: Analysis, parties: Parties) -> int:
    """Return how many states and bodies act, people for those whose office they hold."""
    return len({min(_states_of(analysis, analysis.entity[one]), default=one) for one in parties.all})


def _stay(analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange) -> bool:
    """Tell whether "sein" tells of a visit: "war überraschend in Kabul", "ist zu Gast in Paris"."""
    told = STAY.search(analysis.text, *trigger.clause.span) or _has_purpose(trigger)
    return bool(told and place) and "person" in _kinds(analysis, parties.all)


def _has_purpose(trigger: Trigger) -> bool:
    """Tell whether an official came with a purpose: "war am Montag in Minsk, um die Übungen zu prüfen"."""
    clauses = trigger.sentence.clauses
    following = clauses[clauses.index(trigger.clause) + 1 :][:1] if trigger.clause in clauses else ()
    return any(clause.kind == "infinitive" and clause.words[0].lower == "um" for clause in following)


def _summons(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    return len(parties.all) > 1 or "person" in _kinds(analysis, parties.all)


def _ministry(
    analysis: Analysis, trigger: Trigger, parties: Parties, place: str | None, days: DayRange
) -> bool:
    named = any(word.lower.endswith(MINISTRIES) for word in trigger.clause.words)
    return named and _summons(analysis, trigger, parties, place, days)


Check = Callable[[Analysis, Trigger, Parties, "str | None", DayRange], bool]
CHECKS: dict[str, Check] = {
    "parties": _parties,
    "partner": _partner,
    "occasion": _occasion,
    "visitor": _visitor,
    "body": _body,
    "decision": _decision,
    "summons": _summons,
    "ministry": _ministry,
    "agreement": _agreement,
    "accord": _accord,
    "handover": _handover,
    "invite": _invite,
    "stage": _stage,
    "joins": _never,
    "adds": _never,
    "stay": _stay,
    "sitting": _sitting,
}
