"""What only events of one kind have."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.history import track_changes
from articles.models import Paragraph

from .events import Event

# As the reports have it, by the clocks of wherever it was: text, since no time zone is known.
is_clock_time = RegexValidator(r"\A([01]\d|2[0-3]):[0-5]\d\Z", _("Eine Uhrzeit wie 09:30."))


class Particulars(models.Model):
    """What only events of one kind have."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, verbose_name=_("Ereignis"))

    class Meta:
        abstract = True


@track_changes
class Meeting(Particulars):
    """A meeting's format, status, hour and length."""

    class Format(models.TextChoices):
        TALKS = "talks", _("Gespräch")
        SUMMIT = "summit", _("Gipfel")
        CALL = "call", _("Telefon- oder Videogespräch")
        VISIT = "visit", _("Besuch")
        CONFERENCE = "conference", _("Konferenz")
        SESSION = "session", _("Sitzung")
        OTHER = "other", _("Treffen")

    class Status(models.TextChoices):
        HELD = "held", _("stattgefunden")
        ONGOING = "ongoing", _("im Gange")
        PLANNED = "planned", _("geplant")
        PROPOSED = "proposed", _("vorgeschlagen")
        CANCELLED = "cancelled", _("abgesagt")

    format = models.CharField(_("Form"), max_length=10, choices=Format, default=Format.TALKS)
    status = models.CharField(_("Stand"), max_length=9, choices=Status, default=Status.HELD)
    begins_at = models.CharField(  # noqa: DJ001 - None where no report says so, as in every other slot
        _("Uhrzeit"), max_length=5, null=True, blank=True, validators=[is_clock_time]
    )
    duration_minutes = models.PositiveIntegerField(_("Dauer in Minuten"), null=True, blank=True)

    class Meta:
        verbose_name = _("Treffen")
        verbose_name_plural = _("Treffen")

    def __str__(self) -> str:
        return f"{self.get_format_display()}, {self.get_status_display()}"


