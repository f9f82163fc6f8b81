"""The read-only API: what programs rely on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import RequestFactory

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
    make_source,
    make_statement,
)
from tests.publishing import FRIDAY
from tests.timeline.stories import Count, Story, Talk, on, tell
from timeline.api import throttling
from timeline.models import Crisis, EntityAlias, Event, Meeting, Office, RequestCount

pytestmark = pytest.mark.django_db
API = "/api/v1"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def crisis():
    return make_crisis(title="Die Krise am Fluss", title_en="The crisis at the river")


@pytest.fixture
def article(crisis):
    return make_article(crisis=crisis, url="https://elbpost.example/genf")


def items(client, address):
    response = client.get(API + address)
    assert response.status_code == 200, response.text
    return response.json()["items"]


def walk(client, address):
    """Yield the pages, by following `next` as a client does."""
    following = API + address
    while following:
        page = client.get(following).json()
        yield page["items"]
        following = page["next"]


def problem(client, address, **headers):
    response = client.get(API + address, headers=headers)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.json()


def test_an_event_comes_with_all_that_bears_it_out(client, crisis, article):
    anna = make_entity("Anna Bär", name_en="Anna Baer")
    event = make_meeting(anna, crisis=crisis, article=article, place=make_place(), words="am Freitag in Genf")
    [record] = items(client, "/events")
    assert record["id"] == event.pk
    assert record["headline"] == {"de": "Gespräch mit Anna Bär in Genf", "en": "Talks with Anna Baer in Genf"}
    assert "Gespräch mit Anna Bär" in client.get(f"{API}/events").text
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
        assert items(client, f"/events?crisis={crisis.slug}")[0]["evidence"] == []
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
        make_meeting(crisis=crisis, merged_into=make_meeting(crisis=crisis))
        assert len(items(client, "/events")) == 1

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


class TestPages:
    """Every row once, in order, whatever happens in between."""

    @pytest.mark.parametrize("where", ["", "&crisis=testkrise"])
    @pytest.mark.parametrize("order", ["oldest", "newest"])
    def test_pages_hold_every_event_once_in_order(self, client, crisis, order, where):
        known = datetime(2022, 1, 1, tzinfo=BERLIN)
        made = [
            make_meeting(crisis=crisis, day=date(2022, 1, 1 + number // 4), first_reported_at=known)
            for number in range(11)
        ]
        pages = list(walk(client, f"/events?limit=3&order={order}{where}"))
        expected = [event.pk for event in made]
        assert [len(page) for page in pages] == [3, 3, 3, 2]
        assert [event["id"] for page in pages for event in page] == (
            expected if order == "oldest" else expected[::-1]
        )

    def test_what_is_not_public_only_makes_a_page_shorter(self, client, crisis):
        hiding = make_crisis("zweitkrise", shows_unchecked=False)
        shown = [make_meeting(crisis=crisis).pk]
        make_meeting(crisis=crisis).crises.add(hiding)
        shown.append(make_meeting(crisis=crisis).pk)
        for where in ("", "&crisis=testkrise"):
            pages = list(walk(client, f"/events?limit=2{where}"))
            assert [[event["id"] for event in page] for page in pages] == [shown[:1], shown[1:]]

    def test_what_is_added_before_the_cursor_shifts_nothing(self, client, crisis):
        first, second = (make_meeting(crisis=crisis, day=date(2022, 1, day)) for day in (2, 3))
        pages = walk(client, "/events?limit=1")
        assert next(pages)[0]["id"] == first.pk
        make_meeting(crisis=crisis, day=date(2022, 1, 1))
        assert next(pages)[0]["id"] == second.pk

    @pytest.mark.parametrize("address", ["/crises", "/entities", "/articles", "/evidence"])
    def test_other_lists_turn_their_pages_too(self, client, crisis, address):
        make_crisis("zweitkrise")
        for name in ("Anna Bär", "Ben Öz", "Çelik"):
            make_meeting(make_entity(name), crisis=crisis, article=make_article(crisis=crisis))
        whole = items(client, address)
        assert len(whole) > 1
        assert [one for page in walk(client, f"{address}?limit=1") for one in page] == whole

    def test_the_next_page_is_named_in_the_header_too(self, client, crisis):
        make_meeting(crisis=crisis)
        make_meeting(crisis=crisis)
        response = client.get(f"{API}/events?limit=1")
        assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'

    @pytest.mark.parametrize("cursor", ["x", "WzFd:abc", "%C3%A4%3A%F0%9F%98%80", "%00"])
    def test_a_made_up_cursor_is_refused(self, client, cursor):
        assert problem(client, f"/events?cursor={cursor}")["status"] == 400

    def test_a_cursor_of_another_list_is_refused(self, client, crisis):
        for _number in range(2):
            make_meeting(crisis=crisis, article=make_article(crisis=crisis))
        following = client.get(f"{API}/evidence?limit=1").json()["next"]
        cursor = following.split("cursor=")[1]
        assert problem(client, f"/events?cursor={cursor}")["code"] == "invalid-cursor"

    def test_a_page_takes_few_queries(self, client, crisis, django_assert_max_num_queries):
        for number in range(20):
            article = make_article(crisis=crisis)
            make_meeting(
                make_entity(f"P{number}"),
                make_entity("Q"),
                crisis=crisis,
                article=article,
                place=make_place(),
            )
        with django_assert_max_num_queries(9):
            assert len(items(client, "/events?crisis=testkrise&entity=genf")) == 20


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("crisis=testkrise", {"meeting", "statement"}),
        ("crisis=zweitkrise", set()),
        ("kind=statement", {"statement"}),
        ("kind=statement&kind=meeting", {"meeting", "statement"}),
        ("entity=anna-bar", {"meeting", "statement"}),
        ("entity=anna-bar&entity=genf", {"meeting"}),
        ("since=2022-01-22", {"statement"}),
        ("until=2022-01-21", {"meeting"}),
        ("q=antwortete", {"statement"}),
        ("source=Elbpost", {"meeting"}),
        ("status=planned", {"meeting"}),
        ("review=checked", {"statement"}),
        ("review=unchecked", {"meeting"}),
    ],
)
def test_events_are_filtered_like_the_timeline(client, crisis, article, query, expected):
    make_crisis("zweitkrise")
    anna = make_entity("Anna Bär")
    make_meeting(anna, crisis=crisis, article=article, place=make_place(), status="planned")
    other = make_article("Die Ministerin antwortete.", source="Donaublatt", crisis=crisis)
    make_statement(anna, crisis=crisis, article=other, day=date(2022, 1, 22), review="accepted")
    assert {event["kind"] for event in items(client, f"/events?{query}")} == expected


def test_entities_are_found_by_name_alias_and_kind(client, crisis):
    anna = make_entity("Anna Bär", is_checked=True)
    EntityAlias.objects.create(entity=anna, name="die Ministerin")
    Office.objects.create(entity=anna, title="Ministerin", since=date(2021, 12, 8))
    make_meeting(make_entity("Ben Öz"), crisis=crisis, place=make_place())
    assert [one["key"] for one in items(client, "/entities?name=MINISTER")] == ["anna-bar"]
    assert [one["key"] for one in items(client, "/entities?kind=place")] == ["genf"]
    [record] = items(client, "/entities?name=bär")
    assert record["aliases"] == ["die Ministerin"]
    assert record["offices"] == [{"title": "Ministerin", "since": "2021-12-08", "until": None}]


def test_a_merged_entity_leads_to_the_other(client):
    anna = make_entity("Anna Bär", is_checked=True)
    make_entity("A. Bär", merged_into=anna)
    assert client.get(f"{API}/entities/a-bar")["Location"] == f"{API}/entities/anna-bar"


def test_articles_are_narrowed_down_by_days_of_the_newsroom(client, crisis):
    make_article(crisis=crisis, published_at=datetime(2022, 1, 21, 0, 10, tzinfo=BERLIN))
    make_article(source="Donaublatt", published_at=datetime(2022, 1, 21, 23, 50, tzinfo=BERLIN))
    assert len(items(client, "/articles?since=2022-01-21&until=2022-01-21")) == 2
    assert items(client, "/articles?since=2022-01-22") == items(client, "/articles?until=2022-01-20") == []
    assert [one["outlet"] for one in items(client, "/articles?crisis=testkrise")] == ["Elbpost"]
    assert [one["outlet"] for one in items(client, "/articles?source=Donaublatt")] == ["Donaublatt"]


def test_a_crisis_can_be_read_as_it_was_known(client):
    tell(Story("https://blatt1.example/a", (Talk(status="planned", days=on(5)),), -3))
    tell(Story("https://blatt2.example/a", (Talk(status="cancelled", days=on(5)),), 2))
    moments = [FRIDAY + timedelta(days=after) for after in (-4, 0, 3)]
    known = [items(client, f"/events?crisis=probe&as_of={quote(moment.isoformat())}") for moment in moments]
    assert [[event["meeting"]["status"] for event in events] for events in known] == [
        [],
        ["planned"],
        ["cancelled"],
    ]
    assert [len(event["evidence"]) for [event] in known[1:]] == [1, 2]
    [on_that_day] = items(client, f"/events?crisis=probe&as_of={FRIDAY.date()}")
    assert on_that_day["meeting"]["status"] == "planned"


def test_the_events_that_changed_since_a_moment_are_given_out(client):
    tell(Story("https://blatt1.example/a", (Talk(), Count(100_000, "usa"))))
    crisis = Crisis.objects.get()
    crisis.entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
    changed = f"/events?crisis=probe&changed_since={quote(FRIDAY.isoformat())}"
    assert items(client, changed) == []
    Meeting.objects.update(begins_at="11:00")
    [event] = items(client, changed)
    assert event["meeting"]["begins_at"] == "11:00"
    assert len(items(client, f"/events?crisis=probe&changed_since={FRIDAY.date()}")) == 2
    assert items(client, f"{changed}&kind=troop_figure") == []


class TestProblems:
    """Errors are problem documents with codes that stay, in the reader's language."""

    @pytest.mark.parametrize(
        ("query", "parameter", "code"),
        [
            ("since=2022-02-30", "since", "not-a-day"),
            ("since=0", "since", "not-a-day"),
            ("since=2022-02-02&until=2022-02-01", "until", "days-out-of-order"),
            ("kind=summit", "kind", "not-a-choice"),
            ("limit=0", "limit", "too-small"),
            ("limit=101", "limit", "too-large"),
            ("limit=viele", "limit", "not-a-number"),
            ("entity=niemand", "entity", "unknown-value"),
            ("crisis=keine", "crisis", "unknown-value"),
            ("source=Keinblatt", "source", "unknown-value"),
            ("crisis=testkrise&as_of=2022-01-21T09:00", "as_of", "not-a-moment"),
            ("crisis=testkrise&as_of=gestern", "as_of", "not-a-moment"),
            ("crisis=testkrise&as_of=9999-12-31T23:59:59-01:00", "as_of", "not-a-moment"),
            ("as_of=2022-01-21", "crisis", "missing"),
            ("changed_since=2022-01-21", "crisis", "missing"),
            ("crisis=testkrise&changed_since=2022-01-21T09:00", "changed_since", "not-a-moment"),
            (
                "crisis=testkrise&as_of=2022-01-21&changed_since=2022-01-21",
                "changed_since",
                "not-together",
            ),
            ("entitiy=anna-bar", "entitiy", "unknown-parameter"),
            ("q=%00", "q", "not-allowed"),
            (f"q={'x' * 201}", "q", "too-long"),
        ],
    )
    def test_a_wrong_parameter_is_named(self, client, query, parameter, code):
        found = problem(client, f"/events?{query}")
        assert found["status"] == 400
        assert [(error["parameter"], error["code"]) for error in found["errors"]] == [(parameter, code)]

    @pytest.mark.parametrize(
        ("language", "title"),
        [
            ("en-US,de;q=0.5", "There is no such thing"),
            ("de-AT", "Das gibt es nicht"),
            ("fr", "Das gibt es nicht"),
        ],
    )
    def test_they_speak_the_language_that_the_client_asks_for(self, client, language, title):
        assert problem(client, "/events/1", **{"accept-language": language})["title"] == title

    @pytest.mark.parametrize(
        "address", ["/", "/nothing", "/events/x", "/events/99999999999999999999", "/crises/ä"]
    )
    def test_whatever_is_not_there_is_said_by_a_document(self, client, address):
        if address != "/":
            assert problem(client, address)["status"] in (400, 404)

    def test_nothing_can_be_written(self, client):
        for address in ("/events", "/events/1", "/openapi.json"):
            response = client.post(API + address)
            assert response.status_code == 405
            assert response["Allow"] == "GET, HEAD, OPTIONS"
            assert response.json()["code"] == "method-not-allowed"

    def test_a_failure_is_told_without_its_details(self, client, monkeypatch, caplog):
        def fail(*_args):
            raise RuntimeError("secret")

        monkeypatch.setattr("timeline.api.records.crisis_record", fail)
        make_crisis()
        found = problem(client, "/crises")
        assert found["code"] == "server-error"
        assert "secret" not in str(found)
        assert "secret" in caplog.text


