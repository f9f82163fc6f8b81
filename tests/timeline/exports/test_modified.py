"""Copies that are kept by date: what is sent again, and what is not, to programs that know no ETags."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest

from articles.models import Revision
from tests.factories import (
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_meeting,
    make_place,
    make_revision,
    make_source,
)
from tests.publishing import FRIDAY
from timeline import modified
from timeline.keeping import SHOWN
from timeline.models import Crisis, Entry, Event, Meeting, Participation

pytestmark = pytest.mark.django_db
FILE = "/crises/testkrise/export.{}"
API = "/api/v1"
FORMS = "Sun, 22 Nov 2026 00:00:00 GMT"  # since when files have their present form


@pytest.fixture
def event() -> Event:
    """Return a meeting that has not changed for a long time."""
    crisis = make_crisis()
    article = make_article(crisis=crisis)
    made = make_meeting(
        make_entity("Anna Bär"), make_entity("Ben Öz"), crisis=crisis, article=article, place=make_place()
    )
    Entry.objects.update(entered_at=FRIDAY, changed_at=FRIDAY)
    Revision.objects.update(created_at=FRIDAY)
    for model in SHOWN:
        if changes := getattr(model, "changes", None):
            changes.rel.related_model.objects.update(pgh_created_at=FRIDAY)
    return made


def addresses(event: Event) -> list[str]:
    files = [FILE.format(key) for key in ("csv", "evidence.csv", "ics", "atom", "json", "timeline.json")]
    return [*files, f"{API}/events?crisis=testkrise", f"{API}/events/{event.pk}"]


def ask(client, address: str, since: str):
    return client.get(address, headers={"if-modified-since": since})


def test_what_did_not_change_is_not_sent_again(client, event):
    for address in addresses(event):
        response = client.get(address)
        assert response["Last-Modified"] == FORMS, address
        again = ask(client, address, response["Last-Modified"])
        assert again.status_code == 304, address
        assert again["Last-Modified"] == FORMS
        assert ask(client, address, "Fri, 21 Jan 2022 12:00:00 GMT").status_code == 200


CHANGES = {
    "hour": lambda event: Meeting.objects.update(begins_at="11:00"),
    "participant": lambda event: Participation.objects.create(
        event=event, entity=make_entity("Cem Uhl"), role="participant", position=5
    ),
    "name": lambda event: event.entities.filter(name="Anna Bär").update(name="Anna Neu"),
    "source": lambda event: make_source().articles.model.objects.update(source=make_source("Tagblatt")),
    "title of a revision": lambda event: Revision.objects.update(title="Anders"),
    "new revision with the same sentence": lambda event: make_evidence(
        event, make_revision(Revision.objects.get().article).article
    ),
    "title of the crisis": lambda event: Crisis.objects.update(title="Andere Krise"),
    "taken out of the crisis": lambda event: event.crises.clear(),
    "rejected": lambda event: Event.objects.update(review="rejected"),
    "deleted": lambda event: event.delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changed_is_sent_again_even_in_the_minute_after(client, event, change, monkeypatch):
    asked = addresses(event)
    change(event)
    for address in asked:
        response = ask(client, address, FORMS)
        assert response.status_code in (200, 404), address
        assert "Last-Modified" not in response, "too new to be told by the second"
    monkeypatch.setattr(modified, "SETTLED", timedelta(minutes=-1))  # as if the minute had passed
    for address in asked:
        response = ask(client, address, FORMS)
        assert response.status_code in (200, 404)
        if response.status_code == 200:
            assert parsedate_to_datetime(response["Last-Modified"]) > modified.FORM_SINCE
            assert ask(client, address, response["Last-Modified"]).status_code == 304


def test_an_etag_goes_before_the_date(client, event):
    address = FILE.format("csv")
    headers = {"if-none-match": '"other"', "if-modified-since": FORMS}
    assert client.get(address, headers=headers).status_code == 200


@pytest.mark.parametrize("key", ["svg", "png"])
def test_pictures_have_no_date_since_today_stands_in_them(client, event, key):
    assert "Last-Modified" not in client.get(FILE.format(key))


def test_the_head_says_the_same(client, event):
    for address in addresses(event):
        head, got = client.head(address), client.get(address)
        assert head.status_code == 200
        for name in ("Last-Modified", "ETag", "Content-Type", "Cache-Control"):
            assert head[name] == got[name], (address, name)
