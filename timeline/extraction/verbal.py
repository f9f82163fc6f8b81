"""Find the verbs of a clause: which words are finite, which infinitives, and what belongs to one verbal complex."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .lexicon import load_table
from .verbs import FINITE_MOODS, Mood, VerbForm, is_attributive, joined, particles
from .words import Word, is_adverbial_pair

OPENING_MARKS = frozenset('„»"‚')
CLOSING_MARKS = frozenset('“”«"‘')
MOST_VERBS = 20  # that are read in one clause
EXTENDED_ATTRIBUTE = 10  # words from an article to the participle before its noun


@dataclass(frozen=True, slots=True)
class Verb:
    """A verbal complex: its lexical verb and how it is conjugated."""

    lemma: str  # of the lexical verb, with its split prefix: "ankündigen"
    parts: tuple[Word, ...]  # finite verb, prefix, participle, infinitive, in the order of the text
    finite: Word | None
    mood: Mood
    tense: str
    number: str
    auxiliary: str = ""  # lemma of the finite auxiliary or modal: "haben", "werden", "wollen"
    passive: bool = False
    other_lemmas: tuple[str, ...] = ()  # of the same form: "geraten" is of "geraten" and of "raten"

    @property
    def may_be_subjunctive(self) -> bool:
        """Tell whether the finite verb's form is that of the Konjunktiv II too, as all weak preterites are: "schürten"."""
        if self.mood != "indicative" or self.finite is None:
            return self.mood == "subjunctive2"
        if any(form.mood == "subjunctive2" for form in self.finite.forms):
            return True
        lemma = next((form.lemma for form in self.finite.forms if form.tense == "past"), "")
        stem = self.finite.lower.removesuffix("n").removesuffix("te")
        return stem != self.finite.lower and lemma in {f"{stem.removesuffix('e')}en", f"{stem}en", f"{stem}n"}


@cache
def _lemmas(role: str) -> frozenset[str]:
    return frozenset(load_table("grammar/verbal_complex.toml")[role].split())


def is_auxiliary(lemma: str) -> bool:
    """Tell whether a verb forms tenses or the passive of others."""
    return lemma in _lemmas("auxiliaries")


def is_modal(lemma: str) -> bool:
    """Tell whether a verb governs a bare infinitive."""
    return lemma in _lemmas("modals")


def _governs(lemma: str) -> bool:
    return is_auxiliary(lemma) or is_modal(lemma)


