"""What the API gives out of an event, and what it keeps to itself."""

from datetime import date

import pytest

from tests.factories import (
    make_announcement,
    make_article,
    make_crisis,
    make_entity,
    make_evidence,
    make_figure,
    make_meeting,
    make_place,
    make_revision,
    make_statement,
)
from tests.timeline.api.asking import API, items, problem

pytestmark = pytest.mark.django_db


def test_an_event_comes_with_all_that_bears_it_out(client, crisis, article):
    anna = make_entity("Anna Bär", name_en="Anna Baer")
    event = make_meeting(anna, crisis=crisis, article=article, place=make_place(), words="am Freitag in Genf")
    [record] = items(client, "/events")
    assert record["id"] == event.pk
    assert record["headline"] == {
        "de": "Treffen mit Anna Bär in Genf",
        "en": "Meeting with Anna Baer in Geneva",
    }
    assert "Treffen mit Anna Bär" in client.get(f"{API}/events").text
    assert record["meeting"] == {
        "format": "talks",
        "status": "held",
        "begins_at": None,
        "duration_minutes": None,
    }
    assert record["statement"] is None
    assert record["participants"][0]["role"] == "participant"
    assert record["participants"][0]["entity"]["key"] == anna.key
    assert record["crises"] == ["testkrise"]
    [evidence] = record["evidence"]
    assert evidence["words"] == "am Freitag in Genf"
    assert evidence["sentence"].startswith("Die Ministerin und ihr Kollege haben sich")
    assert evidence["article"]["url"] == "https://elbpost.example/genf"
    assert evidence["article"]["outlet"] == "Elbpost"
    assert client.get(f"{API}/events/{event.pk}").json() == record


def test_times_are_in_utc_and_addresses_absolute(client, crisis, article):
    make_meeting(crisis=crisis, article=article)
    [record] = items(client, "/events")
    assert record["evidence"][0]["reported_at"] == "2022-01-21T16:04:00Z"
    assert record["url"].startswith("http://testserver/events/")


@pytest.mark.parametrize(
    ("make", "kind", "key", "value"),
    [
        (lambda **where: make_statement(**where), "statement", "mode", "indirect"),
        (lambda **where: make_figure(low=90, high=110, **where), "troop_figure", "high", 110),
        (
            lambda **where: make_announcement(due=(date(2022, 2, 1), None), **where),
            "announcement",
            "due_earliest",
            "2022-02-01",
        ),
    ],
)
def test_each_kind_has_its_particulars_under_its_name(client, crisis, make, kind, key, value):
    make(crisis=crisis)
    [record] = items(client, "/events")
    assert record[record["kind"]][key] == value
    assert record["kind"] == kind


def test_evidence_of_older_revisions_makes_way_for_that_of_the_newest(client, crisis, article):
    event = make_meeting(crisis=crisis, article=article)
    make_revision(article, "Die Ministerin und ihr Kollege trafen sich in Genf.", title="Neu")
    make_evidence(event, article)
    [record] = items(client, "/events")
    assert [one["revision"] for one in record["evidence"]] == [2]
    assert len(items(client, f"/evidence?event={event.pk}")) == 2


class TestWhatIsNotPublic:
    """Drafts, what editors rejected, and unchecked events of crises that hide them never appear."""

    def test_drafts(self, client, crisis):
        draft = make_article(crisis=crisis, status="draft")
        event = make_meeting(make_entity("Anna Bär"), crisis=crisis, article=draft)
        assert items(client, "/events") == items(client, f"/events?crisis={crisis.slug}") == []
        assert items(client, "/articles") == items(client, "/evidence") == []
        assert problem(client, f"/articles/{draft.pk}")["status"] == 404
        assert problem(client, f"/evidence/{event.evidence.get().pk}")["status"] == 404

    @pytest.mark.parametrize("fields", [{"review": "rejected"}, {"review": "extracted"}])
    def test_rejected_and_hidden_unchecked_events(self, client, article, fields):
        hiding = make_crisis("zweitkrise", shows_unchecked=False)
        event = make_meeting(make_entity("Anna Bär"), crisis=hiding, article=article, **fields)
        assert items(client, "/events") == items(client, "/events?crisis=zweitkrise") == []
        assert items(client, "/evidence") == items(client, "/entities") == []
        assert problem(client, f"/events/{event.pk}")["status"] == 404
        assert problem(client, "/entities/anna-bar")["status"] == 404

    def test_events_that_went_up_in_others(self, client, crisis):
        heir = make_meeting(crisis=crisis)
        gone = make_meeting(crisis=crisis, merged_into=heir)
        assert len(items(client, "/events")) == 1
        assert client.get(f"{API}/events/{gone.pk}")["Location"] == f"{API}/events/{heir.pk}"

    def test_full_texts(self, client, article):
        [record] = items(client, "/articles")
        assert "haben sich am Freitag" not in str(record)

    def test_withdrawn_articles_say_so(self, client, crisis, article):
        make_meeting(crisis=crisis, article=article)
        article.status = "withdrawn"
        article.save()
        assert items(client, "/articles") == []
        assert items(client, "/events")[0]["evidence"][0]["article"]["withdrawn"]
        assert client.get(f"{API}/articles/{article.pk}").json()["withdrawn"]
