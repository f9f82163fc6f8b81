"""Tell whether a number of forces is only supposed: a condition, a question, what would have been, what is needed."""

from __future__ import annotations

from ..analysis import Analysis
from ..clauses import Clause
from ..lexicon import load_pattern, load_set
from ..verbal import is_auxiliary, is_modal
from .candidates import Candidate
from .changes import governing, suffers

SUPPOSING = load_set("figures/denials.toml", "supposing")
CONCEDING = load_set("figures/denials.toml", "conceding")
UNREAL = load_set("figures/denials.toml", "unreal")
NEARLY = load_pattern("figures/denials.toml", "nearly")
NEEDED = load_pattern("figures/denials.toml", "needed")
NEEDING = load_set("figures/denials.toml", "needing")
THEN = frozenset({"so", "dann"})
CLOSING = " \"“”«»'"


def is_supposed(
    analysis: Analysis, candidate: Candidate, own: Clause, clauses: tuple[Clause, ...], *, told: bool
) -> bool:
    """Tell whether the clause, or one on which it hangs, states nothing; `told` where somebody says so in indirect speech."""
    if any(_is_open(analysis, one, clauses) for one in (own, *governing(own, clauses))):
        return True
    return _is_needed(analysis, candidate, own) or _is_unreal(analysis, own, told=told)


def _is_open(analysis: Analysis, clause: Clause, clauses: tuple[Clause, ...]) -> bool:
    """Tell whether a clause is a condition without a day, or a question to be answered by yes or no."""
    if clause.opener in SUPPOSING:
        dated = any(found.days.earliest for found in analysis.dates_in(clause.span))
        return clause.words[0].lower not in CONCEDING and not dated
    at = clauses.index(clause)
    if at or clause.kind != "main" or not _begins_with_verb(clause):
        return False
    sentence = analysis.document.sentence_at(clause.start)
    asks = analysis.text[sentence.start : sentence.end].rstrip(CLOSING).endswith("?")
    return asks or any(one.kind == "main" and _begins_with_verb(one) for one in clauses[1:2])


def _begins_with_verb(clause: Clause) -> bool:
    """Tell whether the finite verb opens the clause, if only behind "so" or "dann"; a modal may wait for its infinitive."""
    if clause.words[0].lower in THEN:
        return clause.finite[:1] == (1,)
    opens = (
        is_modal(form.lemma) or (is_auxiliary(form.lemma) and form.mood == "subjunctive2")
        for form in clause.words[0].forms
    )
    return clause.finite[:1] == (0,) or any(opens)


def _is_needed(analysis: Analysis, candidate: Candidate, own: Clause) -> bool:
    """Tell whether so many are only needed: "20.000 Soldaten wären nötig", "die Armee braucht 8000 Soldaten"."""
    if NEEDED.search(analysis.text, *own.span):
        return True
    return any(verb.lemma in NEEDING and suffers(candidate, own, verb) for verb in own.verbs)


def _is_unreal(analysis: Analysis, own: Clause, *, told: bool) -> bool:
    """Tell whether the clause tells what would have been, or nearly was; in indirect speech only the adverb shows it."""
    if not any(verb.mood == "subjunctive2" for verb in own.verbs):
        return False
    if NEARLY.search(analysis.text, *own.span):
        return True
    return not told and any(verb.finite is not None and verb.finite.lower in UNREAL for verb in own.verbs)
