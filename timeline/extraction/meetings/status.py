"""Tell whether a meeting was held, is under way, is planned, is only proposed or was called off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..clauses import Clause
from ..findings import DayRange, MeetingStatus
from ..lexicon import load_pattern, load_set, load_table
from ..verbal import Verb
from .journeys import journey_for
from .phrases import governor_of, is_definite
from .scope import section_of
from .triggers import Trigger, verb_rows

WORDS_BEFORE, WORDS_AFTER = 5, 1
REPORTED = load_set("meetings/frames.toml", "reported")
NEGATED = load_pattern("meetings/frames.toml", "negated")
NOTHING = "(?!)"  # a pattern that matches nowhere
CONTRASTED = load_pattern("meetings/frames.toml", "contrasted")
UNPLANNED = load_pattern("meetings/frames.toml", "unplanned")
CAME_TO_NOTHING = load_pattern("meetings/frames.toml", "came_to_nothing")
INSTEAD = load_set("meetings/frames.toml", "instead")
OPEN_MODALS = frozenset({"können", "dürfen", "müssen"})  # in the past indicative they tell what came about
FRAMES = load_set("meetings/frames.toml", "frames")


@dataclass(frozen=True)
class StatusRule:
    """One entry of status.toml."""

    name: str
    status: MeetingStatus
    near: re.Pattern[str]
    clause: re.Pattern[str]
    verbs: frozenset[str]  # lemmas of the clause
    moved: bool  # where the clause puts the meeting off to another day
    governing: re.Pattern[str] | None
    auxiliaries: frozenset[str]
    formats: frozenset[str]  # the kinds of meeting it speaks of; empty: all


@cache
def status_rules() -> tuple[StatusRule, ...]:
    """Return the rules in the order in which they are tried."""
    return tuple(
        StatusRule(
            entry["name"],
            entry["status"],
            re.compile(entry.get("near", NOTHING)),
            re.compile(entry.get("clause", NOTHING)),
            frozenset(entry.get("verbs", "").split()),
            entry.get("moved", False),
            re.compile(entry["governing"]) if "governing" in entry else None,
            frozenset(entry.get("auxiliaries", "").split()),
            frozenset(entry.get("formats", "").split()),
        )
        for entry in load_table("meetings/status.toml")["rule"]
    )


def status_of(
    text: str, trigger: Trigger, days: DayRange, published: date, *, headline: bool, moved: bool = False
) -> tuple[MeetingStatus, str]:
    """Return the status and the rule that gave it; `moved` tells that the clause puts it off to the days given."""
    near = "" if trigger.verb else _near(text, trigger)
    clause, around = CONTRASTED.sub("", _clause_text(text, trigger)), _around(text, trigger)
    if trigger.clause.opener == "ob":
        return "proposed", "proposed-open"
    if trigger.asks == "accord":
        return "held", "held"  # whoever agrees on something in one place has met there
    if UNPLANNED.search(clause) and not _is_frame(trigger):
        return "cancelled", "unplanned"
    if not trigger.verb and governor_of(trigger) in INSTEAD:
        return "cancelled", "replaced"
    if _came_to_nothing(text, trigger):
        return "cancelled", "cancelled-behind"
    if trigger.verb and trigger.asks != "agreement" and NEGATED.search(clause):
        return "cancelled", "negated"
    if _is_not_gone_to(trigger) and NEGATED.search(clause):
        return "cancelled", "negated"
    for rule in status_rules():
        if rule.formats and trigger.format not in rule.formats:
            continue
        told = (near and not moved and rule.near.search(near)) or (moved and rule.moved)
        if told or _told_by_clause(rule, trigger, clause):
            return _settled(rule.status, rule.name, days, published)
        if rule.governing and around and rule.governing.search(around):
            return _settled(rule.status, f"{rule.name}-governing", days, published)
        framed = _is_frame(trigger) and rule.status != "planned" and is_definite(trigger)
        if rule.auxiliaries and not framed and _lies_ahead(trigger, rule.auxiliaries):
            return _settled(rule.status, f"{rule.name}-auxiliary", days, published)
    if days.earliest and days.earliest > published:
        return "planned", "planned-day"
    if (journey := journey_for(trigger)) and journey.verb:
        gone = journey.verb.tense == "past" or journey.verb.auxiliary in ("sein", "haben")
        return ("held", "held-purpose") if gone else ("planned", "planned-purpose")
    if trigger.clause.kind == "infinitive" and (trigger.verb or not governor_of(trigger)):
        return "proposed", "proposed-infinitive"
    if trigger.verb and _is_present(trigger.verb) and not headline:
        return _told_in_present(trigger, days, published)
    return "held", "held"


def _came_to_nothing(text: str, trigger: Trigger) -> bool:
    """Tell whether the main clause behind says so of the meeting: "Geplant war ein Treffen, es kam aber nicht zustande"."""
    clauses = trigger.sentence.clauses
    behind = clauses[clauses.index(trigger.clause) + 1 :] if trigger.clause in clauses else ()
    mains = [clause for clause in behind if clause.kind == "main"]
    return bool(mains) and not _is_frame(trigger) and CAME_TO_NOTHING.match(text, *mains[0].span) is not None


def _is_not_gone_to(trigger: Trigger) -> bool:
    """Tell whether the talks are the goal of a journey: "will nicht zu einem Treffen mit ihm nach Rom reisen"."""
    journeys = (row for verb in trigger.clause.verbs for row in verb_rows(verb.lemma) if row["goes"])
    return not trigger.verb and trigger.format == "talks" and governor_of(trigger) == "zu" and any(journeys)


def _section(trigger: Trigger) -> tuple[int, int]:
    """Return where words tell the status: the trigger's section, or the whole clause where its part has no verb."""
    finite = (trigger.clause.words[place].start for place in trigger.clause.finite)
    verbless = not any(trigger.span.start <= start < trigger.span.end for start in finite)
    return trigger.clause.span if trigger.part and verbless else section_of(trigger)


