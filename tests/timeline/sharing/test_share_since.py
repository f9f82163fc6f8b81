"""What has happened to a shared view since it was frozen."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_crisis, make_entity, make_meeting, make_statement
from tests.timeline.sharing.sending import opened, share
from timeline.models import Entry, Event, Meeting, ShareLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared_yesterday(client, event):
    """Return a function that shares a view of which all was known two days ago."""

    def share_it(query=""):
        link = share(client, query)
        ShareLink.objects.update(created_at=timezone.now() - timedelta(days=1))
        before = timezone.now() - timedelta(days=2)
        Entry.objects.update(entered_at=before, changed_at=before)
        return link.get_absolute_url()

    return share_it


def test_a_view_to_which_nothing_happened_says_so(client, event):
    assert "Seitdem hat sich in dieser Auswahl nichts geändert." in opened(client)


def test_what_came_changed_and_was_withdrawn_since_is_listed(client, event, shared_yesterday):
    moved = make_meeting(make_entity("Ben Öz"), crisis=make_crisis())
    url = shared_yesterday()
    make_statement(make_entity("Cem Usta"), crisis=make_crisis())
    Event.objects.filter(pk=event.pk).update(review="rejected")
    Event.objects.filter(pk=moved.pk).update(earliest=date(2022, 1, 23), latest=date(2022, 1, 23))
    page = client.get(url).text
    assert "Seitdem 3 Änderungen" in page
    changes = page.partition('<details class="since">')[2].partition("</details>")[0]
    for label, name in (("neu", "Cem Usta"), ("geändert", "Ben Öz"), ("zurückgezogen", "Anna Bär")):
        line = next(line for line in changes.split("<li>") if name in line)
        assert f'<span class="tag">{label}</span>' in line
    assert 'href="/crises/testkrise/?changed_since=' in changes


def test_where_only_something_is_gone_no_empty_view_is_offered(client, event, shared_yesterday):
    url = shared_yesterday()
    Event.objects.update(review="rejected")
    page = client.get(url).text
    assert "Seitdem 1 Änderung" in page
    assert "changed_since" not in page


def test_an_event_that_went_up_in_another_is_not_withdrawn(client, event, shared_yesterday):
    other = make_meeting(make_entity("Anna Bär"), crisis=make_crisis())
    url = shared_yesterday()
    Event.objects.filter(pk=other.pk).update(merged_into=event)
    assert "Seitdem hat sich in dieser Auswahl nichts geändert." in client.get(url).text


def test_what_readers_do_not_see_is_no_change(client, event, shared_yesterday):
    url = shared_yesterday()
    Event.objects.filter(pk=event.pk).update(confidence=0.9)
    assert "Seitdem hat sich" in client.get(url).text


def test_changes_outside_the_shared_filter_do_not_count(client, event, shared_yesterday):
    url = shared_yesterday("?kind=meeting")
    make_statement(make_entity("Cem Usta"), crisis=make_crisis())
    assert "Seitdem hat sich" in client.get(url).text


def test_a_filter_that_no_longer_exists_claims_nothing(client, event, shared_yesterday):
    url = shared_yesterday("?entity=anna-bar")
    ShareLink.objects.update(query="entity=somebody-else")
    page = client.get(url)
    assert page.status_code == 200
    assert "Seitdem" not in page.text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda event: event.crises.clear(), "von der Redaktion aus dieser Krise genommen"),
        (lambda event: event.delete(), "von keinem Artikel mehr gemeldet"),
        (lambda event: Event.objects.update(review="rejected"), "von der Redaktion verworfen"),
        (lambda event: Meeting.objects.update(status="cancelled"), "passt nicht mehr zu dieser Auswahl"),
    ],
    ids=["taken out", "deleted", "rejected", "other values"],
)
def test_why_an_event_is_gone_is_told_with_its_headline(client, event, shared_yesterday, change, reason):
    url = shared_yesterday("?status=held")
    change(event)
    page = client.get(url).text
    assert "Seitdem 1 Änderung" in page
    changes = page.partition('<details class="since">')[2].partition("</details>")[0]
    assert "Gespräch mit Anna Bär" in changes
    assert reason in changes


def test_an_event_that_is_back_in_its_crisis_is_withdrawn_no_more(client, event, shared_yesterday):
    url = shared_yesterday()
    event.crises.clear()
    event.crises.add(make_crisis())
    page = client.get(url).text
    assert "zurückgezogen" not in page.partition('<details class="since">')[2].partition("</details>")[0]


def test_the_hour_alone_is_a_change(client, event, shared_yesterday):
    url = shared_yesterday()
    Meeting.objects.update(begins_at="11:00")
    assert "Seitdem 1 Änderung" in client.get(url).text
