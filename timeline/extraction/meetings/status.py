"""Tell whether a meeting was held, is under way, is planned, is only proposed or was called off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from ..clauses import Clause
from ..findings import DayRange, MeetingStatus
from ..lexicon import load_pattern, load_set, load_table
from ..verbal import Verb
from .phrases import governor_of
from .scope import section_of
from .triggers import Trigger, verb_rows

WORDS_BEFORE, WORDS_AFTER = 5, 1
REPORTED = load_set("meetings/frames.toml", "reported")
NEGATED = load_pattern("meetings/frames.toml", "negated")
FRAMES = load_set("meetings/frames.toml", "frames")


@dataclass(frozen=True)
class StatusRule:
    """One entry of status.toml."""

    name: str
    status: MeetingStatus
    near: re.Pattern[str]
    clause: re.Pattern[str]
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
            re.compile(entry["near"]),
            re.compile(entry["clause"]),
            re.compile(entry["governing"]) if "governing" in entry else None,
            frozenset(entry.get("auxiliaries", "").split()),
            frozenset(entry.get("formats", "").split()),
        )
        for entry in load_table("meetings/status.toml")["rule"]
    )


def status_of(
    text: str, trigger: Trigger, days: DayRange, published: date, *, headline: bool
) -> tuple[MeetingStatus, str]:
    """Return the status and the rule that gave it."""
    near = "" if trigger.verb else _near(text, trigger)
    clause, around = text[slice(*_section(trigger))], _around(text, trigger)
    if trigger.clause.opener == "ob":
        return "proposed", "proposed-open"
    if trigger.asks == "accord":
        return "held", "held"  # whoever agrees on something in one place has met there
    if trigger.verb and trigger.asks != "agreement" and NEGATED.search(clause):
        return "cancelled", "negated"
    if _is_not_gone_to(trigger) and NEGATED.search(clause):
        return "cancelled", "negated"
    for rule in status_rules():
        if rule.formats and trigger.format not in rule.formats:
            continue
        if (near and rule.near.search(near)) or _told_by_clause(rule, trigger, clause):
            return _settled(rule.status, rule.name, days, published)
        if rule.governing and around and rule.governing.search(around):
            return _settled(rule.status, f"{rule.name}-governing", days, published)
        framed = _is_frame(trigger) and rule.status != "planned"  # "muss beim Gipfel um Aufschub bitten"
        if rule.auxiliaries and not framed and _lies_ahead(trigger, rule.auxiliaries):
            return _settled(rule.status, f"{rule.name}-auxiliary", days, published)
    if days.earliest and days.earliest > published:
        return "planned", "planned-day"
    if trigger.clause.kind == "infinitive" and (trigger.verb or not governor_of(trigger)):
        return "proposed", "proposed-infinitive"
    if trigger.verb and _is_present(trigger.verb) and not headline:
        return _told_in_present(trigger, days, published)
    return "held", "held"


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
    return bool(rule.clause.search(clause)) and not _is_frame(trigger)


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
        verb.auxiliary in auxiliaries and _is_simple_infinitive(verb)
        for verb in ((trigger.verb,) if trigger.verb else trigger.clause.verbs)
    )


def _is_simple_infinitive(verb: Verb) -> bool:
    forms = {form.mood for part in verb.parts for form in part.forms}
    perfect = any(part.lower in ("haben", "sein") and part is not verb.finite for part in verb.parts)
    passive = verb.auxiliary == "werden" and (verb.passive or verb.tense == "past")
    return "infinitive" in forms and not perfect and not passive
