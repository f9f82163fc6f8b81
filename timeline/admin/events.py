"""Events in the editors' admin: to check, correct, accept and reject."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline, TabularInline
from unfold.contrib.filters.admin import RangeDateFilter
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.editorial import EditorialAdmin
from articles.models import Paragraph
from timeline.chronicle.locking import only_writer
from timeline.chronicle.redeeming import redeem
from timeline.chronicle.rulings import decide_crisis
from timeline.extraction.text import Document
from timeline.models import Announcement, Event, Evidence, Meeting, Participation, Statement, TroopFigure

from .outcomes import OutcomesMixin
from .rulings import RulingsMixin, TaskFilter


class ParticularsInline(StackedInline):
    """What only events of one kind have."""

    extra = 0
    max_num = 1
    can_delete = False


class MeetingInline(ParticularsInline):
    """A meeting's format, status and length."""

    model = Meeting


class StatementInline(ParticularsInline):
    """What was said, and how."""

    model = Statement


class TroopFigureInline(ParticularsInline):
    """A number and what it counts."""

    model = TroopFigure


class AnnouncementInline(ParticularsInline):
    """What was promised, for when, and what editors say became of it."""

    model = Announcement
    fk_name = "event"  # not the event that kept it
    autocomplete_fields = ("kept_by",)


PARTICULARS = {
    Event.Kind.MEETING: MeetingInline,
    Event.Kind.STATEMENT: StatementInline,
    Event.Kind.TROOP_FIGURE: TroopFigureInline,
    Event.Kind.ANNOUNCEMENT: AnnouncementInline,
}


class ParticipationInline(TabularInline):
    """Who takes part, and how."""

    model = Participation
    extra = 0
    autocomplete_fields = ("entity",)


class EvidenceForm(ModelForm):
    """Evidence given by its words, which must stand in the paragraph."""

    quoted = forms.CharField(label=_("Worte im Absatz"), widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}))

    class Meta:
        model = Evidence
        fields = ("paragraph", "quoted")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["quoted"].initial = self.instance.words

    def clean(self) -> dict[str, Any]:
        """Find the words in the paragraph and the sentence around them."""
        values: dict[str, Any] = super().clean() or {}
        paragraph, quoted = values.get("paragraph"), values.get("quoted")
        if not paragraph or not quoted:
            return values
        start = paragraph.text.find(quoted)
        if start < 0:
            raise ValidationError({"quoted": _("Diese Worte stehen nicht in dem Absatz.")})
        document = Document(paragraph.text)
        evidence: Evidence = self.instance
        evidence.revision = paragraph.revision
        evidence.start, evidence.end = start, start + len(quoted)
        evidence.sentence_start = min(start, document.sentence_at(start).start)
        evidence.sentence_end = max(evidence.end, document.sentence_at(evidence.end - 1).end)
        evidence.reported_at = paragraph.revision.reported_at
        return values


class EvidenceInline(TabularInline):
    """The sentences that the event rests on."""

    model = Evidence
    form = EvidenceForm
    fields = ("paragraph", "quoted", "article")
    readonly_fields = ("article",)
    autocomplete_fields = ("paragraph",)
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        """Fetch what a row shows along with it."""
        return super().get_queryset(request).select_related("paragraph", "revision__article__source")

    @admin.display(description=_("Artikel"))
    def article(self, evidence: Evidence) -> SafeString | str:
        """Return a link to the very place in the article."""
        if not evidence.pk:
            return ""
        return format_html(
            '<a href="{}">{}</a>', evidence.get_absolute_url(), evidence.revision.article.source
        )


@admin.register(Paragraph)
class ParagraphAdmin(EditorialAdmin):
    """Paragraphs, for the search field of the evidence; shown nowhere else."""

    search_fields = ("text",)
    list_display = ("text", "revision")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep paragraphs off the start page."""
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Paragraphs come with their articles."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Paragraph | None = None) -> bool:
        """A paragraph stays what it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Paragraph | None = None) -> bool:
        """A paragraph stays, since evidence points into it."""
        return False


