"""Recognise German verb forms: lemma, mood, tense and number, from principal parts and inflection rules.

Principal parts, prefixes and the few forms without a rule are data in `lexicon/de/verbs/`. A separable verb is known in its
joined forms ("ankündigt", "angekündigt", "anzukündigen"); its split forms are those of the base verb, and `joined` tells the
lemma once the prefix is found at the end of the clause ("kündigte … an").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from .lexicon import load_rows, load_words

Mood = Literal["indicative", "subjunctive1", "subjunctive2", "infinitive", "zu_infinitive", "participle"]
Tense = Literal["present", "past", ""]
Number = Literal["singular", "plural", ""]

LOSING_E = ("el", "er")  # stems that may lose their e before another: "handle", "bedaure"
FINITE_MOODS = frozenset({"indicative", "subjunctive1", "subjunctive2"})
INSEPARABLE = re.compile(
    r"(?:be|emp|ent|er|ge|miss|ver|voll|zer|hinter|über|unter|um|wider|wieder|durch)(?=.*[aeiouäöü])"
)
STEM_NEEDS_E = re.compile(r"(?:[dt]|(?:ch|[^aeiouäöüylrhmn])[mn])\Z")  # arbeit-e-t, rechn-e-t, but lern-t
LAST_BACK_VOWEL = re.compile(r"(au|a|o|u)(?=[^aou]*\Z)")
UMLAUTS = {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}
ATTRIBUTIVE = re.compile(r"(.+?)(?:e|em|en|er|es)\Z")
WITH_ZU = re.compile(r"(\w{2,})zu(\w{2,}(?:en|ern|eln))\Z")
IEREN = re.compile(r"(\w{3,}ier)(en|t|te|ten|e)\Z")
UNKNOWN_IEREN_FORMS: dict[str, tuple[tuple[Mood, Tense, Number], ...]] = {
    "en": (("infinitive", "", ""), ("indicative", "present", "plural")),
    "t": (("indicative", "present", "singular"), ("participle", "", "")),
    "te": (("indicative", "past", "singular"),),
    "ten": (("indicative", "past", "plural"),),
    "e": (("subjunctive1", "present", "singular"),),
}


class VerbForm(NamedTuple):
    """One reading of a word as a verb."""

    lemma: str
    mood: Mood
    tense: Tense = ""
    number: Number = ""

    @property
    def finite(self) -> bool:
        """Tell whether the form can be the finite verb of a clause."""
        return self.mood in FINITE_MOODS


class PrincipalParts(NamedTuple):
    """What a verb's other forms follow from."""

    infinitive: str
    present: str  # third person singular
    past: str
    participle: str
    subjunctive: str  # third person singular, past subjunctive

    @property
    def stem(self) -> str:
        """Return the infinitive without its ending: "handel" of "handeln", "sag" of "sagen"."""
        return (
            self.infinitive.removesuffix("n").removesuffix("e")
            if self.infinitive[-2:] == "en"
            else self.infinitive[:-1]
        )


def forms_of(word: str) -> tuple[VerbForm, ...]:
    """Return all readings of a lower-case word as a verb; none for words that are no verb form.

    >>> forms_of("käme")
    (VerbForm(lemma='kommen', mood='subjunctive2', tense='past', number='singular'),)
    """
    return _forms().get(word) or _unknown_in_ieren(word) or _unknown_with_zu(word)


def joined(particle: str, lemma: str) -> str | None:
    """Return the separable verb that a split prefix and a base verb make, None where there is none.

    >>> joined("an", "kündigen")
    'ankündigen'
    """
    return particle + lemma if particle in separable_prefixes().get(lemma, ()) else None


def is_attributive(word: str) -> bool:
    """Tell whether the word may be an inflected participle before a noun ("verletzten", "geplanter", "anhaltende")."""
    match = ATTRIBUTIVE.match(word)
    if not match:
        return False
    return match[1].endswith("end") or any(form.mood == "participle" for form in forms_of(match[1]))


@cache
def separable_prefixes() -> dict[str, frozenset[str]]:
    """Return the separable prefixes of each base verb."""
    return {row["base"]: frozenset(row["separable"].split()) for row in load_rows("verbs/prefixed.csv")}


@cache
def particles() -> frozenset[str]:
    """Return all separable prefixes."""
    return frozenset().union(*separable_prefixes().values())


@cache
def _forms() -> dict[str, tuple[VerbForm, ...]]:
    found: defaultdict[str, list[VerbForm]] = defaultdict(list)
    for row in load_rows("verbs/irregular.csv"):
        found[row["form"]].append(VerbForm(row["lemma"], row["mood"], row["tense"], row["number"]))  # type: ignore[arg-type]
    for word, form in _all_forms():
        if form not in found[word]:
            found[word].append(form)
    return {word: tuple(forms) for word, forms in found.items()}


def _all_forms() -> Iterator[tuple[str, VerbForm]]:
    verbs = _undivided_verbs()
    for parts in verbs.values():
        yield from _conjugate(parts)
    for base, prefix in _separable_verbs(verbs):
        yield from _conjugate_joined(base, prefix)


def principal_parts() -> Iterator[PrincipalParts]:
    """Yield the principal parts of all verbs, separable ones in their joined forms."""
    verbs = _undivided_verbs()
    yield from verbs.values()
    for base, prefix in _separable_verbs(verbs):
        yield PrincipalParts(*(prefix + part for part in base))


