"""Gather the people of an article: full names, names after titles, bare surnames, and offices in their place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rapidfuzz import fuzz

from .knowledge import Entry, particles
from .naming import CLOSING, NameReader, PersonName
from .nodes import Node, Nodes
from .offices import OfficePhrase
from .patterns import UPPER, pattern
from .scanning import NOUN_ENDINGS, Covered, Hit, Term, build_automaton, scan
from .words import Title, given_name_gender, is_ordinary_noun, title_of

BEFORE_OFFICE = timedelta(days=5 * 365)  # people are known before they come into office
VOWELS = re.compile(r"[aeiouyäöüj]")
ONE_NAME = 80  # from this likeness on, two given names are spellings of one
WORD_BEFORE = re.compile(rf"[a-zäöüß,] ([{UPPER}][\w’'-]+) \Z")  # inside a sentence
WORD_AFTER = re.compile(rf" ([{UPPER}][\w’'-]+)")
REACH = 40  # characters before a name in which the word before it stands
MIN_GIVEN = 5  # letters of a rare given name that may stand for its bearer ("Thaksin")
AFTER_OFFICE = timedelta(days=10 * 365)


@dataclass(frozen=True, slots=True)
class Titled:
    """A name with the office that stands before it or beside it."""

    name: PersonName
    phrase: OfficePhrase


class People:
    """The people of one text."""

    def __init__(self, text: str, nodes: Nodes, names: NameReader, hits: list[Hit]) -> None:
        self.text = text
        self.nodes = nodes
        self.names = names
        self.hits = hits
        self.by_surname: dict[str, list[Node]] = {}
        self.by_given: dict[str, list[Node]] = {}
        self.called: set[int] = set()  # whom the article calls by title and surname, by identity
        self.taken: set[int] = set()  # where a person's name begins that is settled

    def gather(self, phrases: list[OfficePhrase]) -> list[OfficePhrase]:
        """Settle all names; return the phrases of office that stand without a name."""
        titled = {
            name.start: Titled(name, phrase) for phrase in phrases if (name := self.names.after(phrase.end))
        }
        titled |= self._apposed(phrases, titled)
        full = self._full_names(
            titled, [name for phrase in phrases if (name := self.names.in_apposition(phrase.end))]
        )
        for name in full:
            self._settle(name, self._person_of(name), titled.get(name.start))
        for start, one in sorted(titled.items()):
            if start not in self.taken and not one.name.has_given_name:
                self._settle_surname(one)
        self._bare_surnames()
        named = {one.phrase.start for start, one in titled.items() if start in self.taken}
        return self._without_appositions([phrase for phrase in phrases if phrase.start not in named])

    def _apposed(self, phrases: list[OfficePhrase], titled: dict[int, Titled]) -> dict[int, Titled]:
        """Return the names that a title in the plural shares: "die Außenminister der beiden Länder, Anna Berg und Jan Holm"."""
        found: dict[int, Titled] = {}
        for phrase in phrases:
            if not phrase.plural:
                continue
            name = self.names.after(phrase.end) or self._name_behind("names in apposition", phrase.end)
            while name and name.has_given_name and name.start not in found:
                found[name.start] = titled.get(name.start) or Titled(name, phrase)
                name = self._name_behind("further name", name.end)
        return found if len(found) > 1 else {}

    def _name_behind(self, between: str, end: int) -> PersonName | None:
        match = pattern(between).match(self.text[end : end + REACH * 2])
        return self.names.after(end + match.end()) if match else None

    def _without_appositions(self, phrases: list[OfficePhrase]) -> list[OfficePhrase]:
        """Give "Peskow, der Sprecher des Kreml," and "der Sprecher, Dmitri Peskow," their people; return the other phrases."""
        spots = sorted(
            (
                (*span, node)
                for node in self.nodes.people()
                for span, spot in node.spots.items()
                if spot[0] == "name"
            ),
            key=lambda spot: spot[:2],
        )
        ends, starts = [end for _, end, _ in spots], [start for start, _, _ in spots]
        rest = []
        for phrase in phrases:
            before, after = bisect_right(ends, phrase.start) - 1, bisect_left(starts, phrase.end)
            if before >= 0 and pattern("apposition").fullmatch(self.text, ends[before], phrase.start):
                person = spots[before][2]
            elif after < len(starts) and self._is_named_after(phrase, spots[after]):
                person = spots[after][2]
            else:
                rest.append(phrase)
                continue
            self._introduce(person, phrase)
        return rest

    def _is_named_after(self, phrase: OfficePhrase, spot: tuple[int, int, Node]) -> bool:
        start, end, _ = spot
        if self._is_owner(phrase):
            return False
        return (
            bool(pattern("title, then name").fullmatch(self.text, phrase.end, start))
            and self.text[end : end + 1] in CLOSING
        )

    def _is_owner(self, phrase: OfficePhrase) -> bool:
        """Tell whether a title only says whose a person is: "der Berater des Kanzlers, Jens Plötner,"."""
        before = pattern("owned by a title").search(self.text, max(0, phrase.start - REACH), phrase.start)
        return before is not None and title_of(before["title"]) is not None

    def _full_names(self, titled: dict[int, Titled], apposed: list[PersonName]) -> list[PersonName]:
        known = [
            self.names.name_at(hit.start)
            for hit in self.hits
            if hit.form == "name" and not hit.compound and self._is_person(hit)
        ]
        names = [
            *filter(None, known),
            *self.names.all_names(),
            *self.names.introduced(),
            *self._compatriots(),
            *apposed,
            *self.names.like_places(),
            *(t.name for t in titled.values() if t.name.has_given_name),
        ]
        names.sort(key=lambda name: (name.start, name.key is None, -name.end))
        kept: list[PersonName] = []
        for name in names:
            if not kept or name.start >= kept[-1].end:
                kept.append(name)
        return kept

    def _compatriots(self) -> Iterator[PersonName]:
        """Yield the names after an inhabitant's: "der Tunesier Hédi Annabi"."""
        for hit in self.hits:
            if hit.form == "inhabitant":
                name = self.names.after(hit.end)
                if name and name.has_given_name and not name.key:
                    yield name

    def _is_person(self, hit: Hit) -> bool:
        return self.nodes.knowledge.entries[hit.terms[0].key].kind == "person"

    def _person_of(self, name: PersonName) -> Node:
        if name.key:
            return self.nodes.known(name.key)
        words = list(name.words)
        words[-1] = self._without_genitive(words[-1])
        entry = self._respelt(name)
        if entry:
            return self.nodes.known(entry.key)
        shorter = self._longer_name(words)
        return shorter or self.nodes.made("person", " ".join(words), gender=name.gender)

    def _longer_name(self, words: list[str]) -> Node | None:
        """Return who was named in full before: "Ali Samani" after "Mohammed Ali Samani"."""
        owners = self.by_surname.get(words[-1], ())
        return next(
            (owner for owner in owners if not owner.key and set(words) <= set(owner.name.split())), None
        )

    def _respelt(self, name: PersonName) -> Entry | None:
        """Return the known person whose surname this is and whose given name begins alike ("Sergey Lawrow")."""
        hit = self.names.hit_at.get(name.end - len(name.words[-1]))
        if hit is None or hit.end != name.end:
            return None
        entries = (self.nodes.knowledge.entries[term.key] for term in hit.terms if term.form == "surname")
        return next((entry for entry in entries if _alike(name.words[0], entry.name)), None)

    def _without_genitive(self, word: str) -> str:
        """Return "Gauck" for "Gaucks" where the text has that word too."""
        bare = word[:-1]
        return bare if word.endswith("s") and len(bare) > 3 and bare in self._words else word

    @cached_property
    def _words(self) -> Counter[str]:
        """Return how often each capitalised word stands in the text."""
        return Counter(match.group() for match in self.names.capitals)

    def _settle(self, name: PersonName, person: Node, titled: Titled | None) -> None:
        person.mention(name.start, name.end, "name", "full name" if name.has_given_name else "surname")
        self.taken.add(name.start)
        for surname in _surnames(person, self.nodes.entry(person)):
            owners = self.by_surname.setdefault(surname, [])
            if person not in owners:
                owners.append(person)
        if name.has_given_name:
            self.by_given.setdefault(name.words[0], []).append(person)
            if given_name_gender(name.words[0]) is None and len(name.words[0]) >= MIN_GIVEN:
                self.by_surname.setdefault(name.words[0], []).append(person)
        if titled:
            self._introduce(person, titled.phrase)

    def _introduce(self, person: Node, phrase: OfficePhrase) -> None:
        words = self.text[phrase.start : phrase.end]
        self.nodes.introduce(person, phrase.title, phrase.bodies, words)
        person.mention(phrase.start, phrase.end, "office", "title before a name")

    def _settle_surname(self, one: Titled) -> None:
        """Settle "Präsident Gusmão": one of the article's people, a known one, or somebody new."""
        surname = one.name.words[0]
        if not self._is_surely_name(one):
            return
        owners = (
            self.by_given.get(surname)
            or self.by_surname.get(surname)
            or self.by_surname.get(self._without_genitive(surname))
            or []
        )
        owners = [owner for owner in owners if _may_be_called(owner, one.phrase.title)]
        person = max(owners, key=lambda owner: _fits_office(owner, one.phrase.title), default=None)
        if person is None:
            hit = self.names.hit_at.get(one.name.start)
            entry = self._known_by_surname(hit.terms, one.phrase) if hit and hit.form == "surname" else None
            name = self._without_genitive(surname)
            person = (
                self.nodes.known(entry.key)
                if entry
                else self.nodes.made("person", name, gender=one.phrase.title.gender)
            )
        self._settle(one.name, person, one)
        if person not in self.by_given.get(surname, ()):
            self.called.add(id(person))

    def _is_surely_name(self, one: Titled) -> bool:
        """Tell "der Präsident Medwedew" from "der Sprecher Auskunft": after an article, the name stands a second time."""
        hit = self.names.hit_at.get(one.name.start)
        if hit and hit.form == "name" and not self._is_person(hit):
            return False  # "besuchte ein Vertreter Pjöngjangs Washington"
        if one.phrase.determiner == "" or one.phrase.bodies or one.name.start in self.names.hit_at:
            return True
        return self._words[one.name.words[0].split()[-1]] > 1

    def _known_by_surname(self, terms: tuple[Term, ...], phrase: OfficePhrase | None) -> Entry | None:
        """Return whom a bare surname means, from the lexicon: by the title or its body, else by who was in office on the day."""
        title = phrase.title if phrase else None
        entries = [self.nodes.knowledge.entries[term.key] for term in terms if term.form == "surname"]
        if title is None:
            entries = [entry for entry in entries if _is_of_the_time(entry, self.nodes.day)]
        elif phrase and title.roles:
            entries = [
                entry for entry in entries if any(office.role in title.roles for office in entry.offices)
            ] or [entry for entry in entries if self._serves(entry, phrase.bodies)]
        if len(entries) > 1:
            day = self.nodes.day
            ranked = sorted(
                entries,
                key=lambda entry: (
                    not any(
                        title is not None and title.means(office.role) and office.held_on(day)
                        for office in entry.offices
                    ),
                    not any(office.held_on(day) for office in entry.offices),
                    min((abs((office.end or day) - day) for office in entry.offices), default=day - day),
                ),
            )
            return ranked[0]
        return entries[0] if entries else None

    def _serves(self, entry: Entry, bodies: tuple[str, ...]) -> bool:
        """Tell whether a person holds some office in one of the bodies: "Nato-Chef Stoltenberg"."""
        return any(office.body in bodies and office.held_on(self.nodes.day) for office in entry.offices)

    def _bare_surnames(self) -> None:
        """Find the surnames that stand alone: of people whom the article names in full, else of known ones."""
        covered = self.covered()
        automaton = build_automaton(
            (surname, Term(surname, "surname", NOUN_ENDINGS)) for surname in self.by_surname
        )
        bare = scan(self.text, automaton) if self.by_surname else []
        own = {hit.start for hit in bare}
        known = [
            hit
            for hit in self.hits
            if hit.form == "surname" and hit.start not in own and not hit.terms[0].guarded
        ]
        for hit in sorted([*bare, *known], key=lambda hit: (hit.start, -hit.end)):
            if covered.overlaps(hit.start, hit.end):
                continue
            self._settle_bare(hit, introduced=hit.start in own)

    def covered(self) -> Covered:
        """Return where the names of people stand."""
        return Covered(
            span for node in self.nodes.people() for span, spot in node.spots.items() if spot[0] == "name"
        )

    def _of_surname(self, owners: list[Node], offset: int) -> Node:
        """Return whom a bare surname means: who is called by it in the article, else who was named last."""
        if len(owners) == 1:
            return owners[0]
        return max(owners, key=lambda node: (id(node) in self.called, node.last_before(offset)))

    def _settle_bare(self, hit: Hit, *, introduced: bool) -> None:
        if introduced:
            owners = self.by_surname[hit.terms[0].key]
            person = self._of_surname(owners, hit.start)
            if self._is_other_word(hit):
                return
        else:
            entry = None if self._is_part_of_name(hit) else self._known_by_surname(hit.terms, None)
            if entry is None or (hit.compound and not hit.ending and self.text[hit.end : hit.end + 1] != "-"):
                return
            person = self.nodes.known(entry.key)
        end = hit.end
        person.mention(hit.start, end, "compound" if hit.compound else "name", "surname")

    def _is_part_of_name(self, hit: Hit) -> bool:
        """Tell whether another name stands beside it, so that somebody else is meant: "Arno Putin", "Putin Meier"."""
        before = WORD_BEFORE.search(self.text, max(0, hit.start - REACH), hit.start)
        if before and (self._is_unknown(before) or given_name_gender(before[1]) is not None):
            return True
        after = None if hit.ending else WORD_AFTER.match(self.text, hit.end)
        return after is not None and self._is_unknown(after)

    def _is_unknown(self, match: re.Match[str]) -> bool:
        """Tell whether a word is neither an ordinary noun nor a known name."""
        word = match[1]
        return (
            not is_ordinary_noun(word)
            and match.start(1) not in self.names.hit_at
            and given_name_gender(word) is None
        )

    def _is_other_word(self, hit: Hit) -> bool:
        """Tell whether another known name begins there ("Georgia" the state, not the woman)."""
        known = self.names.hit_at.get(hit.start)
        return known is not None and known.form != "surname" and known.end >= hit.end


