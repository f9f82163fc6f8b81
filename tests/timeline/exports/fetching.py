"""Fetch files of a view as readers and programs do, and read them."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

from icalendar import Calendar

BERLIN = ZoneInfo("Europe/Berlin")
SENTENCE = "Die Ministerin und ihr Kollege haben sich am Freitag in Genf getroffen."
KNOWN = datetime(2022, 1, 21, 17, 4, tzinfo=BERLIN)


def fetch(client, key, query="", **headers):
    return client.get(f"/crises/testkrise/export.{key}{query}", headers=headers)


def text(client, key, query=""):
    response = fetch(client, key, query)
    assert response.status_code == 200
    return response.getvalue().decode()


def table(client, key="csv", query="", delimiter=";"):
    content = text(client, key, query)
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content[1:]), delimiter=delimiter))


def entries(client, query=""):
    return list(Calendar.from_ical(text(client, "ics", query)).walk("VEVENT"))
