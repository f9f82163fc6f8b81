"""One place of the text that reports a meeting, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..findings import DayRange, MeetingFormat, MeetingStatus, Span


@dataclass(frozen=True)
class Report:
    """One place of the text that reports a meeting."""

    evidence: Span
    format: MeetingFormat
    status: MeetingStatus
    participants: tuple[str, ...]
    place: str | None
    days: DayRange
    minutes: int | None
    rule: str
    stands_alone: bool  # names enough to be a meeting by itself
    refers_back: bool = False  # "das Gespräch", "dieses Treffen", or a verb that only adds to a meeting
    headline: bool = False  # a line of its own without a full stop
    told: bool = False  # words say its status; else it is only taken to be held
    called_off: bool = False  # words say that it did not come about, whatever else the article says of it
    asks: str = ""
    arrival: bool = False  # somebody only arrives: "traf in Quito ein"
    sequel: bool = False  # "danach", "zuvor": another meeting unless the same people meet
    again: bool = False  # "erneut", "zum zweiten Mal": another meeting even if the same people meet
    recalled: bool = False  # "zuletzt", "damals": not what the article tells of
    happened: bool = False  # a past tense tells that it took place
    framed: bool = False  # only says before or after what its clause happened: "nach dem Treffen beriet er …"
    same_people: bool = False  # "die beiden", "sie": those of whom the article has just told
    exactly: bool = False  # "unter vier Augen": nobody else took part
    after: int = 0  # where the meeting's last evidence must reach, for "dabei"
    clocked: bool = False  # only a clock time gives the day, which may be another
    housed: bool = False  # the place is a house, which lies in the town told before: "im Kreml"
    behalf: frozenset[tuple[str, str]] = frozenset()  # (person, state or body that they hold office for)
    more: tuple[Span, ...] = field(default=())

    @property
    def ahead(self) -> bool:
        """Tell whether it is still to come."""
        return self.status in ("planned", "proposed")
