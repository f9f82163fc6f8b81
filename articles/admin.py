"""Articles in the editors' admin: a changed text becomes a new revision, never an altered one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.contrib.inlines.admin import NonrelatedStackedInline
from unfold.widgets import (
    UnfoldAdminSplitDateTimeWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from .editorial import EditorialAdmin
from .fetch import FetchError
from .ingest import rewrite, store, store_fetched
from .knowing import redate
from .models import Article, Paragraph, Revision, Source
from .publishing import set_status, tell
from .reading import ReadingError, read_text
from .reading.page import Paragraph as PageParagraph


@admin.register(Source)
class SourceAdmin(EditorialAdmin):
    """Publishers."""

    list_display = ("name", "home_url", "language", "time_zone")
    search_fields = ("name", "home_url")


class ParagraphForm(ModelForm):
    """A paragraph of the text to be stored as a new revision."""

    class Meta:
        model = Paragraph
        fields = ("position", "kind", "text")
        widgets = {"text": UnfoldAdminTextareaWidget(attrs={"rows": 4})}


class ParagraphInline(NonrelatedStackedInline):
    """The current revision's paragraphs; saving changed ones makes a new revision."""

    model = Paragraph
    form = ParagraphForm
    fields = ("position", "kind", "text")
    extra = 0
    verbose_name_plural = _("Absätze (eine Änderung wird eine neue Fassung)")

    def get_form_queryset(self, obj: Article) -> QuerySet[Paragraph]:
        """Return the paragraphs that readers see now."""
        return Paragraph.objects.filter(revision=obj.current_revision_id).order_by("position")

    def save_new_instance(self, parent: Article, instance: Paragraph) -> None:
        """Leave the storing to ArticleAdmin, which makes one revision of all paragraphs."""


class ArticleForm(ModelForm):
    """An article with its current revision's headings."""

    title = forms.CharField(label=_("Titel"), max_length=500, widget=UnfoldAdminTextInputWidget())
    kicker = forms.CharField(
        label=_("Dachzeile"), max_length=300, required=False, widget=UnfoldAdminTextInputWidget()
    )

    class Meta:
        model = Article
        fields = ("source", "url", "status", "published_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.current_revision:
            self.fields["title"].initial = self.instance.current_revision.title
            self.fields["kicker"].initial = self.instance.current_revision.kicker

    def clean_url(self) -> str | None:
        """Store no address as null: blanks would not be unique."""
        return self.cleaned_data["url"] or None


OUTCOMES = {
    "new": _("Der Artikel ist aufgenommen und wird ausgewertet."),
    "changed": _("Der Artikel hat eine neue Fassung; sie wird ausgewertet."),
    "unchanged": _("Der Artikel ist schon da und unverändert."),
    "withdrawn": _("Die Seite gibt es nicht mehr; der Artikel ist als zurückgezogen markiert."),
}


class IntakeForm(forms.Form):
    """An article to take in: an address to fetch, or a text as it was copied from a page."""

    url = forms.URLField(
        label=_("Adresse"), required=False, assume_scheme="https", widget=UnfoldAdminTextInputWidget()
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 16}),
        help_text=_(
            "Leer lassen, um die Seite zu holen. Sonst: Titel, Datumszeile und Absätze, wie kopiert."
        ),
    )
    source = forms.CharField(
        label=_("Quelle"), required=False, max_length=200, widget=UnfoldAdminTextInputWidget()
    )
    published_at = forms.SplitDateTimeField(
        label=_("Erschienen"),
        required=False,
        widget=UnfoldAdminSplitDateTimeWidget(),
        help_text=_("Nur nötig, wo weder Seite noch Text es sagen."),
    )

    def clean(self) -> dict[str, Any]:
        """Read and store the article, so that what cannot be read is told beside the form."""
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        if not values["url"] and not values["text"].strip():
            raise ValidationError(_("Bitte eine Adresse oder einen Text angeben."))
        given = {"source_name": values["source"], "published_at": values["published_at"]}
        try:
            if values["text"].strip():
                self.stored = store(read_text(values["text"]), url=values["url"], **given)
            else:
                self.stored = store_fetched(values["url"], **given)
        except (FetchError, ReadingError) as error:
            raise ValidationError(str(error)) from error
        return values


