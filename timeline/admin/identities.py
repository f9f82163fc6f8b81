"""Where editors say who is who: the same as another entry, two after all, somebody else in one place, one more name; all undoable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.editorial import read_key
from articles.models import Article
from articles.reading.cleaning import clean
from timeline.chronicle.entities import IdentityError, add_name, make_entry, merge_entities, relink, undo
from timeline.chronicle.suggesting import search, suggested_for, unlisted_names
from timeline.models import Entity, EntityMention, EntityRuling, Participation

SHOWN_MENTIONS = 60
AROUND = 120  # characters on each side of a mention
FOUND = 8  # entries that a search shows
NEW = "new"


@dataclass(frozen=True)
class Passage:
    """A mention with the words around it."""

    mention: EntityMention
    before: str
    words: str
    after: str


class MeaningForm(forms.Form):
    """Whom a place means: an entry that was found, or a new one."""

    scope = forms.ChoiceField(label=_("Wo"), widget=forms.RadioSelect, required=False)
    to = forms.ChoiceField(label=_("Gemeint ist"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Name des neuen Eintrags"),
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget(),
    )

    def __init__(self, *args: Any, scopes: list[Any], found: list[Entity], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]
        entries = [(str(entity.pk), _in_words(entity)) for entity in found]
        self.fields["to"].choices = [*entries, (NEW, _("ein neuer Eintrag"))]  # type: ignore[attr-defined]
        if len(scopes) < 2:
            del self.fields["scope"]

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a new entry."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("to") == NEW and not values["name"].strip():
            self.add_error("name", gettext("Ein neuer Eintrag braucht einen Namen."))
        return values


class IdentityMixin:
    """Adds the pages on which editors decide who is who."""

    admin_site: admin.AdminSite
    actions_detail = ("open_identity",)

    def get_urls(self) -> list[Any]:
        """Add the pages."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/identity/", view(self.identity_view), name="timeline_entity_identity"),
            path("<int:pk>/relink/", view(self.relink_view), name="timeline_entity_relink"),
            path("article/<int:pk>/", view(self.article_view), name="timeline_entity_article"),
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    @action(description=_("Wer ist das?"), url_path="who", permissions=["change"])
    def open_identity(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Lead from the entity to the page on which editors decide who it is."""
        return HttpResponseRedirect(reverse("admin:timeline_entity_identity", args=[object_id]))

    def identity_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show who the entry might be, its unlisted names, its mentions and what was decided; a POST decides or takes back."""
        entity = get_object_or_404(Entity, pk=pk)
        self._check_permission(request, entity)
        if request.method == "POST":
            return self._post(request, entity)
        mentions = EntityMention.objects.filter(entity=entity).exclude(form="pronoun")
        context = {
            "original": entity,
            "suggested": [] if entity.merged_into else suggested_for(entity),
            "unlisted": unlisted_names(mentions),
            "passages": [_passage(mention) for mention in _latest(mentions).order_by("-pk")[:SHOWN_MENTIONS]],
            "rulings": _rulings_on(entity),
        }
        return self._page(request, "admin/identity.html", gettext("Wer ist das? %s") % entity, context)

    def relink_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask whom a mention, an article or a part in an event means instead of the entry, and say so."""
        entity = get_object_or_404(Entity, pk=pk)
        self._check_permission(request, entity)
        subject = _subject_of(request)
        words = clean(request.GET.get("q", entity.name))
        form = MeaningForm(
            request.POST or None,
            scopes=_scopes(subject),
            found=list(search(words, entity.kind).exclude(pk=entity.pk)[:FOUND]),
            initial={"name": entity.name, "to": NEW, "scope": "place"},
        )
        if request.method == "POST" and form.is_valid():
            decide = lambda: _relink(entity, subject, form.cleaned_data, request.user)  # noqa: E731
            return self._decide(
                request, entity, decide, gettext("Die Stelle meint jetzt den anderen Eintrag.")
            )
        passage = _passage(subject) if isinstance(subject, EntityMention) else None
        context = {"original": entity, "form": form, "words": words, "subject": subject, "passage": passage}
        return self._page(request, "admin/relink.html", gettext("Gemeint ist jemand anderes"), context)

    def article_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show whom an article names, and the names that are new."""
        article = get_object_or_404(Article.objects.select_related("current_revision"), pk=pk)
        self._check_permission(request)
        mentions = EntityMention.objects.filter(paragraph__revision=article.current_revision_id)
        context = {
            "article": article,
            "entities": Entity.objects.filter(mentions__in=mentions).distinct().order_by("kind", "name"),
            "unlisted": unlisted_names(mentions),
        }
        title = gettext("Wer ist gemeint? %s") % article.current_revision
        return self._page(request, "admin/identities.html", title, context)

    def _post(self, request: HttpRequest, entity: Entity) -> HttpResponse:
        deed, editor = request.POST.get("do"), request.user
        if deed == "undo":
            concerned = _rulings_on(entity)
            ruling = get_object_or_404(concerned, pk=read_key(request.POST.get("ruling")))
            done = gettext("Die Entscheidung ist zurückgenommen.")
            return self._decide(request, entity, lambda: undo(ruling, editor=editor), done)
        if deed == "merge":
            other = get_object_or_404(
                Entity, pk=read_key(request.POST.get("other")), merged_into__isnull=True
            )
            kept, gone = sorted((entity, other), key=lambda one: (not one.is_checked, one == entity, one.pk))
            done = gettext("Beide sind jetzt ein Eintrag.")
            return self._decide(request, kept, lambda: merge_entities(gone, into=kept, editor=editor), done)
        if deed == "name":
            name = clean(request.POST.get("name", ""))
            done = gettext("„%s“ ist als Name aufgenommen.") % name
            return self._decide(request, entity, lambda: add_name(entity, name, editor=editor), done)
        messages.error(request, gettext("Diese Entscheidung gibt es nicht."))
        return HttpResponseRedirect(request.path)

    def _decide(
        self, request: HttpRequest, entity: Entity, decide: Callable[[], Any], done: str
    ) -> HttpResponse:
        try:
            decide()
        except IdentityError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done)
        back = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        own = reverse("admin:timeline_entity_identity", args=[entity.pk])
        return HttpResponseRedirect(back if safe else own)

    def _check_permission(self, request: HttpRequest, entity: Entity | None = None) -> None:
        if not self.has_change_permission(request, entity):  # type: ignore[attr-defined]
            raise PermissionDenied

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return TemplateResponse(
            request, template, {**shared, "title": title, "opts": Entity._meta, **context}
        )


