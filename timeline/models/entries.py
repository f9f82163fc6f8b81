"""The chronicle as timelines ask for it: what was known of each event when, and a row for every view to filter and count."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, Expression, F, Func, Q, Value, When
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from articles.searching import look_for

from .crises import Crisis
from .entities import Entity
from .events import NEWSROOM, Event

COUNTED = (  # what the indexes of entries hold, so that counting reads nothing else
    "kind",
    "review",
    "status",
    "earliest",
    "latest",
    "entities",
    "standing",
    "claimants",
    "low",
    "high",
    "sources",
    "due",
)


class EventState(models.Model):
    """What was known of an event from one time on: the values that the reports published until then bear out.

    Derived from the reports alone, by `timeline.chronicle.remembering`; what editors have entered or decided is in no state.
    """

    event = models.ForeignKey(  # the database deletes a deleted event's states itself
        Event, models.DO_NOTHING, related_name="states", db_constraint=False, verbose_name=_("Ereignis")
    )
    since = models.DateTimeField(_("bekannt seit"))
    until = models.DateTimeField(_("bekannt bis"), null=True)  # null: nothing newer was reported
    earliest = models.DateField(_("frühestens"), null=True)
    latest = models.DateField(_("spätestens"), null=True)
    precision = models.CharField(_("Genauigkeit"), max_length=5, choices=Event.Precision)
    place = models.ForeignKey(Entity, models.PROTECT, null=True, related_name="+", verbose_name=_("Ort"))
    first_reported_at = models.DateTimeField(_("zuerst gemeldet"))
    particulars = models.JSONField(_("Angaben"), default=dict)
    roles = models.JSONField(_("Beteiligte"), default=list)  # [role, entity's id], the most reported first

    class Meta:
        verbose_name = _("Kenntnisstand")
        verbose_name_plural = _("Kenntnisstände")
        ordering = ["since"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "since"], name="event_state_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__lt=models.F("until")),
                name="event_state_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}, {self.since:%Y-%m-%d %H:%M}"

    @property
    def day(self) -> date:
        """Return where the event stood in a timeline, as `Event.day` does."""
        return self.earliest or self.latest or self.first_reported_at.astimezone(NEWSROOM).date()


class WordsOfCrisis(Func):
    """Words, or a query for some, each with the crisis's key before it.

    So that one look-up finds the events of this crisis that tell a word, however many others tell it, too.
    """

    function = "timeline_words_of"
    arity = 2
    output_field = SearchVectorField()


class EntryQuerySet(models.QuerySet["Entry"]):
    """Named queries on the rows of timelines."""

    def of_crisis(self, crisis: Crisis, as_of: datetime | None = None) -> EntryQuerySet:
        """Return what readers of the crisis may see, as it is or as it was known at that time."""
        return self.in_crisis(crisis).known(as_of)

    def in_crisis(self, crisis: Crisis, words: str = "") -> EntryQuerySet:
        """Return what readers of the crisis may see, of today and of all times before; with these words, if any are given."""
        entries = self.filter(_telling_in(crisis, words) if words else Q(crisis=crisis))
        return entries if crisis.shows_unchecked else entries.exclude(review=Event.Review.EXTRACTED)

    def shown(self) -> EntryQuerySet:
        """Return what readers of its crisis may see, whichever that is; what is in no crisis is hidden by none."""
        return self.exclude(review=Event.Review.EXTRACTED, crisis__shows_unchecked=False)

    def known(self, as_of: datetime | None) -> EntryQuerySet:
        """Return the rows that hold today, or those that held at that time."""
        if as_of is None:
            return self.filter(state__isnull=True)
        open_or_later = Q(until__isnull=True) | Q(until__gt=as_of)
        return self.filter(open_or_later, state__isnull=False, since__lte=as_of)

    def overdue(self, day: date) -> EntryQuerySet:
        """Return the announcements that are still open on that day, or when the crisis ended, although their last day has passed."""
        return self.filter(status="open", due__lt=Least(Value(day), "crisis__last_day"))

    def between(self, first: date | None, last: date | None) -> EntryQuerySet:
        """Return the events whose days touch the span."""
        return self.filter(touching(first, last))


def touching(first: date | None, last: date | None) -> Q:
    """Return the condition that an event's days touch the span; an undated one counts with the day of its first report."""
    condition = Q()
    if first:
        condition &= Q(latest__gte=first) | Q(latest__isnull=True, day__gte=first)
    if last:
        condition &= Q(earliest__lte=last) | Q(earliest__isnull=True, day__lte=last)
    return condition


def _telling_in(crisis: Crisis, words: str) -> Q:
    """Return the condition that an event of the crisis tells the words.

    The index finds the crisis with the words. Were it asked for by itself, too, the planner would take it that a fiftieth of what
    the words find is of the crisis, where it is all, and join row by row; that it is hides from the planner in the case.
    """
    found = _holds(WordsOfCrisis("crisis", "told"), "@@", WordsOfCrisis(Value(crisis.pk), look_for(words)))
    return found & Q(Case(When(crisis=crisis, then=True), default=False))


