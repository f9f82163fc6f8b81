"""The reader pages of articles: the list with its search, an article, its revisions and what changed between them."""

from __future__ import annotations

from django.contrib.postgres.aggregates import StringAgg
from django.core.paginator import Paginator
from django.db.models import F, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .comparing import compare
from .models import Article, ArticleQuerySet, Revision
from .reading.cleaning import clean
from .searching import look_for, searchable

ARTICLES_PER_PAGE = 30


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """List the articles, newest first, or those in which the words searched for stand."""
    words = clean(request.GET.get("q", ""))[:200]
    page = Paginator(_search(words), ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/article_list.html", {"page": page, "words": words})


@require_safe
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show an article as it reads now; an outdated address leads to the current one."""
    found = _get_readable_article(pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return _render_revision(request, found, _current(found))


@require_safe
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show what an article said in an earlier revision."""
    found = _get_readable_article(pk)
    if _current(found).number == number:
        return redirect(found)
    return _render_revision(request, found, get_object_or_404(found.revisions, number=number))


@require_safe
def changes(request: HttpRequest, pk: int, before: int, after: int) -> HttpResponse:
    """Show what changed between two revisions of an article."""
    found = _get_readable_article(pk)
    old, new = (
        get_object_or_404(found.revisions.prefetch_related("paragraphs"), number=number)
        for number in (before, after)
    )
    context = {"article": found, "before": old, "after": new, "changes": compare(_lines(old), _lines(new))}
    return render(request, "articles/changes.html", context)


def _search(words: str) -> ArticleQuerySet:
    articles = Article.objects.published().for_list()
    if not words:
        return articles
    document = searchable("title", StringAgg("paragraphs__text", " "))
    current = Revision.objects.filter(article__current_revision=F("pk")).annotate(document=document)
    return articles.filter(current_revision__in=current.filter(document=look_for(words)).values("pk"))


def _get_readable_article(pk: int) -> Article:
    """Return the article unless it is a draft; withdrawn ones stay readable and say so."""
    readable = Article.objects.exclude(status=Article.Status.DRAFT).filter(current_revision__isnull=False)
    return get_object_or_404(readable.select_related("source", "current_revision"), pk=pk)


def _render_revision(request: HttpRequest, article: Article, revision: Revision) -> HttpResponse:
    revision.article = article
    prefetch_related_objects([revision], "paragraphs")
    context = {
        "article": article,
        "revision": revision,
        "is_current": revision.pk == article.current_revision_id,
        "revisions": article.revisions.all(),
        "related_links": revision.related_links.all(),
        "crises": article.crises.all(),
    }
    return render(request, "articles/article.html", context)


def _current(article: Article) -> Revision:
    assert article.current_revision is not None  # noqa: S101 - a readable article has one
    return article.current_revision


def _lines(revision: Revision) -> list[tuple[str, str]]:
    """Return the revision as kinds and texts, its title on top."""
    return [("title", revision.title), *((one.kind, one.text) for one in revision.paragraphs.all())]
