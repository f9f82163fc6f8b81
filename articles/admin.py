"""Articles in the editors' admin: a changed text becomes a new revision, never an altered one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.contrib.inlines.admin import NonrelatedStackedInline

from .editorial import EditorialAdmin
from .ingest import rewrite
from .models import Article, Paragraph, Revision, Source
from .reading.page import Paragraph as PageParagraph


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    """Publishers."""

    list_display = ("name", "home_url", "language", "time_zone")
    search_fields = ("name", "home_url")


class ParagraphForm(ModelForm):
    """A paragraph of the text to be stored as a new revision."""

    class Meta:
        model = Paragraph
        fields = ("position", "kind", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "cols": 100})}


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

    title = forms.CharField(label=_("Titel"), max_length=500, widget=forms.TextInput(attrs={"size": 100}))
    kicker = forms.CharField(label=_("Dachzeile"), max_length=300, required=False)

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


@admin.register(Article)
class ArticleAdmin(EditorialAdmin):
    """Articles with the text that readers see."""

    form = ArticleForm
    fields = ("title", "kicker", "source", "url", "status", "published_at")
    inlines = (ParagraphInline,)
    list_display = ("title", "source", "published_at", "status", "revisions_count")
    list_filter = ("status", "source")
    list_select_related = ("source", "current_revision")
    search_fields = ("current_revision__title", "url", "source__name")
    date_hierarchy = "published_at"
    autocomplete_fields = ("source",)
    actions = ("withdraw", "publish")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles are taken in, not typed."""
        return False

    @admin.display(description=_("Fassungen"))
    def revisions_count(self, article: Article) -> int:
        """Return how many revisions there are."""
        return article.current_revision.number if article.current_revision else 0

    @admin.action(description=_("Ausgewählte zurückziehen"), permissions=["change"])
    def withdraw(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Take the articles from the readers' pages."""
        self.message_user(request, _("%d zurückgezogen") % articles.update(status=Article.Status.WITHDRAWN))

    @admin.action(description=_("Ausgewählte veröffentlichen"), permissions=["change"])
    def publish(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        """Give the articles to the readers."""
        self.message_user(request, _("%d veröffentlicht") % articles.update(status=Article.Status.PUBLISHED))

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
