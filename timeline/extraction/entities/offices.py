"""Read noun phrases of office: who is meant by "der russische Außenminister", "Präsident der Ukraine", "die Regierung in Kiew"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..lexicon import load_rows, load_words
from ..nounphrases import is_time_noun
from .knowledge import Entry, Gender, Knowledge, slug
from .patterns import pattern
from .scanning import Hit
from .words import CAPITALISED, MEMORY, MIN_CLOSING, Title, is_ordinary_noun, title_of

STRONG_ENDINGS = {"n": "es", "m": "er"}  # of an adjective without an article
COLLEAGUE = "colleague"
MAX_GENITIVE = 60  # characters of a noun, an article and adjectives before a title
UNCHANGED_PLURAL = "er"  # the ending of titles that are alike in the plural: "der Minister"
ORGANS = ("own", "named", "group")  # what is an organisation of its own
SIDE_NOUNS = ("name", "demonym", "adjective")


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A title with the state or organisation that it belongs to."""

    start: int
    end: int
    title: Title
    bodies: tuple[str, ...]
    determiner: str  # definite, indefinite, possessive, or "" where none stands
    former: bool
    colleague: bool  # "sein russischer Amtskollege": the office is the other's
    others: tuple[str, ...] = ()  # further bodies: "die Präsidenten Russlands und der Ukraine"
    plural: bool = False  # "die Außenminister": several hold the office
    is_others: bool = False  # of something that is not known: "der Sprecher der Hafenbehörde"
    for_state: bool = False  # "Staats- und Regierungschefs": whoever speaks for the state abroad


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """An organ of a state: "das russische Außenministerium", "die Regierung in Kiew", "die US-Armee"."""

    start: int
    end: int
    noun: str
    gender: Gender
    means: str  # "state", "own" or "named" (an organisation), "capital" or "group" (people, only if the text says whose)
    state: str | None
    determiner: str
    is_source: bool = False  # what the organ says: "Armeeangaben"
    is_others: bool = (
        False  # the owner that stands there is no state: "die Mainzer Polizei", "die Führung der Hamas"
    )
    plural: bool = False  # "die Streitkräfte"


@cache
def _body_nouns() -> dict[str, tuple[str, Gender, str]]:
    nouns: dict[str, tuple[str, Gender, str]] = {}
    for row in load_rows("entities/bodies.csv"):
        forms = row["noun"].split("|")
        for form in forms:
            nouns[form] = (forms[0], row["gender"], row["means"])  # type: ignore[assignment]
    return nouns


@cache
def _plural_bodies() -> frozenset[str]:
    return frozenset(
        form for row in load_rows("entities/bodies.csv") for form in row["plural"].split("|") if form
    )


@lru_cache(MEMORY)
def _body_noun_of(word: str) -> tuple[str, Gender, str] | None:
    """Return the organ that a word names or speaks for: "Armee", "US-Armee", "Armeeangaben"."""
    last = word.rpartition("-")[2]
    if last in _body_nouns():
        return _body_nouns()[last]
    if not last.endswith(_source_tails()):
        return None
    head = last.removesuffix(next(tail for tail in _source_tails() if last.endswith(tail)))
    return _body_nouns().get(head) or _body_nouns().get(head.removesuffix("s"))


def names_fighters(word: str) -> bool:
    """Tell whether a noun means armed people without a state of their own, who are called by whose they are: "Rebellen"."""
    return word in _body_nouns() and _body_nouns()[word][2] == "group"


@cache
def _source_tails() -> tuple[str, ...]:
    return tuple(sorted(load_words("entities/source_tails.txt")))


