"""Choose whom a reader understands by "er", "sie" or "der Minister": who acted last, in whose words, and who cannot be meant.

Three things decide. *Reported speech*: in the subjunctive "er" is whoever has the word. *The sentence itself*: nobody is at once the
subject of a clause and its object or companion, so "mit Yoon vereinbarte er" is not Yoon. *Parts*: subjects before objects before what
stands behind prepositions, near before far, people before things. Where a thing or a stranger is as near, nobody named is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from ..findings import Span
from ..genders import ALL, genders_of
from ..nounphrases import head_of
from .discourse import HORIZON, WEAK_FORMS, Discourse, Trace
from .knowledge import Gender
from .nodes import Node
from .patterns import pattern
from .syntax import Part, Reading
from .words import Title, is_human, roles_of

REPORT_HORIZON = 8  # sentences for which reported speech goes on without naming its speaker again
THING_HORIZON = (
    2  # sentences back in which a state or a body, which a thing of that gender may well be instead
)
NOTHING = (-99, 0)  # the weight of no rival
CALLED = 2  # what it weighs that the article has called somebody by a title
REACH = 60  # characters before a name that tell that it is a source

Fits = Callable[[Trace], bool]
SPOKESPERSON = "spokesperson"  # who speaks of somebody else more often than of himself
STRANGER = Node("person", "")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the text at which somebody is to be found, and how."""

    offset: int
    end: int
    acts: bool = False  # does what only people do
    possessive: bool = False  # "seine Regierung": the subject beside it may be meant
    is_object: bool = False  # of a verb, as things are more often than people
    since: int = -1  # where the words begin that are read only later, as what is said is before "sagte er"
    horizon: int = HORIZON


