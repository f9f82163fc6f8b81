"""Tell what a text states of the forces it counts: a number that it denies, supposes or recalls is no figure."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis import Analysis
from ..clauses import Clause
from ..findings import Span
from ..lexicon import load_pattern, load_set
from ..numbers import word_value
from ..verbs import is_attributive
from ..words import Word
from .candidates import Candidate, word_before
from .changes import Happening, clause_at, governing
from .supposing import is_supposed

NEGATIONS = load_set("figures/denials.toml", "negations")
NO = load_set("figures/denials.toml", "no")
ELSEWHERE = load_pattern("figures/denials.toml", "elsewhere")
COMPARED = load_pattern("figures/denials.toml", "compared")
CONTRAST = load_pattern("figures/denials.toml", "contrast")
NOT_YET = load_pattern("figures/denials.toml", "not_yet")
UNCHECKED = load_pattern("figures/denials.toml", "unchecked")
DENYING = load_set("figures/denials.toml", "denying")
WORLDLY = load_set("figures/denials.toml", "worldly")
REPORTS = tuple(load_set("figures/denials.toml", "reports"))
DENIALS = load_pattern("figures/denials.toml", "denials")
CONFIRMING = load_set("figures/denials.toml", "confirming")
BELIEVING = load_set("figures/denials.toml", "believing")
UNTRUE = load_pattern("figures/denials.toml", "untrue")
UNFOUNDED = load_pattern("figures/denials.toml", "unfounded")
RETURNING = load_set("figures/denials.toml", "returning")
WITHOUT = load_set("figures/denials.toml", "without")
ONCE = load_set("figures/denials.toml", "once")
PAST = load_pattern("figures/denials.toml", "past")
KNOWN = load_set("figures/denials.toml", "known")
NEAR = 60  # characters behind a negation
RIGHT_BEFORE = 3  # words between "keiner" and the number
HEAD_WORDS = 6  # "die Behauptung vom Tod von 5000 …"
MOVING = frozenset({"sent", "planned", "withdrawn"})
APART = (
    "-attribute",
    "-noun",
    "-relative",
    "-participle",
    "-demanded",
)  # told by no verb that a negation denies


def as_stated(
    analysis: Analysis,
    candidate: Candidate,
    happening: Happening,
    clauses: tuple[Clause, ...],
    claim: tuple[Span, ...],
) -> Happening | None:
    """Return what the text states of the forces: what happened, only that they are there, or nothing.

    `claim` is what their source says; who denies it in other words does not take it back.
    """
    own = clause_at(clauses, candidate.span.start)
    if own is None:
        return happening
    if _is_former(analysis, candidate, happening, own):
        return None
    denial = _denial(analysis, candidate, happening, own, clauses)
    if denial is not None:
        stands = claim and not any(span.start <= denial < span.end for span in claim)
        return happening if stands else _undone(analysis, happening, own)
    if not is_supposed(analysis, candidate, own, clauses, told=bool(claim)):
        return happening
    known = _is_known(analysis, candidate)
    return Happening("present", "present-supposed", certain=False) if known else None


def _undone(analysis: Analysis, happening: Happening, own: Clause) -> Happening | None:
    """Return what is left of a denied happening: who is not withdrawn is there, what is not sent yet is planned."""
    if happening.verb and happening.verb.lemma in RETURNING:
        return None  # they may be missing
    if happening.change == "withdrawn":
        return happening._replace(change="present", rule=f"{happening.rule}-denied")
    if happening.change == "sent" and NOT_YET.search(analysis.text, *own.span):
        return happening._replace(change="planned", rule=f"{happening.rule}-not-yet")
    return None


def _is_known(analysis: Analysis, candidate: Candidate) -> bool:
    """Tell whether an article or a possessive speaks of the forces as known: "die 2000 Soldaten", "der dort stationierten 500"."""
    tokens = analysis.document.tokens_in((max(0, candidate.span.start - NEAR), candidate.span.start))
    before = [token.text.lower() for token in tokens[-HEAD_WORDS:]]
    if before and is_attributive(before[-1]):
        return not KNOWN.isdisjoint(before)
    return bool(before) and before[-1] in KNOWN


def _is_former(analysis: Analysis, candidate: Candidate, happening: Happening, own: Clause) -> bool:
    """Tell whether the number was true once: "der einst 1200 Soldaten", "damals standen dort 900"."""
    before = word_before(analysis.document, candidate.span.start)
    if before is not None and before.text.lower() in ONCE:
        return True
    dated = any(found.days.earliest for found in analysis.dates_in(own.span))
    return happening.change == "present" and not dated and bool(PAST.search(analysis.text, *own.span))


def _denial(
    analysis: Analysis, candidate: Candidate, happening: Happening, own: Clause, clauses: tuple[Clause, ...]
) -> int | None:
    """Return where the words stand that deny the happening, None where nothing does."""
    before = word_before(analysis.document, candidate.span.start)
    if before is not None and before.text.lower() in WITHOUT:
        return before.start
    if own.kind == "infinitive" and own.words[0].lower in WITHOUT:
        return own.start
    negated = _negation(analysis, candidate, happening, own)
    if negated is not None:
        return negated
    if _denies_head(analysis, candidate, happening, own):
        return own.start
    return next(
        (one.start for one in _outer(own, clauses) if _denies_content(analysis, one)),
        None,
    )


def _outer(own: Clause, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
    """Yield the clauses on which the clause hangs, for indirect speech without "dass" those beside it."""
    yield from governing(own, clauses)
    if own.kind == "main" and own.subjunctive:
        at = clauses.index(own)
        yield from (*clauses[max(0, at - 1) : at], *clauses[at + 1 : at + 2])


def _negation(analysis: Analysis, candidate: Candidate, happening: Happening, own: Clause) -> int | None:
    """Return where the clause itself denies what happened, or that there are such forces."""
    if UNCHECKED.search(analysis.text, *own.span):
        return None
    for word in negations(analysis, own):
        if not candidate.span.start <= word.start < candidate.span.end and _is_denied(
            analysis, candidate, happening, own, word
        ):
            return word.start
    return _no_subject(analysis, candidate, own)


def _is_denied(
    analysis: Analysis, candidate: Candidate, happening: Happening, own: Clause, negation: Word
) -> bool:
    """Tell whether a negation of the clause denies the number: by what it says of it, or before a contrast."""
    at = candidate.quantity.number
    contrast = CONTRAST.search(analysis.text, negation.end, analysis.document.sentence_at(at).end)
    if contrast:
        parts = happening.verb.parts if happening.verb and happening.change not in MOVING else ()
        return any(negation.start < place < contrast.start() for place in (at, *(one.start for one in parts)))
    if _is_told_by_verb(happening) or any(
        form.lemma in CONFIRMING for word in own.words for form in word.forms
    ):
        return True
    if _is_known(analysis, candidate):
        return False
    return negation.start < at or _is_object(candidate, own)


def negations(analysis: Analysis, clause: Clause) -> Iterator[Word]:
    """Yield the words that deny what the clause tells, and not something else in it."""
    for word in clause.words:
        if word.lower in NEGATIONS and not _denies_elsewhere(analysis, clause, word):
            yield word


def _denies_elsewhere(analysis: Analysis, clause: Clause, word: Word) -> bool:
    """Tell whether only an attribute or a comparison is denied: "nicht identifizierte Kämpfer", "so viele wie lange nicht"."""
    following = analysis.text[word.end : word.end + NEAR].lstrip()
    words = following.split(maxsplit=2)
    attribute = len(words) > 1 and is_attributive(words[0]) and words[1][0].isupper()
    compared = COMPARED.search(analysis.text, clause.start, word.start)
    return attribute or compared is not None or ELSEWHERE.match(following) is not None


def _no_subject(analysis: Analysis, candidate: Candidate, own: Clause) -> int | None:
    """Return where "kein" denies the subject or the forces themselves: "kein Land schickt …", "keiner der 120 Soldaten".

    "Keine 200 Soldaten" are fewer, "keine 200 Soldaten, sondern …" are none.
    """
    for at, word in enumerate(own.words):
        if word.lower not in NO:
            continue
        counted = bool(own.words[at + 1 :]) and _is_number(own.words[at + 1])
        if counted and not CONTRAST.search(analysis.text, candidate.span.end, own.end):
            continue
        between = [one for one in own.words[at + 1 :] if one.start < candidate.span.start]
        if at == 0 or (word.start < candidate.span.start and len(between) < RIGHT_BEFORE):
            return word.start
    return None


def _is_number(word: Word) -> bool:
    return word.text[0].isdigit() or word_value(word.text) is not None


def _is_told_by_verb(happening: Happening) -> bool:
    """Tell whether the clause's verb tells what happened, so that a negation denies it."""
    if happening.rule.endswith("-governor"):
        return happening.change in MOVING
    return happening.certain and not happening.rule.endswith(APART)


