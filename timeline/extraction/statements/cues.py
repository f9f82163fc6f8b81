"""A verb of saying in its clause: the cue of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..clauses import Clause, Verb
from ..findings import Span, Stance, StatementMode
from ..lexicon import load_table
from .drafts import Draft
from .lexicon import SpeechVerb, not_negated, speech_verb
from .scene import Scene
from .speakers import other_phrase, sourced_verbs, speaker_of
from .units import Part, Unit

WANTED = "sollen"  # the modal of what others want somebody to do
COMPLEMENTS = {
    "infinitive": "zu",
    "infinitive without a comma": "zu",
    "dass-clause": "dass",
    "question clause": "w",
}


@dataclass(frozen=True)
class Cue:
    """A verb of saying in its clause."""

    scene: Scene
    number: int  # of the unit
    index: int  # of the part
    clause: Clause
    verb: Verb
    entry: SpeechVerb

    @property
    def unit(self) -> Unit:
        """Return the unit that the verb stands in."""
        return self.scene.units[self.number]

    @property
    def part(self) -> Part:
        """Return the part of the unit that is the verb's clause."""
        return self.unit.parts[self.index]

    @property
    def span(self) -> Span:
        """Return the cue from its first to its last piece."""
        return Span(self.verb.parts[0].start, self.verb.parts[-1].end)

    @property
    def speaker(self) -> Span | None:
        """Return who says it, None where the text names nobody."""
        return speaker_of(self.scene, self.number, self.index, self.verb)

    @property
    def impersonal(self) -> bool:
        """Tell whether nobody need be named: "hieß es", "wurde mitgeteilt"."""
        return self.verb.passive or any(word.lower == "es" for word in self.clause.words)

    @property
    def sourced(self) -> bool:
        """Tell whether the verb names its speaker as a source: "verlautete aus dem Palast"."""
        return self.verb.lemma in sourced_verbs() and self.speaker is not None

    @property
    def negated(self) -> bool:
        """Tell whether the clause denies that it is said: "bestätigte nicht", but not "sagte nicht nur"."""
        words = [word for word in self.clause.words if not word.mark]
        behind = [*words[1:], None]
        return any(
            word.is_a("negation") and not (following and following.lower in not_negated())
            for word, following in zip(words, behind, strict=True)
        )

    def takes(self, *complements: str) -> bool:
        """Tell whether the verb takes one of the complements."""
        return not self.entry.complements.isdisjoint(complements)

    def has_object(self, speaker: Span) -> bool:
        """Tell whether a phrase without preposition stands in the clause besides the speaker."""
        return other_phrase(self.unit.words_of(self.part), speaker) is not None

    def speaks_plainly(self) -> bool:
        """Tell whether only what is said is missing: a main clause in the active, without negation or object, of a plain verb."""
        if self.clause.kind != "main" or self.verb.passive or self.entry.words:
            return False
        if any(word.is_a("negation") for word in self.clause.words) or self._is_complete():
            return False
        return self.speaker is not None and not self.has_object(self.speaker)

    def _is_complete(self) -> bool:
        """Tell whether the clause says by a preposition what is said: "warnte vor einem Angriff"."""
        forms = load_table("grammar/prepositions.toml")
        names = (name.removesuffix("?") for name in self.entry.objects)
        governed = {form for name in names for form in forms.get(name, "").split()}
        return any(word.lower in governed and word not in self.verb.parts for word in self.clause.words)

    @property
    def is_wanted(self) -> bool:
        """Tell whether somebody else wants it to be said: "Das Bündnis soll sich verpflichten"."""
        return self.verb.auxiliary == WANTED and len(self.verb.parts) == 2

    def draft(self, spans: list[Span], mode: StatementMode, rule: str) -> Draft:
        """Make the statement that this cue introduces."""
        speaker = self.speaker
        if speaker and any(span.start <= speaker.start < span.end for span in spans):
            speaker = None
        return Draft(
            tuple(spans),
            mode,
            self.number,
            rule,
            self.span,
            speaker,
            self._stance(mode, rule),
            self.part.span,
        )

    def _stance(self, mode: StatementMode, rule: str) -> Stance:
        complement = "quote" if mode == "direct" else COMPLEMENTS.get(rule, "v2")
        return self.entry.stance_with(complement)


def cues_in(scene: Scene, number: int, index: int) -> Iterator[Cue]:
    """Yield the verbs of saying of a part, in the order of the text."""
    clause = scene.units[number].parts[index].clause
    for verb in clause.verbs if clause else ():
        if clause and (entry := speech_verb(verb, clause.words)):
            yield Cue(scene, number, index, clause, verb, entry)
