"""Lead from an article in the editors' admin to whom it names."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from articles.admin import ArticleAdmin
from articles.models import Article

admin.site.unregister(Article)


@admin.register(Article)
class NamingArticleAdmin(ArticleAdmin):
    """Articles, with a way to the people and places that they name."""

    actions_detail = ("open_identities",)

    @action(description=_("Wer ist gemeint?"), url_path="who", permissions=["change"])
    def open_identities(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead to the page on which editors see whom the article names."""
        return HttpResponseRedirect(reverse("admin:timeline_entity_article", args=[object_id]))
