"""Decide whether two reports tell of the same event: pure functions on what the reports say."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from rapidfuzz import fuzz

from timeline.extraction.entities.knowledge import UMLAUTS

from .behalf import is_body
from .comparing import (
    Agreement,
    agreement,
    are_host_and_guest,
    day_likeness,
    place_likeness,
    places_differ,
    spans_differ,
    window,
)
from .gist import STEM, stems
from .told import Span, Told

CONTRADICTION = -1.0
ENOUGH = 0.5  # from which two reports are surely like enough to tell of the same event; below, only if no other event comes into question
WEAK = 0.4  # from which they may
RETOLD = timedelta(days=14)  # for how long one claimant's figure is repeated before it counts as a new claim
RETOLD_UNSIGNED = timedelta(days=1)  # the same where only one of the reports says who claims it
RETOLD_SHARP = timedelta(days=60)  # the same for a figure that is too exact to be named twice by chance
SHARP = 3  # digits that are not closing zeros: 28.500 is sharp, 30.000 is not
ON_THE_MOVE = frozenset({"sent", "planned"})
ROUNDED = 0.03  # by which share a rounded figure may lie off the exact one
QUOTED = timedelta(days=1)  # for how long a sentence is quoted as news
SAME_WORDS = 80  # per cent of shared words from which two wordings are one statement
SAME_PROMISE = 0.5  # announcements are retold more freely than speech: the share of word stems in common
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
AMOUNT = re.compile(r"\b(?!20\d\d\b)\d(?:[\d.,]*\d)?\b(?!\.)")


def likeness(a: Told, b: Told) -> float:
    """Return how surely two reports tell of the same event: up to 1, 0 where nothing says so, CONTRADICTION where they cannot.

    Where editors have assigned both, their word counts: 2 for the same event, a contradiction for different ones.
    """
    if a.pinned_to and b.pinned_to:
        return 2.0 if a.pinned_to == b.pinned_to else CONTRADICTION
    return likeness_of_words(a, b)


def likeness_of_words(a: Told, b: Told) -> float:
    """Return the likeness as if no editor had assigned the reports."""
    return LIKENESS[a.kind](a, b) if a.kind == b.kind else CONTRADICTION


def _meetings(a: Told, b: Told) -> float:
    if spans_differ(window(a), window(b)) or places_differ(a, b):
        return CONTRADICTION
    casts = agreement(a, b, "participant")
    if casts.are_others or _forms_differ(a, b):
        return CONTRADICTION
    close = day_likeness(a, b)
    if not close or _is_too_vague(a, b, casts):
        return 0.0
    if casts.smaller and (casts.contradicts or not casts.shared):
        return _partly(a, b, casts) if close == 1 and a.place_is_exact and a.place == b.place else 0.0
    score = _who(casts, a, b) + close * (0.3 + 0.1 * _same_form(a, b)) + 0.2 * place_likeness(a, b) - 0.03
    may_be = WEAK if close == 1 and casts.named else ENOUGH
    return min(score, 1.0) if score >= may_be - 1e-9 else 0.0


def _partly(a: Told, b: Told, casts: Agreement) -> float:
    """Return the likeness of meetings on one day in one town whose casts share only a part, may fit, or are the two sides of a visit."""
    if casts.shared >= 2:
        return ENOUGH
    return WEAK if casts.may_fit or are_host_and_guest(a, b) else 0.0


def _is_too_vague(a: Told, b: Told, casts: Agreement) -> bool:
    """Tell whether too little is told to know a meeting by: whose it was, and where or in which form."""
    forms = {a.fact("format"), b.fact("format")}
    same_place = bool(a.place) and a.place == b.place
    if not casts.smaller:
        return not same_place
    if "conference" in forms and len(forms) > 1 and not casts.is_equal:
        return True  # what is said at the edge of a conference is a meeting of its own
    if (a.span and b.span) or same_place or (_same_form(a, b) and casts.named):
        return False
    is_realised = [told.fact("status") for told in (a, b)].count("proposed") == 1
    return not casts.named or forms == {"summit", "call"} or (is_realised and len(forms) > 1)


def _same_form(a: Told, b: Told) -> bool:
    return a.fact("format") == b.fact("format") != "talks"


def _who(casts: Agreement, a: Told, b: Told) -> float:
    """Weigh the casts: names in common say much, states less, a single one little unless it is a body that meets by itself."""
    if not casts.smaller:
        return 0.1
    if casts.shared >= 2:
        return (
            0.35 + 0.075 * min(casts.named, 2) - 0.05 * (not casts.is_equal) * (1 if a.span and b.span else 3)
        )
    if any(is_body(key) for key in a.cast("participant") & b.cast("participant")):
        return 0.4 if casts.is_equal else 0.1
    return 0.0 if "call" in (a.fact("format"), b.fact("format")) else 0.2


def _forms_differ(a: Told, b: Told) -> bool:
    """Tell whether one was a call and the other has people go to a place."""
    return any(
        one.fact("format") == "call"
        and other.fact("format") != "call"
        and (other.place or other.fact("format") in ("visit", "conference", "session"))
        for one, other in ((a, b), (b, a))
    )


def _statements(a: Told, b: Told) -> float:
    distance = abs(a.day - b.day)
    if not a.cast("speaker") & b.cast("speaker") or spans_differ(a.span, b.span) or distance > QUOTED:
        return CONTRADICTION
    ours, theirs = a.fact("words"), b.fact("words")
    if _numbers_differ(ours, theirs):
        return CONTRADICTION
    alike = fuzz.token_set_ratio(ours, theirs)
    shorter, longer = sorted((len(ours.split()), len(theirs.split())))
    if alike < SAME_WORDS or (shorter < 4 and shorter != longer):
        return 0.0
    return alike / 100 * (1.0 if not distance else 0.75)


def _numbers_differ(one: str, other: str) -> bool:
    """Tell whether each wording names a number that the other does not."""
    ours, theirs = set(NUMBER.findall(one)), set(NUMBER.findall(other))
    return bool(ours - theirs and theirs - ours)


def _figures(a: Told, b: Told) -> float:
    claimants = agreement(a, b, "claimant")
    actors = agreement(a, b, "actor")
    if not _numbers_fit(a, b) or claimants.contradicts or actors.contradicts or places_differ(a, b):
        return CONTRADICTION
    is_sharp = min(digits(a.fact("low")), digits(b.fact("low"))) >= SHARP
    signed = bool(claimants.smaller) and claimants.is_equal
    alike = signed or a.cast("claimant") == b.cast("claimant")
    reach = RETOLD_SHARP if is_sharp else RETOLD if alike else RETOLD_UNSIGNED
    distance = abs(a.day - b.day)
    if distance > (RETOLD_SHARP if is_sharp else RETOLD):
        return CONTRADICTION
    if distance > reach or not (is_sharp or _changes_fit(a, b)):
        return 0.0
    return 0.5 + 0.3 * signed + 0.2 * (1 - distance / (reach + timedelta(days=1)))


def _changes_fit(a: Told, b: Told) -> bool:
    """Tell whether the same is said to happen; those who are to be sent are the same who are being sent."""
    changes = {a.fact("change"), b.fact("change")}
    return len(changes) == 1 or (changes <= ON_THE_MOVE and agreement(a, b, "actor").is_equal)


def _numbers_fit(a: Told, b: Told) -> bool:
    """Tell whether the numbers are the same, or one claimant's in a rounded or shortened form ("169.000 bis 190.000", "bis zu 190.000")."""
    if a.fact("unit") != b.fact("unit"):
        return False
    tops = {told.fact("high") or told.fact("low") for told in (a, b)}
    if a.fact("low") == b.fact("low") and len(tops) == 1:
        return True
    same_claimant = bool(a.cast("claimant")) and agreement(a, b, "claimant").is_equal
    return same_claimant and (len(tops) == 1 or _is_rounded(a, b))