def _undivided_verbs() -> dict[str, PrincipalParts]:
    """Return the simple verbs and those with an inseparable prefix."""
    verbs = _simple_verbs()
    for row in load_rows("verbs/prefixed.csv"):
        for prefix in row["inseparable"].split():
            if row["base"] in verbs:
                verbs.setdefault(prefix + row["base"], _prefixed(verbs[row["base"]], prefix))
    return verbs


def _separable_verbs(verbs: dict[str, PrincipalParts]) -> Iterator[tuple[PrincipalParts, str]]:
    """Yield the base verb and the prefix of each separable verb."""
    for row in load_rows("verbs/prefixed.csv"):
        if row["base"] in verbs:
            yield from ((verbs[row["base"]], prefix) for prefix in row["separable"].split())


@cache
def _principal_parts() -> tuple[PrincipalParts, ...]:
    strong = [
        PrincipalParts(
            row["infinitive"],
            row["present"],
            row["past"],
            row["participle"],
            row["subjunctive"] or _with_umlaut(row["past"]),
        )
        for row in load_rows("verbs/strong.csv")
    ]
    return (*strong, *(_weak(infinitive) for infinitive in sorted(load_words("verbs/weak.txt"))))


def _simple_verbs() -> dict[str, PrincipalParts]:
    verbs: dict[str, PrincipalParts] = {}
    for parts in _principal_parts():
        verbs.setdefault(parts.infinitive, parts)
    return verbs


def _with_umlaut(past: str) -> str:
    """Form the past subjunctive of a strong verb: "kam" -> "käme", "musste" -> "müsste"."""
    changed = LAST_BACK_VOWEL.sub(lambda match: UMLAUTS[match[1]], past.removesuffix("te"))
    return changed + ("te" if past.endswith("te") else "e")


def _weak(infinitive: str) -> PrincipalParts:
    stem = PrincipalParts(infinitive, "", "", "", "").stem
    linking = "e" if STEM_NEEDS_E.search(stem) else ""
    present = f"{stem}{linking}t"
    bare = infinitive.endswith("ieren") or INSEPARABLE.match(stem)
    return PrincipalParts(
        infinitive, present, f"{present}e", present if bare else f"ge{present}", f"{present}e"
    )


def _prefixed(base: PrincipalParts, prefix: str) -> PrincipalParts:
    """Put an inseparable prefix before a verb, whose participle then loses its ge-."""
    participle = base.participle
    if participle.startswith("ge") and not base.infinitive.startswith("ge"):
        participle = participle.removeprefix("ge")
    elif base.infinitive == "geben":
        participle = "geben"
    return PrincipalParts(*(prefix + part for part in (*base[:3], participle, base.subjunctive)))


def _conjugate(parts: PrincipalParts) -> Iterator[tuple[str, VerbForm]]:
    lemma = parts.infinitive
    yield lemma, VerbForm(lemma, "infinitive")
    yield parts.participle, VerbForm(lemma, "participle")
    yield from _finite_forms(parts, lemma, "")


def _conjugate_joined(base: PrincipalParts, prefix: str) -> Iterator[tuple[str, VerbForm]]:
    """Yield the forms of a separable verb in which the prefix stands before its verb."""
    lemma = prefix + base.infinitive
    yield lemma, VerbForm(lemma, "infinitive")
    yield f"{prefix}zu{base.infinitive}", VerbForm(lemma, "zu_infinitive")
    yield prefix + base.participle, VerbForm(lemma, "participle")
    yield from _finite_forms(base, lemma, prefix)


def _finite_forms(parts: PrincipalParts, lemma: str, prefix: str) -> Iterator[tuple[str, VerbForm]]:
    stem, past, weak = parts.stem, parts.past, parts.subjunctive == parts.past
    past_plural = past + ("n" if past.endswith("e") else "en")
    yield prefix + parts.present, VerbForm(lemma, "indicative", "present", "singular")
    yield prefix + past, VerbForm(lemma, "indicative", "past", "singular")
    yield prefix + past_plural, VerbForm(lemma, "indicative", "past", "plural")
    if lemma != "sein":
        yield prefix + parts.infinitive, VerbForm(lemma, "indicative", "present", "plural")
        for form in _present_subjunctive(stem):
            yield prefix + form, VerbForm(lemma, "subjunctive1", "present", "singular")
    if not weak:
        yield prefix + parts.subjunctive, VerbForm(lemma, "subjunctive2", "past", "singular")
        yield prefix + parts.subjunctive + "n", VerbForm(lemma, "subjunctive2", "past", "plural")


def _present_subjunctive(stem: str) -> Iterator[str]:
    yield stem + "e"
    if stem.endswith(LOSING_E):
        yield f"{stem[:-2]}{stem[-1]}e"


def _unknown_in_ieren(word: str) -> tuple[VerbForm, ...]:
    """Read a verb in -ieren that the lexicon does not list; nearly all words of this shape are verbs."""
    match = IEREN.match(word)
    if not match:
        return ()
    return tuple(VerbForm(f"{match[1]}en", *reading) for reading in UNKNOWN_IEREN_FORMS[match[2]])


def _unknown_with_zu(word: str) -> tuple[VerbForm, ...]:
    """Read an infinitive that holds its zu behind a separable prefix: "abzuklappern"."""
    match = WITH_ZU.match(word)
    if not match or match[1] not in particles():
        return ()
    return (VerbForm(match[1] + match[2], "zu_infinitive"),)
