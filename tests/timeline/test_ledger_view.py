"""The ledger of figures as readers see it."""

import re
from datetime import date

import pytest

from tests.factories import make_article, make_crisis, make_entity, make_figure
from timeline.ledger.page import ROWS_PER_PAGE

pytestmark = pytest.mark.django_db
URL = "/crises/testkrise/figures/"


@pytest.fixture
def crisis():
    return make_crisis(first_day=date(2022, 1, 1), last_day=date(2022, 2, 24))


@pytest.fixture
def russia():
    return make_entity("Russland", "state")


@pytest.fixture
def usa():
    return make_entity("USA", "state")


@pytest.fixture
def ukraine():
    return make_entity("Ukraine", "state")


def test_each_claim_is_a_row_with_its_sentence(client, crisis, russia, usa):
    article = make_article("An der Grenze stehen rund 100.000 Soldaten.", crisis=crisis)
    event = make_figure(russia, claimant=usa, crisis=crisis, article=article, words="rund 100.000 Soldaten")
    event.troopfigure.wording = "rund 100.000 Soldaten"
    event.troopfigure.save()
    page = client.get(URL).text
    assert f'id="event-{event.pk}"' in page
    assert "An der Grenze stehen <mark>rund 100.000 Soldaten</mark>." in page
    assert f'href="{article.get_absolute_url()}#e{event.pk}"' in page
    for words in ("21. Januar 2022", "USA", "Elbpost", "vor Ort"):
        assert words in page


def test_the_chart_has_a_strip_for_each_side_whose_points_lead_to_the_rows(
    client, crisis, russia, usa, ukraine
):
    ours = make_figure(russia, 100_000, claimant=usa, crisis=crisis)
    theirs = make_figure(russia, 127_000, claimant=ukraine, crisis=crisis, qualifier="over")
    page = client.get(URL).text
    assert page.count('class="multiple"') == 2
    for event in (ours, theirs):
        assert f'<a href="#event-{event.pk}" tabindex="-1">' in page


def test_a_person_claims_for_the_state_whose_office_it_holds(client, crisis, russia):
    blinken = make_entity("Antony Blinken", key="antony-blinken")
    make_figure(russia, 100_000, claimant=blinken, crisis=crisis)
    page = client.get(URL).text
    assert '<h3 class="side-name">USA</h3>' in page
    assert "Antony Blinken" in page


def test_it_tells_what_was_replaced_and_who_contradicts(client, crisis, russia, usa, ukraine):
    make_figure(russia, 94_300, claimant=ukraine, crisis=crisis, day=date(2022, 1, 4), qualifier="exact")
    make_figure(russia, 127_000, claimant=ukraine, crisis=crisis, day=date(2022, 1, 19), qualifier="over")
    make_figure(russia, 100_000, claimant=usa, crisis=crisis, day=date(2022, 1, 24))
    page = client.get(URL).text
    assert "ersetzt die Angabe vom 4. Januar 2022: 94.300 Soldaten" in page
    assert "ersetzt am 19. Januar 2022: mehr als 127.000 Soldaten" in page
    assert "USA dagegen: rund 100.000 Soldaten (24. Januar 2022)" in page
    assert "Ukraine dagegen: mehr als 127.000 Soldaten (19. Januar 2022)" in page
    assert 'class="contested"' in page


def test_a_claim_that_is_made_again_is_told_as_repeated(client, crisis, russia, usa):
    for day in (date(2022, 1, 1), date(2022, 2, 1)):
        make_figure(russia, 100_000, claimant=usa, crisis=crisis, day=day)
    assert "wiederholt die Angabe vom 1. Januar 2022" in client.get(URL).text


def test_whose_what_and_where_are_chosen_by_links(client, crisis, russia, usa):
    make_figure(russia, 100_000, claimant=usa, crisis=crisis)
    make_figure(usa, 8_500, change="ready", crisis=crisis)
    make_figure(usa, 3, unit="ships", crisis=crisis)
    page = client.get(f"{URL}?force=usa").text
    assert 'href="/crises/testkrise/figures/?force=russland"' in page
    assert "USA: " in page
    page = client.get(f"{URL}?force=usa&what=ships-present").text
    assert "3 Schiffe" in page
    assert "8500" not in page


def test_everything_together_is_a_table_without_a_chart(client, crisis, russia, usa):
    make_figure(russia, 100_000, crisis=crisis)
    make_figure(usa, 3, unit="ships", crisis=crisis)
    page = client.get(f"{URL}?force=all&what=all").text
    assert "2 Angaben" in page
    assert 'class="multiple"' not in page
    assert "Wählen Sie, was gezählt wird" in page