@admin.register(Article)
class ArticleAdmin(EditorialAdmin):
    """Articles with the text that readers see."""

    form = ArticleForm
    intake_form = IntakeForm
    fields: tuple[str, ...] = ("title", "kicker", "source", "url", "status", "published_at")
    inlines = (ParagraphInline,)
    list_display = ("title", "source", "published_at", "status", "revisions_count")
    list_filter: tuple[str, ...] = ("status", "source")
    list_select_related = ("source", "current_revision")
    search_fields = ("current_revision__title", "url", "source__name")
    date_hierarchy = "published_at"
    autocomplete_fields = ("source",)
    actions = ("withdraw", "publish")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take in an article by its address or as pasted text."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.intake_form(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            stored = form.stored
            self.message_user(request, OUTCOMES[stored.outcome])
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[stored.article.pk]))
        context = self.admin_site.each_context(request) | {
            "title": _("Artikel aufnehmen"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/intake.html", context)

    @admin.display(description=_("Fassungen"))
    def revisions_count(self, article: Article) -> int:
        """Return how many revisions there are."""
        return article.current_revision.number if article.current_revision else 0

    @admin.action(description=_("Ausgewählte zurückziehen"), permissions=["change"])
    def withdraw(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Take the articles from the readers' pages."""
        self.message_user(request, _("%d zurückgezogen") % set_status(articles, Article.Status.WITHDRAWN))

    @admin.action(description=_("Ausgewählte veröffentlichen"), permissions=["change"])
    def publish(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Give the articles to the readers."""
        self.message_user(request, _("%d veröffentlicht") % set_status(articles, Article.Status.PUBLISHED))

    def save_model(self, request: HttpRequest, obj: Article, form: ModelForm, change: bool) -> None:
        """Let what hangs on the article follow its time and its status."""
        super().save_model(request, obj, form, change)
        _follow(obj, form.changed_data)

    def undo_step(self, request: HttpRequest, model: str, pk: int) -> None:
        """Put back what the row held, and let what hangs on it follow."""
        with transaction.atomic():
            is_own = model == Article.changes.rel.related_model._meta.label  # type: ignore[attr-defined]
            before = {one.pk: one for one in Article.objects.filter(changes__pgh_id=pk) if is_own}
            super().undo_step(request, model, pk)
            for article in Article.objects.filter(pk__in=before):
                fields = ("published_at", "status")
                _follow(article, [f for f in fields if getattr(article, f) != getattr(before[article.pk], f)])

    def save_formset(
        self, request: HttpRequest, form: ModelForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        """Make a new revision where the text or its headings were changed."""
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        if not (formset.has_changed() or {"title", "kicker"} & set(form.changed_data)):
            return
        kept = [
            row.cleaned_data
            for row in formset.forms
            if row.cleaned_data.get("text") and not row.cleaned_data.get("DELETE")
        ]
        paragraphs = [
            PageParagraph(row["kind"], row["text"].strip())
            for row in sorted(kept, key=lambda row: row["position"])
        ]
        rewrite(form.instance, form.cleaned_data["title"], form.cleaned_data["kicker"], paragraphs)


def _follow(article: Article, changed: Collection[str]) -> None:
    """Let an article's revisions have its time, and tell that it has another status."""
    if "published_at" in changed:
        redate(article, article.published_at)
    if "status" in changed:
        tell([article.pk])


@admin.register(Revision)
class RevisionAdmin(ModelAdmin):
    """Revisions as they came, to look up."""

    list_display = ("title", "number", "article", "published_at", "created_at")
    list_select_related = ("article__current_revision",)
    search_fields = ("title",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Revisions come with their articles."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        """A revision stays what it was."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        """A revision stays, since evidence points into it."""
        return False
