"""What a correction took back leaves the pages of today, says so, and stays known for the time before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.ingest import rewrite, store
from articles.models import Article, Revision
from articles.reading.page import Paragraph
from tests.factories import make_crisis, make_evidence
from tests.publishing import FRIDAY, make_page
from tests.timeline.stories import DAY, Story, Talk, on, tell
from tests.timeline.test_editing import form_data
from timeline.crises import add_article
from timeline.editors import EDITORS
from timeline.models import Entry, Event, EventState, Evidence, Report, TroopFigure, Withdrawal
from timeline.tasks import extract_now

pytestmark = pytest.mark.django_db
URL = "https://hafenblatt.example/truppen"
OLD = "Russland hat 12.300 Soldaten an der Grenze zur Ukraine stationiert."
NEW = "Russland hat 23.400 Soldaten an der Grenze zur Ukraine stationiert."
SINCE = "/crises/testkrise/news/?changed_since="


def read(*texts: str, source: str = "Hafenblatt", url: str = URL, **fields: Any) -> Revision:
    """Take an article in and extract it."""
    stored = store(make_page(*texts, title="Truppen an der Grenze", **fields), source_name=source, url=url)
    add_article(make_crisis(), stored.article)
    extract_now(stored.revision)
    return stored.revision


def correct(**fields: Any) -> tuple[Event, Event]:
    """Let an article correct a figure that it had named; return the figure it named first, and the other."""
    read(OLD, published_at=FRIDAY)
    read(NEW, published_at=FRIDAY, **fields)
    return named(12_300), named(23_400)


def named(low: int) -> Event:
    return TroopFigure.objects.get(low=low).event


def shown(as_of: Any = None) -> set[int]:
    """Return the figures that the timeline shows."""
    entries = Entry.objects.of_crisis(make_crisis(), as_of)
    return set(entries.values_list("low", flat=True))


class TestAFigureThatIsCorrected:
    def test_goes_from_all_pages_of_today(self, client: Client) -> None:
        wrong, _right = correct(changed_at=FRIDAY + timedelta(hours=6))
        for address in (
            "/crises/testkrise/",
            "/crises/testkrise/figures/",
            "/crises/testkrise/export.csv",
            "/api/v1/events?crisis=testkrise",
            "/api/v1/evidence",
            "/crises/testkrise/?q=Soldaten",
            "/entities/russland/",
        ):
            answer = client.get(address)
            text = b"".join(answer).decode() if answer.streaming else answer.text
            assert "23.400" in text or "23400" in text, address
            assert "12.300" not in text, address
            assert "12300" not in text, address
        assert client.get(f"/api/v1/events/{wrong.pk}").status_code == 404
        assert f"/events/{wrong.pk}/" not in client.get("/sitemap-events.xml").text

    def test_is_told_as_withdrawn_with_its_last_words(self, client: Client) -> None:
        read(OLD, published_at=FRIDAY)
        before = timezone.now()
        read(NEW, published_at=FRIDAY)
        since = before.isoformat().replace("+", "%2B")
        assert "1 neu, 0 geändert, 1 zurückgezogen" in client.get(f"{SINCE}{since}").text
        soup = BeautifulSoup(client.get(f"/crises/testkrise/?changed_since={since}").text, "lxml")
        gone = soup.select_one(".withdrawn li")
        assert gone is not None
        assert "von keinem Artikel mehr gemeldet: berichtigt oder gestrichen" in gone.text
        assert "12.300 Soldaten" in gone.text
        assert gone.select_one("a")["href"] == named(12_300).get_absolute_url()

    def test_has_a_page_that_says_what_stands_there_instead(self, client: Client) -> None:
        wrong, right = correct()
        answer = client.get(wrong.get_absolute_url())
        assert answer.status_code == 410
        page = BeautifulSoup(answer.text, "lxml")
        assert "12.300 Soldaten" in page.h1.text
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
        corrections = page.select_one("section[aria-labelledby=corrections]")
        assert [quote.text.strip() for quote in corrections.select("blockquote")] == [OLD, NEW]
        links = {link["href"] for link in corrections.select("a")}
        article = Article.objects.get()
        assert {right.get_absolute_url(), f"/articles/{article.pk}/changes/1/2/"} <= links

    def test_has_no_other_sentence_where_it_was_struck_out(self, client: Client) -> None:
        read(OLD, "Mehr war am Abend nicht zu erfahren.", published_at=FRIDAY)
        read("Mehr war am Abend nicht zu erfahren.", published_at=FRIDAY)
        page = client.get(named(12_300).get_absolute_url()).text
        assert "Der Satz steht dort nicht mehr." in page

    def test_was_known_until_the_correction(self, client: Client) -> None:
        wrong, right = correct(changed_at=FRIDAY + timedelta(hours=6))
        assert shown(FRIDAY + timedelta(hours=5)) == {12_300}
        assert shown(FRIDAY + timedelta(hours=6)) == {23_400}
        assert shown() == {23_400}
        for event, day, status in (
            (wrong, DAY, 410),  # corrected on the same day
            (wrong, DAY - timedelta(days=1), 404),
            (right, DAY, 200),
            (right, DAY - timedelta(days=1), 404),
        ):
            assert client.get(f"{event.get_absolute_url()}?as_of={day}").status_code == status
        then = (FRIDAY + timedelta(hours=1)).isoformat().replace("+", "%2B")
        page = client.get(f"{wrong.get_absolute_url()}?as_of={then}")
        assert page.status_code == 200
        assert OLD in BeautifulSoup(page.text, "lxml").text

    def test_is_marked_in_the_text_that_had_it(self, client: Client) -> None:
        wrong, _right = correct()
        page = client.get(f"/articles/{Article.objects.get().pk}/revisions/1/").text
        assert f'id="e{wrong.pk}"' in page
        assert f'href="{wrong.get_absolute_url()}"' in page

    def test_is_back_when_the_article_says_so_again(self, client: Client) -> None:
        wrong, right = correct(changed_at=FRIDAY + timedelta(hours=6))
        read(OLD, "Das bestätigte ein Sprecher.", published_at=FRIDAY, changed_at=FRIDAY + timedelta(hours=9))
        assert shown() == {12_300}
        assert [shown(FRIDAY + timedelta(hours=hour)) for hour in (0, 7, 9)] == [{12_300}, {23_400}, {12_300}]
        assert client.get(wrong.get_absolute_url()).status_code == 200
        assert client.get(right.get_absolute_url()).status_code == 410

    def test_stands_where_another_article_still_says_so(self, client: Client) -> None:
        read(OLD, published_at=FRIDAY, source="Neckar-Kurier", url="https://kurier.example/1")
        wrong, _right = correct()
        page = client.get(wrong.get_absolute_url())
        assert page.status_code == 200
        soup = BeautifulSoup(page.text, "lxml")
        assert [one.text for one in soup.select("section[aria-labelledby=evidence] > .report .source")] == [
            "Neckar-Kurier"
        ]
        assert "Hafenblatt" in soup.select_one("section[aria-labelledby=corrections]").text
        [card] = client.get(f"/api/v1/events/{wrong.pk}").json()["evidence"]
        assert card["article"]["outlet"] == "Neckar-Kurier"
        assert "0 Ereignisse<" in client.get("/crises/testkrise/?source=Hafenblatt&q=12.300").text

    def test_leaves_also_if_an_editor_had_confirmed_it(self, client: Client) -> None:
        read(OLD, published_at=FRIDAY)
        Event.objects.update(review="accepted")
        read(NEW, published_at=FRIDAY)
        assert shown() == {23_400}

    def test_stays_where_an_editor_finds_a_sentence_for_it(self, client: Client) -> None:
        wrong, _right = correct()
        make_evidence(
            wrong, read("So stand es im Bericht.", published_at=FRIDAY, url="https://a.example/2").article
        )
        assert shown() == {12_300, 23_400}
        assert client.get(wrong.get_absolute_url()).status_code == 200

    def test_is_hidden_in_any_form_once_it_is_rejected(self, client: Client) -> None:
        wrong, _right = correct()
        Event.objects.filter(pk=wrong.pk).update(review="rejected")
        assert client.get(wrong.get_absolute_url()).status_code == 404

    def test_is_told_in_shared_views(self, client: Client) -> None:
        read(OLD, published_at=FRIDAY)
        shared = client.post("/crises/testkrise/share/", {"title": "Zahlen"})
        assert shared.status_code == 303
        read(NEW, published_at=FRIDAY)
        page = client.get(shared["Location"].partition("manage/")[0]).text
        assert "Seitdem 2 Änderungen" in page
        assert "berichtigt oder gestrichen" in page


class TestUntilANewTextIsRead:
    def test_the_old_one_holds(self) -> None:
        read(OLD, published_at=FRIDAY)
        stored = store(make_page(NEW, published_at=FRIDAY), source_name="Hafenblatt", url=URL)
        assert shown() == {12_300}
        tell(Story("https://blatt2.example/a", (Talk(),), source="Blatt 2"))
        assert shown() >= {12_300}
        extract_now(stored.revision)
        assert shown() == {23_400}

    def test_texts_may_be_read_in_any_order(self) -> None:
        read(OLD, published_at=FRIDAY)
        pages = [make_page(NEW, published_at=FRIDAY), make_page(OLD, NEW, published_at=FRIDAY)]
        second, third = (store(page, source_name="Hafenblatt", url=URL).revision for page in pages)
        extract_now(third)
        extract_now(second)
        assert shown() == {12_300, 23_400}
        assert shown(second.reported_at) == {23_400}


class TestSinceWhenACorrectionIsKnown:
    def test_without_a_time_of_its_own_since_it_was_taken_in(self) -> None:
        correct()
        assert shown(FRIDAY + timedelta(days=800)) == {12_300}
        assert shown(timezone.now()) == {23_400}
        assert named(23_400).first_reported_at > timezone.now() - timedelta(minutes=5)

    def test_by_an_editor_since_it_was_made(self) -> None:
        first = read(OLD, published_at=FRIDAY, changed_at=FRIDAY + timedelta(hours=1))
        corrected = rewrite(first.article, first.title, "", [Paragraph("text", NEW)])
        assert corrected is not None
        extract_now(corrected)
        assert shown(FRIDAY + timedelta(days=800)) == {12_300}
        assert shown() == {23_400}

    def test_what_stayed_in_the_text_is_known_since_the_first(self, client: Client) -> None:
        second = "Die USA haben 8.500 Soldaten in Bereitschaft versetzt."
        read(OLD, second, published_at=FRIDAY)
        read(NEW, second, published_at=FRIDAY)
        kept = Event.objects.get(troopfigure__low=8_500)
        assert kept.first_reported_at == FRIDAY
        soup = BeautifulSoup(client.get(kept.get_absolute_url()).text, "lxml")
        assert "21. Januar 2022" in soup.select_one(".report .byline").text
        assert not soup.select_one("section[aria-labelledby=corrections]")

    def test_a_text_that_says_the_same_anew_is_no_later_word(self) -> None:
        """Another article had called off meanwhile what both texts of the first say is planned."""
        planned = Talk(status="planned", days=on(5))
        tell(Story("https://blatt1.example/a", (planned,), after=-3, source="Blatt 1"))
        tell(Story("https://blatt2.example/a", (Talk(status="cancelled", days=on(5)),), source="Blatt 2"))
        tell(
            Story("https://blatt1.example/a", (planned,), after=-3, source="Blatt 1", extra=("Es schneit.",))
        )
        event = Event.objects.get()
        assert event.meeting.status == "cancelled"
        assert set(Report.objects.filter(values__status="planned").values_list("said_since", flat=True)) == {
            FRIDAY - timedelta(days=3)
        }

    def test_news_without_a_day_keep_that_of_their_text(self) -> None:
        """However late a text is taken in, what it tells is matched with other news of its own day."""
        undated = Talk(days=on(0)._replace(earliest=None, latest=None), place=None)
        tell(Story("https://blatt1.example/a", (undated,), source="Blatt 1"))
        tell(Story("https://blatt1.example/a", (undated,), source="Blatt 1", extra=("Es schneit.",)))
        tell(Story("https://blatt2.example/a", (Talk(),), after=1, source="Blatt 2"))
        assert Event.objects.visible().count() == 1
        assert set(Report.objects.values_list("day", flat=True)) == {DAY}


def test_a_text_that_a_paywall_cuts_off_takes_nothing_back() -> None:
    read("Es geht um die Grenze.", OLD, published_at=FRIDAY)
    read("Es geht um die Grenze.", published_at=FRIDAY, is_truncated=True)
    assert shown() == {12_300}


def test_states_of_an_event_that_is_gone_end(client: Client) -> None:
    wrong, _right = correct(changed_at=FRIDAY + timedelta(hours=6))
    state = EventState.objects.get(event=wrong)
    assert (state.since, state.until) == (FRIDAY, FRIDAY + timedelta(hours=6))


def test_a_hiding_crisis_does_not_tell_what_it_never_showed(client: Client) -> None:
    make_crisis(shows_unchecked=False)
    wrong, _right = correct()
    assert not Withdrawal.objects.exists()
    assert client.get(wrong.get_absolute_url()).status_code == 404
    assert client.get(f"{wrong.get_absolute_url()}?as_of={DAY}").status_code == 404


class TestAnArticleOfAnotherTime:
    @pytest.fixture
    def editor(self) -> Client:
        anna = User.objects.create_user("anna", is_staff=True)
        anna.groups.add(Group.objects.get(name=EDITORS))
        client = Client()
        client.force_login(anna)
        return client

    def test_has_all_its_days_counted_anew(self, editor: Client) -> None:
        revision = read(
            "Am Dienstag trafen sich Antony Blinken und Sergej Lawrow in Genf.", published_at=FRIDAY
        )
        url = reverse("admin:articles_article_change", args=[revision.article_id])
        data = form_data(editor, url) | {"published_at_0": "2022-01-28", "published_at_1": "09:00:00"}
        assert editor.post(url, data).status_code == 302
        revision.refresh_from_db()
        later = FRIDAY.replace(day=28, hour=9, minute=0)
        assert (revision.published_at, revision.reported_at) == (later, later)
        assert revision.extraction.extractor_version == ""  # it waits to be read again
        extract_now(revision)
        event = Event.objects.get()
        assert event.earliest.day == 25
        assert event.first_reported_at == later
        assert set(Evidence.objects.values_list("reported_at", flat=True)) == {later}
        assert EventState.objects.get().since == later

    def test_has_its_own_again_when_that_is_undone(self, editor: Client) -> None:
        revision = read(
            "Am Dienstag trafen sich Antony Blinken und Sergej Lawrow in Genf.", published_at=FRIDAY
        )
        url = reverse("admin:articles_article_change", args=[revision.article_id])
        editor.post(url, form_data(editor, url) | {"published_at_0": "2022-01-28"})
        step = Article.objects.get().changes.latest("pgh_id")
        history = reverse("admin:articles_article_history", args=[revision.article_id])
        editor.post(history, {"step": f"articles.ArticleChange:{step.pk}"})
        revision.refresh_from_db()
        assert (revision.published_at, revision.reported_at) == (FRIDAY, FRIDAY)

    def test_becomes_a_draft_with_all_that_it_reports(self, editor: Client) -> None:
        revision = read(OLD, published_at=FRIDAY)
        url = reverse("admin:articles_article_change", args=[revision.article_id])
        editor.post(url, form_data(editor, url) | {"status": "draft"})
        assert shown() == set()
        assert not EventState.objects.exists()
        editor.post(
            reverse("admin:articles_article_changelist"),
            {"action": "publish", "_selected_action": [str(revision.article_id)]},
        )
        assert shown() == {12_300}
        assert shown(FRIDAY) == {12_300}
