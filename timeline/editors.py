"""The group of editors and the rights that it needs, no more."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.management import create_permissions

EDITORS = "Editors"
RIGHTS = {
    "articles.source": ("view", "add", "change"),
    "articles.article": ("view", "add", "change"),
    "articles.revision": ("view",),
    "articles.paragraph": (
        "view",
        "add",
        "change",
    ),  # in an article's form, where a change makes a new revision
    "timeline.crisis": ("view", "add", "change"),
    "timeline.crisisactor": ("view", "add", "change", "delete"),
    "timeline.entity": ("view", "add", "change"),
    "timeline.entityalias": ("view", "add", "change", "delete"),
    "timeline.office": ("view", "add", "change", "delete"),
    "timeline.event": ("view", "add", "change"),
    "timeline.meeting": ("view", "add", "change"),
    "timeline.statement": ("view", "add", "change"),
    "timeline.troopfigure": ("view", "add", "change"),
    "timeline.announcement": ("view", "add", "change"),
    "timeline.participation": ("view", "add", "change", "delete"),
    "timeline.evidence": ("view", "add", "change", "delete"),
    "timeline.sharelink": ("view", "change"),
}


def make_group(sender: AppConfig, **kwargs: Any) -> None:
    """Make the group after the first migration; one that is there keeps what administrators gave it."""
    from django.contrib.auth.models import Group, Permission

    group, is_new = Group.objects.get_or_create(name=EDITORS)
    if not is_new:
        return
    for label in ("articles", "timeline"):  # theirs may come after this signal
        create_permissions(apps.get_app_config(label), verbosity=0)
    for model, actions in RIGHTS.items():
        app_label, name = model.split(".")
        codenames = [f"{action}_{name}" for action in actions]
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
        )