def _is_of_the_time(entry: Entry, day: date) -> bool:
    """Tell whether a person was in the news around that day; people without office always are."""
    return not entry.offices or any(
        (office.start or day) - BEFORE_OFFICE <= day <= (office.end or day) + AFTER_OFFICE
        for office in entry.offices
    )


def _may_be_called(person: Node, title: Title) -> bool:
    return not person.gender or not title.gender or person.gender == title.gender


def _fits_office(person: Node, title: Title) -> bool:
    return title.noun in person.nouns or any(title.means(role) for role, _ in person.offices)


def _alike(given: str, other: str) -> bool:
    """Tell whether two given names may be spellings of one: "Sergei" and "Sergey", "Umar" and "Omar"."""
    one, two = given.split()[0].lower(), other.split()[0].lower()
    return VOWELS.sub("", one) == VOWELS.sub("", two) or fuzz.ratio(one, two) >= ONE_NAME


def _surnames(person: Node, entry: Entry | None) -> list[str]:
    """Return the ways to call a person by surname: "de la Calle", "De la Calle", "Calle"."""
    words = person.name.split()
    found = [entry.surname] if entry and entry.surname else []
    if len(words) == 1:
        return [*found, words[0]]
    first = next((i for i, word in enumerate(words) if i and word in particles()), len(words) - 1)
    if not entry or not entry.surname:
        tails = (
            [" ".join(words[i:]) for i in range(1, len(words))]
            if first > 1 or len(words) > 3
            else [" ".join(words[first:])]
        )
        found += tails
    found += [name[0].upper() + name[1:] for name in found if name[0].islower()]
    bare = words[-1].split("-", 1)[-1] if words[-1].lower().startswith(("al-", "el-")) else words[-1]
    if entry is None or not entry.surname or entry.surname.endswith(bare):
        found.append(bare)
    return [name for name in dict.fromkeys(found) if len(name) > 1 and not (len(name) < 3 and name.islower())]
