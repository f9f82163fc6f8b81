"""The forms of the reader pages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy as _

from articles.models import Source
from articles.reading.cleaning import clean, clean_lines

from .filters import REVIEWS, Filters, unless_ahead
from .models import Crisis, Entity, Event, Meeting, ShareLink
from .models.entries import NEWSROOM
from .picture.marks import read_mark

MOST_HIGHLIGHTS = 12
FARTHEST = timedelta(hours=14)  # that clocks anywhere are from UTC; the database takes little more
LONGEST = timedelta(days=3653)  # that a link may be given
DURATIONS = [
    ("7", _("7 Tage")),
    ("30", _("30 Tage")),
    ("90", _("90 Tage")),
    ("365", _("1 Jahr")),
    ("day", _("bis zu einem Tag")),
    ("never", _("unbegrenzt")),
]
USUAL_DURATION = "365"
FINER = ("since", "until", "as_of", "source", "status", "review")
ORDERS = [("oldest", _("Älteste zuerst")), ("newest", _("Neueste zuerst"))]


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def format_value(self, value: Any) -> str | None:
        """Return the day as browsers want it; what is no day cannot stand in the field."""
        return super().format_value(value if _is_day(value) else None)


class DayOfMomentInput(DayInput):
    """The browser's calendar at the day of a moment."""

    def format_value(self, value: Any) -> str | None:
        """Return the day alone."""
        return super().format_value(value[:10] if isinstance(value, str) else value)


class SearchInput(forms.TextInput):
    """A field that browsers offer to empty."""

    input_type = "search"


