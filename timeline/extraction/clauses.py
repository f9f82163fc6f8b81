"""Split sentences into clauses: finite verb, kind, subordinator, and the parts of the verbal complex.

No parser and no tagger: German marks its clauses with commas, with the place of the finite verb and with a small set of opening
words, and its nouns with a capital letter. That is enough to tell main, subordinate, relative and infinitive clauses apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Literal

from .findings import Span
from .lexicon import load_table
from .text import Document, Token
from .verbs import FINITE_MOODS, Mood, VerbForm, forms_of, is_attributive, joined, particles

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "fragment"]

BREAKS = frozenset(",;:–—()[]")
HARD_BREAKS = frozenset(";:")  # no clause goes on behind these
OPENING_MARKS = frozenset('„»"‚')
CLOSING_MARKS = frozenset('“”«"‘')
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its word classes and its readings as a verb."""

    start: int
    end: int
    text: str
    lower: str
    classes: frozenset[str]
    forms: tuple[VerbForm, ...]
    capital: bool

    @property
    def noun(self) -> bool:
        """Tell whether the word looks like a noun or a name: capital letter, and no closed-class word."""
        return self.capital and not self.classes

    @property
    def mark(self) -> bool:
        """Tell whether the word is a punctuation mark."""
        return not WORD.match(self.text)

    def is_a(self, *classes: str) -> bool:
        """Tell whether the word belongs to one of the closed classes."""
        return not self.classes.isdisjoint(classes)


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence with at most one verbal complex; `start` and `end` leave marks at the borders out."""

    words: tuple[Word, ...]
    kind: ClauseKind
    finite: tuple[int, ...] = ()  # indexes of finite verbs in `words`
    opener: str = ""  # the subordinator, relative or question word, in lower case

    @property
    def start(self) -> int:
        """Return the offset of the first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Return the offset after the last word."""
        return self.words[-1].end

    @property
    def span(self) -> Span:
        """Return the clause's place in the text."""
        return Span(self.start, self.end)

    @cached_property
    def verbs(self) -> tuple[Verb, ...]:
        """Return the verbal complexes, one for each finite verb, else one for an infinitive with zu."""
        if self.finite:
            return tuple(_verb_of(self.words, place, self.kind) for place in self.finite)
        if self.kind == "infinitive":
            return (_infinitive_of(self.words),)
        return ()

    @property
    def verb(self) -> Verb | None:
        """Return the first verbal complex."""
        return self.verbs[0] if self.verbs else None

    @property
    def subjunctive(self) -> bool:
        """Tell whether a verb stands in the Konjunktiv I, or in a Konjunktiv II that is no past indicative."""
        return any(verb.mood in ("subjunctive1", "subjunctive2") for verb in self.verbs)


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


AUXILIARIES = frozenset({"haben", "sein", "werden"})
MODALS = frozenset({"können", "müssen", "dürfen", "sollen", "wollen", "mögen"})


@cache
def _word_classes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for name, words in load_table("grammar/function_words.toml").items():
        for word in words.split():
            table.setdefault(word, set()).add(name)
    return {word: frozenset(classes) for word, classes in table.items()}


def word_of(token: Token) -> Word:
    """Look a token up in the closed classes and among the verb forms."""
    lower = token.text.lower()
    return Word(
        token.start,
        token.end,
        token.text,
        lower,
        _word_classes().get(lower, frozenset()),
        forms_of(lower),
        token.text[:1].isupper(),
    )


def words_in(document: Document, span: tuple[int, int]) -> tuple[Word, ...]:
    """Return the words and marks that begin inside the span."""
    return tuple(word_of(token) for token in document.tokens_in(span))


