"""The timeline as it was known on a day, and what is new since a reader's last visit."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.publishing import FRIDAY
from tests.timeline.stories import DAY, Count, Story, Talk, on, tell
from timeline.filters import Filters
from timeline.models import Crisis, Event, ShareLink, Withdrawal

pytestmark = pytest.mark.django_db
URL = "/crises/probe/"


def story(number: int, *tells: Talk | Count, after: int = 0) -> Story:
    return Story(f"https://blatt{number}.example/a", tells, after, source=f"Blatt {number}")


def as_of(after: int) -> str:
    return f"as_of={DAY + timedelta(days=after)}"


@pytest.fixture
def _cancelled() -> None:
    tell(story(1, Talk(status="planned", days=on(5)), after=-3))
    tell(story(2, Talk(status="cancelled", days=on(5)), Count(100_000, "usa"), after=2))


@pytest.mark.usefixtures("_cancelled")
class TestAsOf:
    def test_what_was_cancelled_later_shows_as_planned(self, client):
        page = client.get(f"{URL}?{as_of(0)}").text
        assert "1 Ereignis<" in page
        assert "geplant" in page
        assert "Stand vom 21. Januar 2022:" in page
        assert "Es trafen sich" in page
        assert ", cancelled, " not in page  # the sentence of the later article
        assert ", cancelled, " in client.get(URL).text

    def test_the_filters_look_at_what_was_known(self, client):
        assert "1 Ereignis<" in client.get(f"{URL}?{as_of(0)}&status=planned").text
        assert "0 Ereignisse<" in client.get(f"{URL}?status=planned").text
        assert "0 Ereignisse<" in client.get(f"{URL}?{as_of(0)}&kind=troop_figure").text
        assert "1 Ereignis<" in client.get(f"{URL}?{as_of(2)}&kind=troop_figure").text
        assert "0 Ereignisse<" in client.get(f"{URL}?{as_of(0)}&source=Blatt+2").text

    def test_before_the_first_report_nothing_was_known(self, client):
        page = client.get(f"{URL}?{as_of(-9)}")
        assert "0 Ereignisse<" in page.text

    def test_it_leads_to_the_days_on_which_something_became_known(self, client):
        soup = BeautifulSoup(client.get(f"{URL}?{as_of(0)}&kind=meeting").text, "lxml")
        assert soup.find(id="known-before")["href"] == f"{URL}?kind=meeting&{as_of(-3)}"
        assert soup.find(id="known-after")["href"] == f"{URL}?kind=meeting&{as_of(2)}"
        assert soup.find(id="known-today")["href"] == f"{URL}?kind=meeting"
        last = BeautifulSoup(client.get(f"{URL}?{as_of(2)}").text, "lxml")
        assert last.find(id="known-after") is None
        today = BeautifulSoup(client.get(URL).text, "lxml")
        assert today.find(id="known-first")["href"] == f"{URL}?{as_of(-3)}"

    def test_a_moment_can_be_asked_for(self, client):
        moment = (FRIDAY + timedelta(days=2, minutes=-1)).isoformat().replace("+", "%2B")
        assert "1 Ereignis<" in client.get(f"{URL}?as_of={moment}").text
        assert "nicht zu verstehen" not in client.get(f"{URL}?as_of={moment}").text

    def test_the_picture_shows_what_was_known(self, client):
        soup = BeautifulSoup(client.get(f"{URL}?{as_of(0)}").text, "lxml")
        assert soup.select_one(".drawing .met.planned")
        assert not soup.select_one(".drawing .met.cancelled")

    def test_a_shared_view_keeps_what_was_known(self, client):
        response = client.post(f"{URL}share/?{as_of(0)}", {"title": "Damals"})
        assert response.status_code == 303
        link = ShareLink.objects.get()
        [event] = link.snapshot["events"]
        assert event["status"] == "planned"
        assert link.query == as_of(0)

    def test_fetched_events_are_as_they_were_known(self):
        crisis = Crisis.objects.get()
        found = Filters(as_of=DAY).events(crisis).with_details()
        [event] = found
        assert event.meeting.status == "planned"
        assert [one.revision.article.source.name for one in event.evidence.all()] == ["Blatt 1"]
        [streamed] = found.iterator(10)
        assert streamed.meeting.status == "planned"

    @pytest.mark.parametrize(
        "wrong", ["gestern", "2022-02-30", "9999-99-99", "2022-02-01T99:00", "2022-02-01T09:00%2B18:00"]
    )
    def test_what_is_no_day_is_reported(self, client, wrong):
        response = client.get(f"{URL}?as_of={wrong}")
        assert response.status_code == 200
        assert "Kein Tag und kein Zeitpunkt." in response.text

    def test_many_events_take_no_more_queries(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            client.get(f"{URL}?{as_of(2)}")


@pytest.mark.usefixtures("_cancelled")
class TestNews:
    def since(self, **ago: int) -> str:
        return "changed_since=" + (timezone.now() - timedelta(**ago)).isoformat().replace("+", "%2B")

    def test_what_came_after_the_visit_is_new(self, client):
        assert "2 neu, 0 geändert, 0 zurückgezogen" in client.get(f"{URL}news/?{self.since(hours=1)}").text
        assert client.get(f"{URL}?{self.since(hours=1)}").text.count('class="tag tag-news"') == 2

    def test_without_changes_it_says_so(self, client):
        Crisis.objects.get().entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        assert "nichts Neues" in client.get(f"{URL}news/?{self.since(hours=1)}").text

    def test_what_changed_is_marked_in_the_view_of_changes(self, client):
        Crisis.objects.get().entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        meeting = Event.objects.get(kind="meeting").meeting
        meeting.status = "held"
        meeting.save()
        assert "0 neu, 1 geändert, 0 zurückgezogen" in client.get(f"{URL}news/?{self.since(hours=1)}").text
        page = client.get(f"{URL}?{self.since(hours=1)}").text
        assert "1 Ereignis<" in page
        assert "geändert</span>" in page

    @pytest.mark.parametrize(
        ("how", "reason"),
        [
            ("rejected", "von der Redaktion verworfen"),
            ("deleted", "von keinem Artikel mehr gemeldet"),
            ("taken out", "von der Redaktion aus dieser Krise genommen"),
        ],
    )
    def test_what_is_gone_is_listed_with_its_last_words_and_why(self, client, how, reason):
        crisis = Crisis.objects.get()
        crisis.entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        figure = Event.objects.get(kind="troop_figure")
        address = figure.get_absolute_url()
        if how == "rejected":
            figure.review = "rejected"
            figure.save()
        elif how == "deleted":
            figure.delete()
        else:
            crisis.events.remove(figure)
        assert "0 neu, 0 geändert, 1 zurückgezogen" in client.get(f"{URL}news/?{self.since(hours=1)}").text
        page = client.get(f"{URL}?{self.since(hours=1)}").text
        assert "1 zurückgezogenes Ereignis" in page
        assert "Von 100000 Soldaten berichtet usa" in page
        assert reason in page
        assert ("Russland: rund 100.000 Soldaten" in page) == (how != "deleted")
        assert (address in page) == (how == "taken out")

    def test_what_is_back_in_the_crisis_is_withdrawn_no_more(self, client):
        crisis = Crisis.objects.get()
        crisis.entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        figure = Event.objects.get(kind="troop_figure")
        crisis.events.remove(figure)
        crisis.events.add(figure)
        assert "0 neu, 1 geändert, 0 zurückgezogen" in client.get(f"{URL}news/?{self.since(hours=1)}").text
        assert not crisis.withdrawals.exists()

    def test_what_nobody_had_seen_is_not_withdrawn(self, client):
        crisis = Crisis.objects.get()
        crisis.events.clear()
        assert "nichts Neues" in client.get(f"{URL}news/?{self.since(hours=1)}").text

    def test_what_was_hidden_as_unchecked_is_not_withdrawn(self, client):
        crisis = Crisis.objects.get()
        crisis.entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        Crisis.objects.update(shows_unchecked=False)
        crisis.withdrawals.update(gone_at=FRIDAY)  # that is when it was hidden
        crisis.events.clear()
        assert "nichts Neues" in client.get(f"{URL}news/?{self.since(hours=1)}").text

    @pytest.mark.parametrize(("stays", "told"), [(True, "nichts Neues"), (False, "1 zurückgezogen")])
    def test_what_went_up_in_another_event_is_gone_only_if_that_is_elsewhere(self, client, stays, told):
        crisis = Crisis.objects.get()
        meeting = Event.objects.get(kind="meeting")
        if not stays:
            crisis.events.remove(meeting)
            crisis.withdrawals.all().delete()
        crisis.entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        Event.objects.filter(kind="troop_figure").update(merged_into=meeting)
        assert told in client.get(f"{URL}news/?{self.since(hours=1)}").text

    def test_withdrawals_go_with_their_crisis(self):
        crisis = Crisis.objects.get()
        crisis.events.clear()
        assert Withdrawal.objects.count() == 2
        crisis.delete()
        assert not Withdrawal.objects.exists()

    def test_much_that_is_gone_takes_no_more_queries(self, client, django_assert_max_num_queries):
        for number in range(4, 8):
            tell(story(number, Count(number * 1000, "usa"), Count(number * 3000, "china", days=on(9))))
        Crisis.objects.get().entries.update(entered_at=FRIDAY, changed_at=FRIDAY)
        figures = Event.objects.filter(kind="troop_figure")
        figures.filter(troopfigure__low__lt=6000).update(review="rejected")
        figures.filter(troopfigure__low__gt=20_000).delete()
        meeting = Event.objects.get(kind="meeting")
        meeting.meeting.status = "held"
        meeting.meeting.save()
        with django_assert_max_num_queries(14):
            page = client.get(f"{URL}?{self.since(hours=1)}").text
        assert "4 zurückgezogene Ereignisse" in page

    def test_without_a_time_there_is_no_news(self, client):
        assert client.get(f"{URL}news/").status_code == 400
        assert client.get(f"{URL}news/?changed_since=gestern").status_code == 400
