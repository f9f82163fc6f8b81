"""The API's long lists, page by page."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_article, make_crisis, make_entity, make_meeting, make_place
from tests.timeline.api.asking import API, items, problem, walk

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


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
        make_meeting(crisis=hiding)
        shown.append(make_meeting(crisis=crisis).pk)
        pages = list(walk(client, "/events?limit=2"))
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