class TestHeaders:
    """What caches, scripts and crawlers need to know."""

    def test_an_unchanged_answer_is_not_sent_again(self, client, crisis):
        make_meeting(crisis=crisis)
        make_meeting(crisis=crisis)
        etag = client.get(f"{API}/events?limit=1")["ETag"]
        again = client.get(f"{API}/events?limit=1", headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        Event.objects.update(precision="about")
        assert client.get(f"{API}/events?limit=1", headers={"if-none-match": etag}).status_code == 200

    def test_scripts_of_any_page_may_read(self, client):
        response = client.get(f"{API}/crises", headers={"origin": "https://elbpost.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        preflight = client.options(
            f"{API}/crises",
            headers={
                "origin": "https://elbpost.example",
                "access-control-request-method": "GET",
                "access-control-request-headers": "if-none-match",
            },
        )
        assert preflight.status_code == 200
        assert "if-none-match" in preflight["Access-Control-Allow-Headers"]

    def test_the_admin_stays_closed_to_scripts_of_others(self, client):
        response = client.get("/admin/login/", headers={"origin": "https://elbpost.example"})
        assert "Access-Control-Allow-Origin" not in response

    def test_answers_may_be_kept_shortly_and_problems_not_at_all(self, client):
        assert client.get(f"{API}/crises")["Cache-Control"] == "public, max-age=60"
        assert client.get(f"{API}/events/1")["Cache-Control"] == "no-store"

    def test_head_is_answered_like_get(self, client):
        head, got = dict(client.head(f"{API}/crises").headers), dict(client.get(f"{API}/crises").headers)
        assert head.pop("RateLimit") != got.pop("RateLimit")  # both were counted
        assert head == got


class TestFloods:
    """So many requests a minute for each client, of whom nothing readable is kept."""

    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch):
        monkeypatch.setattr(throttling, "LIMIT", 2)
        monkeypatch.setattr(throttling.time, "time", lambda: self.now)

    now = 1_000_000.0

    def get(self, client, address="203.0.113.7"):
        return client.get(f"{API}/crises", REMOTE_ADDR=address)

    def test_who_asks_too_often_is_told_when_to_come_back(self, client):
        assert [self.get(client).status_code for _number in range(3)] == [200, 200, 429]
        response = self.get(client)
        assert response.json()["code"] == "too-many-requests"
        assert response["Retry-After"] == "20"

    def test_another_minute_is_another_beginning(self, client):
        for _number in range(3):
            self.get(client)
        self.now += 60
        assert self.get(client).status_code == 200

    def test_clients_are_counted_apart_but_a_network_of_one_client_together(self, client):
        for _number in range(3):
            self.get(client)
            self.get(client, "2001:db8:1:1::1")
        assert self.get(client, "203.0.113.8").status_code == 200
        assert self.get(client, "2001:db8:1:1::2").status_code == 429
        assert self.get(client, "2001:db8:1:2::1").status_code == 200

    def test_behind_a_proxy_the_client_counts(self, client, settings):
        settings.PROXIES = 1
        codes = [
            client.get(f"{API}/crises", headers={"x-forwarded-for": f"198.51.100.{number}"}).status_code
            for number in range(4)
        ]
        assert codes == [200] * 4

    def test_no_address_is_kept_and_no_trace_of_it_beyond_the_minute(self, client):
        self.get(client)
        [kept] = RequestCount.objects.values_list("client", flat=True)
        assert "203.0.113.7" not in kept
        self.now += 60
        self.get(client, "203.0.113.8")
        assert not RequestCount.objects.filter(client=kept).exists()

    def test_every_answer_says_how_many_more_there_may_be(self, client):
        first = self.get(client)
        assert first["RateLimit-Policy"] == '"api";q=2;w=60'
        assert first["RateLimit"] == '"api";r=1;t=20'
        assert "Retry-After" not in first
        unchanged = client.get(
            f"{API}/crises", headers={"if-none-match": first["ETag"]}, REMOTE_ADDR="203.0.113.7"
        )
        assert unchanged.status_code == 304
        assert unchanged["RateLimit"] == '"api";r=0;t=20'
        assert self.get(client)["RateLimit"] == '"api";r=0;t=20'

    def test_pages_for_people_are_not_counted(self, client):
        assert "RateLimit" not in client.get("/")


@pytest.mark.django_db(transaction=True)
def test_all_workers_count_together(monkeypatch):
    """Each thread here has a connection of its own, as each worker has."""
    monkeypatch.setattr(throttling.time, "time", lambda: 1_000_000.0)

    def ask(_number):
        request = RequestFactory().get(API, REMOTE_ADDR="203.0.113.7")
        try:
            return throttling.count(request, "api", 300).used
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        assert sorted(workers.map(ask, range(40))) == list(range(1, 41))


class TestDocuments:
    """The API explains itself, to programs and to people."""

    def test_the_openapi_document_describes_in_the_readers_language(self, client):
        german = client.get(f"{API}/openapi.json").json()
        english = client.get(f"{API}/openapi.json", headers={"accept-language": "en"}).json()
        summaries = [document["paths"]["/api/v1/crises"]["get"]["summary"] for document in (german, english)]
        assert summaries == ["Alle Krisen", "All crises"]

    def test_every_operation_and_problem_stands_on_the_page(self, client):
        page = client.get("/api/").text
        for path in client.get(f"{API}/openapi.json").json()["paths"]:
            assert f"GET {path}" in page
        for code in ("invalid-parameter", "too-many-requests"):
            assert f'id="{code}"' in page

    def test_the_page_needs_nothing_inline_and_no_other_host(self, client):
        page = client.get("/api/").text
        assert "<script" not in page
        assert "style=" not in page
        assert "cdn" not in page

    def test_problems_lead_to_their_place_on_the_page(self, client):
        assert problem(client, "/events/1")["type"] == "http://testserver/api/#not-found"

    def test_the_version_leads_to_the_page(self, client):
        assert client.get(f"{API}/")["Location"] == "/api/"

    def test_every_page_leads_there(self, client):
        assert 'href="/api/"' in client.get("/").text


def test_unknown_sources_are_no_reason_to_fail(client):
    make_source("Elb & Post: „Blatt“")
    assert items(client, "/articles?source=Elb%20%26%20Post%3A%20%E2%80%9EBlatt%E2%80%9C") == []