def _is_object(candidate: Candidate, own: Clause) -> bool:
    """Tell whether the number is what is denied: "die Zahl von 5000 Soldaten hat er nie bestätigt", "5000 Mann habe er nie gesehen"."""
    head, verb = _head_before(candidate, own), own.verb
    if head or verb is None:
        return head.endswith(REPORTS)
    return candidate.quantity.low > 1 and verb.number == "singular" and not verb.passive


def _head_before(candidate: Candidate, own: Clause) -> str:
    """Return the noun on which the phrase hangs: "die Zahl von 5000 Soldaten", "die Verlegung der 5000 Soldaten"."""
    before = [word for word in own.words if word.end <= candidate.span.start][-HEAD_WORDS:]
    nouns = [at for at, word in enumerate(before) if word.noun]
    between = before[nouns[-1] + 1 :] if nouns else []
    linked = any(word.is_a("preposition") or word.lower in KNOWN for word in between)
    told = any(form.finite for word in between for form in word.forms if not word.classes)
    return before[nouns[-1]].lower if linked and not told else ""


def _denies_head(analysis: Analysis, candidate: Candidate, happening: Happening, own: Clause) -> bool:
    """Tell whether the clause denies the noun that the number hangs on: "bestritt die Verlegung von 5000 Soldaten"."""
    head = _head_before(candidate, own)
    if not head or happening.rule.endswith("-demanded"):
        return False
    if UNFOUNDED.search(analysis.text, *own.span):
        return True
    if any(negations(analysis, own)):
        return False
    denying = {verb.lemma for verb in own.verbs} & DENYING
    is_report = head.endswith(REPORTS)
    denies = bool(denying) and (is_report or not denying <= WORLDLY)
    return denies or UNTRUE.search(analysis.text, *own.span) is not None


def _denies_content(analysis: Analysis, clause: Clause) -> bool:
    """Tell whether a clause denies, or refuses to do, what hangs on it."""
    lemmas = {verb.lemma for verb in clause.verbs}
    negated = any(negations(analysis, clause)) or clause.words[0].lower in NO
    if UNFOUNDED.search(analysis.text, *clause.span):
        return True
    denies = not lemmas.isdisjoint(DENYING) or any(
        pattern.search(analysis.text, *clause.span) for pattern in (DENIALS, UNTRUE)
    )
    return denies != negated if denies else negated and not lemmas.isdisjoint(BELIEVING)
