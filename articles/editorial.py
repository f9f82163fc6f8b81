"""What all editorial admin pages share: a history in plain words that can be undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin

from .history import steps_of, undo

LONGEST_KEY = 19  # digits that the database's keys can have


class EditorialAdmin(ModelAdmin):
    """An admin page whose history shows what was before and after each change, and takes changes back."""

    compressed_fields = True
    warn_unsaved_form = True
    list_per_page = 50

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the steps of the row's history; a POST names one of them to undo."""
        row = get_object_or_404(self.model, pk=object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method == "POST":
            return self._undo(request, row)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Verlauf: %s") % row,
            "opts": self.opts,
            "original": row,
            "object": row,
            "steps": steps_of(row),
            "can_undo": self.has_change_permission(request, row),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/steps.html", context)

    def _undo(self, request: HttpRequest, row: models.Model) -> HttpResponse:
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        model, _separator, pk = request.POST.get("step", "").rpartition(":")
        if not any(step.model == model and str(step.pk) == pk for step in steps_of(row)):
            messages.error(request, _("Diesen Schritt gibt es nicht."))
            return HttpResponseRedirect(request.path)
        try:
            self.undo_step(request, model, int(pk))
        except IntegrityError:
            messages.error(
                request, _("Der Schritt lässt sich nicht zurücknehmen: Es widerspräche späteren Änderungen.")
            )
        else:
            messages.success(request, _("Der Schritt ist zurückgenommen."))
        return HttpResponseRedirect(request.path)

    def undo_step(self, request: HttpRequest, model: str, pk: int) -> None:
        """Put back what the row held before the change; where more hangs on it than the row, a page takes that back too."""
        undo(model, pk)


def read_key(text: str | None) -> int | None:
    """Return the key of a row that a form or an address names; None for what is no key, which no row has.

    >>> read_key("12"), read_key("²"), read_key("")
    (12, None, None)
    """
    if not text or not text.isascii() or not text.isdecimal() or len(text) >= LONGEST_KEY:
        return None
    return int(text)