def _rulings_on(entity: Entity) -> Any:
    """Return the decisions that an editor may want to take back on the entity's page, the newest first."""
    rulings = EntityRuling.objects.select_related("made_by", "undone_by", "entity", "other")
    return (rulings.filter(entity=entity) | rulings.filter(other=entity)).prefetch_related("articles")


def _latest(mentions: Any) -> Any:
    return mentions.select_related(
        "paragraph__revision__article__source", "paragraph__revision__article__current_revision"
    )


def _passage(mention: EntityMention) -> Passage:
    text, start, end = mention.paragraph.text, mention.start, mention.end
    before, after = text[:start], text[end:]
    return Passage(
        mention,
        f"…{before[-AROUND:]}" if len(before) > AROUND else before,
        text[start:end],
        f"{after[:AROUND]}…" if len(after) > AROUND else after,
    )


def _in_words(entity: Entity) -> str:
    return f"{entity} ({entity.description})" if entity.description else str(entity)


Subject = EntityMention | Article | Participation


def _subject_of(request: HttpRequest) -> Subject:
    """Return the mention, article or part in an event that the address names."""
    models: dict[str, type[Any]] = {
        "mention": EntityMention,
        "participation": Participation,
        "article": Article,
    }
    name = next((name for name in models if name in request.GET), "article")
    key = request.GET.get(name, "")
    subject: Subject = get_object_or_404(models[name], pk=read_key(key))
    return subject


def _scopes(subject: Subject) -> list[tuple[str, Any]]:
    if isinstance(subject, EntityMention):
        return [("place", _("nur an dieser Stelle")), ("article", _("im ganzen Artikel"))]
    return []


def _relink(entity: Entity, subject: Subject, values: dict[str, Any], editor: Any) -> None:
    if values["to"] == NEW:
        to = make_entry(entity.kind, values["name"])
    else:
        to = Entity.objects.get(pk=values["to"])
    where: dict[str, Any]
    if isinstance(subject, Participation):
        where = {"participation": subject}
    elif isinstance(subject, Article):
        where = {"article": subject}
    elif values.get("scope") == "article":
        where = {"article": subject.paragraph.revision.article}
    else:
        where = {"mention": subject}
    relink(entity, to=to, editor=editor, **where)