class OfficeReader:
    """Reads the phrases of office in one text."""

    def __init__(self, text: str, hits: list[Hit], knowledge: Knowledge) -> None:
        self.text = text
        self.knowledge = knowledge
        self.starts = [hit.start for hit in hits]
        self.hits = hits
        self.hit_at = {hit.start: hit for hit in hits}
        self.hit_to = {hit.end: hit for hit in hits}

    def phrases(self, capitals: Iterable[re.Match[str]]) -> Iterator[OfficePhrase | BodyPhrase]:
        """Yield the phrases in order, each around one of the capitalised words."""
        for match in capitals:
            word = match.group()
            hit = self.hit_at.get(match.start())
            if hit and hit.end >= match.end():
                continue
            if (title := title_of(word)) is not None:
                yield self._office(match, title)
            elif (body := _body_noun_of(word)) is not None:
                yield self._body(match, body, word)

    def _office(self, match: re.Match[str], title: Title) -> OfficePhrase:
        bodies, start, end = self._around(match, pattern("owner of an office"))
        is_others = not bodies and not title.bodies and bool(pattern("unknown owner").match(self.text, end))
        return OfficePhrase(
            start, end, title, self._bodies(title, bodies), self._determiner(start),
            bool(pattern("former").search(self.text, max(0, start - 14), match.end())),
            title.kind == COLLEAGUE,
            self._others(end),
            self._is_plural(match.group(), start, title),
            is_others,
            bool(pattern("heads of states and").search(self.text, max(0, match.start() - 14), match.start())),
        )  # fmt: skip

    def _is_plural(self, word: str, start: int, title: Title) -> bool:
        """Tell whether several are meant, by the ending of women's titles and the article before men's."""
        if title.gender == "f":
            return word.endswith("innen")
        if title.gender != "m":
            return False
        left = max(0, start - 12), start
        if pattern("plural article").search(self.text, *left):
            return True
        if self._is_genitive_plural(word, start):
            return True
        inflected = word.endswith("n") and not word.endswith(title.noun[-MIN_CLOSING:].lower())
        return inflected and pattern("genitive article").search(self.text, *left) is not None

    def _is_genitive_plural(self, word: str, start: int) -> bool:
        """Tell "das Treffen der Minister" from "sagte am Montag der Minister": a common noun stands before the article."""
        before = pattern("noun before a genitive").search(self.text, max(0, start - MAX_GENITIVE), start)
        if before is None or not word.endswith(UNCHANGED_PLURAL):
            return False
        return (
            is_ordinary_noun(before["noun"])
            and before.end("noun") not in self.hit_to
            and not is_time_noun(before["noun"])
        )

    def _others(self, end: int) -> tuple[str, ...]:
        """Return the bodies that "und" joins to the owner that ends there."""
        if end not in self.hit_to:
            return ()
        found: list[str] = []
        while match := pattern("further owner").match(self.text, end):
            hit = self.hit_at.get(match.end())
            if (
                hit is None
                or hit.form not in SIDE_NOUNS
                or not self._is_genitive(match["article"] or "", hit)
            ):
                break
            found.append(hit.terms[0].key)
            end = hit.end
        return tuple(found)

    def _bodies(self, title: Title, named: tuple[str, ...]) -> tuple[str, ...]:
        """Return the bodies that the text names, else those that the title itself does."""
        organs = [body for body in title.bodies if body.startswith("-")]
        if organs:
            return tuple(key + organ for key in named for organ in organs)
        owners = tuple(self._responsible(key) for key in named)
        if title.bodies and not set(owners) & set(title.bodies):
            return title.bodies  # "der argentinische Papst": the adjective says where he is from
        return owners or title.bodies

    def _responsible(self, key: str) -> str:
        """Return the state or union whose seat a place is: "der Moskauer Außenminister" is Russia's."""
        entry = self.knowledge.entries.get(key)
        return entry.governs or key if entry else key

    def _body(self, match: re.Match[str], body: tuple[str, Gender, str], word: str) -> BodyPhrase:
        bodies, start, end = self._around(match, pattern("owner of an organ"))
        states = [key for body_key in bodies if (key := self.state_of(body_key))]
        noun, gender, means = body
        return BodyPhrase(
            start, end, noun, gender, means, states[0] if states else None, self._determiner(start),
            word.rpartition("-")[2] not in _body_nouns(),
            bool(bodies) and not states,
            word.rpartition("-")[2] in _plural_bodies(),
        )  # fmt: skip

    def _around(self, match: re.Match[str], right: re.Pattern[str]) -> tuple[tuple[str, ...], int, int]:
        """Return the bodies named around the noun, and where the phrase begins and ends."""
        start, end = match.span()
        inside = self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        if inside:
            return _keys(inside[-1]), self._left_edge(start), end
        left = self._left(start)
        if left:
            return _keys(left), left.start, end
        after = right.match(self.text, end)
        hit = self.hit_at.get(after.end()) if after else None
        organ = self._organ(hit) if after and hit and hit.form == "adjective" else None
        if organ:
            return (organ[0],), start, organ[1]
        if after and hit and hit.form in SIDE_NOUNS and self._is_owner(after, hit):
            return _keys(hit), start, hit.end
        return (), start, end

    def _organ(self, hit: Hit) -> tuple[str, int] | None:
        """Return the organ that an adjective begins, and where it ends: "des russischen Außenministeriums"."""
        match = CAPITALISED.match(self.text, hit.end + 1)
        found = _body_nouns().get(match.group()) if match else None
        state = self.state_of(hit.terms[0].key)
        if not match or not found or not state:
            return None
        noun, _, means = found
        return (body_key(state, noun) if means in ORGANS else state), match.end()

    def _is_owner(self, between: re.Match[str], hit: Hit) -> bool:
        """Tell owners from locations: "die Regierung in Kiew", but not "die Armee in Mali"."""
        if between.groupdict().get("location"):
            return hit.form == "name" and bool(self.knowledge.entries[hit.terms[0].key].governs)
        return self._is_genitive(between.group(), hit)

    def _is_genitive(self, between: str, hit: Hit) -> bool:
        return hit.form != "adjective" and (between.strip() != "" or hit.ending in ("s", "es"))

    def _left(self, start: int) -> Hit | None:
        """Return the adjective or genitive before the noun: "russische …", "Russlands …", "Moskauer …"."""
        place = start - 1
        hit = self.hit_to.get(place)
        if hit is None:
            match = pattern("adjective between").search(self.text, max(0, start - 30), start)
            hit = self.hit_to.get(match.start() - 1) if match and match.start() < start else None
        if hit is None or hit.compound:
            return None
        if hit.form in ("adjective", "demonym") or (hit.form == "name" and hit.ending in ("s", "es")):
            return hit
        if hit.form == "inhabitant" and self.text[hit.start : hit.end].endswith("er"):
            return hit
        return None

    def _left_edge(self, start: int) -> int:
        return start

    def _determiner(self, start: int) -> str:
        match = pattern("determiner").search(self.text, max(0, start - 12), start)
        return (match.lastgroup or "") if match else ""

    def state_of(self, key: str) -> str | None:
        """Return the state (or union) that a key is or governs."""
        entry = self.knowledge.entries.get(key)
        if entry is None:  # an organ of a state that the lexicon does not list by itself
            return None
        return key if entry.kind == "state" else entry.governs or None


def _keys(hit: Hit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term.key for term in hit.terms))


def body_name(state: Entry, noun: str, gender: Gender) -> str:
    """Return the name of a state's organ: "russisches Außenministerium", "US-Armee", "Armee Osttimors"."""
    if state.compound:
        return state.compound + noun
    if not state.adjectives:
        return f"{noun} {state.name}"
    return f"{state.adjectives[0]}{STRONG_ENDINGS.get(gender, 'e')} {noun}"


def body_key(state: str, noun: str) -> str:
    """Return the stable key of a state's organ."""
    return f"{state}-{slug(noun)}"