def test_a_figure_of_nobody_by_nobody_has_its_place(client, crisis):
    make_figure(None, 100_000, crisis=crisis)
    page = client.get(URL).text
    assert "Kräfte ohne nähere Angabe: Soldaten vor Ort" in page
    assert "Urheber nicht genannt" in page


@pytest.mark.parametrize("query", ["?force=niemand", "?what=bananen", "?place=nirgends", "?force=%00"])
def test_what_the_address_names_wrongly_is_passed_over_with_a_word(client, crisis, russia, query):
    make_figure(russia, crisis=crisis)
    response = client.get(URL + query)
    assert response.status_code == 200
    assert "war nicht zu verstehen" in response.text


def test_a_crisis_without_figures_says_so(client, crisis):
    assert "noch keine Zahl gemeldet" in client.get(URL).text


def test_many_claims_have_pages_and_their_points_lead_there(client, crisis, russia, usa):
    events = [make_figure(russia, 1_000 + n, claimant=usa, crisis=crisis) for n in range(ROWS_PER_PAGE)]
    last = make_figure(russia, 9_000, claimant=usa, crisis=crisis, day=date(2022, 2, 1))
    page = client.get(URL).text
    assert "Seite 1 von 2" in page
    assert f'id="event-{events[0].pk}"' in page
    assert f'href="/crises/testkrise/figures/?page=2#event-{last.pk}"' in page


def test_htmx_gets_the_view_without_the_page(client, crisis, russia):
    make_figure(russia, crisis=crisis)
    view = client.get(URL, headers={"HX-Request": "true"}).text
    assert "<html" not in view
    assert "<title>Truppenzahlen: Russland: Soldaten vor Ort" in view


@pytest.mark.parametrize("number", [2, 12])
def test_it_takes_few_queries_however_much_there_is(
    client, crisis, russia, usa, ukraine, number, django_assert_max_num_queries
):
    for n in range(number):
        article = make_article(crisis=crisis)
        make_figure(russia, 1_000 * n, claimant=(usa, ukraine)[n % 2], crisis=crisis, article=article)
    with django_assert_max_num_queries(7):
        client.get(URL)


def test_a_row_names_the_nearest_that_contradict_and_counts_the_rest(client, crisis, russia, usa):
    make_figure(russia, 100_000, claimant=usa, crisis=crisis)
    for n in range(7):
        make_figure(russia, 1_000 * (n + 1), claimant=make_entity(f"Gast {n}"), crisis=crisis)
    assert "und 2 weitere Seiten" in client.get(URL).text


def test_claims_on_another_place_or_part_have_strips_of_their_own(client, crisis, russia, usa):
    ukraine, belarus = make_entity("Ukraine", "state"), make_entity("Belarus", "state")
    for day, place in ((1, ukraine), (5, ukraine), (9, belarus)):
        make_figure(russia, 100_000, claimant=usa, crisis=crisis, day=date(2022, 1, day), place=place)
    jets = make_figure(russia, 2_000, claimant=usa, crisis=crisis, day=date(2022, 1, 12), place=ukraine)
    jets.troopfigure.wording = "rund 2000 Fallschirmjäger"
    jets.troopfigure.save()
    names = re.findall('class="side-name">(.*?)</h3>', client.get(URL).text)
    assert [re.sub("<.*?>", "", name) for name in names] == [
        "USA",
        "USA (Belarus)",
        "USA (Jäger und Grenadiere)",
    ]


def test_a_share_of_another_number_is_no_step(client, crisis, russia, usa):
    make_figure(russia, 127_000, claimant=usa, crisis=crisis, day=date(2022, 1, 1))
    share = make_figure(russia, 106_000, claimant=usa, crisis=crisis, day=date(2022, 1, 5))
    share.troopfigure.wording = "davon 106.000"
    share.troopfigure.save()
    page = client.get(URL).text
    assert page.count('class="multiple"') == 1
    assert page.count('class="step last"') == 1
    assert "ersetzt" not in page


def test_claims_of_nobody_are_not_joined_to_steps(client, crisis, russia, usa):
    for day in (date(2022, 1, 1), date(2022, 2, 1)):
        make_figure(russia, 100_000, claimant=usa, crisis=crisis, day=day)
        make_figure(russia, 90_000, crisis=crisis, day=day)
    page = client.get(URL).text
    assert page.count("step last") == 2, "one of the side's own, one behind all others"
