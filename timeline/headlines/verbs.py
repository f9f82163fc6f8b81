"""Conjugate verbs of saying for headlines. Pure functions."""

from __future__ import annotations

from functools import cache, lru_cache

from timeline.extraction.lexicon import load_rows, load_set, load_table
from timeline.extraction.verbal import is_auxiliary
from timeline.extraction.verbs import FINITE_MOODS, forms_of, joined, particles, principal_parts

MEMORY = 20_000
INTRODUCING = frozenset({"dass", "v2", "quote"})  # complements by which a verb introduces a sentence


@lru_cache(MEMORY)
def verb_of(cue: str, *, plural: bool) -> str:
    """Return the article's own verb of saying in the present tense, as it stands behind its subject: "warnt", "kündigt an".

    Nothing where that verb says no more than a colon, or where the cue is no verb.
    """
    lemma = _lemma_of(cue.lower().split())
    if not lemma or lemma in load_set("speech/headlines.toml", "plain") or not _says(lemma):
        return ""
    return present(lemma, plural=plural)


def verb_for(stance: str, *, plural: bool) -> str:
    """Return the verb that stands for the stance: "fordert", "fordern"."""
    return present(load_table("speech/headlines.toml")["stances"][stance], plural=plural)


@lru_cache(MEMORY)
def present(lemma: str, *, plural: bool) -> str:
    """Return the third person of the present tense: "fordert", "kündigen an".

    >>> present("ankündigen", plural=False)
    'kündigt an'
    """
    particle = next((one for one in particles() if joined(one, lemma.removeprefix(one)) == lemma), "")
    base = lemma.removeprefix(particle)
    form = base if plural else _present_forms().get(base, "")
    return f"{form} {particle}".strip() if form else ""


def _lemma_of(words: list[str]) -> str:
    """Return the verb of a cue: of "kündigte … an" the whole one, of "hatte … erklärt" the participle's."""
    if not words:
        return ""
    forms = [form for form in forms_of(words[0]) if form.mood in FINITE_MOODS]
    if not forms:
        return ""
    if is_auxiliary(forms[0].lemma):
        return next((form.lemma for form in forms_of(words[-1]) if form.mood == "participle"), "")
    whole = (joined(words[-1], form.lemma) for form in forms) if len(words) > 1 else ()
    return next((lemma for lemma in whole if lemma), forms[0].lemma)


@cache
def _says(lemma: str) -> bool:
    rows = (row for row in load_rows("speech/verbs.csv") if row["verb"] == lemma and not row["reflexive"])
    return any(not INTRODUCING.isdisjoint(row["complements"].split()) for row in rows)


@cache
def _present_forms() -> dict[str, str]:
    return {parts.infinitive: parts.present for parts in principal_parts()}