def _is_adjectival(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word that could be a verb is an attribute: "die erklärte Absicht", "den verletzten Soldaten"."""
    word = words[place]
    if not is_attributive(word.lower) and not _could_be_adjective(word):
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    before = words[place - 1] if place else None
    opens_phrase = before is not None and (
        before.is_a("article", "determiner", "preposition") or before.text[0].isdigit() or before.adjectival
    )
    if word.capital and place == 0 and following and following.noun:
        return True
    opens_phrase = opens_phrase or (is_attributive(word.lower) and _in_extended_attribute(words, place))
    counted = following is not None and following.text[0].isdigit()  # "der dort stationierten 500 Soldaten"
    return bool(opens_phrase and following and (following.noun or following.adjectival or counted))


def _could_be_adjective(word: Word) -> bool:
    """Tell whether a verb form also looks like an adjective: "geplante" (past), "wahre" (subjunctive)."""
    return any(
        (form.tense == "past" and form.mood == "indicative" and word.lower.endswith(("te", "ten")))
        or (form.mood == "subjunctive1" and word.lower.endswith("e") and not _governs(form.lemma))
        for form in word.forms
    )


def _in_extended_attribute(words: Sequence[Word], place: int) -> bool:
    """Tell whether an article waits for its noun: "einer von der Agentur verbreiteten Erklärung"."""
    for earlier in range(max(0, place - EXTENDED_ATTRIBUTE), place - 1):
        if words[earlier].is_a("article", "determiner") and words[earlier + 1].is_a(
            "preposition", "reflexive"
        ):
            return True
    return False


def _is_finite_candidate(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if not word.forms or (word.capital and not _may_be_capital_verb(words, place)):
        return False
    if word.is_a("article", "preposition") or (word.is_a("determiner") and not _stands_alone(words, place)):
        return False
    return any(form.finite for form in word.forms) and not _is_adjectival(words, place)


def _may_be_capital_verb(words: Sequence[Word], place: int) -> bool:
    """Tell whether a capitalised word may be a verb that begins a sentence; nouns look like the subjunctive ("Folge", "Sitze")."""
    first = all(word.mark for word in words[:place])
    return first and any(form.mood == "indicative" for form in words[place].forms)


def _stands_alone(words: Sequence[Word], place: int) -> bool:
    """Tell whether no noun phrase can follow: "die Fachleute meinen", but not "meinen Plan"."""
    return place + 1 == len(words) or words[place + 1].mark


def finite_places(words: Sequence[Word]) -> list[int]:
    """Return the indexes of the finite verbs: the certain ones, else the likeliest of the ambiguous ones."""
    candidates = [
        place
        for place in range(len(words))
        if _is_finite_candidate(words, place) and not (place and words[place - 1].lower == "zu")
    ]
    if len(candidates) > 1 and words[candidates[0]].capital:
        del candidates[0]  # a noun that looks like a verb: "Angaben der Polizei zufolge brannte …"
    quoted = quoted_places(words)
    if any(place not in quoted for place in candidates):
        candidates = [place for place in candidates if place not in quoted]
    certain = [place for place in candidates if all(form.finite for form in words[place].forms)]
    if certain:
        return _with_ambiguous(words, _coordinated(words, certain), candidates)
    candidates = [place for place in candidates if not _governed_by_zu(words, place)]
    if (
        infinitive_with_zu(words) == len(words) - 1
    ):  # "… die verloren gegangene Zeit aufzuholen": only a modal could be finite
        candidates = [place for place in candidates if _governs(words[place].forms[0].lemma)]
    return _with_ambiguous(words, [_likeliest(words, candidates)], candidates) if candidates else []


def quoted_places(words: Sequence[Word]) -> frozenset[int]:
    """Return the indexes of words in quotation marks, whose verbs are the reporter's only where no other stands."""
    inside: set[int] = set()
    opened: int | None = None
    for place, word in enumerate(words):
        if opened is None and word.text in OPENING_MARKS:
            opened = place
        elif opened is not None and word.text in CLOSING_MARKS:
            inside.update(range(opened, place))
            opened = None
    return frozenset(inside)


def _governed_by_zu(words: Sequence[Word], place: int) -> bool:
    """Tell whether an infinitive hangs on another one: "anbieten zu wollen", "prüfen zu lassen"."""
    following = words[place + 1 : place + 3]
    return (
        len(following) == 2
        and following[0].lower == "zu"
        and any(form.mood == "infinitive" for form in following[1].forms)
    )


def _likeliest(words: Sequence[Word], candidates: list[int]) -> int:
    """Choose among forms that may be infinitives: auxiliaries and modals first; the last one behind a subordinator."""
    governing = [place for place in candidates if _governs(words[place].forms[0].lemma)]
    choice = governing or candidates
    opens = words[0].is_a("subordinator", "interrogative") and not is_adverbial_pair(words, 0)
    subordinate = opens or (words[0].is_a("relative") and not governing)
    return choice[-1] if subordinate and candidates[0] > 1 else choice[0]


def _coordinated(words: Sequence[Word], places: list[int]) -> list[int]:
    """Keep a second finite verb only behind a coordinator; else the first one governs the clause."""
    kept = [places[0]]
    for place in places[1:MOST_VERBS]:
        between = words[kept[-1] + 1 : place]
        if any(word.is_a("coordinator") for word in between):
            kept.append(place)
    return kept


def _with_ambiguous(words: Sequence[Word], places: list[int], candidates: Sequence[int]) -> list[int]:
    """Add verbs that look like infinitives or participles but share the subject: "fordern Geld und wollen klagen"."""
    first, last = places[0], places[-1]
    pronoun = words[0].is_a("relative") and not words[0].is_a("article")
    if pronoun or words[0].is_a("subordinator", "interrogative"):
        return places
    if len(places) < MOST_VERBS and words[first - 1 if first else 0].is_a("coordinator"):
        places = [place for place in candidates if place < first and _agree(words, place, first)][:1] + places
    if len(places) < MOST_VERBS:
        behind = (place for place in candidates if place > last and _shares_subject(words, place, last))
        places = places + [place for place in behind if _agree(words, place, last)][:1]
    return places


def _shares_subject(words: Sequence[Word], place: int, finite: int) -> bool:
    """Tell whether an ambiguous form behind "und" is finite: "klagt und fordert Geld", not "wird gelobt und bezahlt"."""
    if not words[place - 1].is_a("coordinator"):
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or following.mark or following.is_a("comparison", "coordinator"):
        return False
    if _governs(words[finite].forms[0].lemma):
        return not following.is_a("preposition")
    joined = words[place - 2]
    return place - 2 == finite or not any(form.mood == "participle" for form in joined.forms)


def _agree(words: Sequence[Word], one: int, other: int) -> bool:
    """Tell whether two forms have a number in common."""
    numbers = {form.number for form in words[one].forms if form.finite}
    return not numbers.isdisjoint(form.number for form in words[other].forms if form.finite)


def infinitive_with_zu(words: Sequence[Word]) -> int:
    """Return the index of an infinitive with zu, 0 where there is none."""
    for place in range(len(words) - 1, 0, -1):
        forms = words[place].forms
        if words[place].capital:
            continue
        if words[place - 1].lower == "zu" and _may_be_infinitive(words, place):
            return place
        if any(form.mood == "zu_infinitive" for form in forms):
            return place
    return 0


def closing_infinitive(words: Sequence[Word]) -> bool:
    """Tell whether the words end in an infinitive with zu and hold no finite verb."""
    return infinitive_with_zu(words) == len(words) - 1 and not finite_places(words)


def _may_be_infinitive(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word behind zu is an infinitive: a known one, or one by its ending at the end of a clause."""
    word = words[place]
    if word.forms:
        return any(form.mood == "infinitive" for form in word.forms)
    closes = place + 1 == len(words) or words[place + 1].mark or words[place + 1].is_a("coordinator")
    return closes and not word.classes and word.lower.endswith(("en", "ern", "eln"))


def infinitive_of(words: tuple[Word, ...]) -> Verb:
    """Gather the verbal complex of an infinitive with zu."""
    place = infinitive_with_zu(words)
    word = words[place]
    readings = (form.lemma for form in word.forms if form.mood in ("infinitive", "zu_infinitive"))
    lemma = next(readings, word.lower)
    parts = [words[place - 1], word] if words[place - 1].lower == "zu" else [word]
    if _governs(lemma) and place > 1:
        for form in words[place - 2].forms:
            if form.mood == "participle":
                return Verb(
                    form.lemma,
                    (words[place - 2], *parts),
                    None,
                    "zu_infinitive",
                    "",
                    "",
                    lemma,
                    lemma == "werden",
                )
    return Verb(lemma, tuple(parts), None, "zu_infinitive", "", "")


def verb_of(words: tuple[Word, ...], place: int, *, verb_last: bool) -> Verb:
    """Gather the verbal complex of a finite verb: its prefix, participle or infinitive."""
    finite = words[place]
    form = _finite_reading(finite, words)
    stop = _end_of_complex(words, place)
    behind = words[place + 1 : stop]
    particle = _particle(form.lemma, behind)
    if particle:
        lemma = joined(particle.lower, form.lemma) or form.lemma
        return Verb(lemma, (finite, particle), finite, form.mood, form.tense, form.number)
    if _governs(form.lemma):
        candidates = words[:place][::-1] if verb_last else behind[::-1]
        return _compound(finite, form, candidates)
    return Verb(form.lemma, (finite,), finite, form.mood, form.tense, form.number)


def _end_of_complex(words: tuple[Word, ...], place: int) -> int:
    """Return where the next coordinated verb's part of the clause begins."""
    for later in range(place + 1, len(words)):
        if words[later].is_a("coordinator") and any(
            _is_finite_candidate(words, other) and all(form.finite for form in words[other].forms)
            for other in range(later + 1, min(later + 3, len(words)))
        ):
            return later
    return len(words)


def _finite_reading(word: Word, words: tuple[Word, ...]) -> VerbForm:
    readings = [form for form in word.forms if form.mood in FINITE_MOODS]
    first = readings[0]
    if first.mood == "subjunctive1" and any(other.lower == "ich" for other in words):
        return first._replace(mood="indicative")
    return first


def _particle(lemma: str, behind: Sequence[Word]) -> Word | None:
    """Return the split prefix, which closes the clause or stands before a comma or coordinator."""
    for place in range(len(behind) - 1, -1, -1):
        word = behind[place]
        if word.lower in particles() and joined(word.lower, lemma) and not word.capital:
            following = behind[place + 1] if place + 1 < len(behind) else None
            if (
                following is None
                or (following.mark and following.text not in OPENING_MARKS)
                or following.is_a("coordinator")
                or not word.is_a("preposition", "article")
            ):
                return word
    return None


def _compound(finite: Word, form: VerbForm, candidates: Sequence[Word]) -> Verb:
    """Gather the participle and infinitives that an auxiliary or modal governs, nearest to the clause's end first."""
    chain: list[tuple[Word, VerbForm]] = []
    for word in candidates:
        reading = _governed_reading(word, form)
        if reading:
            chain.append((word, reading))
        if (reading and not is_auxiliary(reading.lemma)) or (chain and not reading):
            break
    if not chain or is_auxiliary(chain[-1][1].lemma):
        return Verb(form.lemma, (finite,), finite, form.mood, form.tense, form.number)
    word, lexical = chain[-1]
    in_passive = (form.lemma, *(reading.lemma for _, reading in chain[:-1]))
    passive = "werden" in in_passive and lexical.mood == "participle"
    parts = tuple(sorted((finite, *(one for one, _ in chain)), key=lambda one: one.start))
    others = tuple(one.lemma for one in word.forms if one.mood == lexical.mood and one.lemma != lexical.lemma)
    return Verb(lexical.lemma, parts, finite, form.mood, form.tense, form.number, form.lemma, passive, others)


def _governed_reading(word: Word, governing: VerbForm) -> VerbForm | None:
    """Return the reading of a word as participle or infinitive; haben, sein and "wurde" prefer a participle."""
    readings = [form for form in word.forms if form.mood in ("participle", "infinitive") and not word.capital]
    if is_auxiliary(governing.lemma) and (governing.lemma != "werden" or governing.tense == "past"):
        readings.sort(key=lambda form: form.mood != "participle")
    return readings[0] if readings else None