@track_changes
class Statement(Particulars):
    """What was said, and how the article reports it."""

    class Mode(models.TextChoices):
        DIRECT = "direct", _("direkte Rede")
        INDIRECT = "indirect", _("indirekte Rede")
        REPORTED = "reported", _("berichtet")

    class Stance(models.TextChoices):
        ASSERTS = "asserts", _("erklärt")
        DENIES = "denies", _("bestreitet")
        CONFIRMS = "confirms", pgettext_lazy("Haltung", "bestätigt")
        REAFFIRMS = "reaffirms", _("bekräftigt")
        DEMANDS = "demands", _("fordert")
        ANNOUNCES = "announces", _("kündigt an")
        WARNS = "warns", _("warnt")
        REJECTS = "rejects", _("lehnt ab")
        ASKS = "asks", _("fragt")
        FEARS = "fears", _("befürchtet")

    mode = models.CharField(_("Redeform"), max_length=8, choices=Mode)
    stance = models.CharField(_("Haltung"), max_length=9, choices=Stance, default=Stance.ASSERTS)
    words = models.TextField(_("Wortlaut"))
    cue = models.CharField(_("Redeverb"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Aussage")
        verbose_name_plural = _("Aussagen")

    def __str__(self) -> str:
        return self.words[:60]


@track_changes
class TroopFigure(Particulars):
    """A number of armed personnel or of equipment, as somebody states it."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("genau")
        ABOUT = "about", _("rund")
        OVER = "over", _("mehr als")
        UNDER = "under", _("weniger als")
        AT_LEAST = "at_least", _("mindestens")
        UP_TO = "up_to", _("bis zu")
        BETWEEN = "between", _("zwischen")

    class Unit(models.TextChoices):
        PERSONNEL = "personnel", _("Soldaten")
        VEHICLES = "vehicles", _("Fahrzeuge")
        AIRCRAFT = "aircraft", _("Flugzeuge")
        SHIPS = "ships", _("Schiffe")
        OTHER = "other", _("Sonstiges")

    class Change(models.TextChoices):
        PRESENT = "present", _("vor Ort")
        SENT = "sent", _("entsandt")
        PLANNED = "planned", _("geplant")
        WITHDRAWN = "withdrawn", _("abgezogen")
        READY = "ready", _("in Bereitschaft")
        KILLED = "killed", _("getötet")
        WOUNDED = "wounded", _("verwundet")
        CAPTURED = "captured", _("gefangen")

    low = models.PositiveBigIntegerField(_("von"))
    high = models.PositiveBigIntegerField(_("bis"), null=True, blank=True)
    qualifier = models.CharField(_("Zusatz"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    unit = models.CharField(_("Einheit"), max_length=9, choices=Unit, default=Unit.PERSONNEL)
    change = models.CharField(_("Veränderung"), max_length=9, choices=Change, default=Change.PRESENT)
    wording = models.CharField(_("Wortlaut"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Truppenzahl")
        verbose_name_plural = _("Truppenzahlen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(low__lte=F("high")), name="troop_figure_low_to_high"
            ),
        ]

    def __str__(self) -> str:
        return self.wording or str(self.low)


@track_changes
class Announcement(Particulars):
    """What was promised, for which days, and whether it came about: what editors say, else what articles tell."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("offen")
        OVERDUE = "overdue", _("Ausgang nicht berichtet")
        KEPT = "kept", _("eingelöst")
        BROKEN = "broken", _("nicht eingelöst")
        MOOT = "moot", _("hinfällig")

    VERDICTS: ClassVar = [
        ("", _("wie die Artikel es sagen")),
        *(choice for choice in Outcome.choices if choice[0] != "overdue"),
    ]
    EDITORIAL: ClassVar = ("verdict", "kept_by")  # in no report

    what = models.TextField(_("Ankündigung"))
    due_earliest = models.DateField(_("angekündigt ab"), null=True, blank=True)
    due_latest = models.DateField(_("angekündigt bis"), null=True, blank=True)
    verdict = models.CharField(
        _("Ausgang laut Redaktion"), max_length=6, choices=VERDICTS, default="", blank=True
    )
    kept_by = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="redeems",
        verbose_name=_("eingelöst durch"),
    )

    class Meta:
        verbose_name = _("Ankündigung")
        verbose_name_plural = _("Ankündigungen")
        indexes: ClassVar = [models.Index(fields=["due_latest"], name="announcement_due")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_earliest__isnull=True)
                | Q(due_latest__isnull=True)
                | Q(due_earliest__lte=F("due_latest")),
                name="announcement_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kept_by__isnull=True) | Q(verdict="kept") & ~Q(kept_by=F("event")),
                name="announcement_kept_by_another_event",
                violation_error_message=_(
                    "Wodurch eine Ankündigung eingelöst ist, ein anderes Ereignis, lässt sich nur bei „eingelöst“ angeben."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def redemption(self) -> Redemption | None:
        """Return where articles tell that it came about, if they did by then."""
        found = getattr(self.event, "redemption", None)
        if found is None or found.known_since is None:
            return None
        then = self.event.known_at
        return found if then is None or found.known_since <= then else None

    @property
    def kept_since(self) -> datetime | None:
        """Return since when articles tell that it came about."""
        return self.redemption.known_since if self.redemption else None

    @property
    def standing(self) -> str:
        """Return what became of it, whatever the day: what editors say, else whether articles tell that it was kept."""
        return self.verdict or (self.Outcome.KEPT if self.redemption else self.Outcome.OPEN)

    @property
    def outcome(self) -> str:
        """Return what had become of it on the day as of which it is told, and no later than on the last day of its crises."""
        day = timezone.localdate(self.event.known_at)
        return outcome_on(min(day, self.event.told_until or day), self.standing, self.due_latest)

    @property
    def outcome_label(self) -> str:
        """Return the outcome in words."""
        return str(self.Outcome(self.outcome).label)


def outcome_on(day: date, standing: str, due: date | None) -> str:
    """Return what had become of an announcement on that day: what is still open when its last day has passed is overdue.

    That says no more than that no article which was read tells the outcome.

    >>> outcome_on(date(2022, 2, 7), "open", date(2022, 2, 6))
    'overdue'
    """
    is_late = standing == Announcement.Outcome.OPEN and due is not None and due < day
    return str(Announcement.Outcome.OVERDUE if is_late else standing)


@track_changes
class Redemption(models.Model):
    """The sentence by which it became known that an announcement came about, or that none was found when it was looked for.

    Derived from the articles by `timeline.chronicle.redeeming`.
    """

    event = models.OneToOneField(
        Event, models.CASCADE, related_name="redemption", verbose_name=_("Ankündigung")
    )
    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, related_name="+", verbose_name=_("Absatz")
    )
    start = models.PositiveIntegerField(_("von Zeichen"), null=True)
    end = models.PositiveIntegerField(_("bis Zeichen"), null=True)
    known_since = models.DateTimeField(_("Einlösung bekannt seit"), null=True)

    class Meta:
        verbose_name = _("gemeldete Einlösung")
        verbose_name_plural = _("gemeldete Einlösungen")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paragraph=None, start=None, end=None, known_since=None)
                | Q(paragraph__isnull=False, start__lt=F("end"), known_since__isnull=False),
                name="redemption_whole_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """Return the sentence that tells so, or nothing."""
        return self.paragraph.text[self.start : self.end] if self.paragraph else ""
