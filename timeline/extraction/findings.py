"""What the extraction finds in one article, as plain values.

All offsets count Unicode code points of the analysed text, end exclusive. Days are inclusive on both ends. Every finding names
the rule that produced it, so that a wrong result can be traced.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

EntityKind = Literal["person", "state", "organisation", "place"]
MentionForm = Literal["name", "office", "pronoun", "adjective", "compound", "capital", "group", "description"]
StatementMode = Literal["direct", "indirect", "reported"]
Stance = Literal[
    "asserts", "denies", "confirms", "reaffirms", "demands", "announces", "warns", "rejects", "asks", "fears"
]
MeetingFormat = Literal["talks", "summit", "call", "visit", "conference", "session", "other"]
MeetingStatus = Literal["held", "ongoing", "planned", "proposed", "cancelled"]
Qualifier = Literal["exact", "about", "over", "under", "at_least", "up_to", "between"]
Unit = Literal["personnel", "vehicles", "aircraft", "ships", "other"]
Change = Literal["present", "sent", "planned", "withdrawn", "ready", "killed", "wounded", "captured"]


class Span(NamedTuple):
    """A piece of the text, `text[start:end]`."""

    start: int
    end: int


class DayRange(NamedTuple):
    """The first and last day that something can lie on; None where that side is open."""

    earliest: date | None = None
    latest: date | None = None


NO_DAYS = DayRange()


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A temporal expression with its TIMEX3 type and value (TimeML 1.2.1), and the days that it can mean."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    days: DayRange = NO_DAYS
    rule: str = ""
    explanation: str = ""  # how the words led to the day: anchor and direction, for "Why this day?"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text means an entity."""

    start: int
    end: int
    entity: str  # the id of a FoundEntity
    form: MentionForm
    rule: str = ""
    acts: bool = (
        True  # False where a state or capital is only a location: "in Moskau", "die Lage in Russland"
    )


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """A person, state, organisation or place, with all its mentions in the order of the text."""

    id: str
    kind: EntityKind
    name: str
    key: str | None = None  # the lexicon's stable key
    mentions: tuple[Mention, ...] = ()
    office: str | None = None  # as this article introduces it: "Sprecher des Kreml"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name who speaks, and whom they mean where that is known."""

    start: int
    end: int
    entity: str | None


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """Direct, indirect or reported speech."""

    spans: tuple[Span, ...]
    mode: StatementMode
    cue: Span | None = None
    speaker: Speaker | None = None
    addressees: tuple[str, ...] = ()
    days: DayRange = NO_DAYS
    stance: Stance = "asserts"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FoundAnnouncement:
    """Something promised or announced, with the days it is promised for."""

    evidence: tuple[Span, ...]
    announcer: str | None
    days: DayRange = NO_DAYS  # the days promised
    said: DayRange = NO_DAYS  # the days on which it was announced
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """One meeting, with every place of the text that reports it; the most telling evidence first."""

    evidence: tuple[Span, ...]
    format: MeetingFormat
    status: MeetingStatus
    participants: tuple[str, ...]
    place: str | None = None
    days: DayRange = NO_DAYS
    duration_minutes: int | None = None
    rule: str = ""
    hour: str | None = None  # the clock time at which it began, "11:00", where the text names one


@dataclass(frozen=True, slots=True)
class FoundTroopFigure:
    """A number of armed personnel or of military equipment."""

    evidence: Span
    low: int
    high: int | None
    qualifier: Qualifier
    unit: Unit
    change: Change
    actor: str | None = None
    place: str | None = None
    claimed_by: str | None = None
    days: DayRange = NO_DAYS
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one article."""

    entities: tuple[FoundEntity, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    statements: tuple[FoundStatement, ...] = ()
    announcements: tuple[FoundAnnouncement, ...] = ()
    meetings: tuple[FoundMeeting, ...] = ()
    troop_figures: tuple[FoundTroopFigure, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return the findings as values that `json.dumps` takes, in the form that `manage.py extract` promises."""
        return {
            "entities": [_entity_json(entity) for entity in self.entities],
            "dates": [_flat(found, days=found.days) for found in self.dates],
            "statements": [_flat(found, days=found.days) for found in self.statements],
            "announcements": [_announcement_json(found) for found in self.announcements],
            "meetings": [_meeting_json(found) for found in self.meetings],
            "troop_figures": [_flat(found, days=found.days) for found in self.troop_figures],
        }


def _flat(found: Any, *, days: DayRange) -> dict[str, Any]:
    values = asdict(found)
    del values["days"]
    return values | _days_json(days)


def _days_json(days: DayRange) -> dict[str, str | None]:
    return {
        "earliest": days.earliest.isoformat() if days.earliest else None,
        "latest": days.latest.isoformat() if days.latest else None,
    }


def _entity_json(entity: FoundEntity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "key": entity.key,
        "mentions": [
            {"start": mention.start, "end": mention.end, "form": mention.form} for mention in entity.mentions
        ],
    }


def _announcement_json(found: FoundAnnouncement) -> dict[str, Any]:
    said = _days_json(found.said)
    values = _flat(found, days=found.days)
    return values | {"said": [said["earliest"], said["latest"]]}


def _meeting_json(found: FoundMeeting) -> dict[str, Any]:
    values = _flat(found, days=found.days)
    return values | {"evidence": found.evidence[0], "evidences": found.evidence}
