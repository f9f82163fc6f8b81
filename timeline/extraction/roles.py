"""Tell which part each mention of an entity plays in a clause: by the preposition or the noun that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .analysis import Analysis
from .clauses import Clause
from .findings import FoundEntity, Mention
from .lexicon import load_set, load_table, load_words
from .words import Word

GENITIVES = load_set("grammar/roles.toml", "genitives")
ADJECTIVE_ALONE = "-"  # stands for the noun that an adjective has lost: "die russische"
EMPTY = load_set("grammar/roles.toml", "empty")
TOPICS = load_set("grammar/roles.toml", "topics")
TOPIC_NOUNS = load_set("grammar/roles.toml", "topic_nouns")
CONTRACTIONS: dict[str, str] = load_table("grammar/roles.toml")["contractions"]


@dataclass(frozen=True, slots=True)
class Role:
    """One mention in a clause and what governs it."""

    mention: Mention
    entity: FoundEntity
    governor: str  # the preposition, in its plain form; "" for subjects and objects
    genitive: bool  # belongs to the noun before it
    head: str  # that noun, in lower case
    attribute_of: str = ""  # the noun after an adjective or compound part, in lower case
    words: str = ""  # the mention itself, in lower case
    topic: bool = False  # hangs on a noun of which the clause only speaks: "über die Lage in der Ukraine"

    @property
    def is_party(self) -> bool:
        """Tell whether the mention can take part in a meeting."""
        if self.entity.kind == "person":
            return not self.attribute_of
        if self.entity.kind == "organisation":
            return not self.attribute_of or self.stands_for
        return self.entity.kind == "state" and (
            self.stands_for or (self.mention.acts and not self.attribute_of)
        )

    @property
    def stands_for(self) -> bool:
        """Tell whether a noun represents the entity here: "der türkischen Regierung", "die Nato-Außenminister"."""
        beside = (self.attribute_of, self.head if self.genitive else "")
        own = self.words if self.entity.kind != "person" else ""
        return any(represents(noun) for noun in (*beside, own) if noun)


@cache
def represents(noun: str) -> bool:
    """Tell whether a noun in lower case stands for the state or body that goes with it."""
    return noun.endswith(tuple(load_words("meetings/representatives.txt"))) and "stellvertreter" not in noun


def roles_in(analysis: Analysis, clause: Clause) -> tuple[Role, ...]:
    """Return the roles of all mentions of a clause in order."""
    key = (clause.start, clause.end, clause.kind)
    known = analysis.roles_read.get(key)
    if known is None:
        known = analysis.roles_read[key] = _read_roles(analysis, clause)
    return known


def _read_roles(analysis: Analysis, clause: Clause) -> tuple[Role, ...]:
    mentions = _longest(analysis, clause)
    times = {offset for found in analysis.dates_in(clause.span) for offset in range(found.start, found.end)}
    found: list[Role] = []
    phrase = _Phrase()
    end = 0
    for at, word in enumerate(clause.words):
        here = mentions.get(word.start, ())
        if word.start < end:
            phrase.previous = word  # "Moon Jae In" holds no preposition
        elif at or here or not _opens_clause(word, clause):
            if at and analysis.text[clause.words[at - 1].end : word.start].strip():
                phrase = _Phrase()  # a comma, a dash or a bracket that the clause leaves out
            timed = at > 0 and clause.words[at - 1].start in times
            placed = (
                bool(found)
                and _is_place_name(found[-1])
                and found[-1].mention.end == clause.words[at - 1].end
            )
            phrase.read(word, is_mention=bool(here), closed=timed or placed)
            if here and (timed or (placed and _is_somebody(analysis, here[0]))):
                phrase.governor = ""  # "am Abend Putin", "in Moskau Wladimir Putin"
            if here and found and _is_paired(analysis, found[-1], here[0]):
                phrase.governor = found[-2].governor if len(found) > 1 else ""
            attribute = _noun_behind(analysis.text, clause.words, at, here[0]) if here else ""
            found += [_role(analysis, mention, phrase, attribute) for mention in here]
            end = here[0].end if here else end
        if word.noun:
            phrase.noun = word.lower
    return tuple(found)


def _opens_clause(word: Word, clause: Clause) -> bool:
    """Tell whether a word like "seit", "während" or "um" opens its clause and so governs nothing: "um ihn zu treffen"."""
    return clause.kind == "subordinate" or (clause.kind == "infinitive" and word.is_a("purpose"))


def _is_place_name(role: Role) -> bool:
    return role.entity.kind in ("place", "state") and role.governor != "" and not role.attribute_of


def _is_paired(analysis: Analysis, before: Role, mention: Mention) -> bool:
    """Tell whether a name begins the second half of "A für Kairo und B für Rabat", which the first "für" does not govern."""
    text = analysis.text
    joined = text[before.mention.end : mention.start].strip() in ("und", "sowie")
    behind = text[mention.end : mention.end + 12].split()[:1]
    return (
        joined and before.governor != "" and behind == [before.governor] and _is_somebody(analysis, mention)
    )


def _is_somebody(analysis: Analysis, mention: Mention) -> bool:
    return analysis.entity[mention.entity].kind in ("person", "organisation")


@dataclass
class _Phrase:
    """What governs the words that are being read: a preposition, a noun before a genitive, or nothing."""

    governor: str = ""
    genitive: bool = False
    head: str = ""  # the noun that a genitive belongs to
    noun: str = ""  # the last noun read
    topic: bool = False
    previous: Word | None = None

    def read(self, word: Word, *, is_mention: bool, closed: bool) -> None:
        """Take in the next word of the clause; `closed` tells that a time or a place ends before it."""
        after_noun = self.previous is not None and self.previous.noun and not closed
        if word.is_a("preposition") and not is_mention:
            self._read_preposition(word, after_noun=after_noun)
        elif word.lower in GENITIVES and after_noun:
            self.genitive, self.head = True, self.noun
        elif (
            (closed and word.is_a("article", "determiner"))
            or word.lower in EMPTY
            or _ends_phrase(word, self.previous)
        ):
            self.governor, self.genitive, self.head, self.noun, self.topic = "", False, "", "", False
        self.previous = word

    def _read_preposition(self, word: Word, *, after_noun: bool) -> None:
        """Take "Vertreter von" and "Unterhändler aus" for a genitive; any other preposition governs anew."""
        if word.lower in ("von", "aus") and after_noun and represents(self.noun):
            self.genitive, self.head = True, self.noun
        else:
            self.topic = after_noun and (self.topic or self.governor in TOPICS or self.noun in TOPIC_NOUNS)
            self.governor, self.genitive, self.head = CONTRACTIONS.get(word.lower, word.lower), False, ""


def _longest(analysis: Analysis, clause: Clause) -> dict[int, list[Mention]]:
    """Return the mentions by where they begin, the longest only; "beide Seiten" is one mention of each side."""
    found: dict[int, list[Mention]] = {}
    for mention in analysis.mentions_in(clause.span):
        same = found.setdefault(mention.start, [])
        if not same or same[0].end == mention.end:
            same.append(mention)
    return found


def _role(analysis: Analysis, mention: Mention, phrase: _Phrase, attribute: str) -> Role:
    entity = analysis.entity[mention.entity]
    head = phrase.head if phrase.genitive else phrase.noun
    text = analysis.text[mention.start : mention.end]
    own_genitive = mention.form == "name" and phrase.governor == "" and text.endswith("s")
    is_attribute = mention.form in ("adjective", "compound") or own_genitive
    return Role(
        mention,
        entity,
        phrase.governor,
        phrase.genitive,
        head,
        attribute if is_attribute else "",
        text.lower(),
        phrase.topic,
    )


def _noun_behind(text: str, words: tuple[Word, ...], at: int, mention: Mention) -> str:
    """Return the noun that an adjective, a compound part or a genitive before it belongs to."""
    if words[at].end > mention.end:
        return words[at].lower  # the mention is the first part of this compound
    for place, word in enumerate(words[at:], at):
        if word.start < mention.end:
            continue
        if "," in text[words[place - 1].end : word.start]:
            break
        if word.noun:
            return word.lower
        if word.is_a("coordinator") and place + 1 < len(words) and not words[place + 1].capital:
            continue  # "deutsche und französische Soldaten"
        if word.is_a("article") and words[place - 1].is_a("coordinator") and mention.form == "adjective":
            continue  # "der amerikanische und der russische Minister"
        if (
            word.mark
            or word.is_a("preposition", "article", "coordinator")
            or any(form.finite for form in word.forms)
        ):
            break
    return ADJECTIVE_ALONE if mention.form == "adjective" else ""


def _ends_phrase(word: Word, previous: Word | None) -> bool:
    """Tell whether the word begins something that the preposition before no longer governs."""
    if (
        not word.capital
        and any(form.finite for form in word.forms)
        and not word.is_a("article", "determiner")
    ):
        return True
    after_noun = previous is not None and (previous.noun or previous.text[-1].isdigit())
    return after_noun and not word.noun and not word.mark and not word.is_a("coordinator", "preposition")
