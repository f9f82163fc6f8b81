"""What a timeline is narrowed down to, and the addresses of views close to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Source
from articles.searching import look_for

from . import describe
from .models import Crisis, Entity, Entry, EntryQuerySet, Event, EventQuerySet, Meeting, touching
from .models.entries import NEWSROOM, naming

if TYPE_CHECKING:
    from .picture.marks import Mark

ORDER_IN_TIME = ("day", "first_reported_at")
REVIEWS = {"checked": _("nur geprüfte"), "unchecked": _("nur ungeprüfte")}


@dataclass(frozen=True)
class Part:
    """One filter in force, in words, and the state without it."""

    key: str
    label: str
    lifted: Filters


@dataclass(frozen=True)
class Filters:
    """The state of a timeline view; every state is an address, and `query` writes it."""

    kinds: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""
    source: Source | None = None
    status: str = ""  # of meetings
    review: str = ""  # "checked" or "unchecked"
    order: str = ""  # "oldest" or "newest" first, if the address says so
    by_hours: bool = False  # draw a single day by the hours of its meetings
    as_of: date | None = None  # a day, at its end in the newsroom, or a moment: what was known then
    changed_since: datetime | None = None
    mark: Mark | None = None  # what a mark of the picture counts
    usual_order: str = field(default="oldest", compare=False)  # where the address says nothing

    def entries(self, crisis: Crisis) -> EntryQuerySet:
        """Return the rows of the crisis's events that pass, in no order."""
        entries = Entry.objects.in_crisis(crisis, self.words).known(self.moment)
        return self.but(words="")._passing(entries).order_by()

    def states(self, crisis: Crisis) -> EntryQuerySet:
        """Return the rows of all that was known of such events at any time, in no order."""
        entries = Entry.objects.in_crisis(crisis, self.words).filter(state__isnull=False)
        return self.but(words="", changed_since=None)._passing(entries).order_by()

    def events(self, crisis: Crisis) -> EventQuerySet:
        """Return the crisis's events that pass, in order; as they were known at the time, if one is given."""
        return self.sort(Event.objects.filter(pk__in=self.entries(crisis).values("event")))

    def apply(self, events: EventQuerySet) -> EventQuerySet:
        """Return the events of all crises that pass, in order."""
        if self.is_narrowed:
            passing = self._passing(Entry.objects.known(None)).order_by()
            events = events.filter(pk__in=passing.values("event"))
        return self.sort(events)

    def sort(self, events: EventQuerySet) -> EventQuerySet:
        """Return the events oldest first, or newest first."""
        names = ["day", "first_reported_at", "pk"]
        if self.moment:
            then = Entry.objects.known(self.moment).filter(event=OuterRef("pk")).order_by()
            events = events.alias(
                **{f"{name}_then": Subquery(then.values(name)[:1]) for name in ORDER_IN_TIME}
            )
            events.as_of = self.moment
            names = [*(f"{name}_then" for name in ORDER_IN_TIME), "pk"]
        return events.order_by(*(f"-{name}" if self.newest_first else name for name in names))

    @property
    def moment(self) -> datetime | None:
        """Return the time as of which everything is shown; nothing for today."""
        if self.as_of is None or isinstance(self.as_of, datetime):
            return self.as_of
        return datetime.combine(self.as_of, time.max, NEWSROOM)

    def but(self, **changes: Any) -> Filters:
        """Return these filters with some of them changed."""
        return replace(self, **changes)

    def toggling_kind(self, kind: str) -> Filters:
        """Return these filters with the kind taken in, or left out if it was in."""
        return self.but(kinds=_toggled(self.kinds, kind))

    def toggling_entity(self, entity: Entity) -> Filters:
        """Return these filters with the entity taken in, or left out if it was in."""
        return self.but(entities=_toggled(self.entities, entity))

    def read_in(self, crisis: Crisis) -> Filters:
        """Return these filters for a list that readers of the crisis see: while it goes on, the newest comes first."""
        return self.but(usual_order="newest" if crisis.goes_on(timezone.localdate()) else "oldest")

    @property
    def newest_first(self) -> bool:
        """Say whether a list begins with the newest."""
        return (self.order or self.usual_order) == "newest"

    @property
    def oldest_query(self) -> str:
        """Return the query string of the same view with the oldest first, whatever is usual."""
        return self.but(order="oldest").query

    @property
    def newest_query(self) -> str:
        """Return the query string of the same view with the newest first, whatever is usual."""
        return self.but(order="newest").query

    @property
    def shared_query(self) -> str:
        """Return the query string by which those who know of no crisis find the same order."""
        return self.but(order="newest" if self.newest_first else "").query

    @property
    def query(self) -> str:
        """Return the query string of this state, with its question mark; nothing if nothing is filtered."""
        pairs: list[tuple[str, str]] = [("kind", kind) for kind in self.kinds]
        pairs += [("entity", entity.key) for entity in self.entities]
        pairs += [
            ("since", self.since.isoformat() if self.since else ""),
            ("until", self.until.isoformat() if self.until else ""),
            ("q", self.words),
            ("source", self.source.name if self.source else ""),
            ("status", self.status),
            ("review", self.review),
            ("order", self.order),
            ("grain", "hour" if self.by_hours else ""),
            ("as_of", self.as_of.isoformat() if self.as_of else ""),
            ("changed_since", self.changed_since.isoformat() if self.changed_since else ""),
            ("mark", str(self.mark or "")),
        ]
        given = [(name, value) for name, value in pairs if value]
        return "?" + urlencode(given) if given else ""

    @property
    def parts(self) -> list[Part]:
        """Return the filters in force, each with the state without it."""
        parts = [Part(kind, _kind_label(kind), self.toggling_kind(kind)) for kind in self.kinds]
        parts += [Part(one.key, one.local_name, self.toggling_entity(one)) for one in self.entities]
        labels = {
            "words": gettext("„%(words)s“") % {"words": self.words} if self.words else "",
            "source": self.source.name if self.source else "",
            "status": str(Meeting.Status(self.status).label) if self.status else "",
            "review": str(REVIEWS[self.review]) if self.review else "",
            "as_of": describe_time(_("Stand vom %(time)s"), self.as_of),
            "changed_since": describe_time(_("neu oder geändert seit %(time)s"), self.changed_since),
            "mark": self.mark.label if self.mark else "",
        }
        if self.span:
            parts.append(Part("span", self.span, self.but(since=None, until=None)))
        unfiltered = Filters()
        parts += [
            Part(name, label, self.but(**{name: getattr(unfiltered, name)}))
            for name, label in labels.items()
            if label
        ]
        return parts

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.parts)

    @property
    def span(self) -> str:
        """Return the span of days in words, or nothing."""
        return describe.format_days(self.since, self.until) if self.since or self.until else ""

    def describe(self) -> str:
        """Return the filters in words, such as "Treffen · Antony Blinken · Januar 2022"."""
        return " · ".join(part.label for part in self.parts)

    def _passing(self, entries: EntryQuerySet) -> EntryQuerySet:
        return entries.filter(touching(self.since, self.until), *self._conditions())

    def _conditions(self) -> Iterator[Q]:
        if self.kinds:
            yield Q(kind__in=self.kinds)
        if self.words:
            yield Q(told=look_for(self.words))
        if self.source:
            yield naming("sources", self.source.pk)
        if self.status:
            yield Q(status=self.status)
        if self.review:
            unchecked = Q(review=Event.Review.EXTRACTED)
            yield ~unchecked if self.review == "checked" else unchecked
        yield from (naming("entities", entity.pk) for entity in self.entities)
        if self.changed_since and self.as_of is None:
            yield Q(changed_at__gt=self.changed_since)
        if self.mark:
            yield from self.mark.conditions()


def unless_ahead(as_of: date | None) -> date | None:
    """Return the day or moment, unless it has not passed yet: what will be known then is what is known now."""
    moment = Filters(as_of=as_of).moment
    return None if moment and moment >= timezone.now() else as_of


def describe_time(pattern: Any, time: date | None) -> str:
    """Return the pattern with the day or the moment in words; nothing without any."""
    if time is None:
        return ""
    words = describe.format_moment(time) if isinstance(time, datetime) else describe.format_day(time)
    return str(pattern) % {"time": words}


def events_with(entity: Entity) -> Q:
    """Return the condition that the entity takes part in an event, or is its place."""
    return Q(pk__in=entity.participations.values("event_id")) | Q(place=entity)


def _kind_label(kind: str) -> str:
    return str(Event.Kind(kind).label)


def _toggled(chosen: tuple[Any, ...], item: Any) -> tuple[Any, ...]:
    return tuple(other for other in chosen if other != item) if item in chosen else (*chosen, item)