class MomentField(forms.Field):
    """A day, or a moment in ISO 8601; without an offset it is meant in the newsroom's time."""

    default_error_messages: ClassVar = {"invalid": _("Kein Tag und kein Zeitpunkt.")}

    def __init__(self, *, takes_days: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.takes_days = takes_days

    def to_python(self, value: Any) -> date | datetime | None:
        """Return the day or the moment."""
        if not value:
            return None
        try:
            if self.takes_days and (day := parse_date(value)):
                return day
            moment = parse_datetime(value.replace(" ", "+"))  # what a plus sign in an address stands for
            if moment is None or not 1 < moment.year < 9999:
                raise ValueError
            moment = moment if timezone.is_aware(moment) else timezone.make_aware(moment, NEWSROOM)
            if abs(moment.utcoffset() or timedelta()) > FARTHEST:
                raise ValueError
            return moment
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class TimelineFilterForm(forms.Form):
    """Reads a timeline's state from its address; what is wrong is reported and left out."""

    FINE = "fine"  # in an address, asks for all fields

    kind = forms.MultipleChoiceField(
        label=_("Art"), choices=Event.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    entity = forms.ModelMultipleChoiceField(
        label=_("Akteur oder Ort"), queryset=Entity.objects.all(), to_field_name="key", required=False
    )
    since = forms.DateField(label=_("Von"), required=False, widget=DayInput)
    until = forms.DateField(label=_("Bis"), required=False, widget=DayInput)
    q = forms.CharField(label=_("Wortlaut"), max_length=200, required=False, widget=SearchInput)
    source = forms.ModelChoiceField(
        label=_("Quelle"),
        queryset=Source.objects.all(),
        to_field_name="name",
        empty_label=_("Alle"),
        required=False,
    )
    status = forms.ChoiceField(
        label=_("Stand"), choices=[("", _("Alle")), *Meeting.Status.choices], required=False
    )
    review = forms.ChoiceField(
        label=_("Prüfung"), choices=[("", _("Alle")), *REVIEWS.items()], required=False
    )
    order = forms.ChoiceField(label=_("Reihenfolge"), choices=ORDERS, required=False)
    grain = forms.ChoiceField(choices=[("hour", _("Stunde"))], required=False)
    as_of = MomentField(label=_("Stand vom"), required=False, takes_days=True, widget=DayOfMomentInput)
    changed_since = MomentField(required=False, takes_days=False, widget=forms.HiddenInput)
    mark = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(_without_blanks(data), auto_id="filter-%s")

    def clean(self) -> dict[str, Any]:
        """Check that the span does not end before it begins, and that what is new is asked of today."""
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            self.add_error("until", _("Das Ende liegt vor dem Anfang."))
        if unless_ahead(values.get("as_of")) and values.get("changed_since"):
            self.add_error("changed_since", _("Was neu ist, zeigt nur der heutige Stand."))
        return values

    @property
    def is_fine(self) -> bool:
        """Say whether to show the fields that few readers need, because one has a value or they were asked for."""
        return any(self.data.get(name) for name in (self.FINE, *FINER))

    @property
    def was_partly_unreadable(self) -> bool:
        """Say whether something was passed over that no field shows with its error."""
        return bool(self.errors.keys() - {"since", "until", "q", "as_of"})

    @property
    def filters(self) -> Filters:
        """Return what could be read."""
        self.is_valid()
        values = self.cleaned_data
        return Filters(
            kinds=tuple(dict.fromkeys(values.get("kind") or ())),
            entities=tuple(dict.fromkeys(one.surviving for one in values.get("entity") or ())),
            since=values.get("since"),
            until=values.get("until"),
            words=clean(values.get("q", "")),
            source=values.get("source"),
            status=values.get("status", ""),
            review=values.get("review", ""),
            order=values.get("order", ""),
            by_hours=values.get("grain") == "hour",
            as_of=unless_ahead(values.get("as_of")),
            changed_since=values.get("changed_since"),
            mark=read_mark(values.get("mark", ""), values.get("since"), values.get("until")),
        )


class ShareForm(forms.ModelForm):
    """Asks how a shared view introduces itself, what it puts first, and for how long it lasts."""

    highlights = forms.ModelMultipleChoiceField(
        label=_("Höhepunkte"), queryset=Event.objects.none(), required=False
    )
    lasts = forms.ChoiceField(
        label=_("Wie lange?"),
        choices=DURATIONS,
        initial=USUAL_DURATION,
        required=False,
        widget=forms.RadioSelect,
    )
    last_day = forms.DateField(label=_("Letzter Tag"), required=False, widget=DayInput)

    class Meta:
        model = ShareLink
        fields = ["title", "note"]
        labels = {"note": _("Einleitung")}
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, data: Any = None, *, crisis: Crisis, filters: Filters, drafted: Any = None) -> None:
        described = filters.describe()
        title = f"{crisis.local_title}: {described}" if described else crisis.local_title
        super().__init__(data, initial={"title": title[:200], **(drafted or {})})
        events = self.fields["highlights"]
        events.queryset = filters.events(crisis)  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Return the title without what no reader sees."""
        title = clean(self.cleaned_data["title"])
        if not title:
            raise forms.ValidationError(self.fields["title"].error_messages["required"], code="required")
        return title

    def clean_note(self) -> str:
        """Return the introduction without what no reader sees."""
        return clean_lines(self.cleaned_data["note"])

    def clean_highlights(self) -> list[int]:
        """Return the keys of the picked events."""
        picked = self.cleaned_data["highlights"]
        if len(picked) > MOST_HIGHLIGHTS:
            raise forms.ValidationError(
                _("Höchstens %(most)d Höhepunkte; gewählt sind %(number)d.")
                % {"most": MOST_HIGHLIGHTS, "number": len(picked)}
            )
        return [event.pk for event in picked]

    def clean_last_day(self) -> date | None:
        """Return a day that still lies ahead."""
        day: date | None = self.cleaned_data["last_day"]
        if day and not timezone.localdate() <= day <= timezone.localdate() + LONGEST:
            raise forms.ValidationError(_("Wählen Sie einen Tag von heute an, höchstens zehn Jahre voraus."))
        return day

    def clean(self) -> dict[str, Any]:
        """Work out when the link expires; a day that was filled in counts more than what was chosen beforehand."""
        values = super().clean() or {}
        lasts, day = values.get("lasts") or USUAL_DURATION, values.get("last_day")
        if lasts == "day" and not day and "last_day" not in self.errors:
            self.add_error("last_day", _("Nennen Sie den letzten Tag."))
        if lasts in (USUAL_DURATION, "day") and day:
            self.instance.expires_at = _midnight_after(day)
        elif lasts.isdecimal():
            self.instance.expires_at = timezone.now() + timedelta(days=int(lasts))
        return values


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _is_day(value: Any) -> bool:
    try:
        return not isinstance(value, str) or parse_date(value) is not None
    except ValueError:  # a day that no calendar has
        return False


def _without_blanks(data: Any) -> Any:
    """Return the address's values without the empty ones that a form sends along."""
    cleaned = data.copy()
    for name in list(cleaned):
        cleaned.setlist(
            name, [value for value in cleaned.getlist(name) if value.strip() and "\x00" not in value]
        )
    return cleaned