def _is_rounded(a: Told, b: Told) -> bool:
    """Tell whether one of two single numbers is the other, rounded."""
    rounded = min((a, b), key=lambda told: digits(told.fact("low")))
    low, high = sorted((a.fact("low"), b.fact("low")))
    is_single = all(told.fact("high") in (None, told.fact("low")) for told in (a, b))
    return is_single and rounded.fact("qualifier") != "exact" and high - low <= ROUNDED * high


def digits(number: int) -> int:
    """Return how many digits the number has before its closing zeros.

    >>> digits(28_500), digits(30_000)
    (3, 1)
    """
    return len(str(number).rstrip("0"))


def _announcements(a: Told, b: Told) -> float:
    announcers = agreement(a, b, "announcer")
    if (
        announcers.contradicts
        or spans_differ(due(a), due(b))
        or _amounts_differ(a.fact("what"), b.fact("what"))
    ):
        return CONTRADICTION
    distance, are_dated = abs(a.day - b.day), bool(due(a) and due(b))
    if distance > RETOLD and not are_dated:
        return CONTRADICTION
    alike = _shared_gist(a, b, may_be_brief=are_dated and bool(announcers.shared))
    if distance > RETOLD or alike < SAME_PROMISE or (distance and not are_dated):
        return 0.0
    return 0.2 + 0.3 * bool(announcers.smaller) + 0.5 * alike


def due(told: Told) -> Span | None:
    """Return the days for which something is announced, None where it is not said."""
    first, last = (told.fact(slot) for slot in ("due_earliest", "due_latest"))
    if not first and not last:
        return None
    return (
        date.fromisoformat(first) if first else date.fromisoformat(last) - RETOLD,
        date.fromisoformat(last) if last else date.fromisoformat(first) + RETOLD,
    )


def _shared_gist(a: Told, b: Told, *, may_be_brief: bool) -> float:
    """Return the share of the shorter wording's stems that the other has too, apart from who promises.

    One alone proves nothing, unless the shorter one says no more ("die Antwort") and all else fits.
    """
    ours, theirs = (_without_names(stems(told.fact("what")), a, b) for told in (a, b))
    shared, fewer = len(ours & theirs), min(len(ours), len(theirs))
    return shared / fewer if shared > 1 or (may_be_brief and shared == fewer == 1) else 0.0


def _without_names(found: frozenset[str], *told: Told) -> frozenset[str]:
    names = {part[:STEM] for one in told for key in one.cast("announcer") for part in key.split("-")}
    return frozenset(stem for stem in found if stem.translate(UMLAUTS)[:STEM] not in names)


def _amounts_differ(one: str, other: str) -> bool:
    """Tell whether each wording names an amount that the other does not; days and years are none."""
    ours, theirs = set(AMOUNT.findall(one)), set(AMOUNT.findall(other))
    return bool(ours - theirs and theirs - ours)


LIKENESS: dict[str, Callable[[Told, Told], float]] = {
    "meeting": _meetings,
    "statement": _statements,
    "troop_figure": _figures,
    "announcement": _announcements,
}