def clauses_in(document: Document, span: tuple[int, int]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, or of any span, in order.

    They do not overlap. A main clause that a subordinate clause interrupts comes as two pieces, of which the second begins with
    its finite verb or is a fragment.
    """
    words = words_in(document, span)
    clauses: list[Clause] = []
    for stretch in _stretches(words):
        pieces = list(_with_verbs_of_wie(list(_pieces(stretch))))
        before = {piece[0].start: earlier[-1] for earlier, piece in pairwise(pieces)}
        clauses += (
            _clause(piece, *_opener(opening, before.get(piece[0].start)))
            for piece, opening in _merged(pieces, before)
        )
    return tuple(_resumed(clauses))


def _resumed(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Mark the second piece of a subordinate clause that a relative clause interrupts: "dass der Mann, der …, gestorben sei"."""
    waiting: Clause | None = None
    for clause in clauses:
        if clause.kind == "subordinate" and not clause.finite:
            waiting = clause
        elif waiting and clause.kind == "main":
            if clause.finite[-1] >= len(clause.words) - 2:
                clause = Clause(clause.words, "subordinate", clause.finite, waiting.opener)
            waiting = None
        yield clause


def _with_verbs_of_wie(pieces: list[list[Word]]) -> Iterator[list[Word]]:
    """Join "wie Lena Vogt", "Chefin der Bahn" and "sagte", which an apposition has torn apart."""
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece[0].lower == "wie" and len(piece) > 1 and not _finite_places(piece):
            for later in range(place + 1, min(place + 5, len(pieces))):
                finite = _finite_places(pieces[later])
                if finite and finite[-1] == len(pieces[later]) - 1:
                    piece = [word for one in pieces[place : later + 1] for word in one]
                    place = later
                    break
                if finite:
                    break
        yield piece
        place += 1


def _stretches(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Cut at colons and semicolons."""
    start = 0
    for place, word in enumerate(words):
        if word.text in HARD_BREAKS:
            yield words[start:place]
            start = place + 1
    yield words[start:]


def _pieces(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Cut at commas and other breaks; marks at the borders are dropped."""
    piece: list[Word] = []
    for word in words:
        if word.text in BREAKS:
            if piece:
                yield piece
            piece = []
        elif piece or not word.mark:
            piece.append(word)
    if piece:
        yield piece


def _merged(pieces: list[list[Word]], before: dict[int, Word]) -> Iterator[tuple[list[Word], list[Word]]]:
    """Join enumerations and appositions without a verb to the clause they belong to.

    Each clause comes with its first piece that has a verb, by which its kind is told.
    """
    current: list[Word] = []
    opening: list[Word] = []
    for piece in pieces:
        opens = bool(_opener(piece, before.get(piece[0].start))[0])
        if current and not opens and (_is_verbless(piece) or _is_verbless(current)):
            current = current + piece
            opening = opening if _finite_places(opening) else current
        else:
            if current:
                yield current, opening
            current = opening = piece
    if current:
        yield current, opening


def _is_verbless(piece: Sequence[Word]) -> bool:
    return not _finite_places(piece) and not _zu_infinitive_at(piece)


def _clause(words: list[Word], kind: ClauseKind | Literal[""], opener: str) -> Clause:
    while words and words[-1].mark and len(words) > 1:
        words = words[:-1]
    finite = tuple(_finite_places(words))
    if not finite:
        return Clause(
            tuple(words), "infinitive" if _zu_infinitive_at(words) else kind or "fragment", (), opener
        )
    return Clause(tuple(words), kind or "main", finite, opener)


def _opener(words: Sequence[Word], before: Word | None) -> tuple[ClauseKind | Literal[""], str]:
    """Return the kind of clause that the first words open, and the opening word."""
    places = [place for place, word in enumerate(words[:4]) if not word.mark]
    while places and words[places[0]].is_a("coordinator") and len(places) > 1:
        places = places[1:]
    if not places:
        return "", ""
    first = words[places[0]]
    second = words[places[1]] if len(places) > 1 else None
    if first.is_a("preposition") and second and second.is_a("relative") and _verb_last(words):
        return "relative", second.lower
    if first.is_a("preposition") and second and second.lower in ("dass", "daß"):
        return "subordinate", "dass"
    if first.is_a("subordinator", "interrogative") and _verb_last(words):
        return "subordinate", first.lower
    if first.is_a("adverb") and second and second.is_a("subordinator") and _verb_last(words):
        return "subordinate", "sodass" if first.lower == "so" else second.lower
    if first.is_a("relative") and _verb_last(words) and _has_antecedent(words, before):
        return "relative", first.lower
    return "", ""


def _has_antecedent(words: Sequence[Word], before: Word | None) -> bool:
    """Tell "…, der den Damm hält" from a main clause behind a comma: "sie meinen, der Damm halte"."""
    if before is None:
        return False
    finite = _finite_places(words)
    reported = bool(finite) and words[finite[0]].forms[0].mood == "subjunctive1"
    opens_phrase = (
        len(words) > 1 and words[0].is_a("article") and (words[1].noun or _looks_like_adjective(words[1]))
    )
    return not (opens_phrase and (reported or not before.noun))


CERTAIN_SUBORDINATORS = frozenset(
    {"dass", "daß", "ob", "weil", "obwohl", "falls", "sofern", "nachdem", "sodass", "indem", "wenn"}
)


def _verb_last(words: Sequence[Word]) -> bool:
    """Tell whether the finite verb stands where subordinate clauses have it: behind all but what may trail a clause."""
    places = _finite_places(words)
    certain = any(word.lower in CERTAIN_SUBORDINATORS for word in words[:2])
    if not places:
        return certain
    if certain:
        return True
    behind = [word for word in words[places[0] + 1 :] if not word.mark]
    if _closes_bracket(behind):
        return False
    while (
        behind
        and any(not form.finite or form.mood == "indicative" for form in behind[0].forms)
        and not behind[0].capital
    ):
        behind = behind[1:]
    trails = not behind or behind[0].is_a("preposition", "coordinator") or behind[0].lower in ("als", "wie")
    return trails and (places[0] > 1 or not behind)


def _closes_bracket(behind: Sequence[Word]) -> bool:
    """Tell whether a participle follows behind the finite verb, as only main clauses have it: "wurden … getötet"."""
    joins = (
        place
        for place, word in enumerate(behind)
        if word.is_a("coordinator") and (not place or not behind[place - 1].noun)
    )
    until = next(joins, len(behind))
    return any(
        word.forms and not word.capital and all(form.mood == "participle" for form in word.forms)
        for word in behind[:until]
    )


def _is_adjectival(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word that could be a verb is an attribute: "die erklärte Absicht", "den verletzten Soldaten"."""
    word = words[place]
    if not is_attributive(word.lower) and not _could_be_adjective(word):
        return False
    following = words[place + 1] if place + 1 < len(words) else None
    before = words[place - 1] if place else None
    opens_phrase = before is not None and (
        before.is_a("article", "determiner", "preposition")
        or before.text[0].isdigit()
        or _looks_like_adjective(before)
    )
    if word.capital and place == 0 and following and following.noun:
        return True
    opens_phrase = opens_phrase or (is_attributive(word.lower) and _in_extended_attribute(words, place))
    return bool(opens_phrase and following and (following.noun or _looks_like_adjective(following)))


def _could_be_adjective(word: Word) -> bool:
    """Tell whether a verb form also looks like an adjective: "geplante" (past), "wahre" (subjunctive)."""
    return any(
        (form.tense == "past" and form.mood == "indicative" and word.lower.endswith(("te", "ten")))
        or (
            form.mood == "subjunctive1"
            and word.lower.endswith("e")
            and form.lemma not in AUXILIARIES | MODALS
        )
        for form in word.forms
    )


def _in_extended_attribute(words: Sequence[Word], place: int) -> bool:
    """Tell whether an article waits for its noun: "einer von der Agentur verbreiteten Erklärung"."""
    for earlier in range(max(0, place - 10), place - 1):
        if words[earlier].is_a("article", "determiner") and words[earlier + 1].is_a(
            "preposition", "reflexive"
        ):
            return True
    return False


def _looks_like_adjective(word: Word) -> bool:
    return (
        not word.capital
        and not word.classes
        and not any(form.finite for form in word.forms)
        and word.lower.endswith(("e", "en", "er", "es", "em"))
    )


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


def _finite_places(words: Sequence[Word]) -> list[int]:
    """Return the indexes of the finite verbs: the certain ones, else the likeliest of the ambiguous ones."""
    candidates = [
        place
        for place in range(len(words))
        if _is_finite_candidate(words, place) and not (place and words[place - 1].lower == "zu")
    ]
    quoted = _quoted_places(words)
    if any(place not in quoted for place in candidates):
        candidates = [place for place in candidates if place not in quoted]
    certain = [place for place in candidates if all(form.finite for form in words[place].forms)]
    if certain:
        return _coordinated(words, certain)
    candidates = [place for place in candidates if not _governed_by_zu(words, place)]
    return [_likeliest(words, candidates)] if candidates else []


def _quoted_places(words: Sequence[Word]) -> frozenset[int]:
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
    governing = [place for place in candidates if words[place].forms[0].lemma in AUXILIARIES | MODALS]
    choice = governing or candidates
    subordinate = words[0].is_a("subordinator", "interrogative") or (
        words[0].is_a("relative") and not governing
    )
    return choice[-1] if subordinate and candidates[0] > 1 else choice[0]


def _coordinated(words: Sequence[Word], places: list[int]) -> list[int]:
    """Keep a second finite verb only behind a coordinator; else the first one governs the clause."""
    kept = [places[0]]
    for place in places[1:]:
        between = words[kept[-1] + 1 : place]
        if any(word.is_a("coordinator") for word in between):
            kept.append(place)
    return kept


def _zu_infinitive_at(words: Sequence[Word]) -> int:
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
    return _zu_infinitive_at(words) == len(words) - 1 and not _finite_places(words)


def _may_be_infinitive(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word behind zu is an infinitive: a known one, or one by its ending at the end of a clause."""
    word = words[place]
    if word.forms:
        return any(form.mood == "infinitive" for form in word.forms)
    closes = place + 1 == len(words) or words[place + 1].mark or words[place + 1].is_a("coordinator")
    return closes and not word.classes and word.lower.endswith(("en", "ern", "eln"))


def _infinitive_of(words: tuple[Word, ...]) -> Verb:
    place = _zu_infinitive_at(words)
    word = words[place]
    readings = (form.lemma for form in word.forms if form.mood in ("infinitive", "zu_infinitive"))
    lemma = next(readings, word.lower)
    parts = [words[place - 1], word] if words[place - 1].lower == "zu" else [word]
    if lemma in AUXILIARIES | MODALS and place > 1:
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


def _verb_of(words: tuple[Word, ...], place: int, kind: ClauseKind) -> Verb:
    """Gather the verbal complex of a finite verb: its prefix, participle or infinitive."""
    finite = words[place]
    form = _finite_reading(finite, words)
    stop = _end_of_complex(words, place)
    behind = words[place + 1 : stop]
    particle = _particle(form.lemma, behind)
    if particle:
        lemma = joined(particle.lower, form.lemma) or form.lemma
        return Verb(lemma, (finite, particle), finite, form.mood, form.tense, form.number)
    if form.lemma in AUXILIARIES | MODALS:
        candidates = words[:place][::-1] if kind in ("subordinate", "relative") else behind[::-1]
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
                or following.mark
                or following.is_a("coordinator")
                or not word.is_a("preposition", "article")
            ):
                return word
    return None


def _compound(finite: Word, form: VerbForm, candidates: Sequence[Word]) -> Verb:
    """Find the participle or infinitive that an auxiliary or modal governs, nearest to the clause's end first."""
    wanted = ("infinitive",) if form.lemma in MODALS else ("participle", "infinitive")
    found: list[Word] = []
    lexical: VerbForm | None = None
    passive = False
    for word in candidates:
        reading = next(
            (one for one in word.forms if one.mood in ("participle", "infinitive") and not word.capital), None
        )
        if reading is None:
            if found:
                break
            continue
        if reading.mood not in wanted and form.lemma in MODALS and reading.mood != "participle":
            continue
        found.append(word)
        if reading.lemma in ("werden", "haben", "sein") and len(found) < 3:
            passive = passive or (reading.lemma == "werden")
            continue
        lexical = reading
        break
    if lexical is None:
        return Verb(form.lemma, (finite,), finite, form.mood, form.tense, form.number)
    passive = passive or (form.lemma == "werden" and lexical.mood == "participle")
    parts = tuple(sorted((finite, *found), key=lambda word: word.start))
    return Verb(lexical.lemma, parts, finite, form.mood, form.tense, form.number, form.lemma, passive)
