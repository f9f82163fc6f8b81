"""How long a shared view lasts, and taking it back."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pghistory.models import Context

from config.logs import WithoutKeys
from tests.factories import make_crisis
from tests.timeline.sharing.sending import CREATE, send, share
from timeline.models import ShareLink

pytestmark = pytest.mark.django_db


def days_left(**fields):
    def count(client):
        expires = share(client, **fields).expires_at
        return expires and round((expires - timezone.now()) / timedelta(days=1), 2)

    return count


@pytest.mark.parametrize("lasts", ["7", "30", "90", "365"])
def test_a_link_lasts_as_many_days_as_chosen(client, event, lasts):
    assert days_left(lasts=lasts)(client) == int(lasts)


def test_a_link_for_which_nothing_is_chosen_lasts_a_year_and_the_form_says_so(client, event):
    form = client.get(CREATE).text
    assert re.search(r'value="365" id="id_lasts_\d" checked', form)
    assert "Ohne andere Wahl gilt sie ein Jahr" in form
    assert days_left()(client) == 365


def test_a_link_that_is_to_stay_does_not_expire(client, event):
    assert share(client, lasts="never").expires_at is None


@pytest.mark.parametrize("lasts", ["day", "365", ""])
def test_a_link_lasts_to_the_end_of_the_chosen_day_in_berlin(client, event, lasts):
    day = timezone.localdate() + timedelta(days=40)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo("Europe/Berlin"))
    assert share(client, lasts=lasts, last_day=day.isoformat()).expires_at == end


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"lasts": "day"}, "Nennen Sie den letzten Tag."),
        ({"lasts": "day", "last_day": "2022-01-01"}, "von heute an"),
        ({"lasts": "day", "last_day": "9999-12-31"}, "von heute an"),
        ({"lasts": "day", "last_day": "gestern"}, "gültiges Datum"),
        ({"lasts": "8"}, "keine gültige Auswahl"),
    ],
)
def test_a_wrong_expiry_is_refused_with_a_reason(client, event, fields, error):
    response = send(client, **fields)
    assert response.status_code == 422
    assert error in response.text


def test_a_link_that_expires_tomorrow_is_open(client, event):
    url = share(client).get_absolute_url()
    ShareLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert client.get(url).status_code == 200


def test_whoever_knows_the_secret_address_revokes_the_link(client, event):
    secret = send(client).url
    link = ShareLink.objects.get()
    response = client.post(secret)
    assert (response.status_code, response.url) == (303, secret)
    assert "Widerrufen am" in client.get(secret).text
    assert client.get(link.get_absolute_url()).status_code == 410
    first = ShareLink.objects.get().revoked_at
    client.post(secret)
    assert ShareLink.objects.get().revoked_at == first


def test_the_secret_stands_neither_in_the_database_nor_on_the_shared_page(client, event):
    secret = send(client).url.split("/")[-2]
    link = ShareLink.objects.get()
    assert len(secret) >= 32
    assert secret not in str(ShareLink.objects.values().get())
    assert secret not in client.get(link.get_absolute_url()).text


def test_a_wrong_secret_is_not_found(client, event):
    link = share(client)
    old = ShareLink.objects.create(crisis=make_crisis(), title="Ohne Geheimnis", snapshot={})
    for url in (f"{link.get_absolute_url()}manage/wrong/", f"{old.get_absolute_url()}manage/x/"):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    assert not ShareLink.objects.exclude(revoked_at=None).exists()


def test_the_secret_address_is_kept_by_nobody_on_the_way(client, event):
    response = client.get(send(client).url)
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_the_secret_stands_in_no_title_no_line_for_paper_and_no_link(client, event):
    address = send(client).url
    secret = address.split("/")[-2]
    page = client.get(address).text
    places = re.findall(r"""(?:name|id)="([^"]*)"[^>]*value="[^"]*""" + secret, page.replace("\n", " "))
    assert sorted(places) == ["next", "secret"]  # the form of languages comes back here
    assert page.count(secret) == len(places)
    assert (
        f"http://testserver{ShareLink.objects.get().get_absolute_url()}"
        in page.partition('class="printed"')[2]
    )


def test_the_history_of_a_revocation_does_not_keep_the_secret(client, event):
    address = send(client).url
    client.post(address)
    contexts = list(Context.objects.values_list("metadata", flat=True))
    assert ShareLink.objects.get().get_absolute_url() in str(contexts)
    assert address.split("/")[-2] not in str(contexts)


def test_logs_do_not_keep_the_secret(client, event, caplog):
    address = send(client).url
    client.handler.enforce_csrf_checks = True
    caplog.handler.addFilter(WithoutKeys())
    assert client.post(address).status_code == 403
    assert "/manage/…/" in caplog.text
    assert address.split("/")[-2] not in caplog.text


@pytest.mark.parametrize(
    ("field", "reason"), [("revoked_at", "hat den Link widerrufen"), ("expires_at", "bestimmte Zeit")]
)
def test_a_link_that_is_gone_says_why_and_shows_nothing_else(client, event, field, reason):
    link = share(client, note="Bitte lesen")
    ShareLink.objects.update(**{field: timezone.now() - timedelta(seconds=1)})
    gone = client.get(link.get_absolute_url())
    assert gone.status_code == 410
    assert reason in gone.text
    assert 'href="/crises/testkrise/"' in gone.text
    assert "Was im Januar geschah" not in gone.text
    assert "Bitte lesen" not in gone.text
    assert ShareLink.objects.get().openings == 0


@pytest.mark.parametrize("token", ["no-such-token", "%00", "a/b", "..", "ü"])
def test_unknown_and_malformed_tokens_are_not_found(client, token):
    for page in ("", "embed/", "card.png", "manage/x/"):
        assert client.get(f"/share/{token}/{page}").status_code == 404
