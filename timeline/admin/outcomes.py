"""Where editors say what became of an announcement: on a page of its own, or for many at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from articles.reading.cleaning import clean
from timeline import describe
from timeline.chronicle.verdicts import candidates, decide
from timeline.models import Announcement, Event

MOST_WORDS = 200  # characters of a search


class OutcomeForm(forms.Form):
    """What an editor says became of an announcement, and what kept it."""

    verdict = forms.ChoiceField(choices=Announcement.VERDICTS, required=False)
    kept_by = forms.ModelChoiceField(Event.objects.none(), required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept_by"].queryset = Event.objects.visible().exclude(pk=event.pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take an event only for what it kept."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("kept_by") and values.get("verdict") != Announcement.Outcome.KEPT:
            raise ValidationError(_("Nur was eingelöst ist, ist durch ein Ereignis eingelöst."))
        return values


class OutcomesMixin:
    """Adds the page that settles an announcement, the same for many at once, and the outcome to the list of events."""

    model: type[Event]
    admin_site: admin.AdminSite

    def get_urls(self) -> list[Any]:
        """Add the page."""
        view = self.admin_site.admin_view(self.outcome_view)
        own = path("<int:pk>/outcome/", view, name="timeline_event_outcome")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def has_settle_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Say whether the user may say what became of announcements, and whether the event, if one is named, is one."""
        may_change = self.has_change_permission(request) and request.user.has_perm(  # type: ignore[attr-defined]
            "timeline.change_announcement"
        )
        return may_change and (
            object_id is None or Announcement.objects.filter(pk=getattr(object_id, "pk", object_id)).exists()
        )

    @admin.display(description=_("Ausgang"))
    def outcome(self, event: Event) -> SafeString | str:
        """Return what became of an announcement, with a link to where that is decided."""
        announcement = getattr(event, "announcement", None)
        if announcement is None:
            return ""
        address = reverse("admin:timeline_event_outcome", args=[event.pk])
        return format_html('<a class="underline" href="{}">{}</a>', address, announcement.outcome_label)

    @action(description=_("Ausgang entscheiden"), url_path="settle", permissions=["settle"])
    def open_outcome(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead from the announcement to the page on which its outcome is decided."""
        return HttpResponseRedirect(reverse("admin:timeline_event_outcome", args=[object_id]))

    @admin.action(description=_("Ausgewählte Ankündigungen: nicht eingelöst"), permissions=["settle"])
    def break_selected(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Say that the announcements did not come about."""
        self._settle_all(request, events, Announcement.Outcome.BROKEN)

    @admin.action(description=_("Ausgewählte Ankündigungen: hinfällig"), permissions=["settle"])
    def drop_selected(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        """Say that the announcements are needed no more."""
        self._settle_all(request, events, Announcement.Outcome.MOOT)

    def outcome_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the announcement with what may have kept it; a POST decides."""
        announcements = Event.objects.with_details().filter(announcement__isnull=False)
        event = get_object_or_404(announcements, pk=pk)
        if not self.has_settle_permission(request, event):
            raise PermissionDenied
        if request.method == "POST":
            return self._settle(request, event)
        words = clean(request.GET.get("q", ""))[:MOST_WORDS]
        announcement, redemption = event.announcement, event.announcement.redemption
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Was wurde daraus? %s") % event,
            "opts": Event._meta,
            "original": event,
            "announcement": announcement,
            "made_on": _day_of(event.first_reported_at),
            "due": describe.format_days(announcement.due_earliest, announcement.due_latest),
            "redemption": redemption,
            "known_on": _day_of(announcement.kept_since) if announcement.kept_since else "",
            "candidates": candidates(event, words),
            "words": words,
        }
        return TemplateResponse(request, "admin/outcome.html", context)

    def _settle(self, request: HttpRequest, event: Event) -> HttpResponse:
        form = OutcomeForm(request.POST, event=event)
        if not form.is_valid():
            messages.error(request, gettext("Diese Entscheidung gibt es nicht."))
            return HttpResponseRedirect(request.path)
        was_overdue = event.announcement.outcome == Announcement.Outcome.OVERDUE
        decide([event], form.cleaned_data["verdict"], form.cleaned_data["kept_by"])
        settled = Event.objects.with_details().get(pk=event.pk)
        done = gettext("%(event)s: %(outcome)s.")
        messages.success(request, done % {"event": event, "outcome": settled.announcement.outcome_label})
        tasks = f"{reverse('admin:timeline_event_changelist')}?task=overdue"
        return HttpResponseRedirect(tasks if was_overdue else request.path)

    def _settle_all(self, request: HttpRequest, events: QuerySet[Event], verdict: str) -> None:
        number = decide(events.filter(announcement__isnull=False), verdict)
        done = ngettext("%(count)d Ankündigung: %(outcome)s", "%(count)d Ankündigungen: %(outcome)s", number)
        label = Announcement.Outcome(verdict).label
        messages.success(request, done % {"count": number, "outcome": label})


def _day_of(moment: datetime) -> str:
    return describe.format_day(timezone.localdate(moment))