def _is_present(verb: Verb) -> bool:
    return verb.tense == "present" and not verb.auxiliary and verb.mood in ("indicative", "subjunctive1")


def _told_in_present(trigger: Trigger, days: DayRange, published: date) -> tuple[MeetingStatus, str]:
    """Read the present tense: "beraten" goes on, "trifft" is still to come, "trifft" with a past day has been."""
    if days.latest and days.latest < published:
        return "held", "held"
    if trigger.clause.opener in ("wann", "ob"):
        return "proposed", "proposed-open"
    return ("ongoing", "ongoing-present") if trigger.lasting else ("planned", "planned-present")


def _told_by_clause(rule: StatusRule, trigger: Trigger, clause: str) -> bool:
    """Tell whether the clause's words speak of the meeting itself, not of what was said at it."""
    if _is_frame(trigger):
        return False
    return bool(rule.clause.search(clause)) or (
        not rule.verbs.isdisjoint(_lemmas_told(trigger)) and not NEGATED.search(clause)
    )


def _lemmas_told(trigger: Trigger) -> Iterator[str]:
    """Yield the lemmas of what the trigger's section tells as a fact: its verbs, its participles, what somebody lets happen."""
    start, end = _section(trigger)
    lets = any(verb.lemma == "lassen" for verb in trigger.clause.verbs)
    for verb in trigger.clause.verbs:
        if verb.mood != "subjunctive2" and any(start <= part.start < end for part in verb.parts):
            yield verb.lemma
    for word in trigger.clause.words:
        told = start <= word.start < end and not (word.capital and word is not trigger.clause.words[0])
        if told:
            yield from (
                form.lemma
                for form in word.forms
                if form.mood == "participle" or (lets and form.mood == "infinitive")
            )


def _clause_text(text: str, trigger: Trigger) -> str:
    """Return the section that tells the status; a participle that opens the sentence in small letters: "Geplant ist …"."""
    start, end = _section(trigger)
    first = trigger.clause.words[0]
    opens = first.start == start and any(form.mood == "participle" for form in first.forms)
    return text[start].lower() + text[start + 1 : end] if opens else text[start:end]


def _is_frame(trigger: Trigger) -> bool:
    """Tell whether the noun only frames what the clause says: "nach dem Treffen sagte er, …"."""
    return not trigger.verb and governor_of(trigger) in FRAMES and not _meets(trigger.clause)


def _meets(clause: Clause) -> bool:
    """Tell whether the clause's own verb is one of meeting: "bei einem Gipfel treffen"."""
    return any(verb_rows(verb.lemma) for verb in clause.verbs)


def _settled(status: MeetingStatus, rule: str, days: DayRange, published: date) -> tuple[MeetingStatus, str]:
    """Correct what the day rules out: a plan for a day that has passed was carried out."""
    if status in ("planned",) and days.latest and days.latest < published:
        return "held", f"{rule}-past"
    return status, rule


def _near(text: str, trigger: Trigger) -> str:
    """Return the words around the noun, back to the finite verb at most."""
    words = trigger.clause.words
    place = next((at for at, word in enumerate(words) if word.start <= trigger.start < word.end), 0)
    verbs = [at + 1 for at in trigger.clause.finite if at < place]
    start = words[max(0, place - WORDS_BEFORE, *verbs)].start
    end = words[min(len(words) - 1, place + WORDS_AFTER)].end
    return text[start:end]


def _text(text: str, clause: Clause) -> str:
    return text[clause.start : clause.end]


def _around(text: str, trigger: Trigger) -> str:
    """Return the clause that governs a subordinate or infinitive one."""
    clauses = trigger.sentence.clauses
    if trigger.clause.kind not in ("subordinate", "infinitive") or trigger.clause not in clauses:
        return ""
    if trigger.clause.opener in ("nachdem", "weil", "da", "als", "während", "bevor"):
        return ""
    place = clauses.index(trigger.clause)
    return _text(text, clauses[place - 1]) if place else ""


def _lies_ahead(trigger: Trigger, auxiliaries: frozenset[str]) -> bool:
    """Tell whether a modal or future verb governs a simple infinitive: "will treffen", not "soll getroffen haben"."""
    if not trigger.verb and governor_of(trigger) in REPORTED:
        return False
    return any(
        verb.auxiliary in auxiliaries and _is_simple_infinitive(verb) and not _came_about(verb)
        for verb in ((trigger.verb,) if trigger.verb else trigger.clause.verbs)
    )


def _came_about(verb: Verb) -> bool:
    """Tell whether a modal tells that it was done: "konnte ihn in Rom treffen"."""
    return verb.auxiliary in OPEN_MODALS and verb.tense == "past" and verb.mood == "indicative"


def _is_simple_infinitive(verb: Verb) -> bool:
    forms = {form.mood for part in verb.parts for form in part.forms}
    perfect = any(part.lower in ("haben", "sein") and part is not verb.finite for part in verb.parts)
    passive = verb.auxiliary == "werden" and (verb.passive or verb.tense == "past")
    return "infinitive" in forms and not perfect and not passive
