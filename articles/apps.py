"""The articles' set-up."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Sources, articles and their revisions."""

    name = "articles"
    verbose_name = "Artikel"
