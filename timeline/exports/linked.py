"""The view as JSON: the API's records, which a context makes linked data in the terms of schema.org.

The context stands in the document itself, so that nobody has to be asked to read it. What schema.org has no word for keeps our
own, explained on the API's page. What somebody says is a claim whatever it is about: that it is true, nobody here says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from timeline.api.records import crisis_record, utc
from timeline.api.schemas import EventRecord
from timeline.describe import in_all_languages

from .view import View

ENTITY_TYPES = {"person": "Person", "state": "Country", "organisation": "Organization", "place": "Place"}
EVENT_STATUS = {
    "cancelled": "schema:EventCancelled",
    "planned": "schema:EventScheduled",
    "proposed": "schema:EventScheduled",
}
# As what somebody takes part, in the terms of schema.org.
ROLES = {
    "participant": "attendee",
    "speaker": "author",
    "claimant": "author",
    "announcer": "author",
    "actor": "about",
}

_LANGUAGE_MAP = {"@container": "@language"}
_DAY = {"@type": "xsd:date"}
_MOMENT = {"@type": "xsd:dateTime"}
_LINK = {"@type": "@id"}
_ARTICLE = {
    "@id": "schema:isPartOf",
    "@context": {
        "url": "@id",
        "title": "schema:headline",
        "outlet": "schema:publisher",
        "language": "schema:inLanguage",
        "published_at": {"@id": "schema:datePublished", **_MOMENT},
    },
}
_EVIDENCE = {
    "@context": {  # several sentences of an article have the same address, but are not the same
        "url": {"@id": "schema:url", **_LINK},
        "sentence": "schema:text",
        "article": _ARTICLE,
    }
}
_CONTEXT = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": "@id",
    "Dataset": "schema:Dataset",
    "Event": {
        "@id": "schema:Event",
        "@context": {"evidence": {"@id": "schema:subjectOf", **_EVIDENCE}, "place": "schema:location"},
    },
    "Claim": {
        "@id": "schema:Claim",
        "@context": {"evidence": {"@id": "schema:appearance", **_EVIDENCE}},
    },
    **{name: f"schema:{name}" for name in (*ENTITY_TYPES.values(), "Quotation", "NewsArticle")},
    **{name: {"@id": f"schema:{name}", **_LINK} for name in dict.fromkeys([*ROLES.values(), "eventStatus"])},
    **{name: {"@id": f"schema:{name}", **_DAY} for name in ("startDate", "endDate", "dateCreated")},
    "text": "schema:text",
    "temporalCoverage": "schema:temporalCoverage",
    "headline": {"@id": "schema:name", **_LANGUAGE_MAP},
    "name": {"@id": "schema:name", **_LANGUAGE_MAP},
    "title": {"@id": "schema:name", **_LANGUAGE_MAP},
    "description": {"@id": "schema:description", **_LANGUAGE_MAP},
    "known_at": {"@id": "schema:dateModified", **_MOMENT},
    "first_reported_at": _MOMENT,
    "kept_since": _MOMENT,
    "reported_at": _MOMENT,
    "events": "schema:about",
}


def write(view: View) -> Iterator[str]:
    """Yield one document: what the view is and when that was known, then its events, each on a line."""
    head = json.dumps(_head(view), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "events": ['
    border = "\n"
    for record in view.records():
        yield border + json.dumps(as_linked(record), ensure_ascii=False)
        border = ",\n"
    yield "\n]}\n"


def as_linked(record: EventRecord) -> dict[str, Any]:
    """Return the record with what schema.org says of it."""
    values = record.model_dump(mode="json")
    for evidence in values["evidence"]:
        evidence["@type"] = "Quotation"
        evidence["article"]["@type"] = "NewsArticle"
        if evidence["article"]["url"] is None:
            del evidence["article"]["url"]  # a thing without an address has none, rather than an empty one
    entities = [part["entity"] for part in values["participants"]]
    for entity in filter(None, [*entities, values["place"]]):
        entity["@type"] = ENTITY_TYPES[entity["kind"]]
    return {"@type": "Event" if record.meeting else "Claim", **values, **_terms(record)}


def _head(view: View) -> dict[str, Any]:
    own_terms = view.site + reverse("api-docs") + "#"
    return {
        "@context": {"@vocab": own_terms, **_CONTEXT},
        "@type": "Dataset",
        "url": view.address,
        "title": in_all_languages(lambda: view.title),
        "known_at": utc(view.known_at).isoformat(),
        "crisis": crisis_record(view.crisis, view.site).model_dump(mode="json"),
    }


def _terms(record: EventRecord) -> dict[str, Any]:
    """Return what the record does not say in so many words; a day that is not certain is in none of these."""
    terms: dict[str, Any] = {}
    for part in record.participants:
        if part.role in ROLES:
            terms.setdefault(ROLES[part.role], []).append(part.entity.url)
    if record.earliest and record.earliest == record.latest:
        day = record.earliest.isoformat()
        terms |= {"startDate": day, "endDate": day} if record.meeting else {"dateCreated": day}
    if record.meeting and record.meeting.status in EVENT_STATUS:
        terms["eventStatus"] = EVENT_STATUS[record.meeting.status]
    return terms | _claim_terms(record)


def _claim_terms(record: EventRecord) -> dict[str, str]:
    if record.statement:
        return {"text": record.statement.words}
    if record.troop_figure:
        return {"text": record.troop_figure.wording} if record.troop_figure.wording else {}
    if record.announcement:
        due = record.announcement.due_earliest, record.announcement.due_latest
        span = "/".join(day.isoformat() if day else ".." for day in due)
        return {"text": record.announcement.what} | ({"temporalCoverage": span} if any(due) else {})
    return {}