@admin.register(Event)
class EventAdmin(RulingsMixin, OutcomesMixin, EditorialAdmin):
    """Events with particulars, participants and evidence."""

    fields = ("kind", "review", "earliest", "latest", "precision", "place", "crises")
    autocomplete_fields = ("place", "crises")
    list_display = ("headline", "kind", "shown_day", "outcome", "review", "articles_count")
    list_filter = (TaskFilter, "review", "kind", "crises", ("earliest", RangeDateFilter))
    list_filter_submit = True
    search_fields = ("entities__name", "statement__words", "announcement__what", "place__name")
    date_hierarchy = "day"
    ordering = ("-day", "-pk")
    actions = ("accept", "reject", "reopen", "merge_selected", "break_selected", "drop_selected")
    actions_detail = ("open_rulings", "open_outcome")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Fetch what a row shows along with it."""
        events = (
            super()
            .get_queryset(request)
            .select_related("place", "meeting", "statement", "troopfigure", "announcement", "redemption")
        )
        return events.prefetch_related("participations__entity").annotate(
            articles_count=Count("evidence__revision__article", distinct=True)
        )

    def get_inlines(self, request: HttpRequest, obj: Event | None = None) -> list[Any]:
        """Show the particulars of the event's own kind; a new event gets them once its kind is saved."""
        if obj is None:
            return [ParticipationInline]
        return [PARTICULARS[Event.Kind(obj.kind)], ParticipationInline, EvidenceInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> tuple[str, ...]:
        """Keep the kind of a stored event: its particulars hang on it."""
        return ("kind",) if obj else ()

    @admin.display(description=_("Ereignis"))
    def headline(self, event: Event) -> str:
        """Return the event in one line."""
        return str(event)

    @admin.display(description=_("Tag"), ordering="day")
    def shown_day(self, event: Event) -> date:
        """Return where the event stands in a timeline."""
        return event.day

    @admin.display(description=_("Artikel"), ordering="articles_count")
    def articles_count(self, event: Any) -> int:
        """Return how many articles report the event."""
        return int(event.articles_count)

    @admin.action(description=_("Ausgewählte bestätigen"), permissions=["change"])
    def accept(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Say that the events are right as they stand."""
        self._review(request, events, Event.Review.ACCEPTED, _("%d bestätigt"))

    @admin.action(description=_("Ausgewählte verwerfen"), permissions=["change"])
    def reject(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Take the events from the readers' pages; new reports of them will not bring them back."""
        self._review(request, events, Event.Review.REJECTED, _("%d verworfen"))

    @admin.action(description=_("Prüfung ausgewählter zurücknehmen"), permissions=["change"])
    def reopen(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Make the events unchecked again."""
        self._review(request, events, Event.Review.EXTRACTED, _("%d wieder ungeprüft"))

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseModelFormSet], change: bool
    ) -> None:
        """Mark an event as edited whose values an editor changed, unless the editor chose its review state."""
        event = form.instance
        before = set(event.crises.all())
        super().save_related(request, form, formsets, change)
        for crisis in before ^ set(event.crises.all()):
            decide_crisis(event, crisis, belongs=crisis not in before, editor=request.user)
        was_changed = bool({*form.changed_data} - {"crises"}) or any(one.has_changed() for one in formsets)
        if was_changed and "review" not in form.changed_data:
            Event.objects.filter(pk=form.instance.pk).update(review=Event.Review.EDITED)
        if was_changed:
            with only_writer():
                redeem([form.instance.pk])

    def _review(
        self, request: HttpRequest, events: QuerySet[Event], review: Event.Review, message: Any
    ) -> None:
        changed = (
            Event.objects.filter(pk__in=events.values("pk")).exclude(review=review).update(review=review)
        )
        self.message_user(request, message % changed)