class Salience:
    """Ranks those whom words without a name may mean."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.syntax = discourse.syntax
        self.text = discourse.text
        self.speakers: dict[int, Trace | None] = {}  # by sentence: who has the word in it

    def likeliest(self, place: Place, fits: Fits, gender: Gender = "") -> Node | None:
        """Return whom the words mean; None too where that is a stranger or a thing, somebody or something without a name."""
        beside = self.beside(place)
        if self.discourse.is_quoted(place.offset):
            speaker = self.speaker_around(place.offset)
            beside |= {id(speaker.node)} if speaker else set()
        elif (
            (speaker := self._voice(place, fits, gender)) and fits(speaker) and id(speaker.node) not in beside
        ):
            return speaker.node if speaker.node.name else None
        best = max(self._candidates(place, fits, beside), default=None, key=lambda pair: pair[0])
        if best is None or not best[1].node.name:
            return None
        if gender and self._rivals(place, gender) >= best[0]:
            return None
        return best[1].node

    def titled(self, place: Place, fits: Callable[[Node], bool], title: Title) -> Node | None:
        """Return who is meant by a title alone, of those who fit: who is most in mind, sooner one who has been called so."""
        beside = self.beside(place)
        weighed = self._candidates(place, lambda trace: bool(trace.node.name) and fits(trace.node), beside)
        best = max(
            (
                (weight + CALLED * _is_called(trace.node, title), age, trace)
                for (weight, age), trace in weighed
            ),
            default=None,
            key=lambda one: one[:2],
        )
        return best[2].node if best else None

    # Candidates and their weight

    def _candidates(
        self, place: Place, fits: Fits, beside: Collection[int]
    ) -> Iterator[tuple[tuple[int, int], Trace]]:
        here, quoted = self.discourse.sentence_of(place.offset), self.discourse.is_quoted(place.offset)
        for age, trace in enumerate(self.discourse.recent(lambda node: id(node) not in beside)):
            distance = here - trace.sentence
            if trace.weak or distance > place.horizon or not fits(trace):
                continue
            part = self.discourse.part(trace)
            if _is_spokesperson(trace.node) and part == Part.SUBJECT and distance:
                part = Part.OBJECT  # whose words are about somebody else
            is_person = trace.node.kind == "person"
            if not is_person and (distance > THING_HORIZON or part < Part.MINOR):
                continue
            away = 4 * (trace.quoted and not quoted)
            yield (int(part) + 2 * is_person - 3 * distance - away, -age), trace

    def _rivals(self, place: Place, gender: Gender) -> tuple[int, int]:
        """Return the weight of the weightiest thing or unnamed person of that gender near the place."""
        here = self.discourse.sentence_of(place.offset)
        until = place.since if place.since >= 0 else place.offset
        weights = [NOTHING]
        for number in (here, here - 1):
            for reading in self.syntax.readings(number):
                subject = reading.subject
                if subject is None or subject.end > until or self.discourse.heads(subject):
                    continue
                first, last = _places(reading)
                human = first < last and is_human(head_of(reading.words, first, last).text)
                genders = self._genders(reading)
                if (place.acts and not human) or gender not in genders or genders == ALL:
                    continue
                part = Part.SUBJECT if reading.is_told else Part.MINOR
                sure = len(genders) == 1
                weights.append((int(part) + 2 * human - 3 * (here - number), 1 if sure else NOTHING[0]))
        return max(weights)

    def _genders(self, reading: Reading) -> frozenset[str]:
        """Return the genders that the subject of a clause can have, none for pronouns."""
        first, last = _places(reading)
        words = reading.words[first:last]
        if not words or (
            len(words) == 1 and words[0].is_a("speaking_pronoun", "personal_pronoun", "pronoun")
        ):
            return frozenset()
        return genders_of(words, plural=reading.clause.verbs[0].number == "plural")

    # Who cannot be meant

    def beside(self, place: Place) -> set[int]:
        """Return who stands in the same clause, by identity: nobody meets himself."""
        reading = self.syntax.reading_at(place.offset)
        if reading is None or place.possessive:
            return set()
        span = _stretch(reading, place.offset)
        found = {
            id(node)
            for start, end, form, node in self.discourse.spots_in(span)
            if form not in WEAK_FORMS and not start <= place.offset < end and not self._is_source(start)
        }
        if reading.clause.kind == "relative":
            found |= self._antecedents(reading)
        return found

    def _is_source(self, start: int) -> bool:
        """Tell whether a name only tells by whom something is known: "laut Blinken wird er …"."""
        return pattern("source of a statement").search(self.text, max(0, start - REACH), start) is not None

    def _antecedents(self, reading: Reading) -> set[int]:
        """Return whom a relative clause is about: "Blinken, der ihn empfing"."""
        before = self.discourse.spots_in(Span(max(0, reading.clause.start - REACH), reading.clause.start))
        ends = max((end for _, end, _, _ in before), default=0)
        near = not any(mark in self.text[ends : reading.clause.start] for mark in ".!?;:")
        return {id(node) for _, end, _, node in before if end == ends and near}

    def owner(self, place: Place, fits: Fits) -> Node | None:
        """Return the subject of the clause, if that stands before what is his: "Der Minister lobte seine Regierung"."""
        reading = self.syntax.reading_at(place.offset)
        if reading is None or reading.subject is None or reading.subject.end > place.offset:
            return None
        return next((trace.node for trace in self.discourse.heads(reading.subject) if fits(trace)), None)

    # Who has the word

    def _voice(self, place: Place, fits: Fits, gender: Gender) -> Trace | None:
        """Return in whose reported words the place stands, if they are likely to be about himself."""
        reading = self.syntax.reading_at(place.offset)
        if reading is None or reading.is_told:
            return None
        number = self.discourse.sentence_of(place.offset)
        before = [one for one in self.syntax.readings(number) if one.clause.end <= place.offset]
        if any(one.is_told for one in before):
            return None  # a frame or another clause that stands before in the sentence
        if reading.clause.kind != "main" and any(self._may_be_subject(one, fits, gender) for one in before):
            return None
        if place.is_object and self._rivals(place, gender) > NOTHING:
            return None
        own = self.speaker_around(place.offset)
        mains = [one for one in self.syntax.readings(number) if one.clause.kind == "main"]
        goes_on = reading.in_subjunctive or (bool(mains) and mains[0].in_subjunctive)
        speaker = own or (self.speaker_before(number) if goes_on else None)
        if speaker is None or (own and own.node is STRANGER):
            return None
        return None if self._speaks_for_another(speaker, place, fits) else speaker

    def _may_be_subject(self, reading: Reading, fits: Fits, gender: Gender) -> bool:
        """Tell whether the subject of an earlier clause of the same words may be meant: "der Kreml bekomme nicht, was er wolle"."""
        if reading.subject is None:
            return False
        heads = self.discourse.heads(reading.subject)
        return any(map(fits, heads)) if heads else self._genders(reading) == {gender}

    def _speaks_for_another(self, speaker: Trace, place: Place, fits: Fits) -> bool:
        """Tell whether a spokesman rather tells of whom the sentence before was about: "Er sei bereit, sagte Peskow"."""
        if not _is_spokesperson(speaker.node):
            return False
        here = self.discourse.sentence_of(place.offset)
        acting = (trace for one in (here - 1, here) for trace in self.discourse.log.get(one, ()))
        return any(
            trace.node is not speaker.node
            and trace.node.kind == "person"
            and trace.start < place.offset
            and fits(trace)
            and self.syntax.part(trace.start, trace.end) >= Part.MINOR
            for trace in acting
        )

    def speaker_around(self, offset: int) -> Trace | None:
        """Return who speaks by the frame that follows in the same sentence: "er habe Zeit, sagte Lawrow"."""
        frame = self.frame_behind(offset)
        return self._subject_ahead(frame) if frame else None

    def frame_behind(self, offset: int) -> Reading | None:
        """Return the clause of saying that follows what is said: ", sagte Lawrow"."""
        for place, reading in enumerate(self.syntax.readings(self.discourse.sentence_of(offset))):
            if place and reading.clause.start > offset and is_frame_behind(reading):
                return reading
        return None

    def _subject_ahead(self, frame: Reading) -> Trace | None:
        if frame.subject is None:
            return None
        for start, end, form, node in self.discourse.spots_in(frame.subject):
            is_head = form not in WEAK_FORMS and self.syntax.part(start, end) > Part.ASIDE
            if is_head and node.kind == "person":
                sentence = self.discourse.sentence_of(start)
                return Trace(node, start, end, sentence, quoted=False, weak=False, gender=node.gender)
        return Trace(
            STRANGER, *frame.subject, self.discourse.sentence_of(frame.clause.start), False, False, ""
        )

    def speaker_before(self, number: int) -> Trace | None:
        """Return who had the word last before a sentence: who was said to speak, else who acted."""
        for earlier in range(number - 1, max(-1, number - 1 - REPORT_HORIZON), -1):
            if earlier not in self.speakers:
                self.speakers[earlier] = self._speaker_of(earlier)
            if speaker := self.speakers[earlier]:
                return speaker if speaker.node.kind == "person" else None
        return None

    def _speaker_of(self, number: int) -> Trace | None:
        acting: Trace | None = None
        for reading in self.syntax.readings(number):
            if not (reading.is_told or reading.clause.opener == "wie") or reading.subject is None:
                continue
            heads = self.discourse.heads(reading.subject)
            if reading.says:
                return heads[0] if heads else Trace(STRANGER, *reading.subject, number, False, False, "")
            people = [trace for trace in heads if trace.node.kind == "person"]
            acting = acting or (people[0] if people else None)
        for trace in self.discourse.log.get(number, ()):
            if not trace.weak and self._is_source(trace.start):
                return trace
        return acting


def _is_spokesperson(node: Node) -> bool:
    return any(role == SPOKESPERSON for role, _ in node.offices)


def _is_called(node: Node, title: Title) -> bool:
    roles = {role for role, _ in node.offices} | {role for noun in node.nouns for role in roles_of(noun)}
    return title.noun in node.nouns or any(map(title.suits, roles))


def is_frame_behind(reading: Reading) -> bool:
    """Tell whether a clause takes up what was said before it: "…, sagte er"."""
    clause = reading.clause
    return reading.is_told and reading.says and bool(clause.finite) and clause.finite[0] == 0


def _places(reading: Reading) -> tuple[int, int]:
    """Return the indexes of the first word of a clause's subject, and behind its last."""
    start, end = reading.subject or Span(0, 0)
    places = [place for place, word in enumerate(reading.words) if start <= word.start < end]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _stretch(reading: Reading, offset: int) -> Span:
    """Return the clause, or its end from the coordinator on where the words at the offset are the subject of a second verb."""
    words, clause = reading.words, reading.clause
    places = [place for place, word in enumerate(words) if word.start == offset]
    finite = {clause.words[place].start for place in clause.finite[1:]}
    for place in places:
        if words[place].is_a("subject_pronoun") and any(
            word.start in finite
            for word in (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
        ):
            before = [word.start for word in words[:place] if word.is_a("coordinator")]
            return Span(before[-1] if before else clause.start, clause.end)
    return clause.span
