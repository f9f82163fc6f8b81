"""Sources, their articles, and each article's revisions, paragraph by paragraph."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .history import track_changes

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@track_changes
class Source(models.Model):
    """A publisher whose articles are read."""

    name = models.CharField(_("Name"), max_length=200, unique=True)
    home_url = models.URLField(_("Startseite"), max_length=500, blank=True)
    feed_url = models.URLField(_("Feed-Adresse"), max_length=500, blank=True)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    time_zone = models.CharField(_("Zeitzone"), max_length=50, default="Europe/Berlin")

    class Meta:
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ArticleQuerySet(models.QuerySet["Article"]):
    """Named queries on articles."""

    def published(self) -> ArticleQuerySet:
        """Return the articles that readers may see."""
        return self.filter(status=Article.Status.PUBLISHED, current_revision__isnull=False)

    def for_list(self) -> ArticleQuerySet:
        """Return the articles with all that a list of them shows, newest first; of their text only the leads."""
        leads = models.Prefetch(
            "current_revision__paragraphs", Paragraph.objects.filter(kind=Paragraph.Kind.LEAD)
        )
        articles = self.select_related("source", "current_revision").prefetch_related(leads)
        return articles.order_by("-published_at", "-pk")


@partial(
    track_changes, exclude=["etag", "last_modified"]
)  # what a server said of its page is no editor's change
class Article(models.Model):
    """An article under its canonical address; what it says stands in its revisions."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    source = models.ForeignKey(Source, models.PROTECT, related_name="articles", verbose_name=_("Quelle"))
    url = models.CharField(  # null for pasted texts, since blanks would not be unique
        _("Adresse"), max_length=2000, unique=True, null=True, blank=True
    )
    status = models.CharField(_("Status"), max_length=10, choices=Status, default=Status.PUBLISHED)
    published_at = models.DateTimeField(_("erschienen"))
    etag = models.CharField(max_length=300, blank=True, editable=False)  # for the next conditional request
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    current_revision = models.ForeignKey(
        "Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Artikel")
        verbose_name_plural = _("Artikel")
        ordering = ["-published_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-published_at", "-id"], name="article_newest")
        ]  # the front page

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the reader page's address."""
        slug = slugify(self.title.lower().translate(UMLAUTS))
        return reverse("article", args=[self.pk, slug[:80].strip("-") or "artikel"])

    @property
    def title(self) -> str:
        """Return the current revision's title."""
        return self.current_revision.title if self.current_revision else (self.url or "")


@partial(track_changes, exclude=["reported_at", "superseded_at"])  # they follow from the rest
class Revision(models.Model):
    """What an article said at one time."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions", verbose_name=_("Artikel"))
    number = models.PositiveIntegerField(_("Fassung"))
    title = models.CharField(_("Titel"), max_length=500)
    kicker = models.CharField(_("Dachzeile"), max_length=300, blank=True)
    authors = ArrayField(
        models.CharField(max_length=200), verbose_name=_("Autoren"), default=list, blank=True
    )
    credits = ArrayField(
        models.CharField(max_length=100), verbose_name=_("Agenturen"), default=list, blank=True
    )
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    published_at = models.DateTimeField(_("erschienen"))
    changed_at = models.DateTimeField(_("geändert"), null=True, blank=True)
    has_time = models.BooleanField(_("Uhrzeit bekannt"), default=True)
    is_truncated = models.BooleanField(_("durch Bezahlschranke gekürzt"), default=False)
    text_hash = models.CharField(max_length=64, editable=False, db_index=True)
    metadata = models.JSONField(_("Angaben der Seite"), default=dict, blank=True)
    created_at = models.DateTimeField(_("aufgenommen"), auto_now_add=True)
    reported_at = models.DateTimeField(_("bekannt seit"), editable=False)  # see articles.knowing
    superseded_at = models.DateTimeField(  # null: no newer revision has been read
        _("abgelöst"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["article", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        """Return the article's address, or that of this old revision."""
        if self.pk == self.article.current_revision_id:
            return self.article.get_absolute_url()
        return reverse("article-revision", args=[self.article_id, self.number])

    @property
    def told_at(self) -> datetime:
        """Return of which time the text itself says it is."""
        stated = self.changed_at
        return stated if stated and self.published_at < stated <= self.created_at else self.published_at

    @property
    def lead(self) -> str:
        """Return the lead's text, or nothing."""
        return next((paragraph.text for paragraph in self.paragraphs.all() if paragraph.kind == "lead"), "")


class Paragraph(models.Model):
    """A paragraph of a revision; never changed, since evidence points into it."""

    class Kind(models.TextChoices):
        LEAD = "lead", _("Vorspann")
        HEADING = "heading", _("Zwischentitel")
        TEXT = "text", _("Text")
        QUOTE = "quote", _("Zitat")

    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="paragraphs", verbose_name=_("Fassung")
    )
    position = models.PositiveIntegerField(_("Stelle"))
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.TEXT)
    text = models.TextField(_("Text"))
    published_at = models.DateTimeField(_("eigene Zeit"), null=True, blank=True)

    class Meta:
        verbose_name = _("Absatz")
        verbose_name_plural = _("Absätze")
        ordering = ["revision", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "position"], name="paragraph_position_once"),
            models.CheckConstraint(condition=~Q(text=""), name="paragraph_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class RelatedLink(models.Model):
    """A pointer to another article, kept apart from the text."""

    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="related_links", verbose_name=_("Fassung")
    )
    position = models.PositiveIntegerField(_("Stelle"))
    title = models.CharField(_("Titel"), max_length=500)
    url = models.CharField(_("Adresse"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("Lesetipp")
        verbose_name_plural = _("Lesetipps")
        ordering = ["revision", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["revision", "position"], name="related_link_position_once")
        ]

    def __str__(self) -> str:
        return self.title
