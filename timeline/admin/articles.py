"""What the timeline adds to articles in the editors' admin: their crises, and a way to whom they name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.admin import ArticleAdmin, ArticleForm, IntakeForm
from articles.models import Article
from timeline.crises import add_article, follow_articles
from timeline.models import Crisis

admin.site.unregister(Article)


class CrisesField(forms.ModelMultipleChoiceField):
    """The crises whose dossiers hold an article."""

    widget = UnfoldAdminCheckboxSelectMultipleWidget

    def __init__(self) -> None:
        super().__init__(
            Crisis.objects.all(),
            label=_("Krisen"),
            required=False,
            help_text=_("Die Ereignisse des Artikels folgen ihm in diese Krisen."),
        )


class DossierArticleForm(ArticleForm):
    """An article with its crises."""

    crises = CrisesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["crises"].initial = self.instance.crises.all()


class DossierIntakeForm(IntakeForm):
    """An article to take in, and the crises to put it into."""

    crises = CrisesField()

    def clean(self) -> dict[str, Any]:
        """Put the article into the crises as soon as it is stored."""
        values = super().clean()
        for crisis in () if self.errors else values["crises"]:
            add_article(crisis, self.stored.article)
        return values


@admin.register(Article)
class DossierArticleAdmin(ArticleAdmin):
    """Articles with their crises, and with a way to the people and places that they name."""

    form = DossierArticleForm
    intake_form = DossierIntakeForm
    fields = (*ArticleAdmin.fields, "crises")
    list_filter = (*ArticleAdmin.list_filter, "crises")
    actions_detail = ("open_identities",)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseModelFormSet], change: bool
    ) -> None:
        """Put the article into its crises and take it out of others, with its events."""
        super().save_related(request, form, formsets, change)
        if "crises" in form.changed_data:
            form.instance.crises.set(form.cleaned_data["crises"])
            follow_articles([form.instance.pk])

    @action(description=_("Wer ist gemeint?"), url_path="who", permissions=["change"])
    def open_identities(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the page on which editors see whom the article names."""
        return HttpResponseRedirect(reverse("admin:timeline_entity_article", args=[object_id]))