def naming(field: str, key: int) -> Q:
    """Return the condition that the keys in the field, such as `entities`, hold this one."""
    return _holds(Value(key), "=", Func(F(field), function="ANY"))


def _holds(left: Expression, operator: str, right: Expression) -> Q:
    joined = {"template": "(%(expressions)s)", "arg_joiner": f" {operator} "}
    return Q(Func(left, right, output_field=models.BooleanField(), **joined))


class Entry(models.Model):
    """An event's row in a crisis's timeline, with all that filters and counts read, so that these need no other table.

    The database's own triggers write these rows whenever an event, what belongs to it, or one of its states changes
    (the function `timeline_enter` in the migrations makes them anew); nothing else may. They hold the rule of which events there are
    for readers: one that is neither rejected nor merged, and that an article other than a draft still reports or an editor entered.
    """

    crisis = models.ForeignKey(  # null: an event of no crisis
        Crisis, models.DO_NOTHING, null=True, related_name="entries", db_constraint=False, db_index=False
    )
    event = models.ForeignKey(Event, models.DO_NOTHING, related_name="entries", db_constraint=False)
    state = models.ForeignKey(  # null: the event as it is today
        EventState, models.DO_NOTHING, null=True, related_name="entries", db_constraint=False, db_index=False
    )
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    kind = models.CharField(max_length=12, choices=Event.Kind)
    review = models.CharField(max_length=9, choices=Event.Review)
    status = models.CharField(max_length=9, blank=True)  # of a meeting; what became of an announcement
    day = models.DateField()
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    first_reported_at = models.DateTimeField()
    entities = ArrayField(models.BigIntegerField())  # who takes part, and where
    standing = ArrayField(models.BigIntegerField())  # who acts, or whose forces are counted, in order
    claimants = ArrayField(models.BigIntegerField())  # who gives the figure
    low = models.BigIntegerField(null=True)  # of soldiers that stand ready
    high = models.BigIntegerField(null=True)
    due = models.DateField(null=True)  # the last day for which something is announced
    sources = ArrayField(models.BigIntegerField())
    told = SearchVectorField()  # the sentences that bear the event out
    digest = models.CharField(max_length=32)  # of all that readers see, but for names of entities and sources
    entered_at = models.DateTimeField()  # since when readers see the event here
    changed_at = models.DateTimeField()  # when they last saw other values

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zeile der Zeitachse")
        verbose_name_plural = _("Zeilen der Zeitachse")
        ordering = ["day", "first_reported_at", "event"]
        indexes: ClassVar = [
            models.Index(  # today's timeline, read from the index alone
                fields=["crisis", "day", "first_reported_at", "event"],
                include=[*COUNTED],
                condition=Q(state__isnull=True),
                name="entry_today",
            ),
            models.Index(
                fields=["crisis", "day", "first_reported_at", "event"],
                include=["since", "until", *COUNTED],
                condition=Q(state__isnull=False),
                name="entry_as_known",
            ),
            models.Index(  # the days on which something became known
                fields=["crisis", "since"], condition=Q(state__isnull=False), name="entry_since"
            ),
            models.Index(  # what has changed since a visit
                fields=["crisis", "changed_at"], condition=Q(state__isnull=True), name="entry_changed"
            ),
            GinIndex(fields=["told"], name="entry_words"),  # in all crises
            GinIndex(  # in one: its words are others than those of another crisis
                WordsOfCrisis("crisis", "told"), condition=Q(state__isnull=True), name="entry_words_today"
            ),
            GinIndex(
                WordsOfCrisis("crisis", "told"), condition=Q(state__isnull=False), name="entry_words_as_known"
            ),
            models.Index(  # what waits for an editor
                fields=["crisis", "due"], condition=Q(state__isnull=True, status="open"), name="entry_open"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["crisis", "event"],
                condition=Q(state__isnull=True),
                nulls_distinct=False,
                name="entry_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}, {self.day}"


class Withdrawal(models.Model):
    """An event that readers saw in a crisis's timeline and see no more; gone again once the event is back.

    Written by the triggers that write the entries.
    """

    crisis = models.ForeignKey(  # the database deletes a deleted crisis's withdrawals itself
        Crisis, models.DO_NOTHING, related_name="withdrawals", db_constraint=False, db_index=False
    )
    event = models.ForeignKey(  # None where it is stored no more; the key stays
        Event, models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.CharField(max_length=12, choices=Event.Kind)
    day = models.DateField()
    entered_at = models.DateTimeField()
    gone_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Rücknahme")
        verbose_name_plural = _("Rücknahmen")
        ordering = ["day", "event_id"]  # not by the events' own order, which would leave out deleted ones
        indexes: ClassVar = [models.Index(fields=["crisis", "gone_at"], name="withdrawal_since")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "crisis"], name="withdrawal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}, {self.gone_at:%Y-%m-%d %H:%M}"
