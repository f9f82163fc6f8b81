"""The first account."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import Group, User
from django.db import transaction

from timeline.editors import EDITORS

EDITOR = "redaktion"


@transaction.atomic
def make_first_editor() -> str | None:
    """Make the editor's account where there is no account at all; return its password, which is stored nowhere."""
    if User.objects.exists():
        return None
    password = secrets.token_urlsafe(12)
    editor = User.objects.create_user(EDITOR, password=password, is_staff=True)
    editor.groups.add(Group.objects.get(name=EDITORS))
    return password
