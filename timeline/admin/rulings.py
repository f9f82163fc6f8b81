"""Where editors put the reports of an event in order: split off, merge, choose between values, and take all that back."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from articles.editorial import read_key
from timeline import describe
from timeline.chronicle.following import changed_evidence, overdue, unconfirmed
from timeline.chronicle.rulings import RulingError, choose, merge, split, undo
from timeline.chronicle.suggesting import unlisted_names
from timeline.chronicle.variants import Variant, standing_reports, variants
from timeline.models import Entity, EntityMention, Event, Ruling

LABELS = {
    "days": _("Wann"),
    "place": _("Ort"),
    "duration_minutes": _("Dauer"),
    "format": _("Form"),
    "change": _("Veränderung"),
    "qualifier": _("Zusatz"),
}


class ReasonForm(forms.Form):
    """Why an editor decides as they do."""

    reason = forms.CharField(
        label=_("Begründung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "cols": 60})
    )


class TaskFilter(admin.SimpleListFilter):
    """What waits for an editor."""

    title = _("Aufgabe")
    parameter_name = "task"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the tasks."""
        return [
            ("unconfirmed", _("keine Bestätigung gefunden")),
            ("overdue", _("Ankündigung: Frist verstrichen, Ausgang nicht berichtet")),
            ("alone", _("ohne Beleg")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        """Leave only the events with that task."""
        if self.value() == "unconfirmed":
            return unconfirmed(queryset.filter(merged_into__isnull=True), timezone.localdate())
        if self.value() == "overdue":
            return overdue(queryset, timezone.localdate())
        if self.value() == "alone":
            return queryset.filter(evidence__isnull=True, merged_into__isnull=True)
        return queryset


class RulingsMixin:
    """Adds the page on which an event's reports are put in order, and the merging of selected events."""

    model: type[Event]
    admin_site: admin.AdminSite
    actions_detail: tuple[str, ...] = ("open_rulings",)

    def get_urls(self) -> list[Any]:
        """Add the two pages."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/rulings/", view(self.rulings_view), name="timeline_event_rulings"),
            path("merge/", view(self.merge_view), name="timeline_event_merge"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    @action(description=_("Meldungen ordnen"), url_path="reports", permissions=["change"])
    def open_rulings(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead from the event to the page on which its reports are put in order."""
        return HttpResponseRedirect(reverse("admin:timeline_event_rulings", args=[object_id]))

    @admin.action(description=_("Ausgewählte zusammenlegen"), permissions=["change"])
    def merge_selected(self, request: HttpRequest, events: QuerySet[Event]) -> HttpResponse:
        """Lead to the page that asks why the events are one."""
        keys = ",".join(str(event.pk) for event in events.order_by("pk"))
        return HttpResponseRedirect(f"{reverse('admin:timeline_event_merge')}?{urlencode({'events': keys})}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the reason and merge the events into the oldest."""
        self._check_permission(request)
        keys = filter(None, map(read_key, request.GET.get("events", "").split(",")))
        events = list(Event.objects.filter(pk__in=keys).order_by("pk"))
        form = ReasonForm(request.POST or None)
        if request.method == "POST" and form.is_valid() and len(events) > 1:
            return self._decide(
                request,
                events[0],
                lambda: merge(events[0], events[1:], reason=form.cleaned_data["reason"], editor=request.user),
                gettext("Die Ereignisse sind zusammengelegt."),
            )
        title = gettext("Ereignisse zusammenlegen")
        return self._page(request, "admin/merge.html", title, {"events": events, "form": form})

    def rulings_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the reports, where they differ, and what was decided; a POST decides or takes back."""
        event = get_object_or_404(Event, pk=pk)
        self._check_permission(request, event)
        if request.method == "POST":
            return self._post(request, event)
        reports = standing_reports(event)
        context = {
            "original": event,
            "reports": event.reports.select_related("revision__article__source").prefetch_related(
                "evidence__paragraph"
            ),
            "slots": [_slot(name, found) for name, found in variants(reports).items() if name in LABELS],
            "parts": event.participations.select_related("entity"),
            "unlisted": unlisted_names(_mentions_of(event)),
            "changed": changed_evidence(event),
            "rulings": Ruling.objects.filter(event=event).select_related("made_by", "undone_by", "other"),
            "form": ReasonForm(),
        }
        return self._page(request, "admin/rulings.html", gettext("Meldungen ordnen: %s") % event, context)

    def _post(self, request: HttpRequest, event: Event) -> HttpResponse:
        deed = request.POST.get("do")
        if deed == "undo":
            ruling = get_object_or_404(Ruling, pk=read_key(request.POST.get("ruling")), event=event)
            done = gettext("Die Entscheidung ist zurückgenommen.")
            return self._decide(request, event, lambda: undo(ruling, editor=request.user), done)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            messages.error(request, gettext("Ohne Begründung wird nichts entschieden."))
            return HttpResponseRedirect(request.path)
        why = {"reason": form.cleaned_data["reason"], "editor": request.user}
        if deed == "split":
            keys = list(filter(None, map(read_key, request.POST.getlist("report"))))
            done = gettext("Die Meldungen sind abgetrennt.")
            return self._decide(request, event, lambda: split(event, keys, **why), done)
        slot, value = request.POST.get("slot", ""), _read(request.POST.get("value", ""))
        if deed == "choose" and value in _reported_values(event, slot):
            done = gettext("Die Angabe ist entschieden.")
            return self._decide(request, event, lambda: choose(event, slot, value, **why), done)
        messages.error(request, gettext("Diese Entscheidung gibt es nicht."))
        return HttpResponseRedirect(request.path)

    def _decide(self, request: HttpRequest, event: Event, decide: Any, done: str) -> HttpResponse:
        try:
            decide()
        except RulingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:timeline_event_rulings", args=[event.pk]))

    def _check_permission(self, request: HttpRequest, event: Event | None = None) -> None:
        if not self.has_change_permission(request, event):  # type: ignore[attr-defined]
            raise PermissionDenied

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(request, template, {**shared, "title": title, "opts": Event._meta, **context})


def _mentions_of(event: Event) -> QuerySet[EntityMention]:
    """Return where the articles that report the event mention those who take part."""
    reporting = EntityMention.objects.filter(paragraph__revision__reports__event=event)
    return reporting.filter(entity__participations__event=event)


def _reported_values(event: Event, slot: str) -> list[Any]:
    """Return the values between which an editor may choose, as JSON holds them."""
    found = variants(standing_reports(event)).get(slot, []) if slot in LABELS else []
    return [_read(json.dumps(variant.value, default=str)) for variant in found]


def _slot(name: str, found: list[Variant]) -> dict[str, Any]:
    """Return a slot with its values in words, as JSON for the form, and with their support."""
    return {
        "name": name,
        "label": LABELS[name],
        "values": [
            {
                "json": json.dumps(variant.value, default=str),
                "words": _in_words(name, variant.value),
                "origins": len(variant.origins),
                "sentences": [
                    piece.sentence for report in variant.reports for piece in report.evidence.all()
                ],
            }
            for variant in found
        ],
    }


def _in_words(name: str, value: Any) -> str:
    if name == "days":
        return describe.format_days(*value)
    if name == "place":
        return str(Entity.objects.filter(key=value).first() or value)
    return describe.format_duration(value) if name == "duration_minutes" else str(value)


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text  # which no report says
