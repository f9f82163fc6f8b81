"""Share links in the editors' admin."""

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_crisis
from timeline.editors import EDITORS
from timeline.models import ShareLink

pytestmark = pytest.mark.django_db
LIST = "admin:timeline_sharelink_changelist"


@pytest.fixture
def editor(client):
    anna = User.objects.create_user("anna", is_staff=True)
    anna.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    client.force_login(anna)
    return client


@pytest.fixture
def link():
    return ShareLink.objects.create(
        crisis=make_crisis(), title="Geteilt", snapshot={"events": ["x" * 100_000]}
    )


def test_the_list_leaves_the_snapshots_where_they_are(editor, link):
    with CaptureQueriesContext(connection) as queries:
        assert "Geteilt" in editor.get(reverse(LIST)).text
    asked = [query["sql"] for query in queries if '"timeline_sharelink"."title"' in query["sql"]]
    assert asked
    assert not any('"snapshot"' in sql for sql in asked)


def test_an_editor_closes_and_opens_links(editor, link):
    for action, is_open in (("revoke", False), ("restore", True)):
        editor.post(reverse(LIST), {"action": action, "_selected_action": [link.pk]})
        link.refresh_from_db()
        assert link.is_open == is_open


def test_an_editor_sees_neither_the_secret_nor_its_hash(editor, link):
    secret = link.new_secret()
    link.save()
    page = editor.get(reverse("admin:timeline_sharelink_change", args=[link.pk])).text
    assert link.secret_hash not in page
    assert secret not in page


def test_a_link_is_open_until_it_expires_or_is_revoked(link):
    assert link.is_open
    link.expires_at = timezone.now()
    assert not link.is_open
    link.expires_at = None
    link.revoke()
    assert not link.is_open
